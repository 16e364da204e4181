"""Dates that writers spell otherwise: short centuries, signs, asides, small months, noughts, years of other calendars."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import find_dates

BASE = date(2025, 7, 26)


def read(text: str, language: str = "en") -> list[str | None]:
    found = find_dates(text, base=BASE, languages=(language,))
    assert all(text[when.start : when.end] == when.raw for when in found)
    return [when.edtf for when in found]


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "18th c.", ["17XX"]),
        ("en", "late 18th cent.", ["17XX"]),
        ("en", "the 12th-c. castle", ["11XX"]),
        ("en", "the 3rd c. BC", ["-0299/-0200"]),
        ("en", "17th\u201318th c.", ["16XX/17XX"]),
        ("en", "in the eighteenth c.", ["17XX"]),
        ("en", "the 12th, c. 1150", ["1150~"]),
        ("de", "Anfang des 19. Jhdt.", ["18XX"]),
        ("de", "3. Jh. v. Chr.", ["-0299/-0200"]),
        ("de", "17./18. Jh.", ["16XX/17XX"]),
        ("fr", "fin XIXe s.", ["18XX"]),
        ("fr", "en 1850 s'ouvrit l'école", ["1850"]),
        ("fr", "XVIIe-XVIIIe s.", ["16XX/17XX"]),
        ("es", "el s. XVIII", ["17XX"]),
        ("es", "ss. XVII-XVIII", ["16XX/17XX"]),
        ("it", "sec. XVIII", ["17XX"]),
        ("it", "III sec. a.C.", ["-0299/-0200"]),
        ("pt", "séc. XVIII", ["17XX"]),
        ("nl", "18e e.", ["17XX"]),
        ("es", "S. V. Pérez", []),
        ("zh", "十八世纪", ["17XX"]),
    ],
)
def test_a_century_may_be_abbreviated(language: str, text: str, dates: list[str]) -> None:
    assert read(text, language) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("-0044-03-15", ["-0044-03-15"]),
        ("born \u22120044-03", ["-0044-03"]),
        ("(-0044)", ["-0044"]),
        ("-0500/-0400", ["-0500/-0400"]),
        ("-1200-05-06", ["-1200-05-06"]),
        ("-0044-03-15T00:00:00Z", ["-0044-03-15"]),
        ("+1850-03-15T00:00:00Z", ["1850-03-15"]),
        ("44 BC", ["-0043"]),
        ("Tue, 3 Jun 2008 11:05:30 -0500", ["2008-06-03"]),
        ("2008-06-03 11:05 AM -0500", ["2008-06-03"]),
        ("1980 -1990", ["1980/1990"]),
        ("code 12-0044", []),
    ],
)
def test_a_sign_belongs_to_its_year_and_a_dash_to_none(text: str, dates: list[str]) -> None:
    assert read(text) == dates


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "1998 (approx.)", ["1998~"]),
        ("en", "founded in 1850 (circa)", ["1850~"]),
        ("en", "1850 [ca.]", ["1850~"]),
        ("en", "1850 (est.)", ["1850~"]),
        ("en", "1850 (probably)", ["1850?"]),
        ("en", "1850 (?)", ["1850?"]),
        ("en", "March 1850, approximately.", ["1850-03~"]),
        ("en", "1850\u20131860 (approx.)", ["1850~/1860~"]),
        ("en", "in 1850 or so", ["1850~"]),
        ("en", "in 1850 about forty men came", ["1850"]),
        ("en", "In 1850 (approximately 30 years later)", ["1850"]),
        ("de", "1850 (etwa)", ["1850~"]),
        ("de", "1850 (vermutlich)", ["1850?"]),
        ("fr", "1850 (env.)", ["1850~"]),
        ("fr", "1850 environ", ["1850~"]),
        ("es", "1850 (aprox.)", ["1850~"]),
        ("it", "nel 1850 circa fu fondata", ["1850~"]),
        ("it", "nel 1850 circa 300 persone", ["1850"]),
        ("pt", "1850 (aproximadamente)", ["1850~"]),
        ("nl", "1850 (ongeveer)", ["1850~"]),
        ("zh", "1850年（约）", ["1850~"]),
        ("ja", "1850年（頃）", ["1850~"]),
    ],
)
def test_what_stands_behind_a_date_says_how_sure_it_is(language: str, text: str, dates: list[str]) -> None:
    assert read(text, language) == dates


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "the 3rd of august 2023", ["2023-08-03"]),
        ("en", "5 march 2009", ["2009-03-05"]),
        ("en", "on march 5, 2009", ["2009-03-05"]),
        ("en", "june 2019", ["2019-06"]),
        ("en", "june, 2019", ["2019-06"]),
        ("en", "5-jun-2019", ["2019-06-05"]),
        ("en", "they march in 2009", ["2009"]),
        ("en", "it may open in 2019", ["2019"]),
        ("en", "of the 20 may have died", []),
        ("de", "5. okt. 2009", ["2009-10-05"]),
        ("de", "dez. 2009", ["2009-12"]),
        ("es", "mar. En 1990 abrió", ["1990"]),
    ],
)
def test_a_month_in_small_letters_is_one_beside_its_day_or_year(language: str, text: str, dates: list[str]) -> None:
    assert read(text, language) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("1999-00-00", ["1999"]),
        ("2019-05-00", ["2019-05"]),
        ("00/00/1999", ["1999"]),
        ("00.05.1999", ["1999-05"]),
        ("1999/05/00", ["1999-05"]),
        ("05/00/1999", ["1999-05"]),
        ("+1999-00-00T00:00:00Z", ["1999"]),
        ("the 1999-00 season", ["1999/2000"]),
        ("12/25/00", ["2000-12-25"]),
    ],
)
def test_noughts_stand_for_what_nobody_knows(text: str, dates: list[str]) -> None:
    assert read(text) == dates


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "AH 1334", []),
        ("en", "in the year 1334 AH", []),
        ("en", "the Hijri year 1445", []),
        ("en", "the Hebrew year 1445", []),
        ("en", "2567 B.E.", []),
        ("en", "in 1916 (AH 1334)", ["1916"]),
        ("de", "1334 nach der Hidschra", []),
        ("fr", "an 1334 de l'Hégire", []),
        ("es", "1334 de la Hégira", []),
        ("it", "1334 dell'Egira", []),
        ("pt", "1334 da Hégira", []),
        ("nl", "1334 na de Hidjra", []),
        ("zh", "民國112年", ["2023"]),
        ("zh", "民国三十八年", ["1949"]),
        ("zh", "民國一百一十二年5月1日", ["2023-05-01"]),
        ("zh", "佛历2567年", []),
    ],
)
def test_a_year_of_another_calendar_is_read_rightly_or_not_at_all(language: str, text: str, dates: list[str]) -> None:
    assert read(text, language) == dates


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "it won 1984 awards", []),
        ("en", "the ship carried 1850 passengers", []),
        ("en", "In 1984 it won an award.", ["1984"]),
        ("de", "er gewann 1984 Preise", []),
        ("de", "eine Besatzung von 1200 Mann", []),
        ("de", "1984 gewann er einen Preis", ["1984"]),
        ("fr", "1850 passagers", []),
        ("fr", "un équipage de 1200", []),
        ("fr", "le prix de 1984", ["1984"]),
        ("es", "1850 pasajeros", []),
        ("it", "1850 passeggeri", []),
        ("pt", "1850 passageiros", []),
        ("nl", "1850 passagiers", []),
    ],
)
def test_a_number_that_counts_something_is_no_year(language: str, text: str, dates: list[str]) -> None:
    assert read(text, language) == dates


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("en", "the mid-1990s", "middle"),
        ("en", "early in the 1990s", "early"),
        ("en", "the second half of the 1990s", "late"),
        ("en", "the 1990s", ""),
        ("de", "Ende der 1990er Jahre", "late"),
        ("fr", "le début des années 1990", "early"),
        ("es", "a mediados de los años 1990", "middle"),
        ("it", "alla fine degli anni 1990", "late"),
        ("pt", "em meados da década de 1990", "middle"),
        ("nl", "midden jaren 1990", "middle"),
        ("zh", "1990年代中期", "middle"),
        ("ja", "1990年代後半", "late"),
    ],
)
def test_a_date_says_which_part_of_it_is_meant(language: str, text: str, part: str) -> None:
    (when,) = find_dates(text, base=BASE, languages=(language,))
    assert (when.edtf, when.part) == ("199X", part)
