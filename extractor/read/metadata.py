"""What a file tells about its page apart from its words: front matter, the header that readers write, meta tags, JSON-LD.

Each known field is shown as a line of its own, marked with the name of what it holds; ``configs/sites/default.yaml`` lists
what formats call it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import yaml

from extractor.knowledge import Knowledge, derived
from extractor.read.html.tree import Tree
from extractor.read.views import View
from extractor.spans import TracedText
from extractor.types import Mark

_YAML = re.compile(r"\ufeff?\s*---[ \t]*\r?\n((?:[^\n]*\n){0,400}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_TOML = re.compile(r"\ufeff?\s*\+\+\+[ \t]*\r?\n((?:[^\n]*\n){0,400}?)\+\+\+[ \t]*(?:\r?\n|$)")
_TOML_LINE = re.compile(r"^[ \t]*([\w.-]{1,60})[ \t]*=[ \t]*([\"']?)(\S[^\n]*?)\2[ \t]*\r?$", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*([\w .:-]{1,60}?)[ \t]*:[ \t]+([\"']?)(\S[^\n]*?)\2[ \t]*\r?$", re.MULTILINE)
_HEADER = re.compile(r"([A-Z][\w ]{1,30}):[ \t]*([^\r\n]*)(?:\r?\n|$)|[ \t]*\r?\n")
_CONTENT = "markdowncontent"
_LD_SCRIPT = re.compile(r"<script[^<>]{0,200}ld\+json[^<>]{0,200}>(.{1,200000}?)</script", re.IGNORECASE | re.DOTALL)
_LD_TYPE = re.compile(r"\"@type\"\s*:\s*(?:\[[^\]]{0,200})?\"(?:\w{0,30}Article|WebPage|BlogPosting|Report|\w{0,20}Posting)\"")
_LD_TEXT = r"\"((?:[^\"\\]|\\.){1,500})\""
_LD_FIELDS = {
    "published": (rf"\"datePublished\"\s*:\s*{_LD_TEXT}",),
    "updated": (rf"\"dateModified\"\s*:\s*{_LD_TEXT}",),
    "site": (rf"\"publisher\"\s*:\s*\[?\s*\{{[^{{}}]{{0,2000}}?\"name\"\s*:\s*{_LD_TEXT}", rf"\"publisher\"\s*:\s*{_LD_TEXT}"),
    "author": (rf"\"author\"\s*:\s*\[?\s*\{{[^{{}}]{{0,2000}}?\"name\"\s*:\s*{_LD_TEXT}", rf"\"author\"\s*:\s*{_LD_TEXT}"),
}
_ONCE = frozenset({"title", "url", "published", "updated", "created", "site"})
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")


class Field(NamedTuple):
    """What a field holds (``title``, ``url``, ``published``, ``author`` …), and where in the raw text it stands."""

    name: str
    value: str
    start: int
    end: int


class Header(NamedTuple):
    """The fields above a page, and where the page itself begins."""

    fields: tuple[Field, ...]
    end: int

    def find(self, name: str) -> Field | None:
        """Give the first field of a name."""
        return next((field for field in self.fields if field.name == name), None)


@derived
def _names(knowledge: Knowledge) -> Mapping[str, str]:
    return {_fold(key): name for name, keys in knowledge.site.metadata.items() for key in keys}


def _fold(key: str) -> str:
    return re.sub(r"[\s_-]", "", key).lower()


def read_header(raw: str, *, knowledge: Knowledge) -> Header | None:
    """Read the YAML or TOML front matter of a page, or the lines that readers for language models write above it."""
    names = _names(knowledge)
    if found := _YAML.match(raw):
        return Header(_choose(_read_yaml(found[1], found.start(1)), names), found.end())
    if found := _TOML.match(raw):
        return Header(_choose(_read_toml(found[1], found.start(1)), names), found.end())
    return _read_lines(raw, names)


def _choose(pairs: Iterable[tuple[str, str, int, int]], names: Mapping[str, str]) -> tuple[Field, ...]:
    """Keep what has a known name, each of the names that one page has once."""
    fields: list[Field] = []
    for key, value, start, end in pairs:
        name = names.get(_fold(key))
        if name and value.strip() and not (name in _ONCE and any(field.name == name for field in fields)):
            fields.append(Field(name, " ".join(_WIKI_LINK.sub(r"\1", value).split()), start, end))
    told = {field.name for field in fields}
    if {"published", "url"} <= told:  # what a clipper calls created is the day of clipping
        fields = [field for field in fields if field.name != "created"]
    return tuple(fields)


def _read_yaml(text: str, at: int) -> Iterator[tuple[str, str, int, int]]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        node = None
    if not isinstance(node, yaml.MappingNode):
        for found in _LINE.finditer(text):
            yield found[1], found[3], at + found.start(3), at + found.end(3)
        return
    for key, value in node.value:
        for scalar in _list_scalars(value):
            quoted = scalar.style in {'"', "'"}
            start, end = scalar.start_mark.index + quoted, scalar.end_mark.index - quoted
            yield str(key.value), str(scalar.value), at + start, at + max(start, end)


def _list_scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        yield from (child for child in node.value if isinstance(child, yaml.ScalarNode))
    elif isinstance(node, yaml.MappingNode):
        yield from (value for key, value in node.value if key.value == "name" and isinstance(value, yaml.ScalarNode))


def _read_toml(text: str, at: int) -> Iterator[tuple[str, str, int, int]]:
    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    for found in _TOML_LINE.finditer(text):
        yield found[1], found[3], at + found.start(3), at + found.end(3)


def _read_lines(raw: str, names: Mapping[str, str]) -> Header | None:
    """Read ``Title: …``, ``URL Source: …`` up to ``Markdown Content:``; a title and an address at least make a header."""
    at = len(raw) - len(raw.lstrip("\ufeff \t\r\n"))
    pairs = []
    while found := _HEADER.match(raw, at):
        if found[1] is not None:
            if _fold(found[1]) == _CONTENT:
                at = found.start(2) if found[2] else found.end()
                break
            if _fold(found[1]) not in names:
                break
            pairs.append((found[1], found[2], found.start(2), found.end(2)))
        at = found.end()
        if at >= len(raw):
            break
    fields = _choose(pairs, names)
    return Header(fields, at) if {"title", "url"} <= {field.name for field in fields} else None


def show_fields(view: View, raw: str, fields: Iterable[Field]) -> View:
    """Show fields as lines below a page, each marked with what it holds; a title is left to the page."""
    runs, marks = list(view.text.runs()), list(view.marks)
    shown = {start for _, start, _, _ in runs}
    length = len(view.text.text)
    for field in fields:
        if field.name == "title" or (field.name == "author" and field.start in shown):
            continue
        if length:
            runs.append(("\n", field.start, field.start, False))
            length += 1
        runs.append((field.value, field.start, field.end, raw[field.start : field.end] == field.value))
        marks.append(Mark("meta", length, length + len(field.value), field.name))
        length += len(field.value)
    return view._replace(text=TracedText.assemble(runs), marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))))


def read_tags(tree: Tree, *, knowledge: Knowledge) -> tuple[Field, ...]:
    """Read the meta tags, the canonical link and the JSON-LD of an HTML page."""
    names = _names(knowledge)
    return _choose([*_read_meta(tree), *_read_linked_data(tree.source)], {**names, **{name: name for name in _LD_FIELDS}})


def _read_meta(tree: Tree) -> Iterator[tuple[str, str, int, int]]:
    for element in tree.root.iter("link", "meta"):
        said = tree.attributes(element)
        if element.tag == "link":
            if "rel" in said and "canonical" in said["rel"].value.lower().split() and "href" in said:
                yield "canonical", said["href"].value.strip(), *said["href"].span
            continue
        key = next((said[name].value for name in ("property", "name", "itemprop") if name in said), "")
        if key and "content" in said:
            yield key, said["content"].value, *said["content"].span


def _read_linked_data(source: str) -> Iterator[tuple[str, str, int, int]]:
    for script in _LD_SCRIPT.finditer(source):
        if not _LD_TYPE.search(script[1]):
            continue
        for name, patterns in _LD_FIELDS.items():
            found = next((match for pattern in patterns if (match := re.search(pattern, script[1]))), None)
            if found and "\\" not in found[1]:
                yield name, found[1], script.start(1) + found.start(1), script.start(1) + found.end(1)
