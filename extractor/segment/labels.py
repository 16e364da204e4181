"""Whether a line may be a label or heading, and how well what follows it fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.segment.lines import Line, trim_text
from extractor.segment.shapes import ends_sentence, has_clock, is_address, is_date, is_placeholder, is_stamp
from extractor.segment.timeline import leads_with_date
from extractor.segment.vocabulary import Grammar, fold, load_vocabulary
from extractor.types import Text

IMPOSSIBLE, DOUBTFUL, POSSIBLE, LIKELY, CERTAIN = range(5)
STAMPS = ("created_at", "last_updated", "research_retrieved")
LONGEST_LABEL = 160
LONGEST_NAME = 64
LONG_PROSE = 60
_LABEL_MARKS = "#*_"
_COLON = re.compile("[:：]")


class Label(NamedTuple):
    """A reading of a line as a label; ``value`` is what stands behind it on the same line, ``raw`` an i18n key."""

    name: str
    value: Text | None = None
    raw: bool = False


def read_label(line: Line, grammar: Grammar, *, knowledge: Knowledge) -> Label | None:
    """Read a line as a label of the grammar, if its words allow it. A raw key that nobody lists reads as ``other``."""
    words = line.text.text
    if not words or len(words) > LONGEST_LABEL or line.block.kind == "value":
        return None
    if not _may_be_label(words, grammar):
        return _read_count(line.text, grammar, knowledge=knowledge) if words[0].isdigit() else None
    label = (
        _read_whole(words, grammar, knowledge=knowledge)
        or _read_inline(line.text, grammar, knowledge=knowledge)
        or _read_count(line.text, grammar, knowledge=knowledge)
    )
    if label and line.bullet and not (label.name in STAMPS or label.value):
        return None
    return None if label and line.block.kind == "key" and label.name not in STAMPS and grammar.names[0] in STAMPS else label


def _may_be_label(words: str, grammar: Grammar) -> bool:
    """Whether the first letters leave it open that a line is a label."""
    start = words[:2].casefold()
    return start in grammar.starts or start[0] in grammar.starts or start[0] in _LABEL_MARKS or "detail." in words


def _read_whole(words: str, grammar: Grammar, *, knowledge: Knowledge) -> Label | None:
    if len(words) > LONGEST_NAME:
        return None
    name = grammar.labels.get(fold(words))
    if name:
        return Label(name, raw="detail." in words)
    vocabulary = load_vocabulary(knowledge)
    key = vocabulary.raw_key.fullmatch(fold(words)) if "detail." in words else None
    if key is None or vocabulary.wikipedia_link.fullmatch(key[0]):
        return None
    return Label("other", raw=True)


def _read_inline(text: Text, grammar: Grammar, *, knowledge: Knowledge) -> Label | None:
    """Read ``Created: 7/26/2025``, for entity pages also ``Created 7/26/2025`` and the same without a blank."""
    words = text.text
    entity = grammar.names[0] in STAMPS
    if entity and (prefix := load_vocabulary(knowledge).stamp_prefix.match(words)):
        value = trim_text(text, prefix.end(), len(words))
        return Label(grammar.labels[fold(prefix[0])], value) if is_stamp(value.text) else None
    colon = _COLON.search(words, 0, LONGEST_NAME)
    at = colon.start() if colon else 0
    name = grammar.labels.get(fold(words[:at])) if at > 0 else None
    if name is None or (entity and name not in STAMPS):
        return None
    value = trim_text(text, at + 1, len(words))
    return Label(name, value, raw="detail." in words[:at]) if value.text else None


def _read_count(text: Text, grammar: Grammar, *, knowledge: Knowledge) -> Label | None:
    if "referenced" not in grammar.names or not (match := load_vocabulary(knowledge).referenced_count.match(text.text)):
        return None
    start, end = next(match.span(name) for name, count in match.groupdict().items() if count)
    return Label("referenced", text.part(start, end))


def weigh_label(label: Label, lines: Sequence[Line], at: int, *, knowledge: Knowledge) -> int:
    """Say how well the lines after a label fit it, from ``IMPOSSIBLE`` to ``CERTAIN``."""
    if label.raw or lines[at].block.kind == "heading":
        return CERTAIN
    after = [line for line in lines[at + 1 : at + 9] if line.text.text][:3]
    if label.name in STAMPS:
        return _weigh_stamp(label.value.text if label.value else after[0].text.text if after else "", knowledge=knowledge)
    if label.value:
        return LIKELY
    if not after:
        return POSSIBLE
    if is_placeholder(after[0].text.text, knowledge=knowledge):
        return LIKELY
    weigh = _WEIGHED.get(label.name)
    return weigh(after, knowledge=knowledge) if weigh else _weigh_prose(label.name, after, knowledge=knowledge)


def _weigh_stamp(value: str, *, knowledge: Knowledge) -> int:
    if not is_stamp(value):
        return POSSIBLE if is_date(value, knowledge=knowledge) or is_placeholder(value, knowledge=knowledge) else IMPOSSIBLE
    return LIKELY if has_clock(value) else POSSIBLE


def _weigh_timeline(after: Sequence[Line], *, knowledge: Knowledge) -> int:
    first, *rest = after
    words = first.text.text
    vocabulary = load_vocabulary(knowledge)
    if vocabulary.source_tag.search(words) or first.block.time:
        return LIKELY
    if is_date(words, knowledge=knowledge):
        return (
            LIKELY
            if rest and (first.block.kind == "key" or rest[0].bullet or len(rest[0].text.text) > LONG_PROSE)
            else IMPOSSIBLE
        )
    if leads_with_date(first, knowledge=knowledge):
        return LIKELY if rest and leads_with_date(rest[0], knowledge=knowledge) else POSSIBLE
    dated = any(is_date(line.text.text, knowledge=knowledge) or line.block.time for line in rest)
    if first.bullet:
        return LIKELY if dated else POSSIBLE
    return POSSIBLE if _is_next_part(first, knowledge=knowledge) or (dated and len(words) > LONG_PROSE) else IMPOSSIBLE


def _weigh_wikipedia(after: Sequence[Line], *, knowledge: Knowledge) -> int:
    if is_address(after[0].text.text) or after[0].bullet:
        return IMPOSSIBLE
    link = load_vocabulary(knowledge).wikipedia_link
    if any(len(line.text.text) <= LONGEST_LABEL and link.search(line.text.text) for line in after):
        return LIKELY
    prose = any(len(line.text.text) > LONG_PROSE for line in after[:2])
    return POSSIBLE if prose or _is_next_part(after[0], knowledge=knowledge) else IMPOSSIBLE


def _weigh_results(after: Sequence[Line], *, knowledge: Knowledge) -> int:  # noqa: ARG001 - as the others
    return LIKELY if after[0].bullet or after[0].block.links else POSSIBLE


def _weigh_prose(name: str, after: Sequence[Line], *, knowledge: Knowledge) -> int:
    if name in {"summary", "content"}:
        words = after[0].text.text
        prose = len(words) > LONG_PROSE and ends_sentence(words)
        return (
            IMPOSSIBLE if after[0].bullet else POSSIBLE if prose or _is_next_part(after[0], knowledge=knowledge) else DOUBTFUL
        )
    return LIKELY if name in {*load_vocabulary(knowledge).distinctive, "research"} else POSSIBLE


def _is_next_part(line: Line, *, knowledge: Knowledge) -> bool:
    """Whether a line opens a part, so that the label before it has an empty one."""
    label = read_label(line, load_vocabulary(knowledge).entity, knowledge=knowledge)
    return label is not None and label.name not in STAMPS


_WEIGHED: dict[str, Callable[..., int]] = {
    "timeline": _weigh_timeline,
    "wikipedia": _weigh_wikipedia,
    "web_results": _weigh_results,
}
