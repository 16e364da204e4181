"""The parts of an entity page, one trap at a time."""

from __future__ import annotations

import pytest

from extractor.types import Sections
from tests.segment.maker import find_codes, segment_source, segment_text

HEAD = "Ada\nA mathematician.\nCreated\n7/26/2025, 5:17:38 AM\n"


def attributes(body: str) -> list[tuple[str, str]]:
    return [(item.key.text, item.value.text) for item in segment_text(f"{HEAD}Extracted Attributes\n{body}\n").attributes]


def timeline(body: str) -> list[tuple[str, str | None, str | None]]:
    entries = segment_text(f"{HEAD}Timeline\n{body}\n").timeline
    return [(e.statement.text, e.source and e.source.text, e.when and e.when.text) for e in entries]


def results(body: str) -> list[tuple[str, list[str], str | None]]:
    found = segment_text(f"{HEAD}Web Search Results\n{body}\n").web_results
    return [(r.title.text, [f.text for f in r.fragments], r.link.href if r.link else None) for r in found]


def wikipedia(body: str) -> tuple[str | None, str | None]:
    block = segment_text(f"{HEAD}Wikipedia\n{body}\n").wikipedia
    assert block
    return block.title and block.title.text, block.extract and block.extract.text


@pytest.mark.parametrize(
    "label",
    [
        "Created\n",
        "Created: ",
        "Created:\n",
        "Created ",
        "Created",
        "- Created: ",
        "CREATED: ",
        "Erstellt am: ",
        "Créé le : ",
        "创建时间：",
    ],
)
def test_a_stamp_is_read_in_any_dress(label: str) -> None:
    (stamp,) = segment_text(f"Ada\nA mathematician.\n{label}7/26/2025, 5:17:38 AM\nSummary\nShe wrote.\n").stamps
    assert (stamp.name, stamp.value.text) == ("created_at", "7/26/2025, 5:17:38 AM")


def test_a_description_may_stand_below_the_stamps() -> None:
    sections = segment_text("Ada\nCreated\n7/26/2025, 5:17:38 AM\nA mathematician.\nSummary\nShe wrote.\n")
    assert sections.description is not None
    assert sections.description.text == "A mathematician."


@pytest.mark.parametrize(
    "line", ["Referenced in 3 Documents", "In 3 Dokumenten referenziert", "在 3 个文档中引用", "Referenced in\n3"]
)
def test_the_count_of_documents_is_read(line: str) -> None:
    sections = segment_text(f"{HEAD}{line}\nSummary\nShe wrote a great deal.\n")
    assert sections.referenced_in is not None
    assert sections.referenced_in.text == "3"


@pytest.mark.parametrize(
    "words", ["No summary available.", "Keine Zusammenfassung verfügbar", "暂无摘要", "No Summary Available"]
)
def test_a_placeholder_is_no_summary(words: str) -> None:
    sections = segment_text(f"{HEAD}Summary\n{words}\nTimeline\n- She wrote.\n1843\n")
    assert not sections.summary
    assert "segment.empty-section" in find_codes(sections)


def test_heading_words_are_keys_and_values_of_attributes_where_these_stand() -> None:
    body = "Timeline\n18 months\nKind\nTimeline\nSummary\nShort\nWikipedia\nhttps://en.wikipedia.org/wiki/Ada"
    sections = segment_text(f"{HEAD}Extracted Attributes\n{body}\nTimeline\n- She wrote. (Source: wikipedia)\n1843-01-01\n")
    keys = [(item.key.text, item.value.text) for item in sections.attributes]
    assert [key for key, _ in keys] == ["Timeline", "Kind", "Summary", "Wikipedia"]
    assert ("Kind", "Timeline") in keys
    assert len(sections.timeline) == 1


def test_heading_words_in_a_snippet_are_its_words() -> None:
    (first, second) = results("- Summary\nTimeline\nIt began. [...] It ended.\n- Wikipedia - IBM\nSummary\nMore.")
    assert first == ("Summary", ["Timeline\nIt began.", "It ended."], None)
    assert second[0] == "Wikipedia - IBM"


@pytest.mark.parametrize(
    ("body", "pairs"),
    [
        ("Born\n1815\nDied\n1852", [("Born", "1815"), ("Died", "1852")]),
        ("Born: 1815\nDied: 1852", [("Born", "1815"), ("Died", "1852")]),
        ("- Born: 1815\n- Died:\n1852", [("Born", "1815"), ("Died", "1852")]),
        ("Born:\n1815\nMotto:\nNote: measure twice", [("Born", "1815"), ("Motto", "Note: measure twice")]),
        ("Works\n- Notes\n- Letters\nDied\n1852", [("Works", "Notes\n- Letters"), ("Died", "1852")]),
        ('Data\n{"a": [1,\n"b}"],\n"c": 2}\nDied\n1852', [("Data", '{"a": [1,\n"b}"],\n"c": 2}'), ("Died", "1852")]),
        ("Links\nhttps://a.example\nhttps://b.example", [("Links", "https://a.example\nhttps://b.example")]),
    ],
)  # fmt: skip
def test_attributes_are_read_in_every_form(body: str, pairs: list[tuple[str, str]]) -> None:
    assert attributes(body) == pairs


