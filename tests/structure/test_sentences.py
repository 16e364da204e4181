"""Where sentences of flattened web text end."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.structure.sentences import split_sentences

KNOWLEDGE = default_knowledge()


def split(text: str, *titles: str, names: tuple[str, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, titles=titles, names=names, knowledge=KNOWLEDGE)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. J. K. Marlow moved to St. Alban in the U.S. state of Ohio.",
        "Brightwater Inc. CEO Tom Reed paid $3.5 million, i.e. 12.5 percent.",
        "The tool (see Fig. 2. for details) runs on Node.js and ASP.NET.",
        "Machine learning (ML) refers to programs that learn.",
        'The report calls it "a quiet. slow change" in the trade.',
        "Yahoo! Inc. was a web company.",
        "George W. Penrose Jr. founded the mill at 6 p.m. on Friday.",
        "The guide at https://example.org/a.b/c?d=e.f lists them.",
        "At 5 a.m. Pacific Standard Time the ground shook.",
        "Die Bahn wurde am 21. Dezember 2017 eröffnet.",
        "Sie ist mit 2962 m ü. NHN der Gipfel im 19. Jahrhundert gewesen.",
        "It costs approx. 20 euros, e.g. for adults, vs. 10 for others.",
        "Bacteria such as E. coli live there.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It is in the U.S. The mill is old.", ["It is in the U.S.", "The mill is old."]),
        ("It grew by 5.2. Then it fell.", ["It grew by 5.2.", "Then it fell."]),
        ("He said so. npm installs it.", ["He said so.", "npm installs it."]),
        ("He left. “Never again,” he said.", ["He left.", "“Never again,” he said."]),
        ("It belongs to Mill Works, LLC. Harbor has bought it.", ["It belongs to Mill Works, LLC.", "Harbor has bought it."]),
        ("It reads sources.json. dbt builds it.", ["It reads sources.json.", "dbt builds it."]),
        ("It has goals (SLOs). gRPC meets them.", ["It has goals (SLOs).", "gRPC meets them."]),
        ("What is it? dbt builds models.", ["What is it?", "dbt builds models."]),
        ("“Is it?” he asked. No.", ["“Is it?” he asked.", "No."]),
        ("It holds vitamin C. Fruit does too.", ["It holds vitamin C.", "Fruit does too."]),
        ("水车很老。它还在转！真的？", ["水车很老。", "它还在转！", "真的？"]),
        ("Steps: 1. Open it. 2. Close it.", ["Steps: 1. Open it.", "2. Close it."]),
        ("One thing. • Two things • Three.", ["One thing.", "Two things", "Three."]),
        ("A cut [...] and a join. […] The end.", ["A cut", "and a join.", "The end."]),
        ("Line one\nLine two.", ["Line one", "Line two."]),
    ],
)
def test_sentences_are_told_apart(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_headings_in_the_line_become_pieces_of_their_own() -> None:
    text = "# Tide mills in brief ## Why do they matter today? To this day, leaders argue about them."
    assert split(text) == ["Tide mills in brief", "Why do they matter today?", "To this day, leaders argue about them."]


def test_a_heading_ends_where_its_first_words_come_again() -> None:
    text = "Millpond # Tide Mills: Past, Present & A Look Into The Future Tide mills refers to mills driven by the tide."
    assert split(text)[1:] == [
        "Tide Mills: Past, Present & A Look Into The Future",
        "Tide mills refers to mills driven by the tide.",
    ]


def test_a_repeated_title_is_cut_off_but_a_longer_name_is_not() -> None:
    assert (
        split("Tide Mills of the North Harbor documentation says so.", "Tide Mills of the North")[1]
        == "Harbor documentation says so."
    )
    assert split("Kubernetes Pods are the smallest units.", "Kubernetes") == ["Kubernetes Pods are the smallest units."]
    assert split("Docker Networks Docker documentation says so.", "Docker Networks")[1] == "Docker documentation says so."
    assert split("Search Basics Harbor documentation says so.", "Search Basics", names=("Harbor",))[0] == "Search Basics"


def test_a_byline_before_an_acronym_is_cut_off_and_a_subject_is_not() -> None:
    assert split("George Penrose AI helps millers.") == ["George Penrose", "AI helps millers."]
    assert split("George Penrose Mills was a miller.") == ["George Penrose Mills was a miller."]


def test_a_menu_before_a_sentence_is_cut_off() -> None:
    assert split("Share Tweet Email The mill is old.") == ["Share Tweet Email", "The mill is old."]
    assert split("Search engines rank mills.") == ["Search engines rank mills."]


def test_a_label_before_a_sentence_is_cut_off() -> None:
    assert split("Goals: The overarching goal is peace. Goals:") == ["Goals:", "The overarching goal is peace.", "Goals:"]


@given(st.lists(st.sampled_from([*'Ab. !?…"“”()[]#•-\n1:,。', " [...] ", "U.S. ", "The ", "Dr. "]), max_size=90).map("".join))
def test_spans_are_ordered_apart_and_lose_only_marks(text: str) -> None:
    spans = split_sentences(text, knowledge=KNOWLEDGE)
    assert all(start < end for start, end in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert sum(map(str.isalnum, covered)) == sum(map(str.isalnum, text))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.timing
@pytest.mark.parametrize("unit", ["a. ", "(", '"a. ', ". ", "A B. ", "[...", "# ", "“”", "x" * 50, "Inc. "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def measure(size: int) -> float:
        started = time.process_time()
        split_sentences(unit * (size // len(unit)), knowledge=KNOWLEDGE)
        return time.process_time() - started

    measure(2_000)
    small, large = (min(measure(size) for _ in range(3)) for size in (40_000, 160_000))
    assert large < 8 * max(small, 0.02)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "By Adam Holloway Updated June 28, 2024 Reviewed by Mary J. Penrose Tide mills grind grain.",
            "Tide mills grind grain.",
        ),
        ("By Robert Reed Last updated: Oct 5, 2024 Marlow built it in 1898.", "Marlow built it in 1898."),
        ("By Ann Mary Reed, 5 March 2021, 6 min read — The mill stands.", "The mill stands."),
        ("Jun 3, 2020 — Tide mills grind grain.", "Tide mills grind grain."),
        ("3 days ago Tide mills grind grain.", "Tide mills grind grain."),
    ],
)
def test_credits_with_a_date_are_cut_off(text: str, sentence: str) -> None:
    assert split(text)[-1] == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "By May 2024 Brightwater had sold it.",
        "By Friday Marlow and Reed had built it.",
        "July 4, 1976, was a Sunday in Ohio.",
        "June 28, 2024 was a Friday.",
        "Published in 1859, On the Origin of Mills made him known.",
    ],
)
def test_a_sentence_about_a_date_keeps_it(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_a_title_of_two_sentences_is_one_heading() -> None:
    title = "What is a tide mill? How the tide turns wheels"
    pieces = split(f"MillNews # {title} Tide mills grind grain.", title)
    assert pieces == ["MillNews", title, "Tide mills grind grain."]


def test_one_word_of_a_menu_is_cut_off_before_the_first_word_of_a_title_only() -> None:
    assert split("Menu Tide mills grind grain.", "Tide mills") == ["Menu", "Tide mills grind grain."]
    assert split("Home Depot sells tools.", "Home Depot") == ["Home Depot sells tools."]
