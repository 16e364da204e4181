"""What only the entity record says: attributes, description, timeline. Machine-written, so it is always named as that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.knowledge.prose import Prose
from extractor.schema.prose import is_damaged
from extractor.structure.claims import AttributeBacking
from extractor.structure.compose.dating import show_date
from extractor.structure.compose.selection import Said
from extractor.structure.facts.lexicon import load_lexicon
from extractor.structure.material import Material
from extractor.structure.phrasing import close
from extractor.structure.wording import plain_words
from extractor.types import Attribute, Event

_MOST_ATTRIBUTES = 12
_LONGEST_VALUE = 240
_NOT_PROSE = re.compile(r"^\s*[\[{]|://")
_MOST_EVENTS = 40
_HEAD = 160


def write_record_context(material: Material, said: Said) -> str:
    """Give a paragraph with the entity record's description and attributes, what no excerpt supports told apart."""
    prose = material.voice.prose
    sentences = [sentence for sentence in (describe_entity(material, said),) if sentence]
    shown = [backing for backing in material.attributes if _is_showable(backing, said)][:_MOST_ATTRIBUTES]
    backed = [backing for backing in shown if not backing.is_unbacked]
    unbacked = [backing for backing in shown if backing.is_unbacked]
    if backed:
        sentences.append(close(f"{prose.record_lists} {_list_attributes(backed)}"))
    if unbacked:
        frame = prose.record_unbacked if backed else prose.record_only_unbacked
        sentences.append(close(f"{frame} {_list_attributes(unbacked)}"))
    return " ".join(sentences)


def describe_entity(material: Material, said: Said) -> str:
    """Give the record's own description of the entity as a sentence; empty where the article says that already."""
    text = material.sections.description
    if text is None or _is_unfit(text.text) or not said.take(plain_words(text.text)):
        return ""
    prose, words = material.voice.prose, material.voice.embed(text.text)
    title = plain_words(material.title)
    defined = (
        load_lexicon(material.knowledge).definitions.search(words[:_HEAD]) and title.casefold() in words[:_HEAD].casefold()
    )
    if defined or _is_clause(words, material):
        frame = prose.record_says
    else:
        opens = words.split(maxsplit=1)[0] in {*prose.indefinite, *prose.definite}
        frame = prose.describes if opens else prose.description
    return material.voice.open(close(frame.format(title=title, sentence=words)))


def _is_clause(words: str, material: Material) -> bool:
    """``the stock market is where ...`` has a verb of its own; ``a market that is ...`` has one in what only describes it."""
    for word in words.split():
        if word.casefold().strip(",") in material.voice.prose.relatives:
            return False
        if word in load_lexicon(material.knowledge).auxiliaries:
            return True
    return False


def _is_showable(backing: AttributeBacking, said: Said) -> bool:
    value = backing.attribute.value.text
    return bool(value.strip()) and not _is_unfit(value) and said.take(plain_words(value))


def _is_unfit(text: str) -> bool:
    """Code, data or an address; or words that the schema refuses."""
    return _NOT_PROSE.search(text) is not None or is_damaged(text)


def _list_attributes(backings: Sequence[AttributeBacking]) -> str:
    return "; ".join(
        f"{_name_key(backing.attribute)} -- {_shorten(plain_words(backing.attribute.value.text).rstrip('.'))}"
        for backing in backings
    )


def _name_key(attribute: Attribute) -> str:
    return plain_words(attribute.key.text).rstrip(":")


def _shorten(value: str) -> str:
    """Cut a long value at the last clause that fits."""
    if len(value) <= _LONGEST_VALUE:
        return value
    cut = max(value.rfind(mark, 0, _LONGEST_VALUE) for mark in (", ", "; ", ". "))
    return value[: cut if cut > _LONGEST_VALUE // 2 else value.rfind(" ", 0, _LONGEST_VALUE)].rstrip(",;. ")


def write_timeline(material: Material) -> str:
    """Give the timeline as bullets in order of time, those without a date last; empty for a page without events."""
    lines = list(dict.fromkeys(_write_events(material)))[:_MOST_EVENTS]
    return "\n".join((material.voice.prose.timeline, *lines)) if lines else ""


def _write_events(material: Material) -> Iterator[str]:
    for event in sorted(material.events, key=_time_of):
        shown = plain_words(" ".join(part.text.strip(" ,;") for part in event.shown)).rstrip(" .,;:。")
        if not shown or _is_unfit(shown):
            continue
        source = name_event_source(event.source, material.voice.prose)
        yield f"- {show_date(event.date, material.voice)}: {shown}" + (f" ({source})." if source else ".")


def _time_of(event: Event) -> tuple[bool, str, str]:
    earliest, latest = event.date.earliest or event.date.latest, event.date.latest
    return event.date.edtf is None, str(earliest or ""), str(latest or "")


def name_event_source(source: str | None, prose: Prose) -> str:
    """Name the class of source that the page gives for an event; it is never a citation."""
    if not source:
        return ""
    known = prose.event_sources.get(source.strip().casefold().replace(" ", "_"))
    return str(known or plain_words(source.replace("_", " ")))
