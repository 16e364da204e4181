"""The labels of a site that nobody knows, found over many of its pages: short lines that stand alone and recur.

This is template induction: what a site's template prints stands on page after page, what a page says does not. The part
that a label opens is told by the form of what follows it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.knowledge import Knowledge
from extractor.segment.attributes import find_value
from extractor.segment.labels import LONG_PROSE, LONGEST_NAME, has_form
from extractor.segment.lines import Line, split_lines
from extractor.segment.results import names_field
from extractor.segment.shapes import ends_sentence, is_address, is_date, is_placeholder, is_stamp
from extractor.segment.vocabulary import fold, fold_sentence, load_vocabulary
from extractor.types import CleanPage

LEAST_SHARE = 0.2
"""Share of the pages on which a line has to recur."""
LEAST_PAGES = 3
LEAST_AGREEMENT = 0.6
"""Share of a label's places that have to have the form of one part."""
MOST_EXAMPLES = 3
_WINDOW = 6


class Example(NamedTuple):
    """A place of a label: the page's path, and the words below it."""

    path: str
    words: str


@dataclass
class LearntLabel:
    """A line that recurs over a batch as the label of a part.

    Attributes:
        words: The label as the first page shows it.
        part: The part that what follows has the form of.
        pages: Pages that show it.
        fitting: Those of them on which what follows has that form.
        examples: The first places.
    """

    words: str
    part: str
    pages: int
    fitting: int
    examples: tuple[Example, ...]


@dataclass
class _Places:
    """Where a line stands as a label may: the forms of what follows, by count, and the first examples of each."""

    words: str
    forms: Counter[str] = field(default_factory=Counter)
    examples: defaultdict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))


def learn_labels(pages: Iterable[CleanPage], *, knowledge: Knowledge) -> tuple[int, tuple[LearntLabel, ...]]:
    """Find the unknown labels of a batch of pages.

    Returns:
        How many pages there were, and the labels, those on most pages first.
    """
    batch = [(page.page.path, _list_worded(page, knowledge=knowledge)) for page in pages]
    counts = Counter(name for _, lines in batch for name in {*_name_lines(lines, knowledge=knowledge).values()})
    least = max(LEAST_PAGES, LEAST_SHARE * len(batch))
    recurring = frozenset(name for name, count in counts.items() if count >= least)
    places: dict[str, _Places] = {}
    for path, lines in batch:
        names = _name_lines(lines, knowledge=knowledge)
        for at, name, form in _find_labels(lines, names, recurring, knowledge=knowledge):
            place = places.setdefault(name, _Places(lines[at].text.text))
            place.forms[form] += 1
            if len(place.examples[form]) < MOST_EXAMPLES:
                place.examples[form].append(Example(path, lines[at + 1].text.text))
    learnt = (_settle(place, counts[name], least) for name, place in sorted(places.items()))
    return len(batch), tuple(sorted(filter(None, learnt), key=lambda label: (-label.pages, label.words)))


def _settle(place: _Places, pages: int, least: float) -> LearntLabel | None:
    """Say what part a line labels; None where its places do not agree, or are few."""
    form, fitting = min(place.forms.items(), key=lambda item: (-item[1], item[0]))
    if not form or fitting < least or fitting < LEAST_AGREEMENT * pages:
        return None
    return LearntLabel(place.words, form, pages, fitting, tuple(place.examples[form]))


def _list_worded(page: CleanPage, *, knowledge: Knowledge) -> list[Line]:
    lines = split_lines(page, knowledge=knowledge)
    return [line for line in lines if line.text.text and line.block.kind != "meta"]


def _name_lines(lines: Sequence[Line], *, knowledge: Knowledge) -> dict[int, str]:
    """The folded words of each line that may be a label or a key: short, alone, no sentence, no date, no address."""
    return {
        at: fold(line.text.text)
        for at, line in enumerate(lines)
        if not line.bullet and line.block.kind != "value" and _may_recur(line.text.text, knowledge=knowledge)
    }


def _may_recur(words: str, *, knowledge: Knowledge) -> bool:
    if len(words) > LONGEST_NAME or not any(map(str.isalpha, words)) or ends_sentence(words) or find_value(words):
        return False
    return not (is_date(words, knowledge=knowledge) or is_address(words) or is_placeholder(words, knowledge=knowledge))


def _is_known(name: str, *, knowledge: Knowledge) -> bool:
    vocabulary = load_vocabulary(knowledge)
    grammars = (vocabulary.entity.labels, vocabulary.entity.by_form, vocabulary.document.labels)
    return any(name in grammar for grammar in grammars) or fold_sentence(name) in vocabulary.furniture


def _find_labels(
    lines: Sequence[Line], names: Mapping[int, str], recurring: frozenset[str], *, knowledge: Knowledge
) -> Iterator[tuple[int, str, str]]:
    """Yield each line that recurs and may open a part, and the part that what follows has the form of, if any.

    Inside a table whose keys and values take turns every key recurs; they are passed over with it.
    """
    seen: set[str] = set()
    table = 0
    for at, line in enumerate(lines[:-1]):
        name = names.get(at, "")
        if at < table or name not in recurring or line.block.kind == "key" or _is_known(name, knowledge=knowledge):
            table = max(table, _end_table(lines, at + 1, names, recurring)) if _is_known(name, knowledge=knowledge) else table
            continue
        end = _end_table(lines, at + 1, names, recurring)
        form = "attributes" if end else _find_form(lines[at + 1 : at + 1 + _WINDOW], knowledge=knowledge)
        if end:
            table = end
        if name not in seen:
            seen.add(name)
            yield at, name, form


def _end_table(lines: Sequence[Line], at: int, names: Mapping[int, str], recurring: frozenset[str]) -> int:
    """Where a table of keys and values in turn ends, which begins at a line; 0 where none does."""
    start = at
    while at + 1 < len(lines) and names.get(at) in recurring and _is_cell(lines[at]) and _is_cell(lines[at + 1]):
        at += 2
    return at if at - start >= 4 else 0


def _is_cell(line: Line) -> bool:
    return not (line.bullet or line.block.level or ends_sentence(line.text.text)) and len(line.text.text) <= LONG_PROSE


def _find_form(after: Sequence[Line], *, knowledge: Knowledge) -> str:
    """The part that lines have the form of: results, events, attributes, a summary; nothing where they have none."""
    first, *rest = after
    near = after[:3]
    if any(names_field(line, "url", knowledge=knowledge) or is_address(line.text.text) for line in near[1:]) or (
        _is_linked(first) and not is_address(first.text.text)
    ):
        return "web_results"
    if is_stamp(first.text.text, knowledge=knowledge) and not (rest and len(rest[0].text.text) > LONG_PROSE / 3):
        return ""
    if has_form("timeline", after[:4], knowledge=knowledge):
        return "timeline"
    titled = first.bullet and bool(rest) and not rest[0].bullet and len(rest[0].text.text) > LONG_PROSE
    if titled and ends_sentence(rest[0].text.text):
        return "web_results"
    if not ends_sentence(first.text.text) and sum(_is_pair(line) for line in near) * 2 > len(near):
        return "attributes"
    return "summary" if has_form("summary", after[:4], knowledge=knowledge) else ""


def _is_linked(line: Line) -> bool:
    return any(link.start <= line.text.start and line.text.end <= link.end for link in line.block.links)


def _is_pair(line: Line) -> bool:
    return line.block.kind in {"key", "value"} or find_value(line.text.text) > 0
