"""A profile overlays what the program knows, and a mistake in it is told with its place."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from extractor import convert, render_article
from extractor.cli import run
from extractor.errors import ConfigError
from extractor.knowledge import default_knowledge, load_knowledge

FIVE_LINES = """\
site:
  labels:
    summary: [Abstract]
    attributes: [Key Facts]
    timeline: [History]
    web_results: [Sources]
"""
PAGE = """\
Night ferries
Ferries that cross while their passengers sleep.
Abstract
Night ferries are ships that cross a sea in one night. The first of them ran from Havlys.
Key Facts
Crossing
Nine hours
Berths
640
History
- The first night ferry left Havlys. (Source: wikipedia)
1921-05-02
- The line was closed for a winter. (Source: related_documents)
Unknown
Sources
- Night ferries and their cabins - Harbour Review
Night ferries are ships that carry sleeping passengers across a sea between the evening and the morning.
- What is a night ferry? | Bergen Post
A night ferry leaves after dinner and arrives before breakfast, with cabins for most of its passengers.
"""


def write(folder: Path, text: str, name: str = "profile.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_five_lines_teach_the_program_the_headings_of_a_site(tmp_path: Path) -> None:
    outcome = convert(PAGE.encode(), knowledge=load_knowledge(write(tmp_path, FIVE_LINES)))
    assert outcome.record is not None
    assert outcome.record.summary is not None
    assert outcome.record.summary.text.startswith("Night ferries are ships that cross")
    assert [(one.key, one.value) for one in outcome.record.attributes] == [
        ("Crossing", "Nine hours"),
        ("Berths", "640"),
    ]
    assert [event.date.edtf for event in outcome.record.timeline] == ["1921-05-02", None]
    assert [source.institution for source in outcome.record.sources] == ["Harbour Review", "Bergen Post"]


def test_headings_that_only_the_profile_knows_are_read_with_it_alone(tmp_path: Path) -> None:
    page, lines = PAGE, FIVE_LINES
    for known, unheard in {"Abstract": "Gist", "Key Facts": "Vitals", "History": "Annals", "Sources": "Witnesses"}.items():
        page, lines = page.replace(f"\n{known}\n", f"\n{unheard}\n"), lines.replace(known, unheard)
    plain = convert(page.encode()).record
    assert plain is not None
    assert (plain.attributes, plain.timeline, plain.web_results) == ((), (), ())
    record = convert(page.encode(), knowledge=load_knowledge(write(tmp_path, lines))).record
    assert record is not None
    assert [one.key for one in record.attributes] == ["Crossing", "Berths"]
    assert [event.date.edtf for event in record.timeline] == ["1921-05-02", None]
    assert [source.institution for source in record.sources] == ["Harbour Review", "Bergen Post"]


def test_the_same_five_lines_read_a_page_that_was_not_made_for_them(tmp_path: Path, shared: Path) -> None:
    page = (shared / "cases" / "headings" / "other-names.txt").read_bytes()
    record = convert(page, knowledge=load_knowledge(write(tmp_path, FIVE_LINES))).record
    assert record is not None
    assert [one.key for one in record.attributes] == ["Impact", "Challenges"]
    assert [event.date.edtf for event in record.timeline] == ["2015-12", None]
    assert [source.institution for source in record.sources] == ["Harbour Review", "Bergen Post", "Wikipedia"]


def test_a_site_may_show_raw_keys_of_its_own(tmp_path: Path) -> None:
    keys = "site: {entity: {summary: [topic.page.abstract], attributes: [topic.page.facts], web_results: [topic.page.sources]}}"
    page = PAGE.replace("Abstract", "topic.page.abstract").replace("Sources", "topic.page.sources")
    page = page.replace("Key Facts", "topic.page.facts").replace("History", "topic.page.chapter")
    record = convert(page.encode(), knowledge=load_knowledge(write(tmp_path, keys))).record
    assert record is not None
    assert [one.key for one in record.attributes] == ["Crossing", "Berths"]
    assert [source.institution for source in record.sources] == ["Harbour Review", "Bergen Post"]
    assert "segment.unknown-heading" in [issue.code for issue in record.issues]


def test_the_record_names_the_profile_and_so_does_its_fingerprint(tmp_path: Path) -> None:
    own = convert(PAGE.encode(), knowledge=load_knowledge(write(tmp_path, FIVE_LINES, "ferries.yaml")))
    other = convert(
        PAGE.encode(), knowledge=load_knowledge(write(tmp_path, FIVE_LINES.replace("Abstract", "In short"), "b.yaml"))
    )
    assert own.record is not None
    assert own.record.fingerprint.profile == "ferries.yaml"
    assert other.record is None or other.record.fingerprint.config != own.record.fingerprint.config


@pytest.mark.process
def test_the_command_takes_a_profile_by_a_flag_and_by_the_configuration(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", PAGE, "ferries.txt")
    write(tmp_path, FIVE_LINES)
    config = write(tmp_path, "profile: profile.yaml\n", "config.yaml")
    by_flag = ["convert", str(raw), "-o", str(tmp_path / "a"), "-q", "-j", "1", "--profile", str(tmp_path / "profile.yaml")]
    by_file = ["convert", str(raw), "-o", str(tmp_path / "b"), "-q", "--executor", "serial", "--config", str(config)]
    assert (run(by_flag), run(by_file)) == (0, 0)
    records = [next((tmp_path / name / "records").iterdir()).read_bytes() for name in ("a", "b")]
    assert records[0] == records[1]


def test_lists_are_added_to_and_replace_puts_another_in_their_place(tmp_path: Path) -> None:
    shipped = default_knowledge().languages["en"].labels.entity.summary
    added = load_knowledge(write(tmp_path, "languages: {en: {labels: {entity: {summary: [Abstract]}}}}", "a.yaml"))
    instead = load_knowledge(write(tmp_path, "languages: {en: {labels: {entity: {summary: {replace: [Abstract]}}}}}", "b.yaml"))
    assert added.languages["en"].labels.entity.summary == (*shipped, "Abstract")
    assert instead.languages["en"].labels.entity.summary == ("Abstract",)


def test_a_folder_holds_the_same_files_as_configs_and_may_bring_a_language(tmp_path: Path) -> None:
    write(tmp_path / "mine", "entity:\n  summary: [Sammendrag]\n", "languages/nb/labels.yaml")
    knowledge = load_knowledge(tmp_path / "mine")
    assert knowledge.profile == "mine"
    assert knowledge.languages["nb"].labels.entity.summary == ("Sammendrag",)
    assert "dates" in knowledge.languages["nb"].list_missing()


def test_words_are_words_whatever_yaml_takes_them_for(tmp_path: Path) -> None:
    text = "site: {labels: {summary: [No, on, 12:30, 2026-07-26, '2026', ~]}}"
    with pytest.raises(ConfigError, match="text is expected"):
        load_knowledge(write(tmp_path, text))
    knowledge = load_knowledge(write(tmp_path, text.replace(", ~", "")))
    assert knowledge.site.labels.summary == ("No", "on", "12:30", "2026-07-26", "2026")


@pytest.mark.parametrize("empty", ["bylines", "referenced_counts", "source_tags", "name_joins", "before_dates", "clock_words"])
def test_a_list_may_be_emptied(tmp_path: Path, empty: str) -> None:
    tags = "".join(f"  {tag}: {{labels: {{{empty}: {{replace: []}}}}}}\n" for tag in default_knowledge().languages)
    knowledge = load_knowledge(write(tmp_path, f"languages:\n{tags}{FIVE_LINES}"))
    assert convert(PAGE.encode(), knowledge=knowledge).article is not None


LANGUAGE = {
    "labels": """\
        entity:
          created_at: [Skapad]
          summary: [Sammanfattning]
          attributes: [Egenskaper]
          timeline: [Tidslinje]
          web_results: [Källor]
        source_tags: [Källa]
        unknown_dates: [Okänt]
        """,
    "dates": "months: [januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december]",
    "sentences": "never_final: [bl.a, t.ex]",
    "facts": "pronouns: [den, det, detta]",
    "prose": """\
        attributed: 'Enligt {name}: {sentence}'
        date_unknown: Okänt datum
        day: '{day} {month} {year}'
        months: [januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december]
        """,
}
SWEDISH = """\
Fyrljus
Svensk stiftelse som vårdar fyrar.
Skapad
2025-07-26, 05:17:38
Sammanfattning
Fyrljus är en svensk stiftelse som vårdar fyrar längs Östersjön och öppnar dem för besökare varje sommar.
Egenskaper
Säte
Västervik
Tidslinje
- Stiftelsen Fyrljus bildades i Västervik. (Källa: wikipedia)
3 maj 1987
- En ny lampa sattes in. (Källa: related_documents)
Okänt
Källor
- Fyrljus öppnar fyren på Idö - Kustbladet
Stiftelsen Fyrljus förvaltar fjorton fyrar mellan Västervik och Kalmar. År 2019 tog fyrarna emot 61 000 besökare.
- Vad gör Fyrljus? | Skärgårdsposten
Fyrljus är en stiftelse som vårdar fyrar med hjälp av 230 frivilliga.
"""


def test_a_profile_brings_a_language_that_the_package_has_never_heard_of(tmp_path: Path) -> None:
    for topic, text in LANGUAGE.items():
        write(tmp_path / "nordic", dedent(text), f"languages/sv/{topic}.yaml")
    outcome = convert(SWEDISH.encode(), knowledge=load_knowledge(tmp_path / "nordic"))
    assert outcome.record is not None
    assert outcome.article is not None
    codes = [issue.code for issue in outcome.record.issues]
    assert [event.date.edtf for event in outcome.record.timeline] == ["1987-05-03", None]
    assert [(one.key, one.value) for one in outcome.record.attributes] == [("Säte", "Västervik")]
    text = render_article(outcome.article)
    assert "Enligt Kustbladet: Stiftelsen Fyrljus förvaltar fjorton fyrar" in text
    assert "- 3 maj 1987: Stiftelsen Fyrljus bildades i Västervik" in text
    assert "- Okänt datum: En ny lampa sattes in" in text
    assert not {"structure.language-gaps", "dates.unread"} & set(codes)
