"""A person's front matter, kept line by line: what the house style would write otherwise is remembered and given back.

A file's lines are cut at its top-level keys, and at the items of its block lists. A piece whose value did not change is
written back as it was; one that changed is written in the house style, under the comments that stood above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import yaml

from extractor.schema import FRONT_MATTER_KEYS, Chunk, Layout
from extractor.write.emitter import write_yaml
from extractor.write.reader import compose_yaml

_ODD_LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")
_NOTE = re.compile(r"[ \t]+#.*")


def read_layout(text: str, data: Mapping[str, Any]) -> Layout:
    """Remember how a front matter differs from what the house style writes for its data."""
    if write_yaml(data) == text or _ODD_LINE_ENDS.search(text):
        return Layout()
    node = compose_yaml(text)
    if node is None or node.flow_style:
        return Layout(tail="" if node else text)
    lines = text.splitlines(keepends=True)
    bounds = _cut_lines(lines, 0, node.value, len(lines))
    chunks: dict[str, Chunk] = {}
    for at, (key, value) in enumerate(node.value):
        low, high = bounds[at : at + 2]
        piece = "".join(lines[low:high])
        if key.value not in data or write_yaml({key.value: data[key.value]}) != piece:
            chunks[key.value] = _make_chunk(lines[low:high], low, data.get(key.value), (key, value))
    keys = tuple(key.value for key, _ in node.value)
    return Layout(keys if keys != tuple(data) else (), chunks, tail="".join(lines[bounds[-1] :]))


def _cut_lines(lines: Sequence[str], first: int, pairs: Sequence[tuple[yaml.Node, yaml.Node]], end: int) -> list[int]:
    """Give the line where each pair begins, comments and blank lines above included, and where the last one ends."""
    bounds = [first]
    starts = [*(start.start_mark.line for start, _ in pairs[1:] if start.start_mark), end]
    for (_, node), next_start in zip(pairs, starts, strict=True):
        bounds.append(_find_comments(lines, _find_end(node), next_start))
    return bounds


def _find_comments(lines: Sequence[str], low: int, end: int) -> int:
    """Find the first of the comment and blank lines that stand directly above a line."""
    while end > low and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _find_end(node: yaml.Node) -> int:
    """Find the first line after the content of a node."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    mark = node.end_mark
    if mark is None:
        return 0
    ended = getattr(node, "style", None) in {"|", ">"} and mark.column == 0
    return mark.line if ended else mark.line + 1


def _make_chunk(lines: Sequence[str], low: int, data: Any, pair: tuple[yaml.Node, yaml.Node]) -> Chunk:
    """Describe the lines of one value; ``low`` is the number of the first of them in the file."""
    start = pair[0].start_mark.line - low if pair[0].start_mark else 0
    above, node = "".join(lines[:start]), pair[1]
    note = ""
    if isinstance(node, yaml.ScalarNode) and node.end_mark and start + 1 == len(lines):
        rest = lines[start][node.end_mark.column :].rstrip("\n")
        note = rest if _NOTE.fullmatch(rest) else ""
    head: str = ""
    items: tuple[Chunk, ...] = ()
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and isinstance(data, list) and len(data) == len(node.value):
        head, items = _cut_items(lines, low, data, node.value)
    return Chunk("".join(lines), data, above=above, note=note, head=head, items=items)


def _cut_items(lines: Sequence[str], low: int, data: list[Any], nodes: Sequence[yaml.Node]) -> tuple[str, tuple[Chunk, ...]]:
    starts = [node.start_mark.line - low for node in nodes if node.start_mark]
    if not all(lines[start].startswith("  - ") for start in starts):
        return "", ()
    first = _find_comments(lines, 1, starts[0])
    padded = [""] * low + list(lines)
    bounds = [bound - low for bound in _cut_lines(padded, first + low, [(node, node) for node in nodes], low + len(lines))]
    bounds[-1] = len(lines)
    chunks = []
    for at, item in enumerate(data):
        above = "".join(lines[bounds[at] : starts[at]])
        chunks.append(Chunk("".join(lines[bounds[at] : bounds[at + 1]]), item, above=above))
    return "".join(lines[:first]), tuple(chunks)


def write_front_matter(data: Mapping[str, Any], layout: Layout) -> str:
    """Write front matter in a layout: unchanged values as they stood, changed ones in the house style."""
    if layout == Layout():
        return write_yaml(data)
    pieces = []
    for key in _order_keys(data, layout):
        chunk = layout.chunks.get(key)
        if chunk is not None:
            pieces.append(_write_chunk(key, data.get(key), chunk))
        elif key in data:
            pieces.append(write_yaml({key: data[key]}))
    return "".join(pieces) + layout.tail


def _order_keys(data: Mapping[str, Any], layout: Layout) -> list[str]:
    """Take the file's order; a new key goes behind the one that the schema puts before it, ``status`` to the end."""
    keys = list(layout.order or data)
    before = ""
    for key in data:
        if key not in keys:
            keys.insert(len(keys) if key == "status" else keys.index(before) + 1 if before else 0, key)
        if key in FRONT_MATTER_KEYS:
            before = key
    return keys


