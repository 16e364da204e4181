"""Names by rule: what is certain from how a name is written, what lists say of it, and what a text says of it elsewhere.

``looks_like_organisation`` asks the same of a few words that stand alone, such as the tail of a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.knowledge import Knowledge, derived
from extractor.spans import Span
from extractor.structure.entities.gazetteer import Gazetteer
from extractor.structure.entities.name_lists import WORD, NameLists, find_acronym, is_name_word, read_name_lists
from extractor.types import Mention

_TOKEN = re.compile(rf"{WORD}|[^\w\s]")
_PRODUCT = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*-?\d[\w.]*|[A-Z]+-[A-Z]\b")
_BRACKETED = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")
_PART = re.compile(r"\w+|[^\w\s]")
_MAX_RUN = 10
_MAX_WORDS = 8
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|edu|gov|io|ai|co|uk|de|eu|info|news)", re.IGNORECASE)
_INNER_CAPITAL = re.compile(r"[A-Z][a-z]+[A-Z]\w*|[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]\w*")


def make_mention(
    text: str, span: Span, label: str, origin: str = "rule", *, coarse: str | None = None, knowledge: Knowledge
) -> Mention:
    """Make a mention of ``text[span]``; its coarse class follows from the label unless it is given."""
    coarse = read_name_lists(knowledge).coarse.get(label, "") if coarse is None else coarse
    return Mention(span.start, span.end, text[span.start : span.end], label, coarse, origin)  # type: ignore[arg-type]


def find_rule_mentions(text: str, *, knowledge: Knowledge) -> tuple[Mention, ...]:
    """Find names without a model, in order, without overlaps; where two rules claim a word the longer name stands."""
    found = [
        *find_known_organisations(text, knowledge=knowledge),
        *(mention for run in _split_runs(text, knowledge=knowledge) for mention in _name_run(text, run, knowledge=knowledge)),
    ]
    found.sort(key=lambda mention: (mention.start - mention.end, mention.start))
    taken: list[Mention] = []
    places: set[int] = set()
    for mention in found:
        covered = range(mention.start, mention.end)
        if places.isdisjoint(covered):
            taken.append(mention)
            places.update(covered)
    return tuple(sorted(taken, key=lambda mention: mention.start))


def list_kinds(name: str, *, knowledge: Knowledge) -> tuple[str, ...]:
    """Give the kinds of lists that hold a name."""
    return read_name_lists(knowledge).names.names.get(" ".join(_split_name(name)), ())


def is_product(name: str, *, knowledge: Knowledge) -> bool:
    """Say whether a name carries a number as models and products do: GPT-4, R1 Model, Llama 3."""
    words = name.split()
    if len(words) > 1 and words[-1] in read_name_lists(knowledge).product_words:
        words.pop()
    return bool(words) and (_PRODUCT.fullmatch(words[-1]) is not None or (len(words) > 1 and words[-1].isdigit()))


def _split_name(name: str) -> list[str]:
    return [word.lower() for word in _PART.findall(name)]


@derived
def _known_names(knowledge: Knowledge) -> re.Pattern[str]:
    names = sorted(
        (re.escape(name) for name in read_name_lists(knowledge).organisations if len(name) > 1), key=len, reverse=True
    )
    return re.compile(rf"(?<![\w@#-])(?:{'|'.join(names)})(?![\w-])")


def find_known_organisations(text: str, *, knowledge: Knowledge) -> Iterator[Mention]:
    """Find the organisations of ``configs/entities.yaml``, wherever they stand."""
    for match in _known_names(knowledge).finditer(text):
        yield make_mention(text, Span(*match.span()), "ORG", knowledge=knowledge)


def _split_runs(text: str, *, knowledge: Knowledge) -> Iterator[list[Span]]:
    """Cut out the runs of capitalised words, small joining words inside allowed."""
    particles = read_name_lists(knowledge).particles
    run: list[Span] = []
    for token in _TOKEN.finditer(text):
        if run and token.start() - run[-1].end > 1:
            yield from _trim_run(text, run, knowledge=knowledge)
            run = []
        if is_name_word(token[0]) or (run and (token[0] in particles or token[0][0].isdigit())):
            run.append(Span(*token.span()))
        elif run:
            yield from _trim_run(text, run, knowledge=knowledge)
            run = []
    yield from _trim_run(text, run, knowledge=knowledge)


def _trim_run(text: str, run: list[Span], *, knowledge: Knowledge) -> Iterator[list[Span]]:
    first, last = 0, len(run)
    lore = read_name_lists(knowledge)
    while first < last and text[run[first].start : run[first].end] in lore.opening_words:
        first += 1
    while last > first and text[run[last - 1].start : run[last - 1].end] in lore.particles:
        last -= 1
    if 0 < last - first <= _MAX_RUN:
        yield run[first:last]


def _name_run(text: str, run: Sequence[Span], *, knowledge: Knowledge) -> Iterator[Mention]:
    """Name the whole run, or else the parts of it between small joining words."""
    words = [text[start:end] for start, end in run]
    whole = _name_words(text, run, words, knowledge=knowledge)
    if whole:
        yield from whole
        return
    particles = read_name_lists(knowledge).particles
    joints = [at for at, word in enumerate(words) if word in particles]
    for start, end in zip([0, *(at + 1 for at in joints)], [*joints, len(run)], strict=True):
        if joints and start < end:
            yield from _name_run(text, run[start:end], knowledge=knowledge)
    if not joints:
        yield from _name_parts(text, run, words, knowledge=knowledge)


def _name_words(text: str, run: Sequence[Span], words: Sequence[str], *, knowledge: Knowledge) -> list[Mention]:
    lore = read_name_lists(knowledge)
    whole = Span(run[0].start, run[-1].end)
    if _names_organisation(words, knowledge=knowledge) or _has_acronym(text, whole):
        return [make_mention(text, whole, "ORG", knowledge=knowledge)]
    if words[0] in lore.person_titles and 2 <= len(words) <= 4 and lore.particles.isdisjoint(words):
        return [make_mention(text, Span(run[1].start, whole.end), "PERSON", knowledge=knowledge)]
    label = _look_up(words, lore.names, knowledge=knowledge)
    return [make_mention(text, whole, label, knowledge=knowledge)] if label else []


def _names_organisation(words: Sequence[str], *, knowledge: Knowledge) -> bool:
    lore = read_name_lists(knowledge)
    if len(words) > 1 and words[-1].casefold().replace(".", "") in lore.legal_forms:
        return True
    if len(words) > 1 and words[-1] in lore.organisation_words:
        return lore.particles.isdisjoint(words[:-1]) or words[0] in lore.organisation_heads
    return len(words) > 2 and words[0] in lore.organisation_heads and words[1] in lore.words.head_joins


def _has_acronym(text: str, span: Span) -> bool:
    match = _BRACKETED.match(text, span.end + 1)
    return match is not None and len(match[1]) > 2 and find_acronym(text[span.start : span.end]) == match[1]


def _look_up(words: Sequence[str], names: Gazetteer, *, knowledge: Knowledge) -> str:
    """The label of a listed name, or PERSON where a listed first name opens two to four capitalised words."""
    lore = read_name_lists(knowledge)
    name = " ".join(_split_name(" ".join(words)))
    for kind in names.names.get(name, ()):
        if kind in lore.kinds and name not in lore.opening_words:
            return lore.kinds[kind]
    if 2 <= len(words) <= 4 and "fn" in names.words.get(words[0].lower(), ()) and lore.particles.isdisjoint(words):
        return "PERSON"
    return ""


def _name_parts(text: str, run: Sequence[Span], words: Sequence[str], *, knowledge: Knowledge) -> Iterator[Mention]:
    """Product and model names carry a number (GPT-4, DeepSeek-R1); a nationality may stand before anything."""
    for span, word in zip(run, words, strict=True):
        if _PRODUCT.fullmatch(word) and len(word) > 2:
            yield make_mention(text, span, "PRODUCT", knowledge=knowledge)
        elif "nationality" in read_name_lists(knowledge).names.names.get(word.lower(), ()):
            yield make_mention(text, span, "NORP", knowledge=knowledge)


def looks_like_organisation(text: str, *, knowledge: Knowledge) -> bool:
    """Say whether the words are the name of an organisation, by lists and by how names of organisations are built.

    True for ``IBM``, ``TechTarget``, ``University of Oxford``, ``World Health Organization (WHO)``; false for
    ``Overview``, ``a glimpse into the future``, ``Part 2``. A lone capitalised word that no list knows is not taken:
    ask the pipeline (``find_mentions``) about it in a sentence.
    """
    name = text.strip(" \t\n|-–—:·»«").rstrip(".")
    words = re.findall(WORD, name)
    if not words or len(words) > _MAX_WORDS or re.search(r"[?!]", name.removeprefix("Yahoo!")):
        return False
    lore = read_name_lists(knowledge)
    if name in lore.organisations or _drop_article(name, lore) in lore.organisations:
        return True
    if name.casefold() in lore.not_organisations or not all(is_name_word(word) or word in lore.particles for word in words):
        return bool(_DOMAIN.fullmatch(name))
    return _is_built_like_one(name, words, knowledge=knowledge)


def _drop_article(name: str, lore: NameLists) -> str:
    first, _, rest = name.partition(" ")
    return rest if first in {article.capitalize() for article in lore.words.articles} else name


def _is_built_like_one(name: str, words: list[str], *, knowledge: Knowledge) -> bool:
    lore = read_name_lists(knowledge)
    if _DOMAIN.fullmatch(name) or (words[-1].casefold().replace(".", "") in lore.legal_forms and len(words) > 1):
        return True
    long_form = re.fullmatch(r"(.{4,80}) \(([A-Z]{2,8})\)", name)
    if long_form and find_acronym(long_form[1]).startswith(long_form[2][:2]):
        return True
    if len(words) == 1:
        return bool(_INNER_CAPITAL.fullmatch(name)) or bool(
            re.fullmatch(r"[A-Z]{2,6}", name) and name.casefold() not in lore.not_organisations
        )
    if words[-1] in lore.organisation_words:
        return True
    return any(head in lore.organisation_heads and join in lore.words.head_joins for head, join in pairwise(words))
