"""An lxml tree → the text a person sees of the page, one block a line, with marks for what the markup means."""

from __future__ import annotations

import re
from typing import Any

from extractor.knowledge import Knowledge
from extractor.read.columns import are_column_heads
from extractor.read.html.labels import is_label
from extractor.read.html.tokens import Attribute
from extractor.read.html.tree import INLINE, Tree
from extractor.read.layout import Layout
from extractor.spans import TracedText
from extractor.types import Mark, MarkKind

_UNSEEN = frozenset({
    "audio", "canvas", "datalist", "frameset", "head", "input", "map", "meter", "noscript", "object", "option", "picture",
    "progress", "rp", "select", "svg", "template", "title", "video",
})  # fmt: skip
_HEADINGS = {f"h{level}": str(level) for level in range(1, 7)}
_CELLS = frozenset({"td", "th"})
_PREFORMATTED = frozenset({"pre", "textarea"})
_MAIN_PARTS = frozenset({"article", "main", "section", "li", "blockquote", "dialog"})
_ASIDES = frozenset({"aside", "button"})
_FURNITURE_ROLES = frozenset({"navigation", "search", "contentinfo"})
_TELLING = re.compile(r"hidden|display|visibility|role|open", re.IGNORECASE)
_INVISIBLE_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"\s*(?:#|javascript:|data:|$)", re.IGNORECASE)
_LONGEST_LABEL = 60
_LONGEST_HEAD = 100
# A time that follows a finished statement is that entry's date line.
_STATEMENT_ENDS = frozenset(".!?)]\u3002\uff01\uff1f")


def walk_tree(tree: Tree, *, knowledge: Knowledge) -> tuple[TracedText, tuple[Mark, ...]]:
    """Lay out what a browser would show. Menus and footers are shown, and marked as furniture."""
    walk = _Walk(tree, knowledge)
    walk.run()
    return walk.finish()


