"""What is known of one language: a model for each file of ``configs/languages/<tag>/``. The files say what each list is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from extractor.knowledge.claims import ClaimWords
from extractor.knowledge.disputes import DisputeWords
from extractor.knowledge.parts import CountLine, CueWords, NameLine, Part
from extractor.knowledge.prose import Prose


class EntityLabels(Part):
    """A text for each part of an entity page."""

    created_at: tuple[str, ...] = ()
    last_updated: tuple[str, ...] = ()
    research_retrieved: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    referenced: tuple[str, ...] = ()
    research: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    timeline: tuple[str, ...] = ()
    wikipedia: tuple[str, ...] = ()
    web_results: tuple[str, ...] = ()


class DocumentLabels(Part):
    """A text for each part of a document page."""

    source: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    content: tuple[str, ...] = ()


class Labels(Part):
    """What the labels and small lines of a page say."""

    entity: EntityLabels = EntityLabels()
    document: DocumentLabels = DocumentLabels()
    referenced_counts: tuple[CountLine, ...] = ()
    view_on_wikipedia: tuple[str, ...] = ()
    source_tags: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    unknown_dates: tuple[str, ...] = ()
    date_words: tuple[str, ...] = ()
    bylines: tuple[NameLine, ...] = ()
    name_joins: tuple[str, ...] = ()
    before_dates: tuple[str, ...] = ()
    clock_words: tuple[str, ...] = ()
    year_signs: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    month_signs: tuple[str, ...] = ()
    site_lines: tuple[str, ...] = ()
    by_form: EntityLabels = EntityLabels()
    column_heads: tuple[str, ...] = ()
    result_fields: Mapping[Literal["title", "url", "text", "publisher", "other"], tuple[str, ...]] = Field(default_factory=dict)


class FurnitureWords(Part):
    """Words that belong to a web site and not to its subject."""

    notes: tuple[str, ...] = ()
    mark_heads: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Calendars(Part):
    """Marks of years that are counted otherwise, before and after a number; small letters stand for any case."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class DateWords(Part):
    """Words that name dates."""

    order: str = ""
    till_leads: str = ""
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    short_weekdays: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    cased: str = ""
    verbs_too: str = ""
    ordinals: tuple[str, ...] = ()
    ordinal_endings: str = ""
    numbers: tuple[str, ...] = ()
    roman: bool = False
    decade_endings: str = ""
    decades: Mapping[str, int] = Field(default_factory=dict)
    holidays: Mapping[str, tuple[int, int]] = Field(default_factory=dict)
    units: Mapping[str, str] = Field(default_factory=dict)
    plurals: Mapping[str, str] = Field(default_factory=dict)
    words: Mapping[str, str] = Field(default_factory=dict)
    days: Mapping[str, int] = Field(default_factory=dict)
    shifts: Mapping[str, tuple[int, str]] = Field(default_factory=dict)
    till: str = ""
    decade_heads: str = ""
    decade_words: Mapping[str, int] = Field(default_factory=dict)
    centuries: Mapping[str, int] = Field(default_factory=dict)
    short_centuries: str = ""
    parts: Mapping[Literal["early", "middle", "late", "any"], str] = Field(default_factory=dict)
    counted: str = ""
    measures: str = ""
    calendars: Calendars = Calendars()
    about_aside: str = ""
    about_behind: tuple[str, ...] = ()


class EventWords(Part):
    """Words that tell one event of a timeline from another."""

    unknown: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    stopwords: str = ""
    relevance: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()


class InlineFurniture(Part):
    """Furniture without a full stop, which is cut off where a clause with a subject and a verb of its own follows."""

    phrases: tuple[str, ...] = ()
    before_starters: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()


class CreditWords(Part):
    """Regular expressions for who wrote a page and when; ``{verb}`` stands for the verbs in the others."""

    month: str = ""
    ordinal: str = ""
    at: str = ""
    verb: str = ""
    stamp: str = ""
    age: str = ""
    by: str = ""
    particle: str = ""
    joint: str = ""


