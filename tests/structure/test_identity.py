"""Ids: from titles, stable, never from paths."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.structure.identity import make_article_id, make_slug, number_facts
from extractor.structure.known import Known

HASH = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Tide mill", "tide-mill"),
        ("Café Société", "cafe-societe"),
        ('O’Neill\'s "Mill": a/b?', "oneills-mill-a-b"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("北京", "bei-jing"),
        ("Straße", "strasse"),
        ("../../etc/passwd", "etc-passwd"),
        ("🤖🎉", ""),
        ("AT&T", "at-t"),
    ],
)
def test_a_title_becomes_a_slug(title: str, slug: str) -> None:
    assert make_slug(title) == slug


@given(st.text(max_size=300))
def test_every_title_gives_a_valid_bounded_id(title: str) -> None:
    found = make_article_id(title, content=HASH, known=Known())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
    assert len(found) <= 80


def test_a_title_without_letters_keeps_its_id_whatever_the_page_says() -> None:
    assert make_article_id("🤖", content=HASH, known=Known()) == make_article_id("🤖", content="f" * 64, known=Known())


def test_an_id_that_another_page_owns_gets_a_suffix_and_an_own_id_is_kept() -> None:
    assert make_article_id("Tide mill", content=HASH, known=Known(taken=frozenset({"tide-mill"}))) == "tide-mill-01234567"
    assert make_article_id("Tide mill", content=HASH, known=Known(id="tide-mill-abc")) == "tide-mill-abc"


def test_an_unchanged_fact_keeps_its_number_and_a_retired_one_is_not_given_again() -> None:
    known = Known(fact_ids={"B.": "af-ai-x-4"}, retired=frozenset({"af-ai-x-5"}))
    assert list(number_facts(["A.", "B.", "C."], prefix="af-ai-x", known=known)) == ["af-ai-x-6", "af-ai-x-4", "af-ai-x-7"]


def test_a_fact_keeps_its_number_when_the_category_changes() -> None:
    assert list(number_facts(["B."], prefix="af-science-x", known=Known(fact_ids={"B.": "af-ai-x-4"}))) == ["af-science-x-4"]
