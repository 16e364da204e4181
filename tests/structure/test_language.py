"""The language of a page is that of its prose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.knowledge import default_knowledge
from extractor.structure.language import detect_language, find_gaps
from extractor.types import Sections
from tests.structure.sections_maker import make_sections

GERMAN = "Die Mühle steht seit Jahrhunderten am Ufer und wird von den Gezeiten angetrieben, die zweimal am Tag wechseln."
ENGLISH = "The mill has stood on the shore for centuries and is driven by the tides, which change twice a day."


def make(description: str, declared: str | None = None) -> Sections:
    sections = make_sections("Mill", description=description)
    page = replace(sections.page, page=replace(sections.page.page, language=declared))
    return replace(sections, page=page)


@pytest.mark.parametrize(
    ("words", "language"), [(GERMAN, "de"), (ENGLISH, "en"), ("潮汐磨坊是一种由潮汐驱动的水磨坊。" * 5, "zh")]
)
def test_prose_tells_its_language(words: str, language: str) -> None:
    assert detect_language(make(words), fallback="en") == (language, None)


def test_a_declared_language_holds_unless_the_prose_speaks_against_it() -> None:
    assert detect_language(make(ENGLISH, "en_gb"), fallback="fr")[0] == "en-GB"
    assert detect_language(make(GERMAN, "en"), fallback="en")[0] == "de"


def test_too_little_prose_takes_what_is_declared_or_configured() -> None:
    assert detect_language(make("Mühle", "de"), fallback="en") == ("de", None)
    language, issue = detect_language(make("Mill"), fallback="en")
    assert (language, issue.code if issue else "") == ("en", "structure.language-assumed")


def test_a_declaration_that_is_no_tag_is_ignored() -> None:
    assert detect_language(make("Mill", "<script>"), fallback="en")[0] == "en"


@pytest.mark.parametrize("language", ["en", "de", "nl-BE"])
def test_a_language_with_all_that_an_article_leans_on_has_no_gaps(language: str) -> None:
    assert find_gaps(language, knowledge=default_knowledge()) is None


@pytest.mark.parametrize(
    ("language", "told"), [("fr-CA", "has no sentences of French (fr)"), ("cs", "knows nothing of the language 'cs'")]
)
def test_one_issue_says_what_is_not_known_of_a_language(language: str, told: str) -> None:
    issue = find_gaps(language, knowledge=default_knowledge())
    assert issue is not None
    assert (issue.code, issue.severity) == ("structure.language-gaps", "info")
    assert told in issue.message