def _write_chunk(key: str, value: Any, chunk: Chunk) -> str:
    if is_same(value, chunk.value):
        return chunk.text
    if value is None:
        return chunk.above
    if chunk.items and isinstance(value, list) and value:
        return chunk.head + "".join(_write_items(key, value, chunk.items))
    text = write_yaml({key: value})
    if chunk.note and text.count("\n") == 1:
        return f"{chunk.above}{text[:-1]}{chunk.note}\n"
    note = f"{chunk.note.lstrip()}\n" if chunk.note else ""
    return chunk.above + note + text


def _write_items(key: str, items: Sequence[Any], chunks: Sequence[Chunk]) -> list[str]:
    texts = []
    left = list(chunks)
    for at, item in enumerate(items):
        same = next((chunk for chunk in left if is_same(chunk.value, item)), None)
        if same is not None:
            left.remove(same)
            texts.append(same.text)
            continue
        old = next((chunk for chunk in left if _identify(chunk.value) == _identify(item) is not None), None)
        if old is None and len(items) == len(chunks) and chunks[at] in left and chunks[at].value not in items:
            old = chunks[at]
        texts.append((old.above if old else "") + write_yaml({key: [item]}).split("\n", 1)[1])
        if old is not None:
            left.remove(old)
    return texts


def _identify(value: Any) -> Any:
    return value.get("id") if isinstance(value, dict) else None


def is_same(left: Any, right: Any) -> bool:
    """Compare plain data; unlike ``==``, true is not 1."""
    if isinstance(left, dict) and isinstance(right, dict):
        return list(left) == list(right) and all(is_same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(is_same, left, right))
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


def find_difference(text: str, wanted: str) -> tuple[int, str] | None:
    """Find the first line of a piece that differs from the house style by more than a comment or a blank line.

    Returns:
        Its number within the piece, from 0, and what is wrong with it.
    """
    lines = iter([*wanted.splitlines(), ""])
    due = next(lines)
    for at, line in enumerate(text.splitlines()):
        if line == due or (due and line.startswith(due) and _NOTE.fullmatch(line, len(due))):
            due = next(lines)
        elif line.strip() and not line.lstrip().startswith("#"):
            return at, f"write '{due.strip()}', not '{line.strip()}'" if due else f"leave '{line.strip()}' out"
    return (text.count("\n") - 1, f"write '{due.strip()}' after this") if due else None


def restyle_layout(layout: Layout) -> Layout:
    """Give the house style's layout with the comments and the unknown keys of another, each comment above what it was in."""
    chunks = {key: _restyle_chunk(key, chunk) for key, chunk in layout.chunks.items()}
    order = tuple(_sort_known(layout.order))
    return replace(layout, order=order, chunks=chunks, newline="\n", bom=False)


def _sort_known(order: Sequence[str]) -> Iterator[str]:
    """Put the keys of the schema into its order, at the places where such keys stood."""
    ranks = dict(zip((*FRONT_MATTER_KEYS, "status"), count(), strict=False))
    known = iter(sorted((key for key in order if key in ranks), key=ranks.__getitem__))
    return (next(known) if key in ranks else key for key in order)


def _restyle_chunk(key: str, chunk: Chunk) -> Chunk:
    if chunk.value is None:
        return chunk
    wanted = write_yaml({key: chunk.value})
    if find_difference(chunk.text, wanted) is None:
        return chunk
    if not chunk.items:
        return replace(chunk, text=_restyle_piece(chunk.text, wanted))
    head = _restyle_piece(chunk.head, wanted[: wanted.index("\n") + 1])
    pieces = [write_yaml({key: [item.value]}).partition("\n")[2] for item in chunk.items]
    items = [_restyle_piece(item.text, piece) for item, piece in zip(chunk.items, pieces, strict=True)]
    return replace(chunk, text=head + "".join(items))


def _restyle_piece(text: str, wanted: str) -> str:
    """Write the lines of a value, or of an item of a list, in the house style, under the comments in it."""
    if find_difference(text, wanted) is None:
        return text
    lines, notes = list_comments(text)
    if len(notes) == 1 and not lines and wanted.count("\n") == 1:
        return f"{wanted[:-1]} {notes[0]}\n"
    indent = wanted[: len(wanted) - len(wanted.lstrip())]
    return "".join(f"{indent}{comment}\n" for comment in (*lines, *notes)) + wanted


def list_comments(text: str) -> tuple[list[str], list[str]]:
    """List the comments of a piece of YAML: those with lines of their own, and those at the ends of lines."""
    lines, notes = list[str](), list[str]()
    ends: dict[int, int] = {}
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        inside = range(token.start_mark.line, token.end_mark.line) if isinstance(token, yaml.ScalarToken) else ()
        ends |= dict.fromkeys(inside, len(text))
        ends[token.end_mark.line] = max(ends.get(token.end_mark.line, 0), token.end_mark.column)
    for at, line in enumerate(text.split("\n")):
        rest = line[ends.get(at, 0) :].strip()
        if rest.startswith("#"):
            (lines if line.lstrip().startswith("#") else notes).append(rest)
    return lines, notes
