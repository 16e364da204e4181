"""The sources of a page, read as a whole."""

from __future__ import annotations

import pytest

from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.spans import quote_spans
from extractor.structure.sources import read_sources
from extractor.structure.sources.duplicates import part_namesakes
from extractor.structure.sources.reading import invert_name
from extractor.types import Source
from tests.structure.sections_maker import make_sections

KNOWLEDGE = default_knowledge()


def read(*results: tuple[str, ...], title: str = "Tide mill", wikipedia: tuple[str, str] | None = None) -> tuple[Source, ...]:
    return read_sources(
        make_sections(title, results=results, wikipedia=wikipedia), config=default_config(), knowledge=KNOWLEDGE
    )[0]


def test_a_source_without_evidence_of_a_publisher_has_none() -> None:
    (source,) = read(("What is a tide mill?", "A tide mill is a mill that the tide drives."))
    assert (source.institution, source.url, source.year, source.type) == (None, None, None, "article")


def test_the_site_name_before_the_repeated_title_is_the_publisher() -> None:
    (source,) = read(("Tide Mills and Their Ponds", "Millpond Trust # Tide Mills And Their Ponds A tide mill is a mill."))
    assert source.institution == "Millpond Trust"


def test_a_domain_gives_the_letters_and_the_page_the_name() -> None:
    (source,) = read(("Mills and power", "WaterWorks keeps a list of mills.", "https://www.waterworks.org/mills"))
    assert source.institution == "WaterWorks"


@pytest.mark.parametrize(
    ("url", "name"), [("https://arxiv.org/abs/1910.03771", "arXiv"), ("https://www.techradar.com/tides", "TechRadar")]
)
def test_a_listed_publisher_is_known_by_the_letters_of_its_domain(url: str, name: str) -> None:
    (source,) = read(("Mills and power", "The list names forty mills.", url))
    assert source.institution == name


def test_no_publisher_is_made_up_from_a_domain_that_the_page_does_not_spell() -> None:
    (source,) = read(("Mills and power", "The list names forty mills.", "https://www.qzxmills.org/mills"))
    assert source.institution is None


def test_a_name_is_shown_where_it_was_read() -> None:
    sections = make_sections(results=(("Mills - IBM", "The list names forty mills."),))
    (source,) = read_sources(sections, config=default_config(), knowledge=KNOWLEDGE)[0]
    assert quote_spans(sections.page.page.raw, source.found["institution"]) == "IBM"


@pytest.mark.parametrize(
    ("title", "url", "kind"),
    [
        ("Mills", "https://arxiv.org/abs/1910.03771", "academic_paper"),
        ("Mills", "https://doi.org/10.1000/mills", "academic_paper"),
        ("RFC 9110", "https://www.rfc-editor.org/rfc/rfc9110", "standard"),
        ("Mills", "https://docs.example.org/mills/intro", "documentation"),
        ("Mills", "https://example.org/blog/mills", "blog_post"),
        ("mills", "https://github.com/someone/mills", "repository"),
        ("Mills", "https://example.org/mills", "article"),
        ("Mill", "https://en.wikipedia.org/wiki/Mill", "encyclopedia"),
    ],
)
def test_a_type_follows_from_evidence_only(title: str, url: str, kind: str) -> None:
    (source,) = read((title, "The list names forty mills.", url))
    assert source.type == kind


def test_the_same_title_and_locator_is_one_source_with_both_excerpts() -> None:
    (source,) = read(("Mills - IBM", "The list names forty mills."), ("Mills - IBM", "The wheel turns twice a day."))
    assert [passage.text for passage in source.passages] == ["The list names forty mills.", "The wheel turns twice a day."]


def test_two_publishers_of_one_title_are_two_sources_with_two_titles() -> None:
    one, other = read(("Mills - IBM", "The list names forty mills."), ("Mills - TechTarget", "The wheel turns."))
    assert (one.title, other.title) == ("Mills - IBM", "Mills - TechTarget")


def test_namesakes_never_put_the_encyclopedia_into_a_title() -> None:
    (source,) = read(("Mills - IBM", "The list names forty mills."))
    plain = Source(
        role="primary", title="Mills", raw_title=source.raw_title, type="encyclopedia", passages=(), institution="Wikipedia"
    )
    other = Source(role="primary", title="Mills", raw_title=source.raw_title, type="article", passages=(), institution="IBM")
    assert [each.title for each in part_namesakes((plain, other))] == ["Mills", "Mills - IBM"]


def test_an_encyclopedia_text_about_the_entity_is_primary_and_about_something_else_secondary() -> None:
    extract = "Tide mill is a water mill driven by the tide. As of April 2025, few are left."
    (own,) = read(wikipedia=("Tide mill", extract))
    (other,) = read(wikipedia=("OpenAI", "OpenAI is a company founded in 2015."))
    assert (own.role, own.year, own.institution) == ("primary", 2025, "Wikipedia")
    assert (other.role, other.title) == ("secondary", "OpenAI")


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Sammy Davis Jr.", "Davis, Sammy Jr."),
        ("Plato", "Plato"),
        ("Lovelace, Ada", "Lovelace, Ada"),
    ],
)
def test_authors_are_written_family_name_first(name: str, inverted: str) -> None:
    assert invert_name(name, knowledge=KNOWLEDGE) == inverted


def test_a_third_namesake_joins_the_one_of_its_publisher() -> None:
    results = [
        ("Mills - IBM", "The list names forty mills."),
        ("Mills - TechTarget", "The wheel turns."),
        ("Mills - IBM", "It is old."),
    ]
    assert [source.title for source in read(*results)] == ["Mills - IBM", "Mills - TechTarget"]
