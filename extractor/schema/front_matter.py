"""The keys of an article's front matter in their fixed order, and its body: the values that the rules are about."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.schema.body import Body
from extractor.schema.field_types import Category, Day, Flag, Language, Level, Period, Share, Slug, Text
from extractor.schema.parts import ArticleSource, AtomicFact, DisputedStatement


class ArticleFields(BaseModel):
    """What an article holds, each value by itself of the right form."""

    model_config = ConfigDict(frozen=True, extra="allow", title="Article")

    id: Slug
    title: Text
    schema_type: Literal["article"]
    category: Category
    language: Language
    confidence: Level
    last_verified: Day | None = None
    created_date: Day | None = None
    generation_method: Literal["ai_structured", "ai_assisted", "human_only"]
    ai_models: tuple[Text, ...] | None = Field(default=None, min_length=1)
    derived_from_human_seed: Flag
    conflict_of_interest: Literal["none_declared"]
    is_live_document: Flag
    data_period: Period
    completeness: Share
    atomic_facts: tuple[AtomicFact, ...]
    primary_sources: tuple[ArticleSource, ...]
    known_gaps: tuple[Text, ...]
    disputed_statements: tuple[DisputedStatement, ...]
    secondary_sources: tuple[ArticleSource, ...]
    updated: Day | None = None
    status: Literal["draft"] | None = None
    body: Body = Field(default=Body(), description="The Markdown below the front matter, as sections in order.")
