"""Sentences of an article's body that say what a fact says: they go when a person rejects the fact, and do not come back.

A sentence echoes a fact that it repeats whole, in whatever frame ("According to …"), and one that it shortens, as the TL;DR
may. One that as well says what a fact says that stands is no echo: it rests on that one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.knowledge.prose import Prose
from extractor.schema import Article, Body, BodySection
from extractor.schema.body import REQUIRED_SECTIONS
from extractor.schema.parts import read_words
from extractor.structure.facts.statements import is_covered, same_statement
from extractor.structure.phrasing import close, find_prose, open_sentence
from extractor.structure.sentences import split_sentences
from extractor.workspace.decisions import ReviewState

_LISTS = ("Related Articles", "Further Reading")
_POINT = re.compile(r"(?:^|(?<= ))\(\d{1,2}\) ")
_LEAST_WORDS = 6
_MOST_WORDS = 50


class Echo(NamedTuple):
    """A sentence of the body: the position of its section, its place in the section's text, its words."""

    section: int
    start: int
    end: int
    words: str


class Facts(NamedTuple):
    """What decides about a sentence: statements that were rejected, and those of the facts that stand."""

    rejected: Sequence[str]
    kept: Sequence[str]


def gather_facts(article: Article, rejected: Iterable[object], *, but: object = None) -> Facts:
    """Set what was rejected against the facts that an article has; ``but`` is the id of one that is about to go."""
    listed = article.atomic_facts if isinstance(article.atomic_facts, tuple) else ()
    facts = [fact for fact in listed if getattr(fact, "id", None) != but]
    return Facts(
        tuple(filter(None, map(_read_statement, rejected))), tuple(str(getattr(fact, "statement", "")) for fact in facts)
    )


def _read_statement(fact: object) -> str:
    return str(fact.get("statement") or "") if isinstance(fact, Mapping) else str(fact or "")


def find_echoes(body: Body, facts: Facts, *, knowledge: Knowledge) -> Iterator[Echo]:
    """Yield the sentences, points of an enumeration and lines of a list that say what was rejected, and nothing that stands."""
    rejected, kept = ([read_words(words) for words in statements] for statements in facts)
    for at, section in enumerate(body.sections):
        for start, end in _cut_units(section.text, knowledge=knowledge) if rejected and section.heading not in _LISTS else ():
            words = read_words(section.text[start:end])
            says = partial(_says, words, knowledge=knowledge)
            if any(map(says, rejected)) and not any(map(says, kept)):
                yield Echo(at, start, end, section.text[start:end])


