"""The stage: a clean page becomes its sections."""

from __future__ import annotations

from dataclasses import replace

from extractor.config import Config
from extractor.errors import SegmentError
from extractor.issues import make_issue
from extractor.knowledge import Knowledge
from extractor.segment.documents import cut_article, cut_document
from extractor.segment.draft import Draft
from extractor.segment.entity import cut_entity, cut_preamble
from extractor.segment.layouts import cut_runs, find_title, plan_page
from extractor.segment.lines import split_lines
from extractor.segment.metadata import keep_metadata, take_stamps
from extractor.segment.truncation import is_truncated
from extractor.segment.vocabulary import load_vocabulary
from extractor.types import CleanPage, Sections


def segment_page(page: CleanPage, *, config: Config, knowledge: Knowledge) -> Sections:
    """Cut a page into its parts. Every block lands in exactly one section; values are slices of the clean text.

    Raises:
        SegmentError: The page has no title line (``segment.no-title``).
    """
    lines = split_lines(page, knowledge=knowledge)
    fields = [line for line in lines if line.block.kind == "meta"]
    lines = [line for line in lines if line.block.kind != "meta"]
    title_at = find_title(lines, knowledge=knowledge)
    if title_at is None:
        raise SegmentError(
            "The page has no title line.", code="segment.no-title", hint="Add the entity's name as its first line.",
            path=page.page.path, lines=len(lines),
        )  # fmt: skip
    title = lines.pop(title_at)
    lines, told = take_stamps(lines, knowledge=knowledge)
    title_at = min(title_at, sum(line.block.start < title.block.start for line in lines))
    layout, below, headings = plan_page(page, lines, knowledge=knowledge)
    draft = Draft(page, config.segment.max_items, title.text, knowledge)
    draft.keep("title", [title])
    preamble, runs = cut_runs(below, headings)
    above = min(title_at, len(preamble))
    draft.keep_above(preamble[:above])
    if layout == "article":
        cut_article(draft, preamble[above:])
    else:
        (cut_preamble if layout == "entity" else Draft.keep_loose)(draft, preamble[above:])
        (cut_entity if layout == "entity" else cut_document)(draft, runs)
    keep_metadata(draft, fields, told)
    if layout == "entity" and _stands_alone(draft, min_prose=config.segment.min_prose):
        layout = "article"
        draft.values["content"] = [*draft.values.get("summary", ())]
    return _finish(draft, layout)


def _stands_alone(draft: Draft, *, min_prose: int) -> bool:
    """Whether a page has prose of its own, and neither an excerpt of another's nor the make of a research site."""
    told = any(result.fragments for result in draft.values.get("web_results", ())) or draft.values.get("wikipedia")
    holds_key = load_vocabulary(draft.knowledge).holds_key
    prose = sum(len(text.text) for text in draft.values.get("summary", ()))
    return not told and prose >= min_prose and not holds_key(draft.page.text.text)


def _finish(draft: Draft, layout: str) -> Sections:
    sections = draft.finish(layout)
    if not is_truncated(sections):
        return sections
    last = sections.sections[-1].blocks[-1]
    issue = make_issue("segment.truncated", spans=draft.page.text.spans(last.start, last.end))
    return replace(sections, truncated=True, issues=(*sections.issues, issue))