def test_a_long_value_may_go_over_several_lines() -> None:
    value = "She saw that the engine might act upon other things besides number, and said so at length."
    assert attributes(f"Known for\n{value}\n{value}\nDied\n1852") == [("Known for", f"{value}\n{value}"), ("Died", "1852")]


def test_a_key_without_a_value_is_reported() -> None:
    sections = segment_text(f"{HEAD}Extracted Attributes\nBorn\n1815\nDied\nTimeline\n- She wrote. (Source: wikipedia)\n1843\n")
    assert len(sections.attributes) == 1
    assert "segment.odd-attribute" in find_codes(sections)


ENTRY = ("She wrote.", "wikipedia", "1843-01-01")


@pytest.mark.parametrize(
    "body",
    [
        "- She wrote. (Source: wikipedia)\n1843-01-01",
        "1843-01-01\n- She wrote. (Source: wikipedia)",
        "- 1843-01-01: She wrote. (Source: wikipedia)",
        "- 1843-01-01 – She wrote. (Source: wikipedia)",
        "- She wrote. (Source: wikipedia) 1843-01-01",
        "- She wrote. (Source: wikipedia) (1843-01-01)",
        "- She wrote.\n(Source: wikipedia)\n1843-01-01",
        "She wrote. (Quelle: wikipedia)\n1843-01-01",
        "-\nShe wrote.（来源：wikipedia）\n1843-01-01",
    ],
)
def test_a_timeline_entry_is_read_in_every_form(body: str) -> None:
    assert timeline(f"{body}\n{body}") == [ENTRY, ENTRY]


@pytest.mark.parametrize(
    "when", ["Unknown", "Unbekannt", "未知", "c. 1843", "June 1843", "Q3 1999", "1990s", "2015年12月1日", "44 BC", "1843–1852"]
)
def test_words_for_a_date_are_a_date_line(when: str) -> None:
    assert timeline(f"- She wrote. (Source: wikipedia)\n{when}\n- She died.\n1852")[0] == ("She wrote.", "wikipedia", when)


def test_an_entry_without_a_date_takes_none_from_its_neighbours() -> None:
    sections = segment_text(f"{HEAD}Timeline\n- She wrote.\n- She died.\n1852\n")
    assert [entry.when and entry.when.text for entry in sections.timeline] == [None, "1852"]
    assert "segment.undated-entry" in find_codes(sections)


def test_a_date_inside_a_sentence_stays_in_it() -> None:
    assert timeline("- In 1843 she wrote 3 letters.\n1843") == [("In 1843 she wrote 3 letters.", None, "1843")]


@pytest.mark.parametrize(
    "body",
    [
        "View on WikipediaOpenAI\nIt is.",
        "View on Wikipedia\nOpenAI\nIt is.",
        "View on Wikipedia: OpenAI\nIt is.",
        "Auf Wikipedia ansehenOpenAI\nIt is.",
        "在维基百科上查看OpenAI\nIt is.",
        "OpenAI\nIt is.\nView on Wikipedia",
    ],
)
def test_the_title_of_the_wikipedia_page_is_unglued(body: str) -> None:
    assert wikipedia(body) == ("OpenAI", "It is.")


def test_fragments_are_cut_at_elisions_and_empty_ones_dropped() -> None:
    body = "- Title - IBM\n[...] One. [...] [...] Two.\nStill two. […] Three [...]\n- Bare title\n- Linked\nhttps://a.example/x\nFour."
    assert results(body) == [
        ("Title - IBM", ["One.", "Two.\nStill two.", "Three"], None),
        ("Bare title", [], None),
        ("Linked", ["Four."], "https://a.example/x"),
    ]


def test_a_link_inside_a_snippet_is_not_the_address_of_the_result() -> None:
    page = (
        "<html><body><h1>Ada</h1><p>A mathematician.</p><h2>Web Search Results</h2><ul>"
        '<li>One<p>See <a href="https://other.example/">other</a> pages too.</p></li>'
        '<li><a href="https://two.example/">Two</a><p>Text.</p></li></ul></body></html>'
    )
    sections = segment_source(page, "text/html")
    assert [result.link and result.link.href for result in sections.web_results] == [None, "https://two.example/"]


def test_a_link_points_at_its_words_in_the_raw_page() -> None:
    sections: Sections = segment_text(f"{HEAD}Web Search Results\n- One\nhttps://a.example/x\nText.\n")
    link = sections.web_results[0].link
    assert link is not None
    assert sections.page.page.raw[link.span.start : link.span.end] == "https://a.example/x"
