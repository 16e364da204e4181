"""The label data says one thing only."""

from __future__ import annotations

import pytest

from extractor.knowledge import default_knowledge
from extractor.segment.vocabulary import fold, load_vocabulary

KNOWLEDGE = default_knowledge()


@pytest.mark.parametrize("grammar", ["entity", "document"])
def test_no_label_names_two_parts_of_one_kind_of_page(grammar: str) -> None:
    owners: dict[str, set[str]] = {}
    for name, part in default_knowledge().sections[grammar].items():
        for words in [*part["keys"], *(word for group in part["words"].values() for word in group)]:
            owners.setdefault(fold(words), set()).add(name)
    assert not {words: names for words, names in owners.items() if len(names) > 1}


@pytest.mark.parametrize("grammar", ["entity", "document"])
@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "zh"])
def test_every_part_has_a_label_in_the_languages_of_the_site(grammar: str, language: str) -> None:
    missing = [name for name, part in default_knowledge().sections[grammar].items() if not part["words"].get(language)]
    assert missing in ([], ["wikipedia"]), "only Wikipedia is called the same in Spanish"


def test_every_word_of_the_data_is_text() -> None:
    def walk(value: object) -> None:
        if isinstance(value, dict):
            assert all(isinstance(key, str) for key in value)
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)
        else:
            assert isinstance(value, str), f"YAML reads {value!r} as {type(value).__name__}: quote it"

    walk(default_knowledge().sections)


@pytest.mark.parametrize("words", ["Timeline", "timeline:", "  TIMELINE ", "## Timeline", "**Timeline:**", "Timeline："])
def test_marks_colon_and_case_make_no_difference_to_a_label(words: str) -> None:
    assert load_vocabulary(KNOWLEDGE).entity.labels[fold(words)] == "timeline"
