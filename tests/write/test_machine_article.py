"""The machine's version of an article, read and replaced in a record's file without the rest of it."""

from __future__ import annotations

import pytest

from extractor.schema import Body, BodySection
from extractor.write import read_machine_article, render_record, replace_machine_article, seal_record
from tests.structure.pages_structured import structure

RELATED = '- [A [strange] "title" -- \u00e9](../ai/strange.md)'


def test_it_is_read_and_replaced_as_if_the_whole_record_were() -> None:
    record, article = structure()
    sealed = seal_record(record, article)
    text = render_record(sealed)
    machine = read_machine_article(text)
    assert machine == sealed.article
    assert machine is not None
    changed = machine.model_copy(update={"sha256": "0" * 64, "body": machine.body.put("Related Articles", RELATED)})
    assert replace_machine_article(text, changed) == render_record(sealed.model_copy(update={"article": changed}))
    assert replace_machine_article(replace_machine_article(text, changed), machine) == text


@pytest.mark.parametrize("text", ["", "{}", '{\n  "article": null\n}', '{\n  "article": {"sha256": 1}\n}', '{\n  "article": {'])
def test_a_record_without_one_gives_none(text: str) -> None:
    assert read_machine_article(text) is None


def test_a_section_is_put_in_the_order_of_the_schema_and_taken_out_again() -> None:
    body = Body(
        sections=tuple(BodySection(heading=name, text="Text.") for name in ("TL;DR", "Core Explanation", "Further Reading"))
    )
    put = body.put("Related Articles", RELATED)
    assert [section.heading for section in put.sections] == ["TL;DR", "Core Explanation", "Related Articles", "Further Reading"]
    assert put.put("Related Articles", "Other.").find("Related Articles") == BodySection(
        heading="Related Articles", text="Other."
    )
    assert put.put("Related Articles", "") == body == body.put("Related Articles", "")
