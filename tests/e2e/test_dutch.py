"""A page whose labels and prose are Dutch gives an article that says everything of its own in Dutch, from one folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from extractor.knowledge import default_knowledge
from extractor.knowledge.prose import Prose
from extractor.merge.restatements import Facts, drop_echoes
from extractor.schema import SECTION_ORDER, Article
from extractor.structure.phrasing import find_prose
from tests.properties.stages import Made, make_articles

PAGE = Path(__file__).resolve().parents[1] / "samples" / "getijdenmolen.txt"
KNOWLEDGE = default_knowledge()
DUTCH, ENGLISH = (KNOWLEDGE.languages[tag].prose for tag in ("nl", "en"))
HEARD = {"openings", "definite", "indefinite", "of", "relatives", "sense_verbs", "purposes", "function_words", "plural_verbs",
  "inflections", "mute_endings", "ordinary_endings", "empty_cues", "benefit_cues", "concern_cues", "benefit_words",
  "concern_words", "with_article"}  # fmt: skip
"""Words by which sentences are recognised and put together; an article says none of them by itself."""
ONLY_ENGLISH = {"record_tells", "plural_verbs", "inflections", "mute_endings", "ordinary_endings"}
"""What a language may do without."""


def list_words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def list_said(prose: Prose) -> set[str]:
    """The words that a prose file gives an article to say."""
    said = {name: value for name, value in prose.model_dump().items() if name not in HEARD}
    return {word for text in read_strings(said) for word in list_words(re.sub(r"\{[^{}]*\}", " ", text))}


def read_strings(data: Any) -> Iterator[str]:
    values = data.values() if isinstance(data, dict) else data
    for value in values:
        yield from [value] if isinstance(value, str) else read_strings(value)


def list_own_texts(article: Article) -> list[str]:
    disputes = [dispute.statement for dispute in article.disputed_statements]
    return [*(section.text for section in article.body.sections), *article.known_gaps, *disputes]


@pytest.fixture(scope="module")
def made() -> Made:
    (made,) = make_articles(PAGE.read_bytes(), PAGE.name)
    return made


def test_every_word_around_the_page_s_own_is_dutch(made: Made) -> None:
    held = list_words(made.page.page.raw) | list_said(DUTCH)
    assert made.article.language == "nl"
    assert [(text, strange) for text in list_own_texts(made.article) if (strange := list_words(text) - held)] == []


def test_no_english_word_of_ours_is_in_the_article(made: Made) -> None:
    english = list_said(ENGLISH) - list_said(DUTCH) - list_words(made.page.page.raw)
    assert {"according", "timeline", "unsupported", "source", "whereas", "record"} <= english
    assert [text for text in list_own_texts(made.article) if list_words(text) & english] == []


def test_the_headings_stay_those_of_the_schema(made: Made) -> None:
    headings = [section.heading for section in made.article.body.sections]
    assert headings == [heading for heading in SECTION_ORDER if heading in headings]


def test_the_article_reads_as_dutch_does(made: Made) -> None:
    body = {section.heading: section.text for section in made.article.body.sections}
    assert body["TL;DR"].startswith("Getijdenmolen Zandhoek, volgens het dossier: getijdenmolen aan de Oosterschelde die ")
    assert "Dezelfde bron meldt verder: de getijdenmolen Zandhoek is in 1512 gebouwd" in body["Core Explanation"]
    assert "Genoemde bezwaren: " in body["Detailed Analysis"]
    assert "Verder gemeld: " in body["Detailed Analysis"]
    assert "- 3 mei 1957: De getijdenmolen Zandhoek sloot zijn deuren (zoekresultaat)." in body["Detailed Analysis"]
    assert "- Datum onbekend: De molenvijver werd drooggelegd (verwant document)." in body["Detailed Analysis"]


def test_a_dispute_and_an_open_question_are_found_and_told_in_dutch(made: Made) -> None:
    values, question = (dispute.statement for dispute in made.article.disputed_statements)
    assert values == (
        'Volgens "Getijdenmolens in Zeeland - Molenstichting Zeeland": de getijdenmolen Zandhoek werd opgericht in 1512 door '
        'de abdij van Middelburg; maar volgens "De molens van de kust": de getijdenmolen Zandhoek werd opgericht in 1498 door '
        "een koopman uit Veere en het dossier geeft 1525 bij Opgericht."
    )
    assert (
        question == 'Volgens "Zandhoek en zijn molen - Zeeuws Erfgoed": de ouderdom van de getijdenmolen Zandhoek is omstreden.'
    )


def test_what_follows_a_rejected_sentence_stands_without_it_in_dutch(made: Made) -> None:
    rejected = "De getijdenmolen Zandhoek is een watermolen die door eb en vloed wordt aangedreven."
    body = drop_echoes(made.article, Facts((rejected,), ()), knowledge=KNOWLEDGE)
    section = body.find("Core Explanation")
    assert section is not None
    assert section.text.endswith(
        'Volgens "Getijdenmolens in Zeeland - Molenstichting Zeeland": de getijdenmolen Zandhoek is in 1512 gebouwd met een '
        "stenen dam en twee sluizen."
    )


def test_dutch_says_everything_that_english_says() -> None:
    assert set(Prose.model_fields) - DUTCH.model_fields_set == ONLY_ENGLISH
    for name in ("gaps", "sections", "event_sources", "seasons"):
        assert set(getattr(DUTCH, name)) == set(getattr(ENGLISH, name)), name


@pytest.mark.parametrize("tag", [tag for tag, language in KNOWLEDGE.languages.items() if "prose" in language.model_fields_set])
def test_a_phrase_has_the_places_that_the_english_one_has(tag: str) -> None:
    own = KNOWLEDGE.languages[tag].prose
    for name in own.model_fields_set - HEARD - {"day", "attributed", "months", "again", "seasons"}:
        mine, theirs = getattr(own, name), getattr(ENGLISH, name)
        pairs = [(mine, theirs)] if isinstance(mine, str) else [(mine[key], theirs[key]) for key in mine]
        assert [pair for pair in pairs if not find_places(pair[0]) <= find_places(pair[1])] == [], name


def find_places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_a_language_says_in_english_what_its_file_leaves_out_and_leaves_out_what_is_no_need() -> None:
    german, unknown = find_prose(KNOWLEDGE, "de-AT"), find_prose(KNOWLEDGE, "fi")
    assert german.record_lists == "Laut Datensatz:"
    assert german.timeline == "Zeitleiste:"
    assert german.relatives == ENGLISH.relatives
    assert set(german.gaps) == set(ENGLISH.gaps)
    assert (german.senses, german.benefits, german.again, german.function_words) == ("", "", (), ())
    assert unknown.attributed == "{name}: {sentence}"
