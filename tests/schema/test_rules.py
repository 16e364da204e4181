"""Every rule that an article alone can break is found, at its place."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from extractor.schema import RULES, Article, Body, inspect_article
from extractor.schema.prose import is_damaged
from extractor.write import parse_body

DELETE = object()
TWICE = "A tide mill is a water mill driven by tidal rise and fall, with a dam and a sluice, across a tidal inlet!"

# Code, place of the change, new value, place of the fault where it is another one.
FRONT_MATTER = [
    ("article.missing-key", ("title",), DELETE, None),
    ("article.missing-key", ("atomic_facts", 0, "confidence"), DELETE, None),
    ("article.wrong-type", ("derived_from_human_seed",), "yes", None),
    ("article.wrong-type", ("primary_sources", 0, "year"), "2019", None),
    ("article.wrong-type", ("completeness",), True, None),
    ("article.wrong-value", ("schema_type",), "TechArticle", None),
    ("article.wrong-value", ("status",), "published", None),
    ("article.empty-value", ("primary_sources", 1, "institution"), "TBD", None),
    ("article.empty-value", ("title",), "", None),
    ("article.empty-value", ("ai_models",), [], None),
    ("article.empty-value", ("primary_sources", 1, "url"), None, None),
    ("article.bad-id", ("id",), "../etc/passwd", None),
    ("article.bad-category", ("category",), "History of mills", None),
    ("article.bad-language", ("language",), "english!", None),
    ("article.bad-date", ("last_verified",), "2025-02-30", None),
    ("article.bad-date", ("updated",), "March 2025", None),
    ("article.date-order", ("created_date",), "2025-03-05", None),
    ("article.bad-period", ("data_period",), "2020-2010", None),
    ("article.bad-period", ("data_period",), "2020", None),
    ("article.bad-completeness", ("completeness",), 1.2, None),
    ("article.bad-completeness", ("completeness",), 0.333, None),
    ("article.high-confidence", ("confidence",), "high", None),
    ("article.source-id", ("primary_sources", 1, "id"), "ps-other-2", None),
    ("article.source-id", ("primary_sources", 0, "id"), DELETE, ("primary_sources", 0)),
    ("article.source-id", ("secondary_sources", 0, "id"), "ps-tide-mills-3", None),
    ("article.duplicate-id", ("primary_sources", 1, "id"), "ps-tide-mills-1", None),
    ("article.duplicate-id", ("atomic_facts", 1, "id"), "af-history-tide-mills-1", None),
    ("article.source-title", ("secondary_sources", 0, "title"), "Water mill - Wikipedia", None),
    ("article.source-year", ("primary_sources", 0, "year"), 2031, None),
    ("article.bad-url", ("primary_sources", 0, "url"), "www.example.org/a b", None),
    ("article.bad-url", ("atomic_facts", 0, "source_url"), "javascript:alert(1)", None),
    ("article.tracking-url", ("primary_sources", 1, "url"), "https://example.org/a?utm_source=x", None),
    ("article.home-page-url", ("primary_sources", 1, "url"), "https://example.org/", None),
    ("article.bad-doi", ("primary_sources", 1, "doi"), "https://doi.org/10.1000/182", None),
    ("article.fact-id", ("atomic_facts", 0, "id"), "af-history-tide-mills-0", None),
    ("article.fact-too-short", ("atomic_facts", 0, "statement"), "It turns.", None),
    ("article.fact-too-long", ("atomic_facts", 0, "statement"), "Mill " * 61 + "ends.", None),
    ("article.fact-cut", ("atomic_facts", 0, "statement"), "The mill had three parts:", None),
    ("article.fact-cut", ("atomic_facts", 0, "statement"), "The mill is described in arXiv:1910.", None),
    ("article.fact-markup", ("atomic_facts", 0, "statement"), "The mill runs ``` and stops.", None),
    ("article.fact-markup", ("atomic_facts", 0, "statement"), "The mill.\n## Parts of it.", None),
    ("article.fact-markup", ("atomic_facts", 0, "statement"), "The mill | wheel | --- | stones.", None),
    ("article.fact-end", ("atomic_facts", 0, "statement"), "A tide mill is driven by the tide", None),
    ("article.fact-twice", ("atomic_facts", 1, "statement"), TWICE, None),
    ("article.fact-without-source", ("atomic_facts", 1, "source_ref"), DELETE, ("atomic_facts", 1)),
    ("article.fact-without-source", ("atomic_facts", 0, "source_url"), "https://example.org/other", None),
    ("article.dangling-source-ref", ("atomic_facts", 1, "source_ref"), "ps-tide-mills-9", None),
    ("article.source-mismatch", ("atomic_facts", 1, "source_title"), "Woodhaven harbour notes", None),
    ("article.fact-confidence", ("atomic_facts", 0, "confidence"), "high", None),
    ("article.mojibake", ("atomic_facts", 0, "statement"), "The mill caf\u00c3\u00a9 opened in 1990.", None),
    ("article.mojibake", ("known_gaps", 0), "Source -- broken \ufffd letters", None),
    ("article.to-do", ("known_gaps", 0), "Source -- TODO find the year", None),
    ("article.placeholder", ("known_gaps", 0), "Source -- the year (to be completed) is missing", None),
    ("article.boilerplate", ("disputed_statements", 0, "statement"), "This is subject to ongoing scholarly debate.", None),
    ("article.gap-form", ("known_gaps", 0), "The year is missing", None),
]  # fmt: skip

DAMAGE = [
    ("article.to-do", "Todo: find the year."),
    ("article.placeholder", "The year (to be completed) is missing."),
    ("article.placeholder", "The year [tbd is missing."),
    ("article.boilerplate", "This is subject to ongoing scholarly debate."),
    ("article.boilerplate", "Its age remains a topic of debate."),
    ("article.rule-line", "It ends.\n---"),
    ("article.mojibake", "The mill caf\u00c3\u00a9 opened."),
    ("article.mojibake", "It costs \u20ac 5 \u20ac."),
]

TLDR = "## TL;DR\nA tide mill turns by the tide.\n\n"
CORE = "## Core Explanation\nThe flood fills a pond.\n\n"
DETAILS = "## Detailed Analysis\nThe harbour notes say so.\n"
BODIES = [
    ("article.missing-section", TLDR + CORE),
    ("article.section-order", CORE + TLDR + DETAILS),
    ("article.section-order", TLDR + CORE + CORE + DETAILS),
    ("article.unknown-section", TLDR + CORE + DETAILS + "\n## Agent Notes\nSome.\n"),
    ("article.empty-section", TLDR + "## Core Explanation\n\n" + DETAILS),
    ("article.text-before-sections", "Hello.\n" + TLDR + CORE + DETAILS),
    ("article.tldr-lines", TLDR.replace(" turns", "\nturns") + CORE + DETAILS),
    ("article.tldr-too-long", TLDR.replace("turns", "turns " * 50) + CORE + DETAILS),
    ("article.tldr-off-topic", "## TL;DR\nSomething else.\n\n" + CORE + DETAILS),
    ("article.typography", TLDR + CORE.replace("fills", "\u2014 fills \u2014") + DETAILS),
    ("article.body-spacing", TLDR + "\n" + CORE + DETAILS),
    ("article.body-spacing", TLDR + CORE + DETAILS.rstrip()),
    ("article.repeated-sentence", TLDR + CORE + DETAILS[:-1] + " The mill stands beside the harbour of Woodhaven." * 2 + "\n"),
    ("article.related-links", TLDR + CORE + DETAILS + "\n## Related Articles\n- [Dams](https://example.org)\n"),
    ("article.related-links", TLDR + CORE + DETAILS + "\n## Related Articles\n" + "- [Dams](dams.md)\n" * 4),
    ("article.reading-without-url", TLDR + CORE + DETAILS + "\n## Further Reading\n- A book\n"),
    ("article.to-do", TLDR + CORE + DETAILS[:-1] + " Todo: check.\n"),
    ("article.rule-line", TLDR + CORE + DETAILS + "---\n"),
    ("article.mojibake", TLDR + CORE.replace("pond", "\u20ac pond \u20ac") + DETAILS),
]
OF_A_FILE = {"article.unreadable", "article.duplicate-key", "article.key-order", "article.style", "article.related-missing"}


def change_data(data: Any, place: tuple[str | int, ...], value: Any) -> None:
    for key in place[:-1]:
        data = data[key]
    if value is DELETE:
        del data[place[-1]]
    else:
        data[place[-1]] = value


def test_the_sample_breaks_no_rule(data, body):
    assert inspect_article(data, body)[1] == ()


@pytest.mark.parametrize(("code", "place", "value", "where"), FRONT_MATTER)
def test_a_broken_value_is_named_by_its_rule_and_its_place(data, body, code, place, value, where):
    change_data(data, place, value)
    _, faults = inspect_article(data, body)
    assert (code, where or place) in [(fault.code, fault.location) for fault in faults]


@pytest.mark.parametrize(("code", "text"), BODIES)
def test_a_broken_body_is_named_by_its_rule(data, code, text):
    _, faults = inspect_article(data, parse_body(text))
    assert code in [fault.code for fault in faults]


@pytest.mark.parametrize(("code", "text"), DAMAGE)
def test_what_the_schema_counts_as_damage_is_what_no_sentence_may_hold(data, code, text):
    assert is_damaged(text)
    _, faults = inspect_article(data, parse_body(TLDR + CORE + DETAILS[:-1] + f" {text}\n"))
    assert code in [fault.code for fault in faults]


@pytest.mark.parametrize("text", ["A tide mill turns.", "The to-do list is done.", "O amanh\u00e3\u00bb e depois.", "A -- b."])
def test_plain_words_are_no_damage(text):
    assert not is_damaged(text)


def test_a_list_of_one_source_is_refused_when_it_repeats_it(data, body):
    data["primary_sources"].append({**data["primary_sources"][1], "id": "ps-tide-mills-3"})
    assert [fault.code for fault in inspect_article(data, body)[1]] == ["article.duplicate-source"]


def test_an_article_needs_a_primary_source(data, body):
    data["primary_sources"], data["atomic_facts"] = [], []
    assert [fault.code for fault in inspect_article(data, body)[1]] == ["article.no-primary-source"]


def test_a_seventh_fact_is_one_too_many(data, body):
    fact = data["atomic_facts"][1]
    for number in range(3, 8):
        statement = f"The mill at Woodhaven had {number} stones."
        data["atomic_facts"].append({**fact, "id": f"af-history-tide-mills-{number}", "statement": statement})
    assert [fault.code for fault in inspect_article(data, body)[1]] == ["article.too-many-facts"]


def test_every_rule_of_an_article_is_tested_here():
    tested = {case[0] for case in (*FRONT_MATTER, *BODIES)} | OF_A_FILE
    tested |= {"article.duplicate-source", "article.no-primary-source", "article.too-many-facts"}
    assert tested == {code for code in RULES if code.startswith("article.")}


def test_a_broken_rule_keeps_an_article_from_being_made(data, body):
    data["atomic_facts"][1]["source_ref"] = "ps-tide-mills-9"
    with pytest.raises(ValidationError, match="no listed source has ps-tide-mills-9"):
        Article.model_validate({**data, "body": body})


def test_a_warning_does_not_keep_an_article_from_being_made(data, body):
    data["known_gaps"] = ["The year is missing"]
    assert Article.model_validate({**data, "body": body}).known_gaps == ("The year is missing",)


def test_what_breaks_a_rule_is_held_as_it_is(data):
    data["completeness"] = "most"
    data["atomic_facts"] = "none"
    data["primary_sources"][0]["year"] = [2019]
    article, faults = inspect_article(data, Body())
    assert faults
    assert article.to_data() == data
