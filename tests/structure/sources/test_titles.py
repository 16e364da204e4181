"""Titles lose their publisher, and nothing else."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.sources.titles import cut_publisher, drop_wikipedia, find_repeated_tails
from extractor.types import Text

KNOWLEDGE = default_knowledge()


def cut(line: str, *, about: str = "Something else", host: str = "", site: str = "") -> tuple[str, str | None]:
    found = cut_publisher(Text(0, len(line), line), about=about, host=host, site=site, knowledge=KNOWLEDGE)
    return found.title.text, found.publisher.text if found.publisher else None


@pytest.mark.parametrize(
    ("line", "title", "publisher"),
    [
        ("Opening up AI - IBM", "Opening up AI", "IBM"),
        ("Opening up AI | IBM", "Opening up AI", "IBM"),
        ("Opening up AI – TechTarget", "Opening up AI", "TechTarget"),
        ("Gradient descent - Stanford University", "Gradient descent", "Stanford University"),
        ("Grid layout - CSS | MDN", "Grid layout - CSS", "MDN"),
        ("Volleyball | Rules, Court, & Facts | Britannica", "Volleyball | Rules, Court, & Facts", "Britannica"),
        ("Why do bridges hum in the wind? - Harbour Notebook", "Why do bridges hum in the wind?", "Harbour Notebook"),
        (
            "Gletscher in Bayern - Bayerische Akademie der Wissenschaften",
            "Gletscher in Bayern",
            "Bayerische Akademie der Wissenschaften",
        ),
        ("Brightwater - Crunchbase Company Profile & Funding", "Brightwater", "Crunchbase"),
        ("Freight by decade (tonnes) | Data", "Freight by decade (tonnes) | Data", None),
        (
            "[PDF] Uses of Tides and Beyond - Chamber of Coastal Commerce",
            "Uses of Tides and Beyond",
            "Chamber of Coastal Commerce",
        ),
        ("Weirloom Startup Order - Weirloom", "Weirloom Startup Order", "Weirloom"),
        ("Using Locks - Weirloom - Weirloom", "Using Locks - Weirloom", "Weirloom"),
        ("Counting fish - wql Labs", "Counting fish", "wql Labs"),
        ("Model Cards: Basics | Weirdata project", "Model Cards: Basics", "Weirdata project"),
        ("A Note on Locks :: Zeitschrift Weirkunde", "A Note on Locks", "Zeitschrift Weirkunde"),
        ("Elastic Nets - Journal of the Weir Society: Series B", "Elastic Nets", "Journal of the Weir Society: Series B"),
        ("Fishes of the Lock - Ropeson, Quill and Tarn", "Fishes of the Lock", "Ropeson, Quill and Tarn"),
        ("du Manual Page - weir7.org manual pages", "du Manual Page", "weir7.org manual pages"),
        ("Some page - OpenSourceThing", "Some page", "OpenSourceThing"),
        ("Tide mills - Wikipedia, the free encyclopedia", "Tide mills", "Wikipedia"),
    ],
)
def test_a_tail_that_is_a_publisher_is_cut_off(line: str, title: str, publisher: str) -> None:
    assert cut(line) == (title, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "Long short-term memory - a review",
        "Attention Is All You Need - Transformers Explained",
        "Neural networks - Opportunities and Challenges",
        "Sourdough - Case Study",
        "The Art of War - Part 2",
        "RFC 9110 - Accept",
        "Daniel Kahneman - Facts",
        "Deep Learning - Chapter 6, Deep Feedforward Networks",
        "Top 10 Tools - Best Deals 2024",
        "A Brief History of Time - Stephen Hawking",
        "Spider-Man",
        "X-ray diffraction - Physics",
        "A page - Unknown",
        "RFC 9309 - Robots Exclusion Protocol",
        "Sleep - Stages of Sleep",
        "Norwegian Wood - Haruki Murakami",
        "Berlin - Capital of Germany",
        "Binary Search - Time Complexity",
        "Monopoly - Board Game",
        "Breaking Bad - Season 2",
        "Git - Documentation",
    ],
)
def test_a_tail_that_is_part_of_the_title_stays(line: str) -> None:
    assert cut(line) == (line, None)


def test_the_subject_itself_is_no_publisher_of_a_page_about_it() -> None:
    assert cut("Timeline of lawsuits - Quorvex", about="Quorvex") == ("Timeline of lawsuits - Quorvex", None)


def test_a_tail_that_several_titles_share_is_their_sites() -> None:
    titles = ("Choosing a Lock - Living Water", "Why Weirs Fail - Living Water", "Mills - A Review", "Weirs - A Review")
    tails = find_repeated_tails(titles, about="Weirs", knowledge=KNOWLEDGE)
    assert tails == {"livingwater"}
    line = Text(0, len(titles[0]), titles[0])
    assert cut_publisher(line, about="Weirs", knowledge=KNOWLEDGE).publisher is None
    assert (found := cut_publisher(line, about="Weirs", tails=tails, knowledge=KNOWLEDGE).publisher) is not None
    assert found.text == "Living Water"


def test_the_topic_is_no_site_however_often_titles_end_with_it() -> None:
    assert not find_repeated_tails(("History - Tide Mill", "Uses - Tide Mill"), about="Tide mill", knowledge=KNOWLEDGE)


def test_a_host_that_spells_the_tail_makes_it_a_publisher() -> None:
    assert cut("Pricing Basics - plain sailing", host="www.plainsailing.co.uk") == ("Pricing Basics", "plain sailing")


def test_a_site_name_in_the_snippet_makes_the_tail_a_publisher() -> None:
    assert cut("Ropes And Knots - harbour words", site="harbour words") == ("Ropes And Knots", "harbour words")


@pytest.mark.parametrize("line", ["Wikipedia - Tide mill", "Tide mill - Wikipedia", "Wikipedia: Tide mill"])
def test_the_encyclopedia_is_never_left_in_a_title(line: str) -> None:
    title, _ = cut(line)
    assert drop_wikipedia(Text(0, len(title), title), knowledge=KNOWLEDGE).text == "Tide mill"
