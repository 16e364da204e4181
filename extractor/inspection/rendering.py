"""How pages were cut, for a terminal, for a browser and for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from extractor.inspection.cutting import Cut, Unknown

if TYPE_CHECKING:
    from rich.text import Text as RichText

MOST_HEADINGS = 40
_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "section{border-left:4px solid #68a;margin:.5em 0;padding:.2em 1em;white-space:pre-wrap;overflow-wrap:anywhere}"
    ".other{border-color:#c60;background:#fff6ee}.furniture{border-color:#bbb;color:#777}"
    "small{color:#666}td,th{text-align:left;padding:.1em 1em .1em 0}"
)


def describe_cut(cut: Cut) -> dict[str, Any]:
    """Give a page's cut as plain values; ``spans`` are ranges of the raw text."""
    if cut.sections is None:
        return {"path": cut.path, "failure": cut.failure}
    page = cut.sections.page
    return {
        "path": cut.path,
        "layout": cut.sections.layout,
        "title": cut.sections.title.text,
        "sections": [
            {
                "kind": section.kind,
                "heading": section.heading.text if section.heading else None,
                "blocks": [
                    {
                        "kind": block.kind,
                        "text": block.text,
                        "spans": [[span.start, span.end] for span in page.text.spans(block.start, block.end)],
                    }
                    for block in section.blocks
                ],
            }
            for section in cut.sections.sections
        ],
        "unknown": cut.list_unknown(),
        "issues": [{"code": issue.code, "severity": issue.severity, "message": issue.message} for issue in cut.sections.issues],
    }


def describe_unknown(unknown: Unknown) -> dict[str, Any]:
    """Give the table of a batch as plain values."""
    headings = unknown.list_headings()
    return {
        "pages": unknown.pages,
        "layouts": dict(sorted(unknown.layouts.items(), key=lambda item: (-item[1], item[0]))),
        "headings": [{"heading": heading, "pages": count, "examples": paths} for heading, count, paths in headings],
    }


def show_cut(cut: Cut) -> Iterator[RichText]:
    """Give the lines of a page's cut for a terminal."""
    if cut.sections is None:
        yield _line((cut.path, "bold"), (f"  {cut.failure}", "red"))
        return
    yield _line((cut.path, "bold"), (f"  {cut.sections.layout}", "dim"))
    for section in cut.sections.sections:
        style = {"other": "bold yellow", "furniture": "dim"}.get(section.kind, "bold cyan")
        yield _line((section.kind, style), (f"  {section.heading.text}" if section.heading else "", "bold"))
        for block in section.blocks:
            yield _line((f"  {block.kind:<8}", "dim"), (block.text, "dim" if section.kind == "furniture" else ""))
    for issue in cut.sections.issues:
        yield _line(
            (f"{issue.severity}: ", "yellow" if issue.severity != "info" else "dim"),
            (issue.message, ""),
            (f" [{issue.code}]", "dim"),
        )


def show_unknown(unknown: Unknown) -> Iterator[RichText]:
    """Give the lines of the table of a batch for a terminal."""
    table = describe_unknown(unknown)
    yield _line((f"{unknown.pages} pages", "bold"))
    for layout, count in table["layouts"].items():
        yield _line((f"{count:>7}  ", ""), (layout, "cyan"))
    yield _line((f"{len(table['headings'])} unknown headings", "bold"))
    for row in table["headings"][:MOST_HEADINGS]:
        yield _line((f"{row['pages']:>7}  ", ""), (row["heading"], "yellow"), (f"  {row['examples'][0]}", "dim"))
    if len(table["headings"]) > MOST_HEADINGS:
        yield _line((f"         and {len(table['headings']) - MOST_HEADINGS} more, with --format json", "dim"))


def _line(*parts: tuple[str, str]) -> RichText:
    """Make a line of a terminal: no sign of a page's words moves its cursor."""
    from rich.text import Text

    return Text.assemble(
        *(
            ("".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in words), style)
            for words, style in parts
        )
    )


def render_html(cuts: Iterable[Cut], unknown: Unknown) -> str:
    """Give cuts as one page that needs nothing besides; everything that a page says is escaped."""
    parts = [_render_cut(cut) for cut in cuts]
    table = _render_table(describe_unknown(unknown)) if len(parts) > 1 else ""
    head = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>How pages were cut</title><style>{_STYLE}</style></head><body>"
    )
    return f"{head}{table}{''.join(parts)}</body></html>\n"


def _render_table(table: dict[str, Any]) -> str:
    layouts = _render_rows((str(count), name) for name, count in table["layouts"].items())
    rows = [(str(row["pages"]), row["heading"], ", ".join(row["examples"])) for row in table["headings"]]
    return f"<h1>{table['pages']} pages</h1>{layouts}<h2>Unknown headings</h2>{_render_rows(rows)}"


def _render_rows(rows: Iterable[Sequence[str]]) -> str:
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{escape(cell)}</td>' for cell in row) + '</tr>' for row in rows)}</table>"


def _render_cut(cut: Cut) -> str:
    if cut.sections is None:
        return f"<h1>{escape(cut.path)}</h1><p>{escape(cut.failure)}</p>"
    sections = "".join(
        f'<section class="{section.kind}"><small>{section.kind}</small>\n'
        + "\n".join(
            f"<b>{escape(block.text)}</b>" if number == 0 and section.heading else escape(block.text)
            for number, block in enumerate(section.blocks)
        )
        + "</section>"
        for section in cut.sections.sections
    )
    issues = _render_rows((issue.severity, issue.code, issue.message) for issue in cut.sections.issues)
    return f"<h1>{escape(cut.path)}</h1><p>{cut.sections.layout}</p>{sections}{issues}"