def _cut_units(text: str, *, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Yield the places of what can go by itself: a line of a list, a point of an enumeration, a sentence."""
    at = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if line.startswith(("- ", "* ")):
            yield start, start + len(line.rstrip())
            continue
        for span in split_sentences(line, knowledge=knowledge):
            points = [match.start() for match in _POINT.finditer(line, span.start, span.end)]
            if len(points) < 2:
                yield start + span.start, start + span.end
            else:
                yield from ((start + low, start + high) for low, high in zip(points, (*points[1:], span.end), strict=True))


def _says(words: str, fact: str, *, knowledge: Knowledge) -> bool:
    """Tell whether a sentence says what a fact says, in whatever frame, or the better part of it."""
    if not fact or not words:
        return False
    if f" {fact} " in f" {words} ":
        return True
    fewer = min(len(words.split()), len(fact.split()))
    return fewer >= _LEAST_WORDS and same_statement(words, fact, part=True, knowledge=knowledge)


def leave_out_rejected(article: Article, review: ReviewState, *, description: str = "", knowledge: Knowledge) -> Article:
    """Give a version of an article without the sentences that say what people rejected of it."""
    if not review.rejected_facts:
        return article
    facts = gather_facts(article, (decision.before for decision in review.rejected_facts.values()))
    again = tuple(words for words in facts.kept if is_covered(read_words(words), review.rejected_facts, knowledge=knowledge))
    kept = tuple(words for words in facts.kept if words not in again)
    body = drop_echoes(article, Facts((*facts.rejected, *again), kept), description=description, knowledge=knowledge)
    return article.model_copy(update={"body": body})


def drop_echoes(article: Article, facts: Facts, *, description: str = "", knowledge: Knowledge) -> Body:
    """Give the body without what echoes a rejected fact; the same body if nothing does.

    A required section that loses everything gets what else the article can say there; any other goes.

    Args:
        article: The article, its body included.
        facts: What was rejected and what stands.
        description: What the page says about its entity as a whole, for a TL;DR that has lost its sentence.
        knowledge: What the program knows besides the page.
    """
    body = article.body
    echoes = list(find_echoes(body, facts, knowledge=knowledge))
    if not echoes:
        return body
    prose = find_prose(knowledge, str(article.language))
    sections: list[BodySection] = []
    for at, section in enumerate(body.sections):
        places = [(echo.start, echo.end) for echo in echoes if echo.section == at]
        text = _cut_out(section.text, places, prose, knowledge=knowledge) if places else section.text
        text = text or next(_list_substitutes(section.heading, article, facts, description, prose), "")
        sections += [section.model_copy(update={"text": text})] if text else []
    return body.model_copy(update={"sections": tuple(sections)})


def _cut_out(text: str, places: Sequence[tuple[int, int]], prose: Prose, *, knowledge: Knowledge) -> str:
    """Take places out of a text, with the blanks, labels and openings that were theirs alone."""
    lines: list[str] = []
    at = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        inside = [(low - start, high - start) for low, high in places if start <= low < at]
        if not inside:
            lines.append(line)
        elif kept := _cut_line(line.rstrip("\n"), inside, prose, knowledge=knowledge):
            lines.append(kept + "\n")
    left = re.sub(r"\n{3,}", "\n\n", "".join(lines)).strip()
    return re.sub(rf"(?m)^{re.escape(prose.timeline)}$(?!\n- )", "", left).strip()


def _cut_line(line: str, places: Sequence[tuple[int, int]], prose: Prose, *, knowledge: Knowledge) -> str:
    labels = tuple(filter(None, (prose.benefits, prose.concerns, prose.further)))
    kept, done, gone = "", 0, ""
    for start, end in places:
        kept += _follow(line[done:start], gone, prose, knowledge=knowledge)
        gone = line[start:end]
        label = next((label for label in labels if gone.startswith(label)), "")
        kept += f"{label} " if label and not kept.strip() else ""
        done = end
    kept = (kept + _follow(line[done:], gone, prose, knowledge=knowledge)).strip()
    if _POINT.search(line):
        kept = _number_points(kept)
    return "" if kept in {*labels, prose.senses} else kept


def _follow(rest: str, gone: str, prose: Prose, *, knowledge: Knowledge) -> str:
    """Let what follows a sentence that has gone stand without it: no "adds that", no "the same source"."""
    rest = rest.lstrip() if gone else rest
    before, middle = _read_frame(prose.attributed)
    mark = middle.strip()
    name = re.match(rf'{re.escape(before)}("[^"]+"|[^{re.escape(mark)}]+){re.escape(mark)}', gone) if before and mark else None
    for again in prose.again:
        speaker, mark, said = rest.partition(_read_frame(again)[1])
        if gone and mark and len(split_sentences(f"{speaker}{mark}", knowledge=knowledge)) == 1:
            same = name and speaker.casefold() == prose.same_source.casefold()
            return open_sentence(prose.says.format(name=name[1] if name and same else speaker, sentence=said), prose)
    return rest


def _read_frame(frame: str) -> tuple[str, str]:
    """Give what stands before the speaker's name, and what stands between it and the sentence."""
    before, _, rest = frame.partition("{name}")
    return before, rest.partition("{sentence}")[0]


def _number_points(line: str) -> str:
    """Number what is left of an enumeration anew and end it as a sentence; nothing if no point is left."""
    lead, *points = _POINT.split(line)
    texts = [point.strip().rstrip(".;") for point in points if point.strip(" .;")]
    return close(f"{lead}{'; '.join(f'({number}) {text}' for number, text in enumerate(texts, 1))}") if texts else ""


def _list_substitutes(heading: str, article: Article, facts: Facts, description: str, prose: Prose) -> Iterator[str]:
    title, description = str(article.title), description.strip()
    said = [close(words) for words in facts.kept if words.strip()]
    if heading == "TL;DR":
        own = [close(f"{title}, {prose.by_record}: {description.splitlines()[0]}")] if description else []
        framed = [close(f"{title}: {words}") for words in said]
        yield from (line for line in (*own, *framed) if len(line.split()) <= _MOST_WORDS)
        yield close(title)
    elif heading == "Core Explanation":
        known = read_words(article.body.render())
        yield from (words for words in said if read_words(words) not in known)
        yield from said
        if description:
            yield open_sentence(close(prose.description.format(sentence=description)), prose)
    if heading in REQUIRED_SECTIONS:
        yield prose.nothing_further