class _Walk:
    """The way through a tree, without recursion."""

    def __init__(self, tree: Tree, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._tree = tree
        self._layout = Layout(tree.source)
        self._preformatted = 0
        self._cells: dict[Any, MarkKind] = {}
        self._has_title = False

    def run(self) -> None:
        """Visit every visible element in order."""
        todo: list[tuple[Any, int]] = [(self._tree.root, -1)]
        while todo:
            element, start = todo.pop()
            if start >= 0:
                self._leave(element, start)
                self._show(element.tail)
            elif self._is_unseen(element):
                self._show(element.tail)
            else:
                todo.append((element, self._enter(element)))
                self._show(element.text)
                todo.extend((child, -1) for child in reversed(element))

    def finish(self) -> tuple[TracedText, tuple[Mark, ...]]:
        """Give the text and its marks; where most of the page would be furniture, none of it is."""
        text, marks = self._layout.finish()
        furniture = sum(mark.end - mark.start for mark in marks if mark.kind == "furniture")
        if furniture * 2 > len(text.text):
            marks = tuple(mark for mark in marks if mark.kind != "furniture")
        return text, marks

    def _show(self, text: str | None) -> None:
        if not text:
            return
        for run in self._tree.runs(text):
            if run.kind == "literal":
                self._layout.add_literal(run.start, run.end)
            elif self._preformatted:
                self._layout.add_kept(run.start, run.end)
            else:
                self._layout.add_flowing(run.start, run.end)

    def _enter(self, element: Any) -> int:
        name = element.tag
        if name not in INLINE or (name == "time" and self._is_date_line()):
            self._layout.end_line()
        if name in _PREFORMATTED:
            self._preformatted += 1
        elif name == "tr":
            self._cells.update(_label_cells(element))
        return self._layout.at

    def _is_date_line(self) -> bool:
        last = self._layout.last
        return last in _STATEMENT_ENDS or (last.isalnum() and not self._layout.is_spaced)

    def _leave(self, element: Any, start: int) -> None:
        name = element.tag
        if name in _PREFORMATTED:
            self._preformatted -= 1
        if name == "a":
            self._mark_link(element, start)
        elif name == "time":
            self._mark_time(element, start)
        elif self._layout.at > start:
            self._mark_block(element, name, start)
        if name not in INLINE or self._is_lone_label(element, start):
            self._layout.end_line()

    def _is_lone_label(self, element: Any, start: int) -> bool:
        """Whether an inline element is a label that its next sibling, with the value, touches: style parts the two."""
        if element.tail or element.getnext() is None or not 0 < self._layout.at - start <= _LONGEST_LABEL:
            return False
        return is_label(self._layout.read_since(start), knowledge=self.knowledge)

    def _mark_block(self, element: Any, name: str, start: int) -> None:
        mark = self._layout.mark
        if name in _HEADINGS:
            if name == "h1" and not self._has_title:
                self._has_title = True
                mark("title", start)
            mark("heading", start, value=_HEADINGS[name])
        elif name == "li":
            mark("item", start)
        elif name in {"dt", "dd"}:
            mark("key" if name == "dt" else "value", start)
        elif name in _CELLS and (kind := self._cells.pop(element, None)):
            mark(kind, start)
        elif name == "tr":
            if self._layout.at - start <= _LONGEST_HEAD and are_column_heads(
                self._layout.read_since(start).split("\n"), knowledge=self.knowledge
            ):
                mark("furniture", start)
        elif self._is_furniture(element, name):
            mark("furniture", start)

    def _mark_link(self, element: Any, start: int) -> None:
        href = self._tree.attributes(element).get("href")
        if href is not None and not _NO_ADDRESS.match(href.value):
            self._layout.mark("link", start, value=href.value.strip(), source=href.span)

    def _mark_time(self, element: Any, start: int) -> None:
        stamp = self._tree.attributes(element).get("datetime")
        if stamp is None:
            return
        if self._layout.at == start:
            self._layout.add(stamp.value.strip(), *stamp.span)
        self._layout.mark("time", start, value=stamp.value.strip(), source=stamp.span)

    def _telling(self, element: Any) -> dict[str, Attribute]:
        """The attributes of an element, if any of them can say that it is hidden or what it is for."""
        number = element.get("n")
        if number is None:
            return {}
        token = self._tree.tokens[int(number)]
        return self._tree.attributes(element) if _TELLING.search(self._tree.source, token.start, token.end) else {}

    def _is_unseen(self, element: Any) -> bool:
        if element.tag in _UNSEEN:
            return True
        said = self._telling(element)
        if "hidden" in said and said["hidden"].value.lower() != "until-found":
            return True
        if element.tag == "dialog" and "open" not in said:
            return True
        if "style" in said and _INVISIBLE_STYLE.search(said["style"].value):
            return True
        # Icons spelled as words are hidden from screen readers; so is a whole page under an open dialog.
        return element.tag in INLINE and "aria-hidden" in said and said["aria-hidden"].value.lower() == "true"

    def _is_furniture(self, element: Any, name: str) -> bool:
        if name in _ASIDES and not _holds_data(element):
            return True
        if name == "nav" or (name == "footer" and not any(parent.tag in _MAIN_PARTS for parent in element.iterancestors())):
            return True
        said = self._telling(element)
        return "role" in said and said["role"].value.lower() in _FURNITURE_ROLES


def _holds_data(element: Any) -> bool:
    """Whether an aside is a box of facts, or a button the words of a heading."""
    if element.tag == "button":
        return any(parent.tag in _HEADINGS or parent.tag in {"summary", "dt", "label"} for parent in element.iterancestors())
    return any(child.tag in {"dl", "table", "h1"} for child in element.iter())


def _label_cells(row: Any) -> dict[Any, MarkKind]:
    """Say which cells of a row are a key and its values: two cells or more that are not all headings."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    if len(cells) < 2 or all(cell.tag == "th" for cell in cells):
        return {}
    return {cell: "value" if number else "key" for number, cell in enumerate(cells)}
