"""One raw page through every rule, its marks carried along, until no rule has anything left to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.config import Config
from extractor.issues import Issue, make_issue
from extractor.knowledge import Knowledge
from extractor.scrub.blocks import cut_blocks
from extractor.scrub.rules import Rule, list_rules
from extractor.spans import Edit, Span, TracedText, move_offsets
from extractor.types import CleanPage, Drop, Mark, RawPage

# Cleaning can uncover work for an earlier rule: a removed blank may join the halves of a phrase. Two rounds settle every
# page seen so far; the limit only stops text made to need more.
_ROUNDS = 32
_SPANS_SHOWN = 20


@dataclass
class _Draft:
    """A page while it is cleaned. ``marks`` and ``drops`` hold offsets of ``text`` and move with it."""

    text: TracedText
    marks: list[Mark]
    drops: list[Drop] = field(default_factory=list)
    changes: Counter[str] = field(default_factory=Counter)
    touched: dict[str, list[Span]] = field(default_factory=dict)

    def apply(self, name: str, edits: Sequence[Edit], rule: Rule) -> None:
        """Carry out a rule's edits and keep count of them."""
        if rule.is_drop:
            self.drops.extend(self._record(name, edits))
        if rule.issue:
            spans = (span for start, end, _ in edits for span in self.text.spans(start, end))
            self.touched.setdefault(rule.issue, []).extend(spans)
        self.changes[name] += sum(max(end - start, len(new)) for start, end, new in edits)
        self.text = self.text.edit(edits)
        self._move(edits)

    def _record(self, name: str, edits: Iterable[Edit]) -> Iterable[Drop]:
        for start, end, _ in edits:
            yield Drop(name, self.text.text[start:end], start, self.text.spans(start, end))

    def _move(self, edits: Sequence[Edit]) -> None:
        starts = move_offsets(edits, (mark.start for mark in self.marks))
        ends = move_offsets(edits, (mark.end for mark in self.marks))
        self.marks = [
            replace(mark, start=start, end=end)
            for mark, start, end in zip(self.marks, starts, ends, strict=True)
            if start < end or mark.start == mark.end
        ]
        places = move_offsets(edits, (drop.at for drop in self.drops))
        self.drops = [replace(drop, at=at) for drop, at in zip(self.drops, places, strict=True)]


def scrub_page(raw: RawPage, *, config: Config, knowledge: Knowledge) -> CleanPage:
    """Clean a page and cut it into blocks, one a non-blank line.

    Returns:
        The clean text, every character of it traced to the raw file, with the count of what each rule changed, the words
        that were dropped, and an issue where text had to be repaired. Cleaning a clean text again changes nothing.
    """
    del config  # every stage has the same interface; no rule has a knob
    draft = _Draft(raw.view, list(raw.marks))
    _drop_marked(draft)
    for _ in range(_ROUNDS):
        if not _run_rules(draft, knowledge):
            break
    return CleanPage(
        page=raw,
        text=draft.text,
        blocks=cut_blocks(draft.text.text, draft.marks),
        drops=tuple(sorted(draft.drops, key=lambda drop: (drop.at, drop.spans))),
        changes=dict(draft.changes),
        issues=tuple(_make_issues(draft)),
    )


def _drop_marked(draft: _Draft) -> None:
    """Drop what the markup itself calls furniture."""
    edits: list[Edit] = []
    done = 0
    for mark in sorted((mark for mark in draft.marks if mark.kind == "furniture"), key=lambda mark: mark.start):
        if mark.end > done:
            edits.append((_open_up(draft.text.text, max(mark.start, done), mark.end, done), mark.end, ""))
            done = mark.end
    draft.marks = [mark for mark in draft.marks if mark.kind != "furniture"]
    if edits:
        draft.apply("marked-furniture", edits, Rule(lambda _: [], is_drop=True))


def _open_up(text: str, start: int, end: int, least: int) -> int:
    """Take the blank before a dropped word along where a mark of punctuation follows it."""
    blank = start > least and text[start - 1] == " " and text[end : end + 1] in {".", ",", ";", ")"}
    return start - 1 if blank else start


def _run_rules(draft: _Draft, knowledge: Knowledge) -> bool:
    """Run every rule that has a reason to; tell whether one changed the text."""
    changed = False
    letters = "".join(set(draft.text.text))
    for name, rule in list_rules(knowledge).items():
        if rule.trigger is not None and not rule.trigger.search(letters):
            continue
        if edits := rule.find(draft.text.text):
            draft.apply(name, edits, rule)
            letters = "".join(set(draft.text.text))
            changed = True
    return changed


def _make_issues(draft: _Draft) -> Iterable[Issue]:
    for code, spans in draft.touched.items():
        yield make_issue(code, spans=tuple(spans[:_SPANS_SHOWN]))
