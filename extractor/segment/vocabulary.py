"""The labels and small lines of pages, compiled into what the rest of the stage looks up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from extractor.knowledge import Knowledge, Part, derived
from extractor.knowledge.language import EntityLabels
from extractor.knowledge.shared import Site

_MARKS = "#*_ \t"
_COLONS = ":： \t\n"
_NOTHING = "(?!)"


@dataclass(frozen=True)
class Grammar:
    """The parts of one kind of page.

    Attributes:
        names: The parts in page order.
        labels: Folded words and raw keys, each with the name of its part.
        by_form: Folded words that name a part only where what follows has its form.
        starts: The first two letters of every label (one, where a number follows): most lines of a page need no closer look.
    """

    names: tuple[str, ...]
    labels: Mapping[str, str]
    starts: frozenset[str]
    by_form: Mapping[str, str] = field(default_factory=dict)

    def rank(self, name: str) -> int:
        """Place of a part in the order that pages show."""
        return self.names.index(name)


@dataclass(frozen=True)
class Vocabulary:
    """Every word list of the stage, folded for look-up, and the patterns made from them.

    Attributes:
        key_heads: What raw i18n keys begin with, up to their last dot; ``document_heads`` those of document pages.
        day: A calendar day.
        year: Something in a date that is more than a day and a month.
    """

    entity: Grammar
    document: Grammar
    distinctive: frozenset[str]
    placeholders: frozenset[str]
    unknown_dates: frozenset[str]
    date_words: frozenset[str]
    near_days: frozenset[str]
    articles: frozenset[str]
    centuries: frozenset[str]
    spelled_year: re.Pattern[str]
    furniture: frozenset[str]
    key_heads: tuple[str, ...]
    document_heads: tuple[str, ...]
    raw_key: re.Pattern[str]
    document_word: re.Pattern[str]
    stamp_prefix: re.Pattern[str]
    referenced_count: re.Pattern[str]
    wikipedia_link: re.Pattern[str]
    source_tag: re.Pattern[str]
    open_tag: re.Pattern[str]
    byline: re.Pattern[str]
    between_names: re.Pattern[str]
    before_date: re.Pattern[str]
    clock: re.Pattern[str]
    day: re.Pattern[str]
    year: re.Pattern[str]

    def holds_key(self, words: str) -> bool:
        """Whether words hold what raw i18n keys of the site begin with."""
        return any(head in words for head in self.key_heads)


def fold(words: str) -> str:
    """Bring a label to the form it is looked up in: no marks, no colon, one kind of blank, no letter case."""
    folded = " ".join(words.strip(_MARKS).rstrip(_COLONS).strip(_MARKS).casefold().split())
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def fold_sentence(words: str) -> str:
    """Fold a line that may end in a full stop, such as a placeholder."""
    return fold(words).rstrip(".。!… ")


@derived
def load_vocabulary(knowledge: Knowledge) -> Vocabulary:
    """Compile what is known of sites and of their labels in every language."""
    site, words = knowledge.site, knowledge.gather(lambda language: language.labels)
    stamps = [word for name in list(EntityLabels.model_fields)[:3] for word in getattr(words.entity, name)]
    tags = _any_of(words.source_tags)
    years, months = (f"[-/.]|{_any_of(signs)}" for signs in (words.year_signs, words.month_signs))
    return Vocabulary(
        entity=_compile_grammar((site.entity, site.labels, words.entity), words.referenced_counts, words.by_form),
        document=_compile_grammar((site.document, site.labels, words.document)),
        distinctive=frozenset(site.distinctive),
        placeholders=frozenset(fold_sentence(word) for word in words.placeholders),
        unknown_dates=frozenset(fold_sentence(word) for word in words.unknown_dates),
        date_words=frozenset(fold(word) for word in (*words.date_words, *_list_calendar(knowledge))),
        articles=frozenset(
            word for language in knowledge.languages.values() for word in language.dates.words.get("the", "").split()
        ),
        centuries=frozenset(_list_centuries(knowledge)),
        spelled_year=re.compile(
            rf"[{''.join(words.figures) or '0'}]\s?(?:{_any_of((*words.year_signs, *_list_centuries(knowledge)))})"
        ),
        near_days=frozenset(_list_near_days(knowledge)),
        furniture=frozenset(fold_sentence(word) for word in words.site_lines),
        key_heads=_list_heads(site.entity, site.document),
        document_heads=_list_heads(site.document),
        raw_key=_compile_raw_key(site),
        document_word=re.compile(_any_of(word for _, part in words.document for word in part)),
        stamp_prefix=re.compile(rf"(?:{_any_of(stamps)})\s*(?=\d)", re.IGNORECASE),
        referenced_count=re.compile(_templates(words.referenced_counts, "n", r"\d[\d.,]*"), re.IGNORECASE),
        wikipedia_link=re.compile(_any_of((*site.view_on_wikipedia, *words.view_on_wikipedia)), re.IGNORECASE),
        source_tag=re.compile(rf"[(（\[]\s*(?:{tags})\s*[:：]\s*([^()（）\[\]\n]*)[)）\]]", re.IGNORECASE),
        open_tag=re.compile(rf"[(（]\s*(?:{tags})\s*[:：][^()（）\n]*$", re.IGNORECASE),
        byline=re.compile(_templates(words.bylines, "name", r"\S.*"), re.IGNORECASE),
        between_names=re.compile(rf"\s*(?:[,;|、，；]|\s(?:{_any_of(words.name_joins)})\s|\s&\s)\s*"),
        before_date=re.compile(rf"\s*[|·•,–—]\s*|\s(?:{_any_of(words.before_dates)})\s"),
        clock=re.compile(rf"\d{{1,2}}[:.h]\d{{2}}|\d{{1,2}}\s*(?:{_any_of(words.clock_words)})(?![a-z])", re.IGNORECASE),
        day=re.compile(
            rf"\d{{1,4}}\s*(?:{years})\s*\d{{1,2}}\s*(?:{months})\s*\d{{1,4}}"
            r"|\d{1,2}.{0,4}\s[^\W\d_]{3,}\.?,?\s.{0,4}\d{4}|[^\W\d_]{3,}\.?\s\d{1,2},?\s\d{4}"
        ),
        year=re.compile(rf"\d{{4}}|\d[./]\d|{_any_of(words.year_signs)}"),
    )


def _list_calendar(knowledge: Knowledge) -> Iterator[str]:
    """Give the words that a line beside figures may hold and be nothing but a date: May, 18th c., week 32, FY, approx."""
    for language in knowledge.languages.values():
        dates = language.dates
        lists = (
            *dates.months,
            *dates.weekdays,
            *dates.short_weekdays,
            *dates.seasons,
            *dates.words.values(),
            *dates.parts.values(),
        )
        lists += (dates.short_centuries, dates.about_aside, dates.ordinal_endings, dates.decade_endings, dates.decade_heads)
        yield from (word for words in lists for word in words.split())
        yield from (*dates.decades, *dates.decade_words, *dates.centuries)
        yield from (word for word, unit in dates.units.items() if unit not in {"day", "month", "year"})


def _list_centuries(knowledge: Knowledge) -> Iterator[str]:
    for language in knowledge.languages.values():
        yield from language.dates.short_centuries.split()
        yield from (word for word, unit in language.dates.units.items() if unit == "century")


def _list_near_days(knowledge: Knowledge) -> Iterator[str]:
    """Give what a line of words alone may say and be a date: yesterday, last week, next March."""
    for language in knowledge.languages.values():
        dates = language.dates
        yield from dates.days
        units = [*dates.units, *(word for words in (*dates.months, *dates.weekdays, *dates.seasons) for word in words.split())]
        for shift, unit in product(dates.shifts, units):
            yield from (f"{shift} {unit}", f"{unit} {shift}")


def _compile_grammar(groups: Sequence[Part], others: Iterable[str] = (), by_form: Part | None = None) -> Grammar:
    """Compile the labels of a kind of page: for each part of the first group what every group calls it."""
    names = tuple(type(groups[0]).model_fields)
    labels = {fold(words): name for name in names for group in groups for words in getattr(group, name)}
    heads = [words.split("{")[0].replace(" ", "") for words in others]
    formal = {fold(words): name for name, part in by_form or () for words in part}
    formal = {words: name for words, name in formal.items() if words not in labels}
    starts = frozenset(words[:2].casefold() for words in (*labels, *heads, *formal) if words)
    return Grammar(names, labels, starts, formal)


def _compile_raw_key(site: Site) -> re.Pattern[str]:
    """Match a raw i18n key anywhere in a line: a known one even where a value follows at once, else the longest name."""
    known = [key for group in (site.entity, site.document) for _, part in group for key in part]
    known += site.view_on_wikipedia
    return re.compile(rf"(?:{_any_of(known)})(?!_)|(?:{_any_of(_list_heads(site.entity, site.document))})[a-z]+(?:_[a-z]+)*")


def _list_heads(*groups: Part) -> tuple[str, ...]:
    keys = (key.rpartition(".") for group in groups for _, part in group for key in part)
    return tuple(sorted({f"{head}." for head, dot, _ in keys if dot and head}))


def _templates(words: Iterable[str], slot: str, pattern: str) -> str:
    lines = []
    for number, template in enumerate(dict.fromkeys(words)):
        before, after = (re.escape(part).replace(r"\ ", r"\s*") for part in template.split(f"{{{slot}}}"))
        lines.append(f"{before}(?P<{slot}{number}>{pattern}){after}$")
    return "|".join(lines) or _NOTHING


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) or _NOTHING
