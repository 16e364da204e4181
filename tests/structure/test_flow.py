"""A page to its record and article: what is required, what is kept, what stays the same."""

from __future__ import annotations

import pytest

from extractor.errors import StructureError
from extractor.schema import find_faults
from tests.structure.pages_structured import MILL, POND, structure


def test_a_page_without_a_source_is_refused() -> None:
    with pytest.raises(StructureError) as caught:
        structure(results=(), wikipedia=("OpenAI", "OpenAI is a company."))
    assert caught.value.code == "structure.no-sources"


def test_a_page_without_a_readable_stamp_leaves_its_dates_out_and_says_so() -> None:
    record, article = structure(stamps=(("created_at", "some day"),))
    assert (article.created_date, article.updated, article.last_verified) == (None, None, None)
    assert "structure.no-date" in {issue.code for issue in record.issues}


def test_dates_come_from_the_stamps() -> None:
    stamps = (("created_at", "7/26/2025, 5:17:38 AM"), ("last_updated", "7/28/2025, 5:52:39 AM"), ("research_retrieved", "7/27/2025, 1:00:00 PM"))  # fmt: skip  # noqa: E501
    _, article = structure(stamps=stamps)
    assert (article.created_date, article.updated, article.last_verified) == ("2025-07-26", "2025-07-28", "2025-07-27")


def test_a_stamp_in_words_is_read_as_one_in_numbers() -> None:
    _, article = structure(stamps=(("published", "May 3, 2021"),))
    assert (article.created_date, article.last_verified) == ("2021-05-03", "2021-05-03")


def test_an_ambiguous_stamp_is_read_as_configured_with_an_issue() -> None:
    record, article = structure(stamps=(("created_at", "7/6/2025, 5:17:38 AM"),))
    assert article.created_date == "2025-07-06"
    assert "dates.ambiguous-order" in {issue.code for issue in record.issues}


def test_an_article_obeys_its_schema_and_says_the_same_every_time() -> None:
    first, second = structure(attributes=(("Energy source", "tide"),)), structure(attributes=(("Energy source", "tide"),))
    assert find_faults(first[1]) == ()
    assert (first[0].model_dump(), first[1].model_dump()) == (second[0].model_dump(), second[1].model_dump())


def test_sources_that_no_fact_rests_on_are_context() -> None:
    _, article = structure(results=(("Mills - IBM", MILL), ("Opinions", "Why not? We love mills!")))
    assert [source.title for source in article.primary_sources] == ["Mills"]
    assert [source.title for source in article.secondary_sources] == ["Opinions"]


def test_every_candidate_is_in_the_record_with_its_reason() -> None:
    record, _ = structure(results=(("Mills - IBM", f"{MILL} What next? {POND}"),))
    assert [(fact.status, bool(fact.reason)) for fact in record.facts] == [
        ("chosen", True),
        ("rejected", True),
        ("chosen", True),
    ]
    assert all(round(sum(fact.score_inputs.values()), 3) == round(fact.score, 3) for fact in record.facts)


def test_attributes_have_a_type_and_the_sentence_that_backs_them() -> None:
    record, _ = structure(attributes=(("Rebuilt", "1778"), ("Pond", "4 hectares"), ("Site", "https://example.org/mill")))
    assert [(attribute.type, attribute.normalised) for attribute in record.attributes] == [
        ("date", "1778"),
        ("quantity", {"value": 4, "unit": "hectares"}),
        ("url", "https://example.org/mill"),
    ]
    assert record.attributes[0].backed_by[0].text == POND
