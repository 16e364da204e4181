"""The one real page becomes an article that its expert would sign."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.knowledge import default_knowledge
from extractor.schema import Article, Record
from extractor.scrub import scrub_page
from extractor.segment import segment_page
from extractor.spans import TracedText
from extractor.structure import structure_page
from extractor.types import RawPage
from tests.structure.pages_structured import CONFIG, section

KNOWLEDGE = default_knowledge()


@pytest.fixture(scope="module")
def made(seed_page: Path) -> tuple[Record, Article]:
    text = seed_page.read_text("utf-8")
    raw = RawPage(seed_page.name, "text/plain", "utf-8", "0" * 64, text, TracedText.verbatim(text))
    return structure_page(
        segment_page(scrub_page(raw, config=CONFIG, knowledge=KNOWLEDGE), config=CONFIG, knowledge=KNOWLEDGE),
        config=CONFIG,
        knowledge=KNOWLEDGE,
    )


def test_it_has_five_primary_sources_and_no_invented_publisher(made: tuple[Record, Article]) -> None:
    assert [source.institution for source in made[1].primary_sources] == ["Stefanini", "IBM", None, "TechTarget", None]
    assert [source.title for source in made[1].primary_sources][1] == "Democratizing AI"


def test_the_encyclopedia_text_is_secondary_and_about_another_subject(made: tuple[Record, Article]) -> None:
    (source,) = made[1].secondary_sources
    assert (source.title, source.institution, source.year) == ("OpenAI", "Wikipedia", 2025)
    assert made[0].wikipedia is not None
    assert not made[0].wikipedia.is_entity


def test_facts_are_words_of_the_excerpts(made: tuple[Record, Article]) -> None:
    excerpts = "\n".join(fragment.text for result in made[0].web_results for fragment in result.fragments)
    chosen = [fact for fact in made[0].facts if fact.status == "chosen"]
    assert 5 <= len(chosen) <= 6
    assert all(fact.evidence.exact in excerpts for fact in chosen)


def test_it_holds_no_furniture_and_no_dangling_label(made: tuple[Record, Article]) -> None:
    words = f"{made[1].to_data()} {made[1].body.render()}"
    assert not any(trace in words for trace in ("fbpx", "Type above", "Goals:", "George Lawton", "[...]", "##### "))


def test_the_unknown_date_stays_unknown_and_is_a_gap(made: tuple[Record, Article]) -> None:
    assert any("DeepSeek" in gap and gap.startswith("Undated events") for gap in made[1].known_gaps)
    assert "- Date unknown: DeepSeek" in section(made[1], "Detailed Analysis")


def test_confidence_and_completeness_are_the_documented_arithmetic(made: tuple[Record, Article]) -> None:
    assert (made[0].confidence.score, made[1].confidence) == (0.53, "low")
    slots = [value for value in made[0].completeness.slots.values() if value is not None]
    assert made[1].completeness == round(sum(slots) / len(slots), 2) >= 0.6


def test_both_visible_disagreements_are_found_and_say_who_says_what(made: tuple[Record, Article]) -> None:
    equality, meaning = (dispute.statement for dispute in made[1].disputed_statements)
    assert equality.startswith("Stefanini says that Gartner asserts that democratized AI will level the playing field")
    assert 'whereas "What Do We Mean' in equality
    assert meaning.startswith("IBM says that")
    assert "depends on your interpretation" in meaning


def test_a_second_hand_claim_keeps_its_chain(made: tuple[Record, Article]) -> None:
    assert "According to Stefanini, Gartner asserts that" in made[1].body.render()
