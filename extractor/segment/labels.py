"""Whether a line may be a label or heading, and how well what follows it fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.segment.attributes import find_value
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
_LISTED = re.compile(r"[\[(#]?\^?\d{1,3}[\])]?[.):]?\s+\S|[\[(]\d{1,3}[\])]|\^|\[\^")
_LABEL_MARKS = "#*_"
_COLON = re.compile("[:：]")
_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)]\s+(?=[^\W\d])")


class Label(NamedTuple):
    """A reading of a line as a label.

    Attributes:
        name: The part that it names.
        value: What stands behind it on the same line.
        raw: It is an i18n key.
        formal: It names the part only where what follows has the part's form.
    """

    name: str
    value: Text | None = None
    raw: bool = False
    formal: bool = False


def read_label(line: Line, grammar: Grammar, *, knowledge: Knowledge) -> Label | None:
    """Read a line as a label of the grammar, if its words allow it. A raw key that nobody lists reads as ``other``."""
    if label := _read_numbered(line.text, grammar, knowledge=knowledge):
        return label
    words = line.text.text
    if not words or len(words) > LONGEST_LABEL or line.block.kind == "value":
        return _read_prose(line.text, grammar) if words and line.block.kind != "value" else None
    if not _may_be_label(words, grammar, knowledge=knowledge):
        return _read_count(line.text, grammar, knowledge=knowledge) if words[0].isdigit() else None
    label = (
        _read_whole(words, grammar, knowledge=knowledge)
        or _read_inline(line.text, grammar, knowledge=knowledge)
        or _read_count(line.text, grammar, knowledge=knowledge)
    )
    if label and line.bullet and not (label.name in STAMPS or label.value):
        return None
    return None if label and line.block.kind == "key" and label.name not in STAMPS and grammar.names[0] in STAMPS else label


def _read_numbered(text: Text, grammar: Grammar, *, knowledge: Knowledge) -> Label | None:
    """Read ``3. TIMELINE``."""
    number = _NUMBER.match(text.text)
    rest = text.text[number.end() :].strip() if number else ""
    may_be = bool(rest) and _may_be_label(rest, grammar, knowledge=knowledge)
    return _read_whole(rest, grammar, knowledge=knowledge) if may_be else None


def _may_be_label(words: str, grammar: Grammar, *, knowledge: Knowledge) -> bool:
    """Whether the first letters leave it open that a line is a label."""
    start = words[:2].casefold()
    known = start in grammar.starts or start[0] in grammar.starts or start[0] in _LABEL_MARKS
    return known or load_vocabulary(knowledge).holds_key(words)


def _read_whole(words: str, grammar: Grammar, *, knowledge: Knowledge) -> Label | None:
    if len(words) > LONGEST_NAME:
        return None
    vocabulary = load_vocabulary(knowledge)
    name = grammar.labels.get(fold(words))
    if name:
        return Label(name, raw=vocabulary.holds_key(words))
    if name := grammar.by_form.get(fold(words)):
        return Label(name, formal=True)
    key = vocabulary.raw_key.fullmatch(fold(words)) if vocabulary.holds_key(words) else None
    if key is None or vocabulary.wikipedia_link.fullmatch(key[0]):
        return None
    return Label("other", raw=True)


def _read_inline(text: Text, grammar: Grammar, *, knowledge: Knowledge) -> Label | None:
    """Read ``Created: 7/26/2025``, for entity pages also ``Created 7/26/2025`` and the same without a blank."""
    words = text.text
    entity = grammar.names[0] in STAMPS
    vocabulary = load_vocabulary(knowledge)
    if entity and (prefix := vocabulary.stamp_prefix.match(words)):
        value = trim_text(text, prefix.end(), len(words))
        return Label(grammar.labels[fold(prefix[0])], value) if is_stamp(value.text, knowledge=knowledge) else None
    colon = _COLON.search(words, 0, LONGEST_NAME)
    at = colon.start() if colon else 0
    name = grammar.labels.get(fold(words[:at])) if at > 0 else None
    if name is None or (entity and name not in STAMPS):
        return _read_prose(text, grammar) if entity else None
    value = trim_text(text, at + 1, len(words))
    return Label(name, value, raw=vocabulary.holds_key(words[:at])) if value.text else None


def _read_prose(text: Text, grammar: Grammar) -> Label | None:
    """Read ``Abstract: The act is …``: a summary on the line of its label."""
    colon = _COLON.search(text.text, 0, LONGEST_NAME)
    words = fold(text.text[: colon.start()]) if colon else ""
    if colon is None or not words or "summary" not in (grammar.labels.get(words), grammar.by_form.get(words)):
        return None
    value = trim_text(text, colon.end(), len(text.text))
    return Label("summary", value) if len(value.text) > LONG_PROSE and ends_sentence(value.text) else None


def _read_count(text: Text, grammar: Grammar, *, knowledge: Knowledge) -> Label | None:
    if "referenced" not in grammar.names or not (match := load_vocabulary(knowledge).referenced_count.match(text.text)):
        return None
    start, end = next(match.span(name) for name, count in match.groupdict().items() if count)
    return Label("referenced", text.part(start, end))


def weigh_label(label: Label, lines: Sequence[Line], at: int, *, knowledge: Knowledge) -> int:
    """Say how well the lines after a label fit it, from ``IMPOSSIBLE`` to ``CERTAIN``."""
    after = [line for line in lines[at + 1 : at + 9] if line.text.text][:4]
    if label.formal:
        fits = has_form(label.name, after, knowledge=knowledge)
        return IMPOSSIBLE if not fits else CERTAIN if lines[at].block.kind == "heading" else POSSIBLE
    if label.raw or lines[at].block.kind == "heading":
        return CERTAIN
    after = [line for line in lines[at + 1 : at + 9] if line.text.text][:3]
    if label.name in STAMPS:
        return _weigh_stamp(label.value.text if label.value else after[0].text.text if after else "", knowledge=knowledge)
    if not label.value and not after:
        return POSSIBLE
    if label.value or is_placeholder(after[0].text.text, knowledge=knowledge):
        return LIKELY
    weigh = _WEIGHED.get(label.name)
    return weigh(after, knowledge=knowledge) if weigh else _weigh_prose(label.name, after, knowledge=knowledge)


def has_form(name: str, after: Sequence[Line], *, knowledge: Knowledge) -> bool:
    """Whether the lines below a label have the form of its part."""
    if not after or lines_open(after[0], knowledge=knowledge):
        return False
    first = after[0]
    words = first.text.text
    if name == "timeline":
        return _is_dated_list(after, knowledge=knowledge)
    if name == "attributes":
        return not _tells_date(first, knowledge=knowledge) and _is_list_of_pairs(after)
    if name == "web_results":
        listed = first.bullet or first.block.kind in {"heading", "key"} or bool(first.block.links) or bool(_LISTED.match(words))
        return listed or any(is_address(line.text.text) for line in after[:3])
    return not first.bullet and len(words) > LONG_PROSE and (name == "wikipedia" or ends_sentence(words))


def _tells_date(line: Line, *, knowledge: Knowledge) -> bool:
    return is_date(line.text.text, knowledge=knowledge) or leads_with_date(line, knowledge=knowledge)


def _is_dated_list(after: Sequence[Line], *, knowledge: Knowledge) -> bool:
    dated = [_tells_date(line, knowledge=knowledge) for line in after]
    rows = any(line.block.kind == "key" for line in after)
    return dated[0] or bool(after[0].block.time) or (after[0].bullet and any(dated[:2])) or (rows and any(dated))


def _is_list_of_pairs(after: Sequence[Line]) -> bool:
    pairs = sum(find_value(line.text.text) > 0 or line.block.kind == "key" for line in after)
    short = len(after) > 1 and all(len(line.text.text) <= LONG_PROSE and not line.bullet for line in after[:2])
    return pairs * 2 >= min(len(after), 3) or (short and not ends_sentence(after[0].text.text))


def lines_open(line: Line, *, knowledge: Knowledge) -> bool:
    """Whether a line is a label itself, so that the part before it is empty."""
    label = read_label(line, load_vocabulary(knowledge).entity, knowledge=knowledge)
    return label is not None and label.name not in STAMPS and label.value is None and line.block.kind == "heading"


def _weigh_stamp(value: str, *, knowledge: Knowledge) -> int:
    if not is_stamp(value, knowledge=knowledge):
        return POSSIBLE if is_date(value, knowledge=knowledge) or is_placeholder(value, knowledge=knowledge) else IMPOSSIBLE
    return LIKELY if has_clock(value, knowledge=knowledge) else POSSIBLE


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
