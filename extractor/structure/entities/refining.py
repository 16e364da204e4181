"""Rules on top of a pipeline: one label a spelling, finer labels where lists tell, and repairs of what pipelines do badly."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from extractor.knowledge import Knowledge, derived
from extractor.spans import Span
from extractor.structure.entities.corrections import correct_mentions
from extractor.structure.entities.name_lists import list_either, read_name_lists
from extractor.structure.entities.rules import find_known_organisations, is_product, list_kinds, make_mention
from extractor.types import Mention

_POSSESSIVE = re.compile(r"['’]s\s+(?=[A-Z0-9])")
_BROKEN = re.compile(r"(?:\A|\s)#+(?:\s|\Z)|[\r\n]|\]\(|https?://")
_VERSION = re.compile(r"(?:\A|\s)v?\d+(?:\.\d+)*(?:\s|\Z)")
_LONGEST = 200
"""Characters; the longest name of the corpora has 145."""
_CONCEPTS = frozenset({"technique", "discipline", "genre", "instrument", "substance"})
_FINER = {"LOC": frozenset({"GPE", "NORP", "LOC"}), "MISC": frozenset({"NORP", "PRODUCT", "EVENT", "WORK_OF_ART"})}


def refine_mentions(text: str, mentions: Sequence[Mention], *, knowledge: Knowledge) -> tuple[Mention, ...]:
    """Repair, settle and refine the mentions that a pipeline found in a text; they stay in order, without overlaps.

    The coarse class is the pipeline's, unless it contradicts itself within the text or takes a concept for a name:
    corpora disagree on whether a nationality is a place, and so do pipelines.
    """
    repaired = [part for mention in mentions for part in _repair(text, mention, knowledge=knowledge)]
    settled = _settle(text, _join_legal_forms(text, repaired, knowledge=knowledge), knowledge=knowledge)
    return correct_mentions(
        text,
        sorted([*settled, *_add_known(text, settled, knowledge=knowledge)], key=lambda mention: mention.start),
        knowledge=knowledge,
    )


def _repair(text: str, mention: Mention, *, knowledge: Knowledge) -> Iterator[Mention]:
    """Drop names that run across lines or markup; cut an owner from what it owns, and a person from the word after."""
    if len(mention.text) > _LONGEST or _BROKEN.search(mention.text):
        return
    owner = _POSSESSIVE.search(mention.text)
    if owner and mention.text[: owner.start()] in read_name_lists(knowledge).organisations:
        start, end = mention.start, mention.end
        yield make_mention(text, Span(start, start + owner.start()), "ORG", mention.origin, knowledge=knowledge)
        rest = Span(start + owner.end(), end)
        yield make_mention(
            text,
            rest,
            "PRODUCT" if is_product(text[rest.start : rest.end], knowledge=knowledge) else mention.label,
            mention.origin,
            knowledge=knowledge,
        )
        return
    byline = _read_byline(mention, knowledge=knowledge)
    if byline:
        yield make_mention(
            text, Span(mention.start, mention.start + len(byline)), "PERSON", mention.origin, knowledge=knowledge
        )
        return
    yield mention


def _read_byline(mention: Mention, *, knowledge: Knowledge) -> str:
    """The name of an author that ran into the first word of a sentence: "George Lawton" of "George Lawton AI"."""
    words = mention.text.split(" ")
    first_names = read_name_lists(knowledge).names.words.get(words[0].lower(), ())
    is_author = len(words) > 2 and words[-1].isupper() and _is_concept(words[-1], knowledge=knowledge) and "fn" in first_names
    return mention.text.rsplit(" ", 1)[0] if is_author else ""


def _join_legal_forms(text: str, mentions: Sequence[Mention], *, knowledge: Knowledge) -> list[Mention]:
    """Make "OpenAI Global" and the "LLC" after its comma one organisation; a legal form alone names nothing."""
    joined: list[Mention] = []
    for mention in mentions:
        if mention.text.casefold().replace(".", "") not in read_name_lists(knowledge).legal_forms:
            joined.append(_take_legal_form(text, mention, knowledge=knowledge))
        elif joined and text[joined[-1].end : mention.start] in {", ", " "}:
            joined[-1] = make_mention(text, Span(joined[-1].start, mention.end), "ORG", joined[-1].origin, knowledge=knowledge)
    return joined


def _take_legal_form(text: str, mention: Mention, *, knowledge: Knowledge) -> Mention:
    """Widen "Meta Platforms" over the ", Inc." that follows it."""
    form = _legal_form(knowledge).match(text, mention.end) if mention.label in {"ORG", "MISC"} else None
    return make_mention(text, Span(mention.start, form.end()), "ORG", mention.origin, knowledge=knowledge) if form else mention


@derived
def _legal_form(knowledge: Knowledge) -> re.Pattern[str]:
    return re.compile(rf",? (?:{list_either(knowledge.entities.corporate_endings)})\b\.?")


def _settle(text: str, mentions: Sequence[Mention], *, knowledge: Knowledge) -> list[Mention]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        votes[mention.text][mention.label] += 1
    settled = []
    for mention in mentions:
        label = votes[mention.text].most_common(1)[0][0]
        if mention.text in read_name_lists(knowledge).organisations:
            label = "ORG"
        elif label in {"PERSON", "ORG", "GPE", "LOC"} and _is_concept(mention.text, knowledge=knowledge):
            label = "MISC"
        elif label == "PERSON" and _VERSION.search(mention.text):
            label = "PRODUCT"
        coarse = read_name_lists(knowledge).coarse.get(label, "")
        span = Span(mention.start, mention.end)
        settled.append(
            make_mention(
                text,
                span,
                _refine_label(mention.text, label, knowledge=knowledge),
                mention.origin,
                coarse=coarse,
                knowledge=knowledge,
            )
        )
    return settled


def _is_concept(name: str, *, knowledge: Knowledge) -> bool:
    kinds = list_kinds(name, knowledge=knowledge)
    return bool(kinds) and _CONCEPTS.issuperset(kinds)


def _refine_label(name: str, label: str, *, knowledge: Knowledge) -> str:
    if label not in _FINER:
        return label
    known = read_name_lists(knowledge).kinds
    finer = [known[kind] for kind in list_kinds(name, knowledge=knowledge) if kind in known]
    if label == "MISC" and not finer and is_product(name, knowledge=knowledge):
        return "PRODUCT"
    return next((kind for kind in finer if kind in _FINER[label]), label)


def _add_known(text: str, mentions: Sequence[Mention], *, knowledge: Knowledge) -> Iterator[Mention]:
    """Add the organisations that a list is sure of, where the pipeline saw no name."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    for mention in find_known_organisations(text, knowledge=knowledge):
        if taken.isdisjoint(range(mention.start, mention.end)):
            yield mention
