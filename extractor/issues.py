"""Doubts about a page: every issue code there is, in one table that the README and the tests read.

A code is stable, dotted and starts with its stage. ``error`` means that the page is not published, ``warning`` that a
person should look before merge (the page counts as doubtful), ``info`` that something was noticed and handled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from extractor.spans import Span

Severity = Literal["error", "warning", "info"]


class IssueKind(NamedTuple):
    """What a code means and how grave it is."""

    severity: Severity
    meaning: str


ISSUES: dict[str, IssueKind] = {
    "read.encoding-guessed": IssueKind("info", "The file declares no encoding; one was inferred from its bytes."),
    "read.undecodable": IssueKind("warning", "Some bytes are not valid in the page's encoding and became U+FFFD."),
    "read.empty": IssueKind("error", "The page holds no text."),
    "read.binary": IssueKind("error", "The file is not text of any kind that can be read."),
    "read.too-large": IssueKind("error", "The file is larger than read.max_bytes."),
    "read.too-deep": IssueKind("warning", "Markup nested deeper than read.max_depth was flattened."),
    "read.archive-member": IssueKind("error", "A member of an archive cannot be read safely."),
    "read.bad-json": IssueKind("error", "A JSON value is broken, or no object with a page in it."),
    "read.shell": IssueKind("error", "The page is the shell of a script: what it shows was not saved with it."),
    "read.office": IssueKind("error", "The file is an office document, a book or a program of a kind that nothing here reads."),
    "read.needs-extra": IssueKind("error", "What reads a file of this kind is an extra that is not installed."),
    "read.damaged": IssueKind("error", "A saved page, a Word document or a PDF is damaged or locked, or holds no page."),
    "read.bad-reader": IssueKind("error", "A reader that another package adds cannot be loaded, or failed at the file."),
    "read.unopened": IssueKind("error", "The file cannot be opened."),
    "read.failed": IssueKind("error", "The page cannot be read."),
    "read.too-many-pages": IssueKind("error", "The file holds more pages than read.max_pages; the rest was not read."),
    "read.timeout": IssueKind("error", "The page took longer than its time limit."),
    "scrub.mojibake": IssueKind("info", "Text that was decoded wrongly before it was saved has been repaired."),
    "scrub.lone-surrogate": IssueKind("info", "Lone surrogates were replaced by U+FFFD and left out of the article."),
    "scrub.failed": IssueKind("error", "The page's text cannot be cleaned."),
    "segment.failed": IssueKind("error", "The page has no parts that the grammar knows."),
    "segment.no-title": IssueKind("error", "The page has no title line."),
    "segment.unknown-heading": IssueKind("warning", "A block stands under no known heading and was kept as other."),
    "segment.missing-section": IssueKind("info", "A section that pages of this kind usually have is missing."),
    "segment.empty-section": IssueKind("info", "A section has a heading and no content, or only a placeholder."),
    "segment.odd-attribute": IssueKind("warning", "An attribute key has no value."),
    "segment.undated-entry": IssueKind("info", "A timeline entry has no date line."),
    "segment.truncated": IssueKind("warning", "The page ends in the middle of a section."),
    "segment.too-many-items": IssueKind(
        "warning", "A section has more items than segment.max_items; the rest was kept as other."
    ),
    "sources.no-evidence": IssueKind("info", "A source's excerpt holds nothing but furniture and repeated titles."),
    "sources.other-subject": IssueKind("info", "The encyclopedia extract is about something else than the page."),
    "dates.unread": IssueKind("warning", "A date line of the timeline cannot be read as a date."),
    "dates.impossible": IssueKind("warning", "A date that the calendar does not have was kept as unknown."),
    "dates.future": IssueKind("warning", "A timeline entry lies after the page's own date; its date was kept as unknown."),
    "dates.contradictory": IssueKind(
        "warning", "A sentence about the same event states another date; the date was kept as unknown."
    ),
    "dates.ambiguous-order": IssueKind(
        "warning", "Day and month could be either way round, and only the configuration decided."
    ),
    "dates.padded-page": IssueKind("info", "Three or more dates of the timeline look padded to the first of a month or year."),
    "structure.language-assumed": IssueKind("info", "The page has too little prose to tell its language."),
    "structure.language-gaps": IssueKind(
        "info", "The program lacks files about the page's language; the article was made without them."
    ),
    "structure.no-date": IssueKind(
        "warning", "The page has no time stamp that can be read; its dates were left out, none is made up."
    ),
    "structure.dates-swapped": IssueKind("warning", "The page says that it was updated before it was created."),
    "structure.no-model": IssueKind(
        "info", "No model runs: names were found by rules and lists alone, which miss most people and many organisations."
    ),
    "structure.draft-failed": IssueKind("warning", "The drafting model gave no usable answer; the prose is extractive."),
    "structure.draft-refused": IssueKind("info", "A drafted sentence says more or less than its evidence and was not used."),
    "structure.failed": IssueKind("error", "The page's parts do not make a valid record."),
    "structure.category-unsure": IssueKind("warning", "The page fits no category clearly; the configured fallback was taken."),
    "structure.no-sources": IssueKind("error", "The page has no usable source, and an article needs one."),
    "structure.failed-check": IssueKind("error", "The composed article breaks a rule of the schema."),
    "page.timeout": IssueKind("error", "The page took longer than batch.page_seconds."),
    "page.memory": IssueKind("error", "The page needed more memory than batch.worker_mb."),
    "page.worker-died": IssueKind("error", "The page ended the process that was converting it."),
    "page.worker-killed": IssueKind("error", "The process at the page was killed from outside, more often than it is retried."),
    "page.unexpected": IssueKind("error", "An unforeseen error stopped the page; its traceback is in the quarantine file."),
    "write.failed": IssueKind("error", "The article or its record could not be written."),
    "write.shared-title": IssueKind(
        "warning", "Another page has the same title, so this article's id carries a content suffix."
    ),
    "write.new-title": IssueKind(
        "info", "The page has another title than when its article was named; the article keeps its id."
    ),
    "write.edited-draft": IssueKind(
        "warning", "A person has edited the pending article, so the page's new version was not put in its place."
    ),
    "write.merge-conflict": IssueKind(
        "warning", "A person and the page have both changed a value; the person's stands until somebody decides."
    ),
    "write.evidence-gone": IssueKind("warning", "The page no longer says what an accepted or edited fact rests on."),
    "write.foreign-article": IssueKind("error", "Another page already owns the article's file name."),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One doubt about one page, with the raw words it is about."""

    code: str
    stage: str
    severity: Severity
    message: str
    spans: tuple[Span, ...] = ()


def make_issue(code: str, message: str = "", spans: tuple[Span, ...] = ()) -> Issue:
    """Make an issue of a known code; without a message it says what the code means.

    Raises:
        KeyError: The code is not in ``ISSUES``.
    """
    kind = ISSUES[code]
    return Issue(code, code.split(".", 1)[0], kind.severity, message or kind.meaning, spans)
