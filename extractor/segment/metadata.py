"""What a page tells about itself: fields of its file, and stamps on one line with their labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, cast

from extractor.knowledge import Knowledge, derived
from extractor.segment.draft import Draft
from extractor.segment.labels import STAMPS, read_label
from extractor.segment.lines import Line, cut_block, make_line, trim_text
from extractor.segment.shapes import has_clock, is_date, is_stamp
from extractor.segment.vocabulary import fold, load_vocabulary
from extractor.segment.wikipedia import make_link
from extractor.types import SectionKind, Stamp, StampName, Text

TOP_LINES = 10
LONGEST_LINE = 160
_BETWEEN = re.compile(r"\s*[·|•;/]\s*|\s+[–—]\s+|\s{2,}|\n")
_STAMPED = {"published": "published", "updated": "last_updated", "created": "created_at"}
_KINDS: Mapping[str, SectionKind] = {"url": "source", "site": "source", "author": "author"}


class Told(NamedTuple):
    """A stamp that a line tells: its name, its date, and the line."""

    name: StampName
    value: Text
    line: Line


@derived
def _labels(knowledge: Knowledge) -> Mapping[str, str]:
    vocabulary = load_vocabulary(knowledge)
    labels = {words: name for words, name in vocabulary.document.labels.items() if name == "published"}
    return labels | {words: name for words, name in vocabulary.entity.labels.items() if name in STAMPS}


@derived
def _label_pattern(knowledge: Knowledge) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_labels(knowledge), key=len, reverse=True)))
    on = "".join(rf"{re.escape(word)}\s+|" for word in knowledge.gather(lambda language: language.labels).before_dates)
    return re.compile(rf"(?:{words})(?:\s*[:：]\s*|\s+(?:{on})|(?=\d))", re.IGNORECASE)


@derived
def _clock_words(knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(word.lower() for word in knowledge.gather(lambda language: language.labels).clock_words)


@derived
def _zone(knowledge: Knowledge) -> re.Pattern[str]:
    """Match a zone behind a clock time, which a word such as "PM" is not."""
    words = "|".join(map(re.escape, _clock_words(knowledge))) or "(?!)"
    return re.compile(rf"[\s,]*\(?(?:(?!(?i:{words})\b)[A-Z]{{2,5}}|[+-]\d{{2}}:?\d{{2}}|h)\)?\s*$")


def take_stamps(lines: Sequence[Line], *, knowledge: Knowledge) -> tuple[list[Line], list[Told]]:
    """Take out the lines near the top, and the last one, that hold nothing but stamps beside their labels.

    A single stamp with a clock time on a page that says when it was created is left: it is the label of an entity page.
    """
    lines = [piece for line in lines for piece in _unglue(line, knowledge=knowledge)]
    worded = [line for line in lines if line.text.text]
    top: list[Line] = []
    for line in worded[:TOP_LINES]:
        label = read_label(line, load_vocabulary(knowledge).entity, knowledge=knowledge)
        if line.block.kind == "heading" or (label and (label.raw or label.name not in STAMPS)):
            break
        top.append(line)
    told = {id(line): found for line in (*top, *worded[-1:]) if (found := _read_stamps(line, knowledge=knowledge))}
    told |= _read_pairs(top, knowledge=knowledge)
    names = {stamp.name for found in told.values() for stamp in found}
    if "created_at" in names or any(load_vocabulary(knowledge).holds_key(line.text.text) for line in worded[:TOP_LINES]):
        timed = {key for key, found in told.items() if has_clock(found[0].value.text, knowledge=knowledge)}
        told = {key: found for key, found in told.items() if len(found) > 1 or key not in timed}
    gone = {id(stamp.line) for found in told.values() for stamp in found} | set(told)
    return [line for line in lines if id(line) not in gone], [stamp for found in told.values() for stamp in found]


def _unglue(line: Line, *, knowledge: Knowledge) -> list[Line]:
    """Cut a line before a label that is glued to the clock time of the stamp before it: ``8:00:00 AMLast updated``."""
    if len(line.block.text) > LONGEST_LINE or not has_clock(line.block.text, knowledge=knowledge):
        return [line]
    cuts = [found.start() for found in _glued_label(knowledge).finditer(line.block.text)]
    return [make_line(piece, marker=False) for piece in cut_block(line.block, cuts)] if cuts else [line]


@derived
def _glued_label(knowledge: Knowledge) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_labels(knowledge), key=len, reverse=True)))
    clock = "|".join(f"(?<={re.escape(word)})" for word in _clock_words(knowledge)) or "(?!)"
    return re.compile(rf"(?:{clock})(?:{words})\s*[:：]?\s*$", re.IGNORECASE)


def _read_stamps(line: Line, *, knowledge: Knowledge) -> list[Told]:
    """Read ``Created: … · Updated: …``, ``Published … | Updated …``, ``Created2/10/2025Last updated2/11/2025``."""
    words = line.text.text
    if len(words) > LONGEST_LINE or not any(sign.isdigit() for sign in words):
        return []
    labels = _label_pattern(knowledge).finditer(words)
    starts = [match for match in labels if _stands_alone(words, match.start(), knowledge=knowledge)]
    if not starts or words[: starts[0].start()].strip(" *_([·|•-"):
        return []
    found: list[Told] = []
    for number, start in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(words)
        value = _trim_date(trim_text(line.text, start.end(), end), knowledge=knowledge)
        name = _labels(knowledge).get(fold(start[0].rstrip(" :：")))
        if value is None or name is None:
            return []
        found.append(Told(cast(StampName, name), value, line))
    return found


def _stands_alone(words: str, at: int, *, knowledge: Knowledge) -> bool:
    """Whether a label begins a word, or is glued to the clock time before it."""
    return at == 0 or not words[at - 1].isalpha() or words[:at].lower().endswith(_clock_words(knowledge))


def _trim_date(text: Text, *, knowledge: Knowledge) -> Text | None:
    """A date with or without a clock time, and nothing else but a zone and the signs between stamps."""
    bare = text.text.rstrip(" ·|•;,/)*_–—-\n")
    if zone := _zone(knowledge).search(bare):
        bare = bare[: zone.start()] if has_clock(bare, knowledge=knowledge) else bare
    value = trim_text(text, 0, len(bare))
    if not value.text or not any(sign.isdigit() for sign in value.text):
        return None
    stamped = is_stamp(value.text, knowledge=knowledge) and len(value.text.split()) <= 7
    return value if stamped or is_date(value.text, knowledge=knowledge) else None


def _read_pairs(lines: Sequence[Line], *, knowledge: Knowledge) -> dict[int, list[Told]]:
    """Read a label and a date that markup parts: ``**Created:** 2025-07-01``."""
    told: dict[int, list[Told]] = {}
    for key, value in pairwise(lines):
        name = _labels(knowledge).get(fold(key.text.text)) if key.block.kind == "key" and value.block.kind == "value" else None
        date = _trim_date(value.text, knowledge=knowledge) if name else None
        if name and date and not has_clock(date.text, knowledge=knowledge):
            told[id(key)] = [Told(cast(StampName, name), date, key), Told(cast(StampName, name), date, value)]
    return told


def keep_metadata(draft: Draft, fields: Sequence[Line], told: Sequence[Told]) -> None:
    """Keep what a page tells about itself; what its body has told already stands."""
    stamps: list[Stamp] = draft.values.get("stamps", [])
    for stamp in told:
        if all(other.name != stamp.name for other in stamps):
            stamps.append(Stamp(stamp.name, stamp.value, stamp.line.block.time))
    for line in {stamp.line.block.start: stamp.line for stamp in told}.values():
        draft.keep("stamp", [line])
    for line in fields:
        name = cast(StampName, _STAMPED.get(line.block.name, ""))
        if name and all(other.name != name for other in stamps):
            stamps.append(Stamp(name, line.text, line.text.text))
        draft.keep(_KINDS.get(line.block.name, "stamp"), [line])
    _keep_origin(draft, fields)
    if stamps:
        draft.values["stamps"] = stamps


def _keep_origin(draft: Draft, fields: Sequence[Line]) -> None:
    """Keep whose the page is and where it lies."""
    for line in fields:
        if line.block.name == "url":
            draft.values.setdefault("source_link", make_link(line.text, draft.page))
        elif line.block.name == "site":
            draft.values.setdefault("source", line.text)
        elif line.block.name == "author":
            draft.values.setdefault("authors", []).append(line.text)