class SentenceWords(Part):
    """Where sentences end, and what stands before them on web pages."""

    never_final: tuple[str, ...] = ()
    maybe_final: tuple[str, ...] = ()
    final_before_capital: tuple[str, ...] = ()
    final_before_clause: tuple[str, ...] = ()
    finite_verbs: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    lettered: tuple[str, ...] = ()
    marked_names: tuple[str, ...] = ()
    starters: tuple[str, ...] = ()
    small_words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    menu: tuple[str, ...] = ()
    furniture: InlineFurniture = InlineFurniture()
    credits: CreditWords = CreditWords()
    ordinal_leads: tuple[str, ...] = ()
    ordinal_nouns: tuple[str, ...] = ()


class FactWords(Part):
    """What speaks for and against a fact, for any language."""

    telling: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    negation_endings: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    leaning: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    promotion: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    joined: bool = False


class Dangling(Part):
    """What leans on the sentence before."""

    pronouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()


class Imperatives(Part):
    """First words of commands."""

    sure: tuple[str, ...] = ()
    before_object: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()


class Strengths(Part):
    """Phrases that weigh much, and others that weigh little."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class Reports(Part):
    """Who says so."""

    verbs: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()


class RankingWords(Part):
    """What speaks for and against a fact, told finely enough to rank by; English so far."""

    connectives: tuple[str, ...] = ()
    clause_openers: tuple[str, ...] = ()
    dangling: Dangling = Dangling()
    opinions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    imperatives: Imperatives = Imperatives()
    persons: tuple[str, ...] = ()
    modals: Strengths = Strengths()
    reports: Reports = Reports()
    definitions: tuple[str, ...] = ()
    promotion: Strengths = Strengths()
    vague: Strengths = Strengths()
    furniture: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    furniture_patterns: CueWords = CueWords()
    finite: tuple[str, ...] = ()
    stopwords: tuple[str, ...] = ()
    generic_title_words: tuple[str, ...] = ()


class OrdinaryWords(Part):
    """Words that are no names, and given names."""

    ordinary: str = ""
    given_names: tuple[str, ...] = ()


class NameWords(Part):
    """Words that tell what a name is."""

    organisation_words: tuple[str, ...] = ()
    shell_words: tuple[str, ...] = ()
    organisation_heads: tuple[str, ...] = ()
    not_organisations: tuple[str, ...] = ()
    person_titles: tuple[str, ...] = ()
    courtesy_titles: tuple[str, ...] = ()
    company_roles: tuple[str, ...] = ()
    speech_verbs: tuple[str, ...] = ()
    attribution_phrases: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    product_words: tuple[str, ...] = ()
    opening_words: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    head_joins: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    role_adjectives: tuple[str, ...] = ()
    affiliation_words: tuple[str, ...] = ()
    before_speech: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    definition_verbs: tuple[str, ...] = ()
    alias_cues: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    short_scales: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()


class TitleWords(Part):
    """Words in the titles of sources that tell a publisher from what only looks like one."""

    organisation_words: tuple[str, ...] = ()
    subtitle_words: tuple[str, ...] = ()
    section_words: tuple[str, ...] = ()
    page_kinds: tuple[str, ...] = ()
    no_publisher: tuple[str, ...] = ()
    menu_words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    byline_words: tuple[str, ...] = ()
    closing_words: tuple[str, ...] = ()
    abstract_endings: tuple[str, ...] = ()
    month_starts: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    as_of: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    from_wikipedia: tuple[str, ...] = ()


class SoftErrorWords(Part):
    """What a page says that is no page any more."""

    not_found: tuple[str, ...] = ()
    login: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()


class Language(Part):
    """One language; a topic that has no file is empty.

    Attributes:
        name: What English calls it.
    """

    name: str = ""
    labels: Labels = Labels()
    furniture: FurnitureWords = FurnitureWords()
    dates: DateWords = DateWords()
    events: EventWords = EventWords()
    sentences: SentenceWords = SentenceWords()
    facts: FactWords = FactWords()
    ranking: RankingWords = RankingWords()
    words: OrdinaryWords = OrdinaryWords()
    names: NameWords = NameWords()
    titles: TitleWords = TitleWords()
    soft_errors: SoftErrorWords = SoftErrorWords()
    claims: ClaimWords = ClaimWords()
    disputes: DisputeWords = DisputeWords()
    prose: Prose = Prose()

    def list_missing(self) -> tuple[str, ...]:
        """Name the topics that it has no file for."""
        return tuple(topic for topic in type(self).model_fields if topic not in {"name", *self.model_fields_set})
