"""Ids of articles: from titles, stable, never from paths."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.structure.identity import make_article_id, make_slug


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
    found = make_article_id(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
    assert len(found) <= 80


def test_a_title_without_letters_gives_an_id_of_its_own() -> None:
    assert make_article_id("🤖") == make_article_id("🤖") != make_article_id("🎉")
