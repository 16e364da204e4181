"""What is known whatever the language: a model for each file of ``configs/`` that is no language's."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from extractor.knowledge.language import Calendars, DocumentLabels, EntityLabels
from extractor.knowledge.parts import Part, Pattern, PatternPart


class PartLabels(EntityLabels, DocumentLabels):
    """A text for each part of any page."""


class Site(Part):
    """What a site looks like: raw i18n keys of its parts in their order, its own labels, its furniture."""

    entity: EntityLabels = EntityLabels()
    document: DocumentLabels = DocumentLabels()
    labels: PartLabels = PartLabels()
    distinctive: tuple[str, ...] = ()
    view_on_wikipedia: tuple[str, ...] = ()
    metadata: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    label_prefixes: tuple[str, ...] = ()
    taglines: Mapping[str, str] = Field(default_factory=dict)


class Eras(Part):
    """Regular expressions of eras: behind a year or a century, and before one."""

    before_christ: tuple[PatternPart, ...] = ()
    after_christ: tuple[PatternPart, ...] = ()
    leading: tuple[PatternPart, ...] = ()


class DateSigns(Part):
    """What dates look like in every language, and the words around a number that make it no year."""

    eras: Eras = Eras()
    calendars: Calendars = Calendars()
    not_after: str = ""
    labels: str = ""
    amounts: str = ""
    measures: str = ""
    named_weekdays: str = ""
    year_prefixes: str = ""


class EntityLists(Part):
    """What is known of names: labels of pipelines, legal forms, certain organisations, names of one thing."""

    labels: Mapping[str, str] = Field(default_factory=dict)
    coarse: Mapping[str, str] = Field(default_factory=dict)
    legal_forms: tuple[str, ...] = ()
    corporate_endings: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    family_particles: tuple[str, ...] = ()
    generations: tuple[str, ...] = ()
    same_names: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    organisations: tuple[str, ...] = ()
    currency_signs: tuple[str, ...] = ()
    kinds: Mapping[str, str] = Field(default_factory=dict)


class TypeRule(Part):
    """When a source is of a type: by its host, its path, or its title."""

    type: str
    hosts: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    paths: tuple[Pattern, ...] = ()
    titles: tuple[Pattern, ...] = ()
    tails: tuple[Pattern, ...] = ()


class PublisherLists(Part):
    """Publishers by what they publish, domains by whose they are, types of sources and their tiers."""

    publishers: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    domains: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    small_words: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    types: tuple[TypeRule, ...] = ()
    tiers: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


class Merging(Part):
    """Shares of words from which two statements are one, and a fact is taken for one that the workspace knows."""

    least_elsewhere: float
    least_same_source: float
    least_one_side: float
    least_both_sides: float
    least_same: float
    least_duplicate: float
    least_event: float


class SoftErrors(Part):
    """From what shares and counts on a page is none any more."""

    head_words: int
    least_words: int
    shrunk_share: float
    kept_share: float
    twins: int
