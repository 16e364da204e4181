"""Pages cut off, pages without end, and pages made to be slow."""

from __future__ import annotations

from time import perf_counter

import pytest

from tests.segment.maker import find_codes, segment_text

HEAD = "Ada\nA mathematician.\nCreated\n7/26/2025, 5:17:38 AM\n"
DATED = "- She wrote. (Source: wikipedia)\n1843-01-01\n"
RESULT = "- Title - IBM\nShe wrote a program.\n"


@pytest.mark.parametrize(
    "page",
    [
        f"{HEAD}Summary\nShe wrote a program for a machine that was nev",
        f"{HEAD}Timeline\n{DATED}{DATED}- She died at the age of",
        f"{HEAD}Timeline\n{DATED}{DATED}- She died. (Source: wiki",
        f"{HEAD}Extracted Attributes\nBorn\n1815\nDied",
        f'{HEAD}Extracted Attributes\nBorn\n1815\nData\n{{"a": [1, 2',
        f"{HEAD}Wikipedia\nView on WikipediaAda\nAda was a mathematician who wrote ab",
        f"{HEAD}Web Search Results\n{RESULT}{RESULT}- Title\nShe wrote a prog",
        f"{HEAD}Web Search Results\n{RESULT}{RESULT}- Title\nShe wrote a program. [..",
        f"{HEAD}Web Search Results\n{RESULT}{RESULT}- Tit",
    ],
)
def test_a_page_that_ends_inside_a_part_is_truncated(page: str) -> None:
    sections = segment_text(page)
    assert sections.truncated
    assert find_codes(sections)[-1] == "segment.truncated"


@pytest.mark.parametrize(
    "page",
    [
        f"{HEAD}Web Search Results\n{RESULT}{RESULT}- Title\nShe wrote a program. Goals:",
        f"{HEAD}Web Search Results\n{RESULT}- Title\nAn index of her letters",
        f"{HEAD}Web Search Results\n{RESULT}{RESULT}- Bare title\n",
        f"{HEAD}Timeline\n{DATED}- She died.\nUnknown",
        f"{HEAD}Timeline\n{DATED}{DATED}- She died.\n",
        f"{HEAD}Extracted Attributes\nBorn\n1815\nDied\n1852",
        f'{HEAD}Summary\nShe said: "It might act upon other things besides number."',
        f"{HEAD}Summary\n她写了第一个程序。",
        f"{HEAD}Wikipedia",
    ],
)
def test_a_page_that_ends_oddly_but_whole_is_not_truncated(page: str) -> None:
    assert not segment_text(page).truncated


@pytest.mark.parametrize(
    ("part", "body", "field"),
    [
        ("Timeline", DATED, "timeline"),
        ("Extracted Attributes", "Key\nValue\n", "attributes"),
        ("Web Search Results", RESULT, "web_results"),
    ],
)
def test_items_beyond_the_limit_are_kept_as_other(part: str, body: str, field: str) -> None:
    sections = segment_text(f"{HEAD}{part}\n{body * 8}", max_items=3)
    assert len(getattr(sections, field)) == 3
    assert find_codes(sections).count("segment.too-many-items") == 1
    (other,) = [section for section in sections.sections if section.kind == "other"]
    assert len(other.blocks) == 10


HOSTILE = {
    "entries": ("Timeline\n", DATED),
    "undated entries": (f"Timeline\n{DATED}", "- She wrote.\n"),
    "dates alone": (f"Timeline\n{DATED}", "1843\n"),
    "open brackets in values": ("Extracted Attributes\n", "Key\n[ open\n"),
    "open brackets in one line": ("Timeline\n- ", "(Source: "),
    "lines of one snippet": ("Web Search Results\n- Title\n", "One. [...] Two.\n"),
    "headings": ("", "Summary\nTimeline\nWikipedia\nWeb Search Results\n"),
    "raw keys in one line": ("", "documentdetail.fooX "),
    "glued words in one line": ("", "SourceXAuthorY"),
    "bullets alone": ("Timeline\n", "-\n"),
    "blanks in one line": ("Timeline\n- a", "  - b"),
}


@pytest.mark.timing
@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_page_takes_no_more_than_some_three_times_as_long(name: str) -> None:
    head, body = HOSTILE[name]

    def measure(count: int) -> float:
        page = HEAD + head + body * count
        times = []
        for _ in range(3):
            started = perf_counter()
            segment_text(page)
            times.append(perf_counter() - started)
        return min(times)

    measure(10)
    assert measure(2000) < 3.2 * measure(1000) + 0.05
