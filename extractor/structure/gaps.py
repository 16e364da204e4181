"""The limits of one record, named: what a reader should not expect of it (ARTICLE 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.knowledge.prose import Prose
from extractor.schema.prose import is_damaged
from extractor.structure.claims import AttributeBacking
from extractor.structure.entities import name_key
from extractor.structure.material import Material
from extractor.structure.phrasing import join_words, name_source, quote
from extractor.structure.wording import plain_words
from extractor.types import Entity, Event, Sections, Source, Text

_MOST_NAMED = 24
_LONGEST_QUOTE = 120
_LONGEST_CLAUSE = 60
_LONGEST_ARTICLE = 12
_MOST_EVENTS = 12
_MOST_ITEMS = 12
_STEM = 4
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}")


def find_gaps(
    material: Material, entities: Sequence[Entity], *, disputed: frozenset[int] = frozenset(), is_dated: bool = True
) -> tuple[str, ...]:
    """Give the gaps of a page, one line a kind, ``Topic -- detail``; none for a record that has none.

    Args:
        material: The page.
        entities: The names in it.
        disputed: Where the values start that a dispute tells of: they are no gaps.
        is_dated: The page says when it was made.
    """
    primary = [material.sources[at] for at in material.primary]
    prose = material.voice.prose
    found = (
        *_find_source_gaps(primary, prose),
        *_find_undated(material.events, prose),
        *_find_unbacked_events(material),
        *_find_unsupported(material, entities, disputed),
        *(() if is_dated else (prose.gaps["undated_page"],)),
        *_find_coverage_gaps(material.sections, material),
        *_find_thin_evidence(material, primary),
    )
    return tuple(gap for gap in found if not is_damaged(gap))


def _find_source_gaps(primary: Sequence[Source], prose: Prose) -> Iterator[str]:
    unlocated = [source for source in primary if not source.url and not source.doi]
    if unlocated:
        everywhere = len(unlocated) == len(primary) > 1
        yield (
            prose.gaps["all_locators"] if everywhere else prose.gaps["locators"].format(sources=_name_titles(unlocated, prose))
        )
    if unnamed := [source for source in primary if source.institution is None]:
        yield prose.gaps["publishers"].format(sources=_name_titles(unnamed, prose))
    if primary and all(source.year is None for source in primary):
        yield prose.gaps["years"]


def _name_titles(sources: Sequence[Source], prose: Prose) -> str:
    return _join([quote(source.title) for source in sources], prose)


def _join(names: Sequence[str], prose: Prose) -> str:
    """Name a few of many; the rest is not counted, since no number may stand here that the page does not hold."""
    shown = list(dict.fromkeys(names))
    if len(shown) <= _MOST_NAMED:
        return join_words(shown, prose)
    return join_words([*shown[:_MOST_NAMED], prose.others], prose)


def _find_undated(events: Sequence[Event], prose: Prose) -> Iterator[str]:
    undated = [event for event in events if event.date.edtf is None]
    if undated:
        named = [quote(_clip(_show(event), _LONGEST_QUOTE)) for event in undated]
        yield prose.gaps["events"].format(events=_join(named, prose))


def _show(event: Event) -> str:
    return plain_words(" ".join(part.text.strip(" ,;") for part in event.shown)).rstrip(" .,;")


def _clip(words: str, most: int) -> str:
    """Cut at the last clause that fits, or at a word, where three dots tell that the sentence goes on."""
    whole = words.rstrip(" .,;")
    if len(whole) <= most:
        return whole
    cut = whole.rfind(", ", most // 2, most)
    return whole[:cut] if cut > 0 else f"{whole[: whole.rfind(' ', 0, most)]} ..."


def _find_unbacked_events(material: Material) -> Iterator[str]:
    """Name the events that neither an excerpt nor the encyclopedia text tells; undated ones are named already."""
    undated = {_show(event) for event in material.events if event.date.edtf is None}
    unbacked = [plain_words(backing.claim.text).rstrip(" .,;") for backing in material.timeline if backing.status == "unbacked"]
    if named := [quote(_clip(words, _LONGEST_QUOTE)) for words in unbacked if words not in undated]:
        prose = material.voice.prose
        yield prose.gaps["unbacked_events"].format(events=_join(named[:_MOST_EVENTS], prose))


def _find_unsupported(material: Material, entities: Sequence[Entity], disputed: frozenset[int]) -> Iterator[str]:
    prose = material.voice.prose
    open_ = (backing for backing in material.attributes if backing.attribute.value.start not in disputed)
    claims = [claim for backing in open_ for claim in _name_claims(backing)]
    if claims:
        yield prose.gaps["claims"].format(claims=_join(claims, prose))
    unbacked = [plain_words(backing.claim.text) for backing in material.summary if backing.status == "unbacked"]
    if unbacked:
        yield prose.gaps["summary"].format(sentences=_join([quote(_clip(words, _LONGEST_QUOTE)) for words in unbacked], prose))
    if names := [name for name in _list_unmentioned(material, entities) if not any(name in words for words in unbacked)]:
        yield prose.gaps["names"].format(names=_join(names, prose))


def _name_claims(backing: AttributeBacking) -> Iterator[str]:
    """Name the unbacked items of an attribute's value, those that are short; else its key."""
    unbacked = [clause.claim.text for clause in backing.clauses if clause.status == "unbacked"]
    if not unbacked:
        return
    short = [quote(claim) for claim in unbacked if len(claim) <= _LONGEST_CLAUSE and claim[:1].isalnum() and "://" not in claim]
    key = plain_words(backing.attribute.key.text).rstrip(":")
    if short or not backing.is_backed:
        yield f"{key} ({', '.join(short[:_MOST_ITEMS])})" if short else key


