"""Names that are certain from how they are written: known organisations, legal forms, numbered products, titled people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.records import Mention
from extractor.spans import Span
from extractor.structure.entities.knowledge import WORD, find_acronym, is_joining, is_name_word, load_knowledge

_TOKEN = re.compile(rf"{WORD}|[^\w\s]")
_PRODUCT = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*-?\d[\w.]*|[A-Z]+-[A-Z]\b")
_LONG_FORM = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")
_MAX_RUN = 10


def make_mention(text: str, span: Span, label: str, origin: str = "rule") -> Mention:
    """Make a mention of ``text[span]``; its coarse class follows from the label."""
    coarse = load_knowledge().coarse.get(label, "")
    return Mention(span.start, span.end, text[span.start : span.end], label, coarse, origin)  # type: ignore[arg-type]


def find_rule_mentions(text: str) -> tuple[Mention, ...]:
    """Find names by rule alone, in order, without overlaps; where two rules claim a word the longer name stands."""
    found = [*_find_known(text), *_find_runs(text)]
    found.sort(key=lambda mention: (mention.start - mention.end, mention.start))
    taken: list[Mention] = []
    ends: set[int] = set()
    for mention in found:
        places = range(mention.start, mention.end)
        if ends.isdisjoint(places):
            taken.append(mention)
            ends.update(places)
    return tuple(sorted(taken, key=lambda mention: mention.start))


@cache
def _known_names() -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in load_knowledge().organisations if len(name) > 1), key=len, reverse=True)
    return re.compile(rf"(?<![\w@#-])(?:{'|'.join(names)})(?![\w-])")


def _find_known(text: str) -> Iterator[Mention]:
    for match in _known_names().finditer(text):
        yield make_mention(text, Span(*match.span()), "ORG")


def _find_runs(text: str) -> Iterator[Mention]:
    """Look at each run of capitalised words, small joining words inside allowed, and keep those that a rule can name."""
    for run in _split_runs(text):
        words = [text[start:end] for start, end in run]
        yield from _name_run(text, run, words)


def _split_runs(text: str) -> Iterator[list[Span]]:
    run: list[Span] = []
    for token in _TOKEN.finditer(text):
        word = token[0]
        if run and token.start() - run[-1].end > 1:
            yield from _close_run(text, run)
            run = []
        if is_name_word(word) or (run and (is_joining(word) or word[0].isdigit())):
            run.append(Span(*token.span()))
        elif run:
            yield from _close_run(text, run)
            run = []
    yield from _close_run(text, run)


def _close_run(text: str, run: list[Span]) -> Iterator[list[Span]]:
    first, last = 0, len(run)
    opening = load_knowledge().opening_words
    while first < last and text[run[first].start : run[first].end] in opening:
        first += 1
    while last > first and is_joining(text[run[last - 1].start : run[last - 1].end]):
        last -= 1
    if 0 < last - first <= _MAX_RUN:
        yield run[first:last]


def _name_run(text: str, run: list[Span], words: list[str]) -> Iterator[Mention]:
    lore = load_knowledge()
    whole = Span(run[0].start, run[-1].end)
    plain = [word.casefold().replace(".", "") for word in words]
    if (len(words) > 1 and plain[-1] in lore.legal_forms) or _names_organisation(words) or _has_acronym(text, whole):
        yield make_mention(text, whole, "ORG")
    elif words[0] in lore.person_titles and 2 <= len(words) <= 4 and not any(map(is_joining, words)):
        yield make_mention(text, Span(run[1].start, whole.end), "PERSON")
    else:
        yield from _name_products(text, run, words)


def _names_organisation(words: list[str]) -> bool:
    lore = load_knowledge()
    if len(words) > 1 and words[-1] in lore.organisation_words:
        return not any(is_joining(word) for word in words[:-1]) or words[0] in lore.organisation_heads
    return len(words) > 2 and words[0] in lore.organisation_heads and words[1] == "of"


def _has_acronym(text: str, span: Span) -> bool:
    match = _LONG_FORM.match(text, span.end + 1)
    return match is not None and len(match[1]) > 2 and find_acronym(text[span.start : span.end]) == match[1]


def _name_products(text: str, run: list[Span], words: list[str]) -> Iterator[Mention]:
    """Product and model names carry a number: GPT-4, DeepSeek-R1, Llama 3."""
    for at, word in enumerate(words):
        if _PRODUCT.fullmatch(word) and len(word) > 2:
            yield make_mention(text, run[at], "PRODUCT")
