"""Rules about an article's words: damage that must not be published, and the form of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.schema.body import REQUIRED_SECTIONS, SECTION_ORDER, Body, BodySection
from extractor.schema.front_matter import ArticleFields
from extractor.schema.rules import Fault, Location

MAX_TLDR_WORDS = 50
MAX_RELATED = 3

_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_MOJIBAKE = re.compile(
    r"\ufffd|\u00e9[\u00a0\u00bb\u00b0\u00b2]|\u00c3[\u0080-\u00bf]|\u00e2\u20ac|\u20ac[^\u20ac\n]{0,12}\u20ac"
)
# Code: words without which a text is free of that damage, and the damage itself.
_DAMAGE: dict[str, tuple[tuple[str, ...], re.Pattern[str]]] = {
    "article.to-do": (("todo",), re.compile(r"\btodo\b", re.IGNORECASE)),
    "article.placeholder": (
        ("placeholder", "tbd", "to be completed"),
        re.compile(r"[\[(][^\[\]()\n]*\b(?:placeholder|tbd|to be completed)\b(?:[^\[\]()\n]*[\])])?", re.IGNORECASE),
    ),
    "article.boilerplate": (
        ("scholarly debate", "schools of thought", "further research is", "a topic of"),
        re.compile(
            r"ongoing scholarly debate|schools of thought offering competing frameworks|further research is needed"
            r"|remains a topic of (?:ongoing )?debate",
            re.IGNORECASE,
        ),
    ),
    "article.rule-line": (("\n---",), re.compile(r"^---[ \t]*$", re.MULTILINE)),
}
_TYPOGRAPHY = re.compile("[\u2018-\u201f\u2010-\u2015\u2212\u2026\u00a0\u2000-\u200b\u202f\u2060\u3000\ufeff\u00ad]")
RELATED_LINK = re.compile(r"- \[(?P<title>.+)\]\((?P<target>(?:\.\./(?:[a-z0-9-]+/)?)?[a-z0-9-]+\.md)\)")
_WORD = re.compile(r"\w{2,}")


def is_damaged(text: str) -> bool:
    """Say whether a text holds words that no article may hold (ARTICLE 6)."""
    if not text.isascii() and _MOJIBAKE.search(text):
        return True
    small = f"\n{text}".lower()
    return any(pattern.search(text) is not None for hints, pattern in _DAMAGE.values() if any(hint in small for hint in hints))


def find_prose_faults(article: ArticleFields, *, with_body: bool = True) -> Iterator[Fault]:
    """Yield the rules about words, and about the form of the body if there is to be one, that an article breaks."""
    yield from _check_damage(article)
    if not with_body:
        return
    if article.body.preamble.strip():
        yield Fault("article.text-before-sections", "text stands before the first heading", ("body",))
    yield from _check_headings(article.body)
    for at, section in enumerate(article.body.sections):
        yield from _check_section(section, ("body", "sections", at))


def _check_damage(article: ArticleFields) -> Iterator[Fault]:
    own = list(_list_own_texts(article))
    for location, text in (*_list_quoted_texts(article), *own):
        if not text.isascii() and (found := _MOJIBAKE.search(text)):
            yield Fault("article.mojibake", f"the text holds '{found[0]}'", location, found.start())
    everything = "\n".join(("", *(text for _, text in own))).lower()
    for code, (hints, pattern) in _DAMAGE.items():
        if not any(hint in everything for hint in hints):
            continue
        for location, text in own:
            if found := pattern.search(text):
                yield Fault(code, f"the text holds '{found[0]}'", location, found.start())


def _list_quoted_texts(article: ArticleFields) -> Iterator[tuple[Location, str]]:
    yield ("title",), article.title
    for at, fact in enumerate(article.atomic_facts):
        yield ("atomic_facts", at, "statement"), fact.statement
    for name in ("primary_sources", "secondary_sources"):
        for at, source in enumerate(getattr(article, name)):
            yield (name, at, "title"), source.title


def _list_own_texts(article: ArticleFields) -> Iterator[tuple[Location, str]]:
    for at, gap in enumerate(article.known_gaps):
        yield ("known_gaps", at), gap
    for at, dispute in enumerate(article.disputed_statements):
        yield ("disputed_statements", at, "statement"), dispute.statement
    for at, section in enumerate(article.body.sections):
        yield ("body", "sections", at), section.text


def _check_headings(body: Body) -> Iterator[Fault]:
    headings = [section.heading for section in body.sections]
    for heading in REQUIRED_SECTIONS:
        if heading not in headings:
            yield Fault("article.missing-section", f"the body has no section '{heading}'", ("body",))
    last = -1
    for at, heading in enumerate(headings):
        if heading not in SECTION_ORDER:
            continue
        place = SECTION_ORDER.index(heading)
        if place <= last:
            yield Fault("article.section-order", f"'{heading}' is out of order or there twice", ("body", "sections", at))
        last = max(last, place)


def _check_section(section: BodySection, at: Location) -> Iterator[Fault]:
    text = section.text
    if not text.strip():
        yield Fault("article.empty-section", f"'{section.heading}' has no text", at)
    if not text.isascii() and (found := _TYPOGRAPHY.search(text)):
        yield Fault("article.typography", f"U+{ord(found[0]):04X} has an ASCII form", at, found.start())
    if section.heading == "TL;DR":
        if "\n" in text:
            yield Fault("article.tldr-lines", "the TL;DR has several lines", at)
        if (words := len(text.split())) > MAX_TLDR_WORDS:
            yield Fault("article.tldr-too-long", f"the TL;DR has {words} words, {MAX_TLDR_WORDS} are the most", at)
    elif section.heading == "Related Articles":
        lines = text.splitlines()
        if len(lines) > MAX_RELATED or not all(RELATED_LINK.fullmatch(line) for line in lines):
            yield Fault("article.related-links", f"not at most {MAX_RELATED} lines like - [Title](slug.md)", at)
    elif section.heading == "Further Reading" and not all("://" in line for line in text.splitlines() if line.strip()):
        yield Fault("article.reading-without-url", "a line has no URL", at)


def find_warnings(article: ArticleFields) -> Iterator[Fault]:
    """Yield what a person should look at in an article that is valid."""
    for at, fact in enumerate(article.atomic_facts):
        if not fact.statement.rstrip("\"')]\u2019\u201d\u00bb").endswith((".", "!", "\u3002", "\uff01", "\u2026")):
            yield Fault(
                "article.fact-end", f"'...{fact.statement[-20:]}' does not end a sentence", ("atomic_facts", at, "statement")
            )
    for at, gap in enumerate(article.known_gaps):
        if " -- " not in gap:
            yield Fault("article.gap-form", f"'{gap[:40]}' has no ' -- '", ("known_gaps", at))
    yield from _find_body_warnings(article)


def _find_body_warnings(article: ArticleFields) -> Iterator[Fault]:
    body = article.body
    tldr = body.find("TL;DR")
    words = _WORD.findall(article.title.casefold())
    if tldr and words and not any(word in tldr.text.casefold() for word in words):
        at = body.sections.index(tldr)
        yield Fault("article.tldr-off-topic", "no word of the title is in the TL;DR", ("body", "sections", at))
    for at, section in enumerate(body.sections):
        location = ("body", "sections", at)
        if section.heading not in SECTION_ORDER:
            yield Fault("article.unknown-section", f"'{section.heading}' is no section of the schema", location)
        last = at == len(body.sections) - 1
        leads = ("\n", "\n\n") if section.text.startswith("- ") else ("\n",)
        if section.lead not in leads or (body.end if last else section.gap) != ("\n" if last else "\n\n"):
            yield Fault("article.body-spacing", f"blank lines around '{section.heading}' are not in the house style", location)
    yield from _find_repetitions(body)


def _find_repetitions(body: Body) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, section in enumerate(body.sections):
        for part in _SENTENCE_END.split(section.text):
            sentence = part.rstrip(".!?")
            if len(sentence) >= 40 and sentence in seen:
                message = f"'{sentence[:40]}...' stands twice"
                yield Fault("article.repeated-sentence", message, ("body", "sections", at), section.text.rfind(sentence))
            seen.add(sentence)
