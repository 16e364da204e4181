"""What pipelines do badly in the same way, put right by rule.

Titles and articles in names, labels that lists contradict, organisations with a legal form, first names that stand alone,
roles such as "Voltara's CEO Mara Lindqvist", acronyms. Each rule raised the macro average of the development corpora, or left
it as it was (benchmarks/ner).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.knowledge import Knowledge, derived
from extractor.spans import Span
from extractor.structure.entities.features import is_passage
from extractor.structure.entities.name_lists import find_acronym, list_either, read_name_lists
from extractor.structure.entities.rules import list_kinds, make_mention
from extractor.types import Mention

_LONE_NAME = re.compile(r"\W*([A-Z][a-z]+)\W*")
_LONGEST_LONE = 40
_BRACKETED = re.compile(r" ?\(([A-Z][A-Za-z&]{1,9})\)")
_REACH = 120
_PEOPLES = frozenset({"nationality", "religion", "politics"})
_PLACES = frozenset({"country", "state", "cityL", "region"})


def correct_mentions(text: str, mentions: Sequence[Mention], *, knowledge: Knowledge) -> tuple[Mention, ...]:
    """Give the mentions of a text with the rules of this module applied; they stay in order, without overlaps."""
    corrected = [_cut_words(text, mention, knowledge=knowledge) for mention in mentions if any(map(str.isalnum, mention.text))]
    surnames = {mention.text.rsplit(" ", 1)[-1] for mention in corrected if mention.coarse == "PER" and " " in mention.text}
    relabelled = [_relabel(text, mention, surnames, knowledge=knowledge) for mention in corrected]
    relabelled = _read_roles(text, relabelled, knowledge=knowledge)
    return tuple(sorted([*relabelled, *_add_missed(text, relabelled, knowledge=knowledge)], key=lambda mention: mention.start))


def _cut_words(text: str, mention: Mention, *, knowledge: Knowledge) -> Mention:
    """Leave "Mr" out of a person's name; and "the" out of a place's or an organisation's, except in encyclopedic passages.

    DocRED, which the passages come from, keeps the article in half of its names; every other corpus leaves it out.
    """
    title = _title(knowledge).match(mention.text)
    if title:
        return make_mention(text, Span(mention.start + title.end(), mention.end), "PERSON", mention.origin, knowledge=knowledge)
    article = _article(knowledge).match(mention.text)
    if mention.coarse in {"LOC", "ORG"} and article and not is_passage(text):
        span = Span(mention.start + article.end(), mention.end)
        return make_mention(text, span, mention.label, mention.origin, coarse=mention.coarse, knowledge=knowledge)
    return mention


@derived
def _title(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile(rf"(?:{list_either(read_name_lists(knowledge).words.courtesy_titles)})\.?\s+(?=[A-Z])")


@derived
def _article(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile(rf"(?:{list_either(read_name_lists(knowledge).words.articles)}) ")


def _relabel(text: str, mention: Mention, surnames: set[str], *, knowledge: Knowledge) -> Mention:
    label = _find_label(mention, surnames, in_passage=is_passage(text), knowledge=knowledge)
    return (
        make_mention(text, Span(mention.start, mention.end), label, mention.origin, knowledge=knowledge) if label else mention
    )


def _find_label(mention: Mention, surnames: set[str], *, in_passage: bool, knowledge: Knowledge) -> str:
    """The label that contradicts the pipeline's, or nothing: peoples and faiths, places, people named in full elsewhere."""
    kinds = set(list_kinds(mention.text, knowledge=knowledge))
    lore = read_name_lists(knowledge)
    if mention.coarse != "MISC" and not in_passage and kinds & {"nationality", "religion"} and kinds <= _PEOPLES:
        return "NORP"
    if mention.coarse == "PER" and kinds & _PLACES and not lore.names.words.get(mention.text.lower()):
        return "GPE" if kinds & {"country", "state", "cityL"} else "LOC"
    if mention.coarse != "PER" and mention.text in surnames:
        return "PERSON"
    is_built_so = " " in mention.text and mention.text.rsplit(" ", 1)[-1] in lore.organisation_words
    return "ORG" if mention.coarse == "PER" and is_built_so else ""


def _read_roles(text: str, mentions: list[Mention], *, knowledge: Knowledge) -> list[Mention]:
    """Read "Voltara's CEO Mara Lindqvist" and "Voltara chief executive Mara Lindqvist": an organisation and a person."""
    read = list(mentions)
    for at, (first, second) in enumerate(pairwise(mentions)):
        if not _role(knowledge).fullmatch(text, first.end, second.start):
            continue
        if first.coarse in {"PER", "MISC"}:
            read[at] = make_mention(text, Span(first.start, first.end), "ORG", first.origin, knowledge=knowledge)
        if second.coarse != "PER":
            read[at + 1] = make_mention(text, Span(second.start, second.end), "PERSON", second.origin, knowledge=knowledge)
    return read


@derived
def _role(knowledge: Knowledge) -> re.Pattern[str]:
    words = read_name_lists(knowledge).words
    roles, joins = list_either(words.company_roles), list_either(words.joins)
    return re.compile(rf"(?:['’]s?)? (?:(?:{list_either(words.role_adjectives)}) )?(?:{roles})(?: (?:{joins}) (?:{roles}))?,? ")


def _add_missed(text: str, mentions: Sequence[Mention], *, knowledge: Knowledge) -> Iterator[Mention]:
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    for span, label in (
        *_find_lone_name(text, knowledge=knowledge),
        *_find_legal_names(text, knowledge=knowledge),
        *_find_acronyms(text, mentions),
    ):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            yield make_mention(text, span, label, knowledge=knowledge)


def _find_lone_name(text: str, *, knowledge: Knowledge) -> Iterator[tuple[Span, str]]:
    """A first name that is all of a short text, as under a letter."""
    lone = _LONE_NAME.fullmatch(text) if len(text) <= _LONGEST_LONE else None
    if lone and {"fn", "fnr"}.intersection(read_name_lists(knowledge).names.words.get(lone[1].lower(), ())):
        yield Span(*lone.span(1)), "PERSON"


def _find_legal_names(text: str, *, knowledge: Knowledge) -> Iterator[tuple[Span, str]]:
    """Capitalised words before a form that only organisations bear."""
    for form in _corporate_form(knowledge).finditer(text):
        name = _before_form(knowledge).search(text, max(0, form.start() - _REACH), form.start())
        if name:
            yield Span(name.start(), form.end()), "ORG"


@derived
def _corporate_form(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w&.'’-])(?:{list_either(knowledge.entities.corporate_endings)})\b\.?")


@derived
def _before_form(knowledge: Knowledge) -> re.Pattern[str]:
    words = read_name_lists(knowledge).words
    joins = list_either((*words.joins, *words.head_joins))
    return re.compile(rf"(?<![\w&])(?:[A-Z][\w&.'’-]{{0,40}},? (?:(?:&|{joins}) )?){{1,6}}\Z")


def _find_acronyms(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Span, str]]:
    """The acronym in brackets behind the name that it stands for bears that name's label."""
    for mention in mentions:
        acronym = _BRACKETED.match(text, mention.end)
        if acronym and find_acronym(mention.text) == acronym[1]:
            yield Span(*acronym.span(1)), mention.label
