"""The article as a model."""

from __future__ import annotations

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from extractor.schema import FRONT_MATTER_KEYS, Article, describe_schema, find_faults
from extractor.write import parse_article, render_article

KEYS = """
    id title schema_type category language confidence last_verified created_date generation_method ai_models
    derived_from_human_seed conflict_of_interest is_live_document data_period completeness atomic_facts primary_sources
    known_gaps disputed_statements secondary_sources updated
"""


def test_the_front_matter_has_21_keys_in_a_fixed_order():
    assert tuple(KEYS.split()) == FRONT_MATTER_KEYS
    assert len(FRONT_MATTER_KEYS) == 21


def test_the_real_article_is_valid(seed_article):
    article = parse_article(seed_article.read_text("utf-8"))
    assert [fault for fault in find_faults(article) if fault.severity == "error"] == []
    assert tuple(article.to_data()) == FRONT_MATTER_KEYS


def test_an_article_cannot_be_changed_in_place(data, body):
    article = Article.model_validate({**data, "body": body})
    with pytest.raises(ValidationError):
        article.title = "Other"


def test_unknown_keys_survive_and_status_stays_last(data, body):
    data["atomic_facts"][0]["checked_by"] = "R. Ito"
    article = Article.model_validate({"status": "draft", "reviewed_by": "R. Ito", **data, "body": body})
    found = article.to_data()
    assert list(found)[-2:] == ["reviewed_by", "status"]
    assert found["atomic_facts"][0]["checked_by"] == "R. Ito"


def test_a_source_may_carry_authors_and_a_doi(data, body):
    data["primary_sources"][0] |= {"authors": ["Ito, Rei", "Sand, Ada"], "doi": "10.1000/182"}
    article = Article.model_validate({**data, "body": body})
    source = article.to_data()["primary_sources"][0]
    assert list(source) == ["id", "title", "type", "year", "authors", "institution", "doi", "url"]


def test_a_dispute_may_name_its_source(data, body):
    data["disputed_statements"][0] |= {"source_title": "A", "source_url": "https://example.org/a"}
    assert Article.model_validate({**data, "body": body}).disputed_statements[0].source_title == "A"


def test_the_published_schema_takes_the_article_and_refuses_a_broken_one(data, body):
    schema = describe_schema(Article)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    whole = {**data, "body": body.model_dump(mode="json")}
    assert list(validator.iter_errors(whole)) == []
    assert list(validator.iter_errors(data)) == []
    assert list(validator.iter_errors({**whole, "last_verified": "yesterday"}))
    assert list(validator.iter_errors({**whole, "confidence": "certain"}))


def test_no_article_of_a_large_corpus_upsets_the_rules(shared):
    for path in sorted((shared / "data" / "anchorfact-dev").glob("*/*.md")):
        for fault in find_faults(parse_article(path.read_text("utf-8"))):
            assert fault.severity in {"error", "warning"}
            assert fault.location, fault


def test_the_front_matter_of_the_real_article_is_loaded_and_written_back_byte_for_byte(seed_article):
    text = seed_article.read_text("utf-8")
    front = text.split("---\n")[1]
    article = Article.model_validate(yaml.safe_load(front))
    assert render_article(article) == f"---\n{front}---\n"


def test_front_matter_alone_is_no_whole_article(data):
    article = Article.model_validate(data)
    assert {fault.code for fault in find_faults(article)} == {"article.missing-section"}
