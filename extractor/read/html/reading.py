"""One HTML source → a view."""

from __future__ import annotations

import re
from typing import Any

from extractor.config import Config
from extractor.issues import make_issue
from extractor.knowledge import Knowledge
from extractor.read.html.labels import is_known
from extractor.read.html.main_content import find_main_content
from extractor.read.html.tree import Tree, build_tree
from extractor.read.html.walk import walk_tree
from extractor.read.metadata import read_tags, show_fields
from extractor.read.views import View

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def read_html(raw: str, *, config: Config, knowledge: Knowledge) -> View:
    """Lay out an HTML page; every character and every address traces to the source."""
    tree = build_tree(raw, max_depth=config.read.max_depth)
    text, marks = walk_tree(tree, knowledge=knowledge)
    issues = (make_issue("read.too-deep"),) if tree.is_too_deep else ()
    view = View(text, marks, _read_language(tree), _read_address(tree), issues)
    view = view if is_known(text.text, knowledge=knowledge) else find_main_content(tree, view, knowledge=knowledge)
    return show_fields(view, raw, read_tags(tree, knowledge=knowledge))


def _read_language(tree: Tree) -> str | None:
    said = tree.attributes(tree.root)
    for name in ("lang", "xml:lang"):
        if name in said and (tag := said[name].value.strip().replace("_", "-")) and _LANGUAGE.fullmatch(tag):
            return tag
    return None


def _read_address(tree: Tree) -> str | None:
    """The address that the page gives as its own: the canonical link, else Open Graph's."""
    for name, key, wanted, value in (("link", "rel", "canonical", "href"), ("meta", "property", "og:url", "content")):
        for element in tree.root.iter(name):
            said = tree.attributes(element)
            if _says(said, key, wanted) and value in said and _ADDRESS.fullmatch(address := said[value].value.strip()):
                return address
    return None


def _says(said: dict[str, Any], key: str, wanted: str) -> bool:
    return key in said and wanted in said[key].value.lower().split()
