"""Every rule that ``extractor check`` enforces, in one table that the README and the tests read.

A code is stable and dotted: ``article`` for what an article alone can break, ``record`` for its agreement with the
side-car and the raw page, ``review`` for the workspace around it. An ``error`` closes the gate, a ``warning`` does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

FaultSeverity = Literal["error", "warning"]
Location = tuple[str | int, ...]
"""Keys and list positions that lead to a value: ``("atomic_facts", 2, "statement")``, ``("body", "sections", 0)``."""


class Rule(NamedTuple):
    """How grave a broken rule is, and what it asks for."""

    severity: FaultSeverity
    meaning: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule at one place of an article; ``offset`` is where in a text the words in question begin."""

    code: str
    message: str
    location: Location = ()
    offset: int | None = None

    @property
    def severity(self) -> FaultSeverity:
        """How grave it is, from the table."""
        return RULES[self.code].severity


RULES: dict[str, Rule] = {
    "article.unreadable": Rule("error", "The file is UTF-8 text: front matter between two lines of ---, then Markdown."),
    "article.duplicate-key": Rule("error", "A key stands once in its mapping."),
    "article.missing-key": Rule("error", "Every key of the schema that is not optional is there."),
    "article.wrong-type": Rule("error", "A value has the type that the schema gives it."),
    "article.wrong-value": Rule("error", "A value is one of those that the schema lists."),
    "article.empty-value": Rule("error", "An unknown value is an omitted key, never empty, null, TBD, Unknown or N/A."),
    "article.key-order": Rule("error", "Keys stand in the order of the schema."),
    "article.style": Rule("error", "The file is byte for byte in the house style: js-yaml's with a line width of 100."),
    "article.bad-id": Rule("error", "An article's id is a slug: [a-z0-9]+(-[a-z0-9]+)*."),
    "article.bad-category": Rule("error", "The category is a slug and one of those that the configuration lists."),
    "article.bad-language": Rule("error", "The language is a BCP 47 tag."),
    "article.bad-date": Rule("error", 'A date is a quoted, real day: "YYYY-MM-DD".'),
    "article.date-order": Rule("error", "created_date is not after updated."),
    "article.bad-period": Rule("error", "data_period is static, or YYYY-YYYY in order."),
    "article.bad-completeness": Rule("error", "completeness lies from 0 to 1 and has two decimals at most."),
    "article.high-confidence": Rule("error", "What a machine estimated is never of high confidence."),
    "article.no-primary-source": Rule("error", "There is at least one primary source."),
    "article.source-id": Rule("error", "A primary source's id is ps-<article id>-<n>; a secondary source has none."),
    "article.duplicate-id": Rule("error", "No two facts or sources of an article share an id."),
    "article.duplicate-source": Rule("error", "No two sources of one list have the same title and locator."),
    "article.source-title": Rule("error", "Wikipedia is an institution, never part of a source's title."),
    "article.source-year": Rule("error", "A source's year is not after the article's last date."),
    "article.bad-url": Rule("error", "A URL is an absolute http or https address without blanks."),
    "article.tracking-url": Rule("error", "A URL carries no tracking parameters."),
    "article.home-page-url": Rule("error", "A source's URL is not a bare home page."),
    "article.bad-doi": Rule("error", "A DOI is normalised: 10.<registrant>/<suffix>, without a resolver's address."),
    "article.too-many-facts": Rule("error", "There are at most six atomic facts."),
    "article.fact-id": Rule("error", "A fact's id is af-<category>-<article id>-<n>."),
    "article.fact-too-short": Rule("error", "A fact has 10 characters or more."),
    "article.fact-too-long": Rule("error", "A fact has 300 characters at most."),
    "article.fact-cut": Rule("error", "A fact does not end in ( : ; , or in a bare arXiv number."),
    "article.fact-markup": Rule("error", "A fact holds no code fence, heading line or table."),
    "article.fact-end": Rule("warning", "A fact is a sentence and ends like one."),
    "article.fact-twice": Rule("error", "No two facts say the same."),
    "article.fact-without-source": Rule("error", "A fact names one evidence, source_url or source_ref, of a listed source."),
    "article.dangling-source-ref": Rule("error", "A source_ref is the id of a listed source."),
    "article.source-mismatch": Rule("error", "A fact's source_title and source_url are letter for letter those of one source."),
    "article.fact-confidence": Rule("error", "A fact's confidence is not above the article's."),
    "article.mojibake": Rule("error", "No text holds U+FFFD or the marks of a wrong decoding."),
    "article.to-do": Rule("error", "No text holds the bare word that marks unfinished work (write to-do)."),
    "article.placeholder": Rule("error", "No brackets hold placeholder, tbd or to be completed."),
    "article.boilerplate": Rule("error", "No text holds stock phrases such as an ongoing scholarly debate."),
    "article.rule-line": Rule("error", "No line is only ---."),
    "article.gap-form": Rule("warning", "A known gap reads Topic -- detail."),
    "article.missing-section": Rule("error", "The body has TL;DR, Core Explanation and Detailed Analysis."),
    "article.section-order": Rule("error", "The sections of the body stand once each, in the order of the schema."),
    "article.unknown-section": Rule("warning", "The body has no sections but those of the schema."),
    "article.empty-section": Rule("error", "A section has text."),
    "article.text-before-sections": Rule("error", "The body begins with its first heading."),
    "article.tldr-lines": Rule("error", "The TL;DR is one line."),
    "article.tldr-too-long": Rule("error", "The TL;DR has 50 words at most."),
    "article.tldr-off-topic": Rule("warning", "The TL;DR names the subject: words of the title are in it."),
    "article.typography": Rule("error", "Quotes, dashes, ellipses and blanks of the body are ASCII."),
    "article.body-spacing": Rule(
        "warning", "Text stands directly under its heading, one blank line before the next, one final newline."
    ),
    "article.repeated-sentence": Rule("warning", "The body says no sentence twice."),
    "article.related-links": Rule("error", "Related Articles holds at most three lines of the form - [Title](slug.md)."),
    "article.related-missing": Rule("error", "A related article exists in the workspace."),
    "article.reading-without-url": Rule("error", "Every line of Further Reading has a URL."),
    "record.missing": Rule("error", "Every article has a record."),
    "record.unreadable": Rule("error", "A record is JSON of the published schema."),
    "record.other-id": Rule("error", "A record's id, file name and article agree."),
    "record.disagrees": Rule("error", "What article and record both say is the same, but for what a person decided."),
    "record.arithmetic": Rule("error", "Confidence and completeness follow from their recorded inputs."),
    "record.page-missing": Rule("warning", "The raw page lies in the folder of raw pages."),
    "record.page-changed": Rule("warning", "The raw page is still the one that the record was made from."),
    "record.stale-span": Rule("error", "The raw words at a span are still those that the record quotes."),
    "review.file-name": Rule("error", "A file is named after its article's id and lies in its category's folder."),
    "review.duplicate-id": Rule("error", "An id stands once in the workspace, over pending and accepted articles."),
    "review.duplicate-title": Rule("warning", "No two articles of a workspace have the same title."),
    "review.status": Rule("error", "A pending article ends in status: draft; an accepted one has no status."),
    "review.no-decision": Rule("error", "Everything under articles/ was accepted by a person."),
    "review.changed-since": Rule("warning", "An accepted article is still as it was when it was accepted."),
    "review.rejected-returned": Rule("error", "What a person rejected does not come back."),
    "review.rejected-in-body": Rule(
        "error", "No sentence of the body says what a rejected fact said, unless a fact that stands says it."
    ),
    "review.decisions-unreadable": Rule("error", "Every line of decisions.jsonl is a decision."),
}
