"""The category of a page, and the words that decided."""

from __future__ import annotations

import pytest

from extractor.config import Config, default_config
from extractor.knowledge import default_knowledge
from extractor.structure.category import classify_page
from extractor.structure.hints import find_hint
from tests.structure.sections_maker import make_sections

KNOWLEDGE = default_knowledge()


def with_article(**knobs: object) -> Config:
    config = default_config()
    return config.model_copy(update={"article": config.article.model_copy(update=knobs)})


@pytest.mark.parametrize(
    ("title", "summary", "category"),
    [
        ("Deep neural networks", "A neural network is a machine learning model that is trained on data.", "ai"),
        (
            "Message broker",
            "A message broker is software that routes messages between services over a network protocol.",
            "computer-science",
        ),
        ("Plate boundary", "Earthquakes and volcanoes mark the boundary of two tectonic plates.", "science"),
        ("Siege of Dunmore", "The siege was a battle of the war between the kingdom and the empire.", "history"),
        (
            "Platform game",
            "The player controls a character; level design and gameplay decide the difficulty.",
            "game-development",
        ),
        ("Tidal swimming", "Athletes race at the Olympic championship; the coach trains the team for the season.", "sports"),
        ("Vitamin deficiency", "Patients show symptoms of the disease; doctors treat it by diet.", "health"),
    ],
)
def test_a_page_falls_under_its_category(title: str, summary: str, category: str) -> None:
    choice = classify_page(make_sections(title, summary=[summary]), config=default_config(), knowledge=KNOWLEDGE)
    assert (choice.value, choice.issue) == (category, None)


def test_the_evidence_is_words_of_the_page() -> None:
    sections = make_sections("Deep neural networks", summary=["A neural network is a machine learning model."])
    choice = classify_page(sections, config=default_config(), knowledge=KNOWLEDGE)
    clean = sections.page.text.text
    assert choice.evidence
    assert all(clean[word.start : word.end] == word.text for word in choice.evidence)
    assert "neural" in {word.text.casefold() for word in choice.evidence}


def test_an_unclear_page_takes_the_fallback_with_an_issue() -> None:
    choice = classify_page(
        make_sections("Deep neural networks"), config=with_article(category_margin=50.0), knowledge=KNOWLEDGE
    )
    assert (choice.value, choice.evidence) == ("science", ())
    assert choice.issue is not None
    assert choice.issue.code == "structure.category-unsure"


def test_a_page_without_a_known_word_takes_the_fallback() -> None:
    choice = classify_page(
        make_sections("Zzyzx qqxv", stamps=()), config=with_article(fallback_category="arts"), knowledge=KNOWLEDGE
    )
    assert (choice.value, choice.margin) == ("arts", 0.0)


def test_few_known_words_decide_by_a_clear_lead_only() -> None:
    strange = " ".join(f"qq{a}{b}v" for a in "abcdef" for b in "abcdef")
    german = "Der Berg am Gletscher hat einen Gipfel an der Grenze, mit Seilbahn, Stadt und Fluss in den Alpen."
    mixed = "The battle, the disease, the football, the album, the protein, the startup, the river, the shader and the server."
    clear = classify_page(
        make_sections("Qqzspitze", summary=[f"{german} {strange}"]), config=default_config(), knowledge=KNOWLEDGE
    )
    unclear = classify_page(
        make_sections("Qqzspitze", summary=[f"{mixed} {strange}"]), config=default_config(), knowledge=KNOWLEDGE
    )
    assert (clear.value, clear.basis, unclear.basis) == ("geography", "words", "fallback")


def test_the_law_of_trade_is_business_and_no_past() -> None:
    page = make_sections("Repair law", summary=["The directive obliges manufacturers to sell spare parts to consumers."])
    assert classify_page(page, config=default_config(), knowledge=KNOWLEDGE).value == "business"


def test_what_is_said_of_a_pages_place_is_taken_where_its_words_do_not_decide_and_only_there() -> None:
    hinted = with_article(category_hints={"**": "history"})
    unsure = classify_page(make_sections("Zzyzx qqxv", stamps=()), config=hinted, knowledge=KNOWLEDGE)
    assert (unsure.value, unsure.basis, unsure.issue, unsure.evidence) == ("history", "configured", None, ())
    sure = make_sections("Deep neural networks", summary=["A neural network is a machine learning model."])
    assert (
        classify_page(sure, config=hinted, knowledge=KNOWLEDGE).value,
        classify_page(sure, config=hinted, knowledge=KNOWLEDGE).basis,
    ) == ("ai", "words")
    assert (
        classify_page(make_sections("Zzyzx qqxv", stamps=()), config=default_config(), knowledge=KNOWLEDGE).basis == "fallback"
    )


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("raw/portal/**", "raw/portal/a/b.html", True),
        ("raw/portal/**", "raw/portals/b.html", False),
        ("raw/**/*.md", "raw/b.md", True),
        ("raw/**/*.md", "raw/a/b/c.md", True),
        ("raw/**/*.md", "raw/a/b/c.txt", False),
        ("raw/*.jsonl", "raw/many.jsonl#17", True),
        ("raw/*.zip", "raw/many.zip!inside/page.txt", True),
    ],
)
def test_a_hint_reaches_the_pages_whose_path_fits_its_pattern(pattern: str, path: str, fits: bool) -> None:  # noqa: FBT001
    assert find_hint(path, {"elsewhere/**": "arts", pattern: "history"}) == ("history" if fits else None)


def test_only_configured_categories_are_given() -> None:
    sections = make_sections("Deep neural networks", summary=["A neural network is a machine learning model."])
    assert classify_page(
        sections, config=with_article(categories=("arts", "history"), category_margin=0.0), knowledge=KNOWLEDGE
    ).value in {
        "arts",
        "history",
    }
    assert (
        classify_page(sections, config=with_article(categories=("arts",), fallback_category="arts"), knowledge=KNOWLEDGE).value
        == "arts"
    )
