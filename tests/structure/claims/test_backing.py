"""Claims of the record beside the sentences of the sources."""

from __future__ import annotations

import pytest

from extractor.structure.claims import back_attribute
from extractor.structure.claims.backing import back_claim, cut_clauses
from tests.structure.claims.claims_maker import attribute, index, text

MILL = "The Eling tide mill was rebuilt in 1778 and ground wheat for 25 bakeries."


def judge(key: str, value: str, *sentences: str, title: str = "Eling tide mill", language: str = "en") -> list[str]:
    backing = back_attribute(attribute(key, value), index(*sentences, title=title, language=language))
    return [clause.status for clause in backing.clauses]


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("The Eling tide mill was rebuilt in 1778.", "backed"),
        ("The mill ground wheat for twenty-five bakeries.", "backed"),
        ("A dragon ate the miller.", "unbacked"),
        ("The mill was sold to the Rothwell family in 1902.", "unbacked"),
    ],
)
def test_a_sentence_is_backed_by_one_that_says_it(claim: str, status: str) -> None:
    assert back_claim(text(claim), index(MILL)).status == status


def test_a_sentence_with_another_year_is_contradicted_and_shows_by_what() -> None:
    backing = back_claim(text("The Eling tide mill was rebuilt in 1790."), index(MILL))
    assert (backing.status, [sentence.text.text for sentence in backing.evidence]) == ("contradicted", [MILL])


def test_a_backed_claim_shows_the_sentence() -> None:
    (sentence,) = back_claim(text("The mill was rebuilt in 1778."), index("Nothing of the kind.", MILL)).evidence
    assert (sentence.source, sentence.text.text) == (1, MILL)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("Wheel diameter", "3.5 m", "The wheel of the Eling tide mill has a diameter of 350 centimetres."),
        ("Length", "42.2 km", "The Eling tide mill race is 26.2 miles long."),
        ("Record", "2:00:35", "The record of the Eling tide mill stands at 2 hours and 35 seconds."),
        ("Share of visitors from abroad", "25 %", "One in four visitors of the Eling tide mill comes from abroad."),
        ("Cost", "£1.2 million", "The repair of the Eling tide mill cost 1,200,000 pounds sterling."),
        ("Opening time", "5:12 p.m.", "The Eling tide mill opens at 17:12."),
        ("Country", "Norwegian", "The Eling tide mill stands in Norway."),
        ("Owner", "Eling Heritage Trust", "The EHT owns the Eling tide mill."),
    ],
)
def test_the_same_in_another_notation_backs(key: str, value: str, sentence: str) -> None:
    assert judge(key, value, sentence) == ["backed"]


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("Miller", "Ada Brock", "Ada Brock runs the neighbouring windmill."),
        ("Film location", "yes", "No scene of a film was shot at the Eling tide mill."),
        ("Owner", "Rothwell Ltd", "Rothwell Ltd may one day buy the Eling tide mill."),
        ("Mascot", "a heron", "The Eling tide mill has a wheel of oak."),
        ("Employees", "850", "The Eling tide mill has employees from four villages."),
    ],
)
def test_another_subject_a_denial_a_supposition_or_the_key_alone_backs_nothing(key: str, value: str, sentence: str) -> None:
    assert judge(key, value, sentence) != ["backed"]


def test_each_item_of_a_list_is_judged_by_itself() -> None:
    judged = judge("Products", "flour, oat bran, violins", "The Eling tide mill makes flour and oat bran, but never violins.")
    assert judged[:2] == ["backed", "backed"]
    assert judged[2] != "backed"


def test_a_german_page_is_judged_in_german() -> None:
    sentence = "Mit 2461 Metern überragt die Rauchspitz alle anderen Berge des Silberkamms."
    assert judge("Höhe", "2461 m", sentence, title="Rauchspitz", language="de") == ["backed"]
    assert judge("Gebirge", "Silberkamm", sentence, title="Rauchspitz", language="de") == ["backed"]


def test_clauses_are_cut_outside_brackets_and_not_inside_dates() -> None:
    value = text("April 18, 1906, in brackets (one, two), and a powered loom")
    assert [clause.text for clause in cut_clauses(value, index(MILL))] == [
        "April 18, 1906",
        "in brackets (one, two)",
        "a powered loom",
    ]
