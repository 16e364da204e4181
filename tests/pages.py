"""Pages of made-up entities, for tests and benchmarks: what a page says (``PageParts``) and how it is saved (``PageStyle``).

generate_page(seed)    the same text for the same seed: every optional part, trap and format turns up over some seeds
entity_pages()         a hypothesis strategy of ``(parts, style)``; ``render_page`` makes the page
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.knowledge.language import Labels
from tests import sentences

ORDER = ("stamps", "summary", "referenced", "attributes", "timeline", "wikipedia", "web_results")
STAMPS = ("created_at", "last_updated", "research_retrieved")
LANGUAGES = ("raw", "en", "de", "fr", "es", "it", "pt", "nl", "zh", "ja")
TRAP_KEYS = (
    ("Timeline", "18 months from the first survey"),
    ("Summary", "A short one"),
    ("Wikipedia", "https://en.wikipedia.org/wiki/Tide"),
)


@dataclass(frozen=True)
class Entry:
    """A timeline entry: statement, class of source, date line (any may be absent but the first)."""

    statement: str
    source: str | None
    when: str | None


@dataclass(frozen=True)
class Result:
    """A web result: title line, fragments of its snippet, address."""

    title: str
    fragments: tuple[str, ...]
    url: str | None = None


@dataclass(frozen=True)
class PageParts:
    """What a page says. An absent part is empty or None."""

    title: str
    description: str
    stamps: tuple[tuple[str, str], ...] = ()
    summary: tuple[str, ...] = ()
    referenced: int | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    timeline: tuple[Entry, ...] = ()
    wikipedia: tuple[str, str] | None = None
    web_results: tuple[Result, ...] = ()


@dataclass(frozen=True)
class PageStyle:
    """How a page is saved."""

    media: Literal["text", "markdown", "html"] = "text"
    language: str = "raw"
    bullet: str = "-"
    blank_lines: bool = False
    colon: bool = False
    shared_lines: bool = False
    dates: Literal["below", "above"] = "below"
    order: tuple[str, ...] = ORDER
    line_end: str = "\n"
    final_line_end: bool = False


def make_parts(rng: random.Random) -> PageParts:
    """Make up an entity and what its page says; every part but title and description is sometimes missing."""
    name = sentences.make_name(rng)
    stated = sentences.make_statements(rng, name, 12)
    keep = lambda share: rng.random() < share  # noqa: E731 - a word for a coin
    attributes = sentences.make_attributes(rng, 1 + rng.randrange(7))
    if keep(0.3):
        attributes.insert(rng.randrange(len(attributes) + 1), rng.choice(TRAP_KEYS))
    entries = tuple(
        Entry(text, rng.choice(("wikipedia", "related_documents", "web_search", None)), sentences.make_date(rng))
        for text in rng.sample(stated, rng.randint(1, 6))
    )
    results = tuple(_make_result(rng, name, stated) for _ in range(rng.randint(1, 5)))
    day = f"{rng.randint(1, 12)}/{rng.randint(1, 28)}/2025, {rng.randint(1, 12)}:{rng.randint(10, 59)}:{rng.randint(10, 59)} PM"
    return PageParts(
        title=name,
        description=f"{name} is a {rng.choice(sentences.KINDS)} that {rng.choice(sentences.PURPOSES)}.",
        stamps=tuple((stamp, day) for stamp in STAMPS) if keep(0.9) else (),
        summary=(" ".join(rng.sample(stated, 3)),) if keep(0.85) else (),
        referenced=rng.choice((1, 2, 12)) if keep(0.6) else None,
        attributes=tuple(dict(attributes).items()) if keep(0.9) else (),
        timeline=(replace(entries[0], when=entries[0].when or "Unknown"), *entries[1:]) if keep(0.85) else (),
        wikipedia=(name if keep(0.6) else sentences.make_name(rng), " ".join(rng.sample(stated, 4))) if keep(0.8) else None,
        web_results=results if keep(0.9) else (),
    )


def _make_result(rng: random.Random, name: str, stated: Sequence[str]) -> Result:
    title = rng.choice(sentences.HEADLINES).format(name=name) + rng.choice(sentences.PUBLISHERS)
    fragments = [" ".join(rng.sample(stated, rng.randint(1, 3))) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.2:
        fragments[0] = f"# {title} {fragments[0]}"
    if rng.random() < 0.1:
        fragments = []
    return Result(title, tuple(fragments), f"https://example.org/{rng.randrange(10**6)}" if rng.random() < 0.3 else None)


def make_style(rng: random.Random) -> PageStyle:
    """Choose how a page is saved. The order of the parts is mostly the usual one."""
    order = list(ORDER)
    if rng.random() < 0.25:
        low = rng.randrange(1, len(order) - 1)
        order[low], order[low + 1] = order[low + 1], order[low]
    return PageStyle(
        media=rng.choice(("text", "text", "text", "markdown", "html")),
        language=rng.choice(LANGUAGES),
        bullet=rng.choice("-*•–"),
        blank_lines=rng.random() < 0.4,
        colon=rng.random() < 0.3,
        shared_lines=rng.random() < 0.3,
        dates="above" if rng.random() < 0.2 else "below",
        order=tuple(order),
        line_end="\r\n" if rng.random() < 0.2 else "\n",
        final_line_end=rng.random() < 0.5,
    )


def generate_page(seed: int) -> str:
    """Give a page: the same for the same seed, in every process."""
    rng = random.Random(seed)  # noqa: S311 - chosen for being repeatable
    return render_page(make_parts(rng), make_style(rng))


def entity_pages(media: str | None = None) -> st.SearchStrategy[tuple[PageParts, PageStyle]]:
    """What a page says and how it is saved, both random; ``media`` fixes the format."""

    def build(seed: int) -> tuple[PageParts, PageStyle]:
        rng = random.Random(seed)  # noqa: S311 - chosen for being repeatable
        parts, style = make_parts(rng), make_style(rng)
        return parts, replace(style, media=media) if media else style  # type: ignore[arg-type]

    return st.integers(0, 2**32).map(build)


def render_page(parts: PageParts, style: PageStyle) -> str:
    """Save a page in a style."""
    if style.media == "html":
        return _render_html(parts, style)
    lines = [f"# {parts.title}" if style.media == "markdown" else parts.title, parts.description]
    for name in style.order:
        lines += _render_part(name, parts, style)
    between = style.line_end * (2 if style.blank_lines or style.media == "markdown" else 1)
    return between.join(lines) + (style.line_end if style.final_line_end else "")


def read_label(name: str, language: str) -> str:
    """Give a part's label in a language: the raw key, or the first of its words (English where there are none)."""
    if language == "raw":
        return str(getattr(default_knowledge().site.entity, name)[0])
    own, english = (getattr(_labels(tag).entity, name) for tag in (language, "en"))
    return str((own or english)[0])


