"""The tables of an export: their columns, in order, with the pandas dtype and what they hold. A missing value is null."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column of a table. The dtype ``list`` is a list of strings."""

    name: str
    dtype: str
    meaning: str


_ARTICLE = (
    Column("article_id", "string", "id of the article"),
    Column("title", "string", "its title"),
    Column("category", "category", "its category"),
    Column("review", "category", "accepted or pending"),
)

_PLACE = (
    Column("start", "Int32", "first character of the raw page, as text, that it rests on; null for what a person wrote"),
    Column("end", "Int32", "the character behind the last one"),
    Column("page", "string", "the raw page"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "facts": (
        Column("fact_id", "string", "id of the fact"),
        *_ARTICLE,
        Column("statement", "string", "the fact"),
        Column("confidence", "category", "low, medium or high"),
        Column("source_id", "string", "id of the source in the sources table"),
        Column("source_title", "string", "title of the source"),
        Column("source_url", "string", "its address, if the page gives one"),
        Column("exact", "string", "the words of the page that it rests on; null for a fact that a person wrote"),
        Column("score", "Float64", "rank among the candidates of its page; null for a fact that a person wrote"),
        *_PLACE,
        Column("page_sha256", "string", "hash of the raw page"),
    ),
    "timeline": (
        *_ARTICLE,
        Column("statement", "string", "the event"),
        Column("source", "string", "class of source that the page names"),
        Column("raw", "string", "the date as the page has it"),
        Column("edtf", "string", "the date, ISO 8601-2; null where unknown"),
        Column("earliest", "string", "first day that it may mean, YYYY-MM-DD (as text: pandas' dates end in 1677)"),
        Column("latest", "string", "last day that it may mean"),
        Column("precision", "category", "day, month, season, quarter, year, decade, century, interval or unknown"),
        Column("qualifier", "category", "approximate, uncertain or empty"),
        Column("basis", "category", "stated, corroborated, demoted or unknown"),
        Column("rule", "category", "the rule that decided"),
        *_PLACE,
    ),
    "attributes": (
        *_ARTICLE,
        Column("key", "string", "what the page calls it"),
        Column("value", "string", "its value, as the page has it"),
        Column("type", "category", "text, date, number, list, ..."),
        Column("normalised", "list", "the value as the record has it: a date as ISO 8601-2, a list item by item"),
        *_PLACE,
    ),
    "entities": (
        Column(
            "entity_key", "string", "the same in every article that names the thing: class and plain name, such as org:openai"
        ),
        *_ARTICLE,
        Column("name", "string", "the name"),
        Column("label", "category", "its kind"),
        Column("aliases", "list", "other names of it on the page"),
        Column("mentions", "Int32", "how often it is named"),
        Column("origin", "category", "model, rule or page"),
        Column("page", "string", "the raw page"),
    ),
    "sources": (
        Column("source_id", "string", "id of the source; null for a secondary one"),
        *_ARTICLE,
        Column("role", "category", "primary or secondary"),
        Column("source_title", "string", "its title"),
        Column("type", "category", "article, encyclopedia, ..."),
        Column("institution", "string", "who published it"),
        Column("year", "Int16", "when"),
        Column("url", "string", "its address"),
        Column("doi", "string", "its DOI"),
        Column("facts", "Int16", "facts of the article that rest on it"),
        Column("page", "string", "the raw page"),
    ),
}
