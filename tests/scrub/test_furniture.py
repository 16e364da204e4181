"""Words of the site are dropped, on the record, and only where they are not words of the page."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.types import Mark
from tests.scrub.cleaning import clean, text_of


def test_the_start_of_a_snippet_loses_its_furniture_and_the_marks_that_belong_to_it() -> None:
    fragment = "fbpx ###### Type above and press enter or press close to cancel. Example # Ada: A Life She wrote."
    page = clean(f"- Ada: A Life\n{fragment} [...] Menu [...] End.")
    assert page.text.text == "- Ada: A Life\nExample # Ada: A Life She wrote. [...] [...] End."
    assert [(drop.rule, drop.text) for drop in page.drops] == [
        ("furniture", "fbpx "),
        ("furniture", "###### Type above and press enter or press close to cancel. "),
        ("furniture", "Menu "),
    ]
    assert page.text.text[page.drops[1].at :].startswith("Example")
    assert page.changes == {"furniture": sum(len(drop.text) for drop in page.drops)}


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Skip to main content\nAda", "\nAda"),
        ("She wrote. Skip to content Home", "She wrote. Home"),
        ("Example # Ada ## Skip to main content She wrote.", "Example # Ada ## She wrote."),
        ("ZUM INHALT SPRINGEN Ada", "Ada"),
        ("Aller au contenu principal | Ada", "| Ada"),
        ("跳到主要内容\n爱达", "\n爱达"),
        ("The notes (opens in a new tab) are long.", "The notes are long."),
        ("one [...] Read more [...] two", "one [...] [...] two"),
        ("Lire la suite [...] deux", "[...] deux"),
        ("common.loading\nAda\n{{ page.title }}\nend", "\nAda\n\nend"),
    ],
)
def test_furniture_is_dropped_where_it_stands_on_its_own(raw: str, cleaned: str) -> None:
    assert text_of(raw) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Pages should offer a link to skip to main content for readers.",
        "The label 'Skip to main content' helps.",
        "Skip to main content links are a rule of accessibility.",
        "Share\n12 percent",
        "Menu\nThe menu of the Analytical Club.",
        "She asked readers to read more [...] and to subscribe.",
        "entitydetail.founder\nAda",
        "documentdetail.source\nThe Times",
        "The file common.loading is read first.",
    ],
)
def test_the_same_words_in_a_sentence_or_a_value_stay(text: str) -> None:
    assert text_of(text) == text


def test_every_listed_phrase_is_dropped_alone_on_its_line() -> None:
    knowledge = default_knowledge()
    for phrase in (*knowledge.site.phrases, *knowledge.gather(lambda language: language.furniture).phrases):
        assert text_of(f"Ada\n{phrase}\nend") == "Ada\n\nend", phrase


def test_what_markup_calls_furniture_is_dropped_and_marks_move_along() -> None:
    raw = "Home About\nAda\nsite.example"
    link = Mark("link", 11, 14, "https://one.example")
    page = clean(raw, Mark("furniture", 0, 10), link, Mark("heading", 11, 14, "1"), Mark("link", 0, 4, "/"))
    assert page.text.text == "\nAda\nsite.example"
    assert [(block.kind, block.level, block.text) for block in page.blocks] == [
        ("heading", 1, "Ada"),
        ("line", 0, "site.example"),
    ]
    assert [(drop.rule, drop.text, drop.spans) for drop in page.drops] == [("marked-furniture", "Home About", ((0, 10),))]