def _list_unmentioned(material: Material, entities: Sequence[Entity]) -> list[str]:
    """Names of the description and the summary that no excerpt holds, as they stand there."""
    if material.language.split("-", maxsplit=1)[0] != "en":
        return []  # where every noun has a capital, or none, what is a name is not known well enough to miss one
    prose = material.voice.prose
    evidence = " ".join(fact.sentence.text for fact in material.facts).casefold()
    capitals = {word[:_STEM] for fact in material.facts for word in _CAPITALISED.findall(fact.sentence.text)}
    about = name_key(material.knowledge, material.title)
    named = (
        _take_article(mention, material.sections, prose)
        for entity in entities
        for mention, kind in entity.mentions[:1]
        if kind in {"description", "summary"}
        and name_key(material.knowledge, entity.name) not in about
        and not _is_alluded(entity.name, capitals)
        and not any(name.casefold() in evidence for name in (entity.name, *entity.aliases) if not _is_reference(name, prose))
    )
    return list(dict.fromkeys(plain_words(name) for name in named))


def _is_alluded(name: str, capitals: set[str]) -> bool:
    """Whether every word of a name is told by a word that begins alike: ``Norwegian`` by ``Norway``."""
    words = _CAPITALISED.findall(name)
    return bool(words) and all(word[:_STEM] in capitals for word in words)


def _take_article(name: Text, sections: Sections, prose: Prose) -> str:
    """The name with the article before it, which is no part of it: "the United States"."""
    before = sections.page.text.text[max(name.start - _LONGEST_ARTICLE, 0) : name.start]
    article = re.search(rf"(?<!\w)(?:{'|'.join(prose.definite)}) $", before)
    return (article.group() if article else "") + name.text


def _is_reference(name: str, prose: Prose) -> bool:
    """Say whether an alias is words such as "the company", which in an excerpt may mean another one."""
    return name.islower() and name.startswith(tuple(f"{article} " for article in prose.definite))


def _find_coverage_gaps(sections: Sections, material: Material) -> Iterator[str]:
    prose, block = material.voice.prose, sections.wikipedia
    if material.is_entity is False and block is not None and block.title is not None:
        other, title = plain_words(block.title.text), plain_words(material.title)
        yield prose.gaps["encyclopedia"].format(other=other, title=title)
    if sections.truncated and sections.sections:
        yield prose.gaps["truncated"].format(section=prose.sections[sections.sections[-1].kind])


def _find_thin_evidence(material: Material, primary: Sequence[Source]) -> Iterator[str]:
    prose = material.voice.prose
    if len(primary) == 1:
        yield prose.gaps["one_source"].format(source=name_source(primary[0]))
    if not material.chosen:
        yield prose.gaps["no_facts"]
