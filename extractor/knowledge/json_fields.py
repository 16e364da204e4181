"""The names under which JSON keeps the parts of a page (``configs/json.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extractor.knowledge.parts import Part

Names = tuple[str, ...]

_MARKS = re.compile(r"[\W_]+")


class JsonFields(Part):
    """Field names by the part that they hold, best first; ``configs/json.yaml`` says what each part is."""

    wrappers: Names
    collections: Names
    values: Names
    addresses: Names
    title: Names
    description: Names
    summary: Names
    answer: Names
    query: Names
    url: Names
    created: Names
    updated: Names
    retrieved: Names
    published: Names
    language: Names
    author: Names
    publisher: Names
    status: Names
    html: Names
    markdown: Names
    text: Names
    lead: Names
    heading: Names
    section_text: Names
    sentences: Names
    attributes: Names
    attribute_key: Names
    attribute_value: Names
    attribute_unit: Names
    timeline: Names
    event_date: Names
    event_text: Names
    event_source: Names
    event_precision: Names
    precisions: Mapping[str, int]
    encyclopedia: Names
    encyclopedia_text: Names
    results: Names
    citations: Names
    result_list: Names
    result_title: Names
    result_url: Names
    result_text: Names
    result_more: Names
    result_date: Names
    result_publisher: Names
    ignored: Names
    labels: Mapping[str, str]
    source_tag: tuple[str, str]


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Fold a field's name: letter case and the signs between words make no difference."""
    return _MARKS.sub("", name.casefold()) or name


@lru_cache(maxsize=4096)
def split_path(name: str) -> tuple[str, ...]:
    """Split a dotted name into folded steps."""
    return tuple(fold_name(step) for step in name.split("."))
