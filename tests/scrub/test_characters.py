"""Characters that a reader cannot see, or sees as something plainer, are cleaned one rule at a time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractor.config import default_config
from extractor.knowledge import default_knowledge
from extractor.read import read_pages
from extractor.scrub import list_rules, scrub_page
from extractor.types import RawPage
from tests.scrub.cleaning import clean, quoted, text_of

KNOWLEDGE = default_knowledge()


@pytest.mark.parametrize(
    ("rule", "raw", "cleaned"),
    [
        ("line-ends", "a\r\nb\rc\x85d\u2028e\u2029f\x0cg", "a\nb\nc\nd\ne\nf\ng"),
        ("controls", "A\x00d\x07a\x7f \x1b[31mred\x1b[0m", "Ada red"),
        ("byte-order-marks", "\ufeffAda", "Ada"),
        ("bidi-marks", "\u200eAda\u202a Lovelace\u202c", "Ada Lovelace"),
        ("soft-hyphens", "mathe\u00adma\u00adtician", "mathematician"),
        ("invisible", "Ada\u200b Love\u2060lace\U000e0041", "Ada Lovelace"),
        ("private-use", "\ue8b6 Ada \U000f0001", " Ada "),
        ("spaces", "1\u00a0000\u202f€\u3000a\tb", "1 000 € a b"),
        ("ligatures", "e\ufb03cient \ufb02ow", "efficient flow"),
        ("composition", "Jose\u0301 \u1112\u1161\u11ab", "Jos\u00e9 \ud55c"),
        ("elisions", "one [\u2026] two [ ... ] three (...) four", "one [...] two [...] three [...] four"),
        ("lone-surrogates", "Ada \ud83dLovelace", "Ada Lovelace"),
        ("mojibake", "caf\u00c3\u00a9 \u00e2\u20ac\u201c it\u00e2\u20ac\u2122s", "caf\u00e9 \u2013 it\u2019s"),
    ],
)
def test_each_rule_does_its_one_thing_and_counts_it(rule: str, raw: str, cleaned: str) -> None:
    page = clean(raw)
    assert page.text.text == cleaned
    assert set(page.changes) == {rule}
    assert page.changes[rule] > 0


@pytest.mark.parametrize(
    "text",
    [
        "\u201cIt\u2019s one of the most\u2014or least\u201d \u2018so\u2019 \u2013 they said\u2026",
        "\U0001f469\u200d\U0001f680 and \U0001f3f3\ufe0f\u200d\U0001f308 and \U0001f3f4\U000e0067\U000e0062\U000e007f",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "S\u00e3o Paulo, \u00c5ngstr\u00f6m, \u0141\u00f3d\u017a, na\u00efve, 5\u00a2, 20 \u00b0C, \u00a9 2025",
        "print(...) and x[...] are code",
        "\u4eba\u5de5\u667a\u80fd\uff0c\u6210\u7acb\u4e8e2015\u5e74\u3002",
    ],
    ids=["quotes and dashes", "emoji", "Persian", "Devanagari", "accents", "code", "Chinese"],
)
def test_what_is_right_stays(text: str) -> None:
    page = clean(text)
    assert page.text.text == text
    assert page.changes == {}


def test_a_repaired_letter_points_at_the_characters_it_was_made_of() -> None:
    page = clean("Le caf\u00c3\u00a9 et l\u00e2\u20ac\u2122\u00c3\u00a9t\u00c3\u00a9")
    assert page.text.text == "Le caf\u00e9 et l\u2019\u00e9t\u00e9"
    assert quoted(page, "caf\u00e9") == "caf\u00c3\u00a9"
    assert [issue.code for issue in page.issues] == ["scrub.mojibake"]
    assert page.page.raw[slice(*page.issues[0].spans[0])] == "\u00c3\u00a9"


def test_a_lone_surrogate_is_reported() -> None:
    assert [issue.code for issue in clean("a\ud800b").issues] == ["scrub.lone-surrogate"]


def test_words_around_a_dropped_character_keep_their_places() -> None:
    page = clean("mathe\u00adma\u00adtician")
    assert quoted(page, "mathematician") == "mathematician"
    assert len(page.text.spans(0, 13)) == 3


def test_text_uncovered_by_one_rule_is_cleaned_by_the_others() -> None:
    assert text_of("one [\u200b.\u00ad.\u200b.\u00a0] two") == "one [...] two"


def test_the_names_of_the_rules_are_a_contract() -> None:
    assert list(list_rules(KNOWLEDGE)) == [
        "mojibake",
        "line-ends",
        "lone-surrogates",
        "controls",
        "byte-order-marks",
        "bidi-marks",
        "soft-hyphens",
        "invisible",
        "private-use",
        "spaces",
        "ligatures",
        "composition",
        "character-references",
        "wiki-links",
        "elisions",
        "reference-marks",
        "empty-brackets",
        "dead-labels",
        "furniture",
    ]


@pytest.mark.timing
def test_the_real_page_is_cleaned_in_a_few_milliseconds(seed_page: Path) -> None:
    (page,) = read_pages(seed_page.read_bytes(), "seed", config=default_config(), knowledge=KNOWLEDGE)
    assert isinstance(page, RawPage)
    scrub_page(page, config=default_config(), knowledge=KNOWLEDGE)
    begin = time.process_time()
    for _ in range(20):
        scrub_page(page, config=default_config(), knowledge=KNOWLEDGE)
    # About 1.5 ms on two busy cores; the limit leaves room for slower machines and catches a tenfold loss.
    assert time.process_time() - begin < 20 * 0.015