def _labels(language: str) -> Labels:
    return default_knowledge().languages[language].labels


def _head(name: str, style: PageStyle, level: int = 2) -> str:
    # The site translates headings even where its stamps are not.
    label = read_label(name, "en" if style.language == "raw" else style.language)
    return "#" * level + " " + label if style.media == "markdown" else label + ":" * style.colon


def _render_part(name: str, parts: PageParts, style: PageStyle) -> list[str]:
    if name == "stamps":
        return [line for stamp, value in parts.stamps for line in _pair(read_label(stamp, style.language), value, style)]
    if name == "referenced":
        return [_count(parts.referenced, style)] if parts.referenced else []
    level = 3 if name in {"attributes", "timeline"} else 2
    head = [_head("research", style)] if name == "attributes" else []
    body = _render_body(name, parts, style)
    return [*head, _head(name, style, level), *body] if body else []


def _render_body(name: str, parts: PageParts, style: PageStyle) -> list[str]:
    if name == "summary":
        return list(parts.summary)
    if name == "attributes":
        return [line for key, value in parts.attributes for line in _pair(key, value, style)]
    if name == "timeline":
        return [line for entry in parts.timeline for line in _render_entry(entry, style)]
    if name == "wikipedia":
        return [_view(style) + parts.wikipedia[0], parts.wikipedia[1]] if parts.wikipedia else []
    return [line for result in parts.web_results for line in _render_result(result, style)]


