"""The head of a snippet names the publisher in more ways than one, and names nobody in many more."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.sources.snippets import read_snippet
from extractor.types import Text

KNOWLEDGE = default_knowledge()

TITLE = "How Weirs Changed the Valley"
PROSE = "The first weir was built in 1170 and fed two mills."


def read(head: str) -> tuple[str | None, list[str]]:
    line = head + PROSE
    found = read_snippet((Text(0, len(line), line),), titles=(TITLE,), about="Weirs", knowledge=KNOWLEDGE)
    return (found.site.text if found.site else None), [text.text for text in found.passages]


@pytest.mark.parametrize(
    "head",
    [
        f"Millpond Quarter # {TITLE} ",
        f"Home Menu # Millpond Quarter # {TITLE} ",
        "Millpond Quarter · Mar 3, 2024 — ",
        "Mar 3, 2024 · Millpond Quarter — ",
        "2024-03-03 | Millpond Quarter — ",
    ],
)
def test_a_name_where_sites_put_theirs_is_the_publisher(head: str) -> None:
    assert read(head) == ("Millpond Quarter", [PROSE])


def test_a_byline_names_the_publisher_behind_the_author() -> None:
    assert read(f"By Jane Miller, Millpond Society # {TITLE} ") == ("Millpond Society", [PROSE])


def test_a_name_with_a_comma_stays_whole_behind_the_author() -> None:
    assert read(f"By Tom Baker, Little, Brown # {TITLE} ") == ("Little, Brown", [PROSE])


def test_the_publisher_behind_a_repeated_title_is_no_part_of_the_sentence() -> None:
    raw = f"{TITLE} | Millpond Society"
    line = f"# {raw} {PROSE}"
    found = read_snippet((Text(0, len(line), line),), titles=(TITLE, raw), about="Weirs", knowledge=KNOWLEDGE)
    assert [text.text for text in found.passages] == [PROSE]


def test_a_dash_behind_the_name_is_no_part_of_it() -> None:
    assert read(f"July 8, 2022 · Millpond Society — # {TITLE} ") == ("Millpond Society", [PROSE])


def test_a_citation_names_the_journal_before_its_volume() -> None:
    site, _ = read("Journal of Weir Studies 12 (2011) 2825-2830. ")
    assert site == "Journal of Weir Studies"


@pytest.mark.parametrize(
    "head",
    [
        f"By Jane Miller # {TITLE} ",
        f"By Jane Miller, Staff Writer # {TITLE} ",
        f"Table of Contents # {TITLE} ",
        f"Skip To Main Content # {TITLE} ",
        f"Search Results # {TITLE} ",
        f"Weirs # {TITLE} ",
        f"5 min read # {TITLE} ",
        "Mar 3, 2024 — ",
        "3 days ago — ",
        "",
    ],
)
def test_what_names_no_publisher_invents_none(head: str) -> None:
    assert read(head) == (None, [PROSE])
