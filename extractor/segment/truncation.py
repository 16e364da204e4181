"""Whether a page was cut off: judged by how complete its last section is, beside the section's own earlier items.

A missing full stop alone says nothing: snippets end anywhere ("Goals:"), and attribute values have none.
"""

from __future__ import annotations

import re

from extractor.segment.shapes import ends_sentence
from extractor.types import Sections

_CUT_JOIN = re.compile(r"\[\s*(?:\.|…)[.\s…]*$")
_OPEN_TAG = re.compile(r"[(（][^()（）]{0,40}[:：]?[^()（）]{0,40}$")
MANY = 3


def is_truncated(sections: Sections) -> bool:
    """Whether the page ends before its last section is complete."""
    raw = sections.page.page.raw
    text = sections.page.text.text.rstrip()
    if _misses_end_tag(raw) or _CUT_JOIN.search(text[-20:]):
        return True
    kind = next((section.kind for section in reversed(sections.sections) if section.kind != "furniture"), "other")
    if kind == "attributes":
        return _are_attributes_cut(sections)
    if raw.endswith(("\n", "\r")) or "</html" in raw[-200:].casefold():
        return False
    if kind == "timeline":
        return _is_timeline_cut(sections, text)
    if kind == "web_results":
        return _misses_snippet(sections) or _is_snippet_cut(sections)
    return kind in {"summary", "wikipedia", "content"} and _is_prose_cut(sections, kind)


def _misses_end_tag(raw: str) -> bool:
    return "<html" in raw[:2000].casefold() and "</html" not in raw[-2000:].casefold()


def _is_timeline_cut(sections: Sections, text: str) -> bool:
    """The last entry lacks the date or the source that every other one has, or stops inside its source."""
    *others, last = sections.timeline or (None,)
    if last is None or len(others) < MANY - 1:
        return False
    if last.when is None and all(entry.when for entry in others):
        return True
    return last.source is None and all(entry.source for entry in others) and bool(_OPEN_TAG.search(text[-80:]))


def _are_attributes_cut(sections: Sections) -> bool:
    """The last key has no value, or the last value has brackets that never close."""
    last = next(section for section in reversed(sections.sections) if section.kind == "attributes").blocks[-1]
    if not sections.attributes or last.start >= sections.attributes[-1].value.end:
        return last.kind != "heading" and len(sections.attributes) > 0
    value = sections.attributes[-1].value.text
    return value[:1] in {"{", "["} and value.count(value[0]) > value.count("}" if value[0] == "{" else "]")


def _is_prose_cut(sections: Sections, kind: str) -> bool:
    extract = sections.wikipedia.extract if sections.wikipedia else None
    texts = {"summary": sections.summary, "content": sections.content, "wikipedia": (extract,)}[kind]
    last = texts[-1] if texts else None
    return last is not None and len(last.text.split()) > MANY and not ends_sentence(last.text)


def _misses_snippet(sections: Sections) -> bool:
    *others, last = sections.web_results or (None,)
    return last is not None and not last.fragments and len(others) >= MANY - 1 and all(result.fragments for result in others)


def _is_snippet_cut(sections: Sections) -> bool:
    """The last snippet stops in mid-sentence, and all the others, of which there are some, do not."""
    *others, last = sections.web_results or (None,)
    ends = [result.fragments[-1].text for result in others if result.fragments]
    if last is None or not last.fragments or len(ends) < MANY - 1:
        return False
    words = last.fragments[-1].text
    return words[-1:] not in {":", "："} and not ends_sentence(words) and all(ends_sentence(end) for end in ends)
