"""By which terms an article is found to be related to another."""

from __future__ import annotations

from extractor.knowledge import default_knowledge
from extractor.structure.related import MOST_TERMS, NAME, TITLE, WORD, fold_plural, index_record
from tests.structure.pages_structured import structure

KNOWLEDGE = default_knowledge()


def test_the_words_of_the_title_say_most_and_come_first() -> None:
    record, _ = structure()
    terms = dict(index_record(record.model_dump(mode="json"), knowledge=KNOWLEDGE).terms)
    assert terms[record.title.text.casefold()] == TITLE
    assert terms["tide"] == TITLE
    assert terms["woodbridge"] < TITLE
    assert list(terms.values())[:2] == [TITLE, TITLE]


def test_what_only_a_stray_excerpt_says_is_no_term() -> None:
    record, _ = structure(results=(("Mills - IBM", "Eling Tide Mill was built in 1170. Zebulon Quagmire sings."),))
    chosen = [fact.statement for fact in record.facts if fact.status == "chosen"]
    assert not any("Zebulon" in statement for statement in chosen)
    assert "zebulon" not in dict(index_record(record.model_dump(mode="json"), knowledge=KNOWLEDGE).terms)


def test_a_name_tells_more_than_a_word_and_a_listed_publisher_no_more_than_one() -> None:
    names = {"Kestrel Hydraulics": "org:kestrel-hydraulics", "Britannica": "org:britannica"}
    entities = [{"name": name, "label": "ORG", "key": key, "aliases": [], "origin": "model"} for name, key in names.items()]
    words = "Kestrel Hydraulics made the sluicegates that Britannica describes."
    entry = index_record({"title": {"text": "Mill"}, "summary": {"text": words}, "entities": entities}, knowledge=KNOWLEDGE)
    terms = dict(entry.terms)
    assert (terms["kestrel hydraulics"], terms["britannica"], terms["sluicegate"]) == (NAME, WORD, WORD)


def test_an_article_has_so_many_terms_and_no_more() -> None:
    words = " ".join(f"{a}{b}{a}mill" for a in "abcdefghij" for b in "klmnopqrst")
    entry = index_record({"title": {"text": "Mill"}, "summary": {"text": words}}, knowledge=KNOWLEDGE)
    assert len(entry.terms) == MOST_TERMS


def test_one_and_many_are_one_term() -> None:
    assert {fold_plural("earthquakes"), fold_plural("earthquake")} == {"earthquake"}
    assert [fold_plural(word) for word in ("gas", "glass", "corpus", "basis")] == ["gas", "glass", "corpus", "basis"]
