"""Sentences of the body that say what a fact says are found, and go with a fact that was rejected."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.merge.restatements import Facts, drop_echoes, find_echoes, gather_facts
from extractor.schema import Article, Body, BodySection
from extractor.write import parse_article

KNOWLEDGE = default_knowledge()

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "tide-mills.md"
FACT = "The mill at Woodhaven ground barley with two pairs of stones until 1957."


@pytest.fixture
def article() -> Article:
    return parse_article(SAMPLE.read_text("utf-8"))


def write_body(article: Article, text: str, heading: str = "Core Explanation") -> Article:
    return article.model_copy(update={"body": Body(sections=(BodySection(heading=heading, text=text),))})


def leave(article: Article, text: str, *, heading: str = "Core Explanation", kept: tuple[str, ...] = (), **more: str) -> str:
    body = drop_echoes(write_body(article, text, heading), Facts((FACT,), kept), **more, knowledge=KNOWLEDGE)
    section = body.find(heading)
    return section.text if section else ""


@pytest.mark.parametrize(
    "sentence",
    [
        FACT,
        "According to the Estuary Trust, the mill at Woodhaven ground barley with two pairs of stones until 1957.",
        "The Estuary Trust says that the mill at Woodhaven ground barley with two pairs of stones, until 1957.",
        "The mill at Woodhaven ground barley with two pairs of stones.",
    ],
)
def test_a_sentence_that_repeats_a_fact_goes_in_whatever_frame(article, sentence):
    assert leave(article, f"A tide mill has a dam. {sentence} It has a sluice.") == "A tide mill has a dam. It has a sluice."


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill at Woodhaven ground barley with two pairs of stones until 1975.",
        "The mill at Woodhaven never ground barley with two pairs of stones until 1957.",
        "The mill at Woodhaven stands on the quay.",
        "The mill ground barley.",
    ],
)
def test_a_sentence_that_says_something_else_stays(article, sentence):
    assert leave(article, sentence) == sentence


def test_a_sentence_that_a_kept_fact_says_too_stays(article):
    assert leave(article, FACT, kept=(FACT.replace("until 1957", "until the year 1957"),)) == FACT


def test_what_follows_a_sentence_that_goes_stands_without_it(article):
    text = (
        "According to the U.S. Mill Survey, the mill at Woodhaven ground barley with two pairs of stones until 1957. "
        "The U.S. Mill Survey adds that it was driven by the tide."
    )
    assert leave(article, text) == "The U.S. Mill Survey says that it was driven by the tide."
    text = f'According to "A Mill", {FACT[0].lower()}{FACT[1:]} The same source adds that it is a museum.'
    assert leave(article, text) == '"A Mill" says that it is a museum.'


def test_points_are_numbered_anew_and_a_lone_label_goes(article):
    lead = "The sources describe it in these ways:"
    text = f"{lead} (1) a mill by the sea (IBM); (2) {FACT[:-1]} (Trust); (3) a dam with a sluice (Trust)."
    assert leave(article, text) == f"{lead} (1) a mill by the sea (IBM); (2) a dam with a sluice (Trust)."
    assert leave(article, f"Reported benefits: {FACT} It is cheap.") == "Reported benefits: It is cheap."
    text = f"It is cheap.\n\nReported concerns: {FACT}"
    assert leave(article, text) == "It is cheap."


def test_a_line_of_the_timeline_goes_whole_and_takes_an_empty_heading_along(article):
    line = "- 1957: The mill at Woodhaven ground barley with two pairs of stones until 1957 (Trust)."
    rest = "It has a dam.\n\nTimeline:\n- 1901: It was built."
    assert leave(article, f"{rest}\n{line}") == rest
    assert leave(article, f"It has a dam.\n\nTimeline:\n{line}") == "It has a dam."


def test_a_tldr_that_loses_its_sentence_gets_the_description_and_else_a_fact_that_stands(article):
    told = leave(article, FACT, heading="TL;DR", description="mill that is driven by the tide")
    assert told == f"{article.title}, according to the entity record: mill that is driven by the tide."
    told = leave(article, FACT, heading="TL;DR", kept=("A tide mill is a water mill.",))
    assert told == f"{article.title}: A tide mill is a water mill."
    assert leave(article, FACT, heading="TL;DR") == f"{article.title}."
    assert leave(article, FACT) == "The page gives no further detail."
    assert leave(article, FACT, heading="A person's own section") == ""


def test_the_machine_s_own_sample_loses_one_sentence_for_each_fact_and_nothing_else(article):
    for fact in article.atomic_facts:
        facts = gather_facts(article, [fact.to_data()], but=fact.id)
        echoes = list(find_echoes(article.body, facts, knowledge=KNOWLEDGE))
        after = drop_echoes(article, facts, description="a mill", knowledge=KNOWLEDGE)
        assert list(find_echoes(after, facts, knowledge=KNOWLEDGE)) == []
        assert (after == article.body) is (not echoes)


@given(st.text(alphabet="ab1 .;:()-\n", max_size=80), st.text(alphabet="ab1 .", max_size=30))
def test_a_body_without_echoes_is_left_as_it_is_and_no_echo_survives(text, fact):
    body = Body(sections=(BodySection(heading="Core Explanation", text=text),))
    facts = Facts((fact,), ())
    article = parse_article(SAMPLE.read_text("utf-8")).model_copy(update={"body": body})
    after = drop_echoes(article, facts, knowledge=KNOWLEDGE)
    assert after == body if not list(find_echoes(body, facts, knowledge=KNOWLEDGE)) else after != body
