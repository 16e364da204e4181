"""The label data says one thing only."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.segment.vocabulary import fold, load_vocabulary

KNOWLEDGE = default_knowledge()


@pytest.mark.parametrize("grammar", ["entity", "document"])
def test_no_label_names_two_parts_of_one_kind_of_page(grammar: str) -> None:
    owners: dict[str, set[str]] = {}
    words = KNOWLEDGE.gather(lambda language: language.labels)
    for group in (getattr(KNOWLEDGE.site, grammar), getattr(words, grammar)):
        for name, labels in group:
            for label in labels:
                owners.setdefault(fold(label), set()).add(name)
    assert not {words: names for words, names in owners.items() if len(names) > 1}


@pytest.mark.parametrize("grammar", ["entity", "document"])
@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "zh"])
def test_every_part_has_a_label_in_the_languages_of_the_site(grammar: str, language: str) -> None:
    missing = [name for name, words in getattr(KNOWLEDGE.languages[language].labels, grammar) if not words]
    assert missing in ([], ["wikipedia"]), "only Wikipedia is called the same in Spanish"


@pytest.mark.parametrize(("words", "part"), [("Genoemd in", "referenced"), ("Geëxtraheerde gegevens", "attributes")])
def test_a_word_of_a_language_names_a_part(words: str, part: str) -> None:
    assert load_vocabulary(KNOWLEDGE).entity.labels[fold(words)] == part


@pytest.mark.parametrize("words", ["Timeline", "timeline:", "  TIMELINE ", "## Timeline", "**Timeline:**", "Timeline："])
def test_marks_colon_and_case_make_no_difference_to_a_label(words: str) -> None:
    assert load_vocabulary(KNOWLEDGE).entity.labels[fold(words)] == "timeline"
