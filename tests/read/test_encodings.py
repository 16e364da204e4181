"""Files that do not say their encoding are told apart by what their bytes read as in each."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading import codes, read_all, read_one

POLISH = "Spółka Wiatrak\nZałożona w Gdyni przez inżyniera.\nSpółkę założył w marcu 2009 roku Łukasz Żak, a później sprzedał ją miastu."
HUNGARIAN = "Szélmalom társaság\nA cég turbinákat gyárt.\nA társaságot 2009 márciusában alapította egy mérnök, és később több városban is működött."
SLOVAK = "Spoločnosť Veterník\nSpoločnosť založil v marci 2009 inžinier, ktorý predtým žil v Ľubici. Neskôr predala štyridsať turbín prístavu."
CROATIAN = "Tvrtka Vjetrenjača\nTvrtku je osnovao inženjer Đuro Šimić u ožujku 2009. Još iste godine prodala je četrdeset turbina i više brodova."
SLOVENE = (
    "Podjetje Veternica\nPodjetje je leta 2009 ustanovil inženir iz Šentjurja. Že čez eno leto je začelo graditi večje turbine."
)
ROMANIAN = "Compania Moara\nCompania a fost înființată în martie 2009 de către un inginer şi a vândut patruzeci de turbine după două luni."
UKRAINIAN = "Компанія Вітряк\nКомпанію заснував у березні 2009 року інженер із Києва. Її турбіни продають у чотирьох країнах, зокрема в Іспанії."
BULGARIAN = "Компания Вятър\nКомпанията е основана през март 2009 година от инженер, който живее във Варна. През 2019 година тя продава турбини."
SERBIAN = "Компанија Ветар\nКомпанију је основао инжењер Љубиша у марту 2009. године. Турбине су продате луци у Ђердапу, а фабрика је у Нишу."
RUSSIAN = "Компания Ветер\nКомпанию основал в марте 2009 года инженер Щукин в лодочном сарае. В 2019 году она продала сорок турбин порту."
GREEK = "Εταιρεία Άνεμος\nΗ εταιρεία ιδρύθηκε τον Μάρτιο του 2009 από έναν μηχανικό και πούλησε σαράντα στροβίλους στο λιμάνι."
TURKISH = "Rüzgâr Şirketi\nŞirket Mart 2009'da bir mühendis tarafından İzmir yakınlarında kuruldu ve kırk türbin sattı. Ağır işçilik gerekiyordu."
HEBREW = "חברת הרוח\nהחברה נוסדה במרץ 2009 על ידי מהנדסת מחיפה. בשנת 2019 היא מכרה ארבעים טורבינות לנמל."
ARABIC = "شركة الرياح\nتأسست الشركة في مارس 2009 على يد مهندسة من المدينة. وفي عام 2019 باعت الشركة أربعين توربينا إلى الميناء."
LITHUANIAN = "Įmonė Vėjas\nĮmonė įkurta 2009 metų kovą Klaipėdoje. Už ketverių metų ji pardavė daugiau kaip keturiasdešimt turbinų šešiems uostams."
LATVIAN = (
    "Uzņēmums Vējš\nUzņēmums tika dibināts 2009. gada martā Liepājā. Tas ražo turbīnas, un četrdesmit no tām pārdotas ostai."
)
ESTONIAN = "Ettevõte Tuul\nEttevõte asutati 2009. aasta märtsis Pärnus. Pärast seda müüs ta nelikümmend turbiini sadamale; töötajaid on üle saja."
FRENCH = "Société du Vent\nLa société a été fondée en mars 2009 près de Brest. Son œuvre a coûté 40 € à l’époque, dit-on « sans façon »."
GERMAN = "Windmühle GmbH\nDie Gesellschaft wurde im März 2009 in Münster gegründet – für „größere“ Räder. Später führte sie Straßenbahnen."
SPANISH = "Compañía del Viento\nLa compañía se fundó en marzo de 2009 en Málaga. ¿Quién la dirigió después? Según dicen, Íñigo Muñoz y su hermano."
PORTUGUESE = "Companhia do Vento\nA fundação não é recente: são três décadas de produção. Também há uma estação em Évora, e até você já a visitou."
SWEDISH = "Vindbolaget\nBolaget grundades år 2009 på Öland och är känt för sina många små verk. Även Malmö köpte några av dem."
DANISH = "Vindmøllen\nSelskabet blev grundlagt på Ærø i 2009 og sælger også møller, som først må løftes på plads. Året efter kom børsen."
ICELANDIC = "Vindfélagið\nFélagið var stofnað árið 2009 við Húsavík og það er þekkt fyrir að smíða hverfla með þremur spöðum. Íslenskt þróunarfé."
ENGLISH = "The Wind Company\nThe company — “small but loud” — was founded in March 2009. It’s a café’s neighbour, and its founder’s résumé is naïve."
PERSIAN = (
    "شرکت باد\nاین شرکت در سال 2009 به دست یک مهندس در تهران بنیاد گذاشته شد و چهل توربین را به بندر فروخت که از آن پس بزرگ شد."
)

TEXTS = [
    (POLISH, "cp1250"), (POLISH, "iso8859_2"), (POLISH, "cp852"), (HUNGARIAN, "cp1250"), (HUNGARIAN, "iso8859_2"),
    (SLOVAK, "cp1250"), (SLOVAK, "iso8859_2"), (CROATIAN, "cp1250"), (CROATIAN, "iso8859_2"), (SLOVENE, "cp1250"),
    (SLOVENE, "iso8859_2"), (ROMANIAN, "cp1250"), (UKRAINIAN, "cp1251"), (UKRAINIAN, "koi8_u"), (BULGARIAN, "cp1251"),
    (SERBIAN, "cp1251"), (SERBIAN, "iso8859_5"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (RUSSIAN, "cp866"),
    (RUSSIAN, "iso8859_5"), (GREEK, "cp1253"), (GREEK, "iso8859_7"), (TURKISH, "cp1254"), (TURKISH, "iso8859_9"), (HEBREW, "cp1255"),
    (HEBREW, "iso8859_8"), (ARABIC, "cp1256"), (ARABIC, "iso8859_6"), (PERSIAN, "cp1256"), (LITHUANIAN, "cp1257"),
    (LITHUANIAN, "iso8859_13"), (LATVIAN, "cp1257"), (ESTONIAN, "cp1257"), (FRENCH, "cp1252"), (FRENCH, "mac_roman"),
    (GERMAN, "cp1252"), (GERMAN, "mac_roman"), (SPANISH, "cp1252"), (SPANISH, "mac_roman"), (SPANISH, "cp850"),
    (PORTUGUESE, "cp1252"), (PORTUGUESE, "mac_roman"), (SWEDISH, "cp1252"), (SWEDISH, "cp850"), (DANISH, "cp1252"),
    (DANISH, "mac_roman"), (ICELANDIC, "cp1252"), (ENGLISH, "cp1252"), (ENGLISH, "mac_roman"),
    ("Société\nL’œuvre coûte 40 € — cœur compris.".replace("’", "'").replace("—", "-"), "iso8859_15"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codec"), TEXTS, ids=[f"{text.split()[0]} {codec}" for text, codec in TEXTS])
def test_a_text_is_read_in_the_encoding_that_gives_words(text: str, codec: str) -> None:
    page = read_one(text.encode(codec, "replace"))
    assert page.raw == text.encode(codec, "replace").decode(codec)
    assert codes(page) == ["read.encoding-guessed"]


@pytest.mark.parametrize(("text", "codec"), TEXTS, ids=[f"{text.split()[0]} {codec}" for text, codec in TEXTS])
def test_a_page_with_english_labels_is_read_by_its_own_words(text: str, codec: str) -> None:
    title, *rest = text.split("\n")
    page = (
        f"{title}\nentitydetail.created_at\n7/26/2025, 5:17:38 AM\nSummary\n{' '.join(rest)}\nWeb Search Results\n- {title}\n"
    )
    assert read_one(page.encode(codec, "replace")).raw == page.encode(codec, "replace").decode(codec)


@pytest.mark.parametrize(("text", "codec"), TEXTS, ids=[f"{text.split()[0]} {codec}" for text, codec in TEXTS])
def test_the_name_of_a_guessed_encoding_decodes_the_file(text: str, codec: str) -> None:
    data = text.encode(codec, "replace")
    page = read_one(data)
    assert data.decode(page.encoding) == page.raw
    assert codecs.lookup(page.encoding)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert read_all(data) is not None