def _pair(key: str, value: str, style: PageStyle) -> list[str]:
    return [f"{key}: {value}"] if style.shared_lines else [key, value]


def _count(number: int | None, style: PageStyle) -> str:
    form = _labels("en" if style.language == "raw" else style.language).referenced_counts
    return form[0 if number == 1 or len(form) == 1 else 1].format(n=number)


def _view(style: PageStyle) -> str:
    return _labels("en" if style.language == "raw" else style.language).view_on_wikipedia[0]


def _render_entry(entry: Entry, style: PageStyle) -> list[str]:
    tag = _labels("en" if style.language == "raw" else style.language).source_tags[0]
    statement = f"{style.bullet} {entry.statement}" + (f" ({tag}: {entry.source})" if entry.source else "")
    lines = [statement] if entry.when is None else [statement, entry.when]
    return lines if style.dates == "below" else lines[::-1]


def _render_result(result: Result, style: PageStyle) -> list[str]:
    linked = style.media == "markdown" and result.url
    lines = [f"{style.bullet} [{result.title}]({result.url})" if linked else f"{style.bullet} {result.title}"]
    lines += [result.url] if result.url and not linked else []
    return [*lines, " [...] ".join(result.fragments)] if result.fragments else lines


def _render_html(parts: PageParts, style: PageStyle) -> str:
    body = [f"<h1>{escape(parts.title)}</h1>", f"<p>{escape(parts.description)}</p>"]
    for name in style.order:
        body += _render_html_part(name, parts, style)
    head = f"<head><title>{escape(parts.title)}</title></head>"
    return f"<!doctype html><html>{head}<body><main>{''.join(body)}</main></body></html>\n"


def _render_html_part(name: str, parts: PageParts, style: PageStyle) -> list[str]:
    plain = replace(style, media="text", shared_lines=False, colon=False)
    lines = [escape(line) for line in _render_part(name, parts, plain)]
    if name in {"stamps", "attributes"} and lines:
        heads, pairs = (lines[:2], lines[2:]) if name == "attributes" else ([], lines)
        table = [f"<dt>{key}</dt><dd>{value}</dd>" for key, value in zip(pairs[::2], pairs[1::2], strict=True)]
        return [*(f"<h2>{head}</h2>" for head in heads), "<dl>", *table, "</dl>"]
    if name == "referenced" or not lines:
        return [f"<p>{line}</p>" for line in lines]
    if name == "web_results":
        return [f"<h2>{lines[0]}</h2><ul>", *(_html_result(result) for result in parts.web_results), "</ul>"]
    if name == "timeline":
        return [f"<h2>{lines[0]}</h2><ul>", *(_html_entry(entry, plain) for entry in parts.timeline), "</ul>"]
    return [f"<h2>{lines[0]}</h2>", *(f"<p>{line}</p>" for line in lines[1:])]


def _html_entry(entry: Entry, style: PageStyle) -> str:
    statement = _render_entry(replace(entry, when=None), style)[0].removeprefix(f"{style.bullet} ")
    when = f"<div><time>{escape(entry.when)}</time></div>" if entry.when else ""
    return (
        f"<li><p>{escape(statement)}</p>{when}</li>" if style.dates == "below" else f"<li>{when}<p>{escape(statement)}</p></li>"
    )


def _html_result(result: Result) -> str:
    title = f'<a href="{escape(result.url)}">{escape(result.title)}</a>' if result.url else escape(result.title)
    snippet = f"<p>{escape(' [...] '.join(result.fragments))}</p>" if result.fragments else ""
    return f"<li><div>{title}</div>{snippet}</li>"
