"""Web search results, in whatever layout: each a title, an address, the words of an excerpt.

What a line is shows by a field's name (``URL: …``), by its form (an address, a number before a title) or by its place
beside lines that show it. What starts a result is read off the first one: a table row, a title field, a number, a heading,
a bullet, a linked line, or the place of its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.segment.lines import Line, cut_text, find_link, trim_text
from extractor.segment.shapes import ends_sentence, is_address, is_stamp
from extractor.segment.vocabulary import fold, load_vocabulary
from extractor.segment.wikipedia import make_link
from extractor.types import CleanPage, Link, Text, WebResult

LONGEST_TITLE = 200
_LONGEST_PUBLISHER = 60
_LONGEST_FIELD = 24
_JOIN = re.compile(r"\[\s*(?:\.\s?\.\s?\.|…)\s*\]")
_RULED = re.compile(r"[-=*#~_]{2,}\s*(?=\S)")
_RULED_END = re.compile(r"\s*[-=*#~_]{2,}$")
_NUMBER = re.compile(
    r"\[\^[^\[\]\s]{1,30}\]:?\s*|\^\s+|(?:\d{1,3}[.)]|[\[(#]\d{1,3}[\])]?[.:]?|\d{1,3}\s?[-–—:|])\s+(?=\S)|[\[(]\d{1,3}[\])](?=\S)"
)
_YEAR_TAIL = re.compile(r"[\s,(–—-]*((?:19|20)\d\d)\)?\s*$")
_TAIL_SIGNS = " -–—|·•,:("
_ADDRESS_TAIL = re.compile(r"[\s,;:(<\[]*(https?://[^\s<>()\[\]]+)[)>\]]*\s*$")
_SCORE = re.compile(r"\s*[(\[{]?\s*(?:[^\W\d_]{2,12}\s*[:=]\s*)?[01]\.\d{1,6}\s*[)\]}]\s*$")
_BRACKETED = re.compile(
    r"(?P<title>.{3,200}?)\s*[(\[<]\s*(?P<url>https?://[^\s()<>\[\]]{4,500})\s*[)\]>]\s*[:–—|-]?\s*(?P<rest>.*)$"
)
_CRUMBS = re.compile(
    r"(?:https?://)?(?:[\w-]{1,60}\.){1,6}[a-z]{2,12}(?:\s*[›»>/]\s*[^\s›»>]{1,120})*\s*(?:›.{0,60})?$", re.IGNORECASE
)

Role = Literal["", "title", "url", "text", "publisher", "other"]


class Piece(NamedTuple):
    """A line of a result: what it is for, as far as it says so itself, and the words that are left when that is taken off."""

    line: Line
    text: Text
    role: Role = ""
    numbered: bool = False
    named: bool = False


@derived
def _fields(knowledge: Knowledge) -> dict[str, Role]:
    """The names of fields in every language, each with what it holds."""
    fields = knowledge.gather(lambda language: language.labels).result_fields
    return {fold(name): role for role, names in fields.items() for name in names}


def names_field(line: Line, role: Role, *, knowledge: Knowledge) -> bool:
    """Whether a line names the field of a result that holds something: ``URL: …``."""
    piece = _read_piece(line, _fields(knowledge))
    return piece.named and piece.role == role


def group_results(lines: Sequence[Line], *, knowledge: Knowledge) -> list[list[Line]]:
    """Cut the list into results."""
    pieces = _read_pieces(lines, knowledge=knowledge)
    starts = next((found for found in _find_starts(pieces) if found and found[0] == 0), None)
    starts = starts or next((found for found in _find_starts(pieces) if found), [])
    if not starts:
        return [list(lines)] if lines else []
    edges = [0, *(start for start in starts if start > 0), len(lines)]
    return [list(lines[low:high]) for low, high in pairwise(edges)]


def _find_starts(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    places = range(len(pieces))
    yield [at for at in places if pieces[at].line.block.kind == "key" and not pieces[at].named]
    yield [at for at in places if pieces[at].role == "title"]
    yield [at for at in places if pieces[at].numbered and not pieces[at].line.bullet] if _is_numbered(pieces) else []
    yield [at for at in places if pieces[at].line.bullet]
    yield [at for at in places if pieces[at].line.block.kind == "heading"]
    yield [at for at in places if _is_linked_title(pieces[at].line) and not _goes_on_link(pieces, at)]
    yield [at for at in places if _BRACKETED.match(pieces[at].text.text)]
    yield _find_by_address(pieces)
    yield [at for at in places if at == 0 or _follows_snippet(pieces[at].line, pieces[at - 1].line)]


def _is_numbered(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and pieces[0].numbered


def _read_pieces(lines: Sequence[Line], *, knowledge: Knowledge) -> list[Piece]:
    """Read the lines. A title field counts beside others only: ``Document: createElement()`` alone is a title as it is."""
    fields = _fields(knowledge)
    pieces = list(_join_fields([_read_piece(line, fields) for line in lines], fields))
    if any(piece.named and piece.role in {"url", "text"} for piece in pieces):
        return pieces
    return [_read_piece(piece.line, {}) if piece.named and piece.role == "title" else piece for piece in pieces]


def _join_fields(pieces: Sequence[Piece], fields: Mapping[str, Role]) -> Iterator[Piece]:
    """Let a field that markup parts from its value (``**Title:** …``) hold it."""
    at = 0
    while at < len(pieces):
        piece, following = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
        role = fields.get(fold(piece.line.text.text), "") if piece.line.block.kind == "key" else ""
        if not role or following is None or following.line.block.kind != "value":
            yield piece
            at += 1
            continue
        held = "url" if is_address(following.text.text) else "publisher" if role == "url" else role
        yield Piece(piece.line, following.text, held, named=True)
        yield Piece(following.line, following.text.part(0, 0), "other")
        at += 2


def _read_piece(line: Line, fields: Mapping[str, Role]) -> Piece:
    """Say what a line is for, by the field that it names or by its form, and what number it has."""
    text, numbered = line.text, False
    if ruled := _RULED.match(text.text):
        end = _RULED_END.search(text.text)
        text = trim_text(text, ruled.end(), end.start() if end and end.start() > ruled.end() else len(text.text))
    role, rest = _read_field(text, fields)
    if role == "number":
        return Piece(line, rest, "", numbered=True)
    if number := _NUMBER.match(rest.text):
        numbered = True
        rest = trim_text(rest, number.end(), len(rest.text))
        if not role:
            role, rest = _read_field(rest, fields)
    if is_address(rest.text):
        return Piece(line, rest, "url", numbered, named=role == "url")
    if role == "url":  # what is no address says whose page it is
        role = "publisher" if len(rest.text) <= _LONGEST_PUBLISHER else ""
    return Piece(line, rest, role if role != "number" else "", numbered, named=bool(role))


def _read_field(text: Text, fields: Mapping[str, Role]) -> tuple[Role | Literal["number"], Text]:
    """Read ``Title: …``, ``**URL** – …``; ``Source 3: …`` and ``Result #3`` are numbers."""
    words = text.text
    colon = next((at for at, sign in enumerate(words[: _LONGEST_FIELD + 1]) if sign in ":："), 0)
    if not colon:
        return "", text
    name = fold(words[:colon].strip("*_ "))
    rest = trim_text(text, colon + 1, len(words))
    head, _, number = name.rpartition(" ")
    if head and number.lstrip("#").isdigit() and head in fields:
        return "number", rest
    role = fields.get(name, "")
    return (role, rest) if role else ("", text)


def _is_linked_title(line: Line) -> bool:
    """Whether a link covers the whole line, and the line is not just the address."""
    text = line.text
    covered = any(link.start <= text.start and text.end <= link.end for link in line.block.links)
    return covered and not is_address(text.text)


def _goes_on_link(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the link over a line began on the line before: a card inside one link."""
    if at == 0 or not pieces[at - 1].line.block.links:
        return False
    before, here = pieces[at - 1].line.block.links[-1], pieces[at].line.block.links[0]
    return before.span == here.span


def _find_by_address(pieces: Sequence[Piece]) -> list[int]:
    """Without any mark, the address tells: it stands right under every title, or at the end of every result."""
    addresses = [at for at, piece in enumerate(pieces) if piece.role == "url"]
    if not addresses:
        return []
    if addresses[0] == 1:
        return [at - 1 for at in addresses]
    if addresses[0] == 0:
        return addresses
    return [0, *(at + 1 for at in addresses if at + 1 < len(pieces))]


def _follows_snippet(line: Line, before: Line) -> bool:
    """Without any mark: a short line after a long one, or after one with an elision mark."""
    if len(line.text.text) > LONGEST_TITLE or _JOIN.search(line.text.text) or is_address(line.text.text):
        return False
    return len(before.text.text) > LONGEST_TITLE or bool(_JOIN.search(before.text.text))


def parse_result(lines: Sequence[Line], page: CleanPage, *, knowledge: Knowledge) -> WebResult:
    """Read one result. Its link is the title's, else the address on a line of its own; a link in the snippet is not."""
    pieces = _read_pieces(lines, knowledge=knowledge)
    at = next((at for at, piece in enumerate(pieces) if piece.role in {"", "title"} and piece.text.text), 0)
    title, rest, link = _split_title(pieces[at], page, knowledge=knowledge)
    tail = _read_tail(pieces[at])
    if tail:
        title = tail[0]
    if pieces[at].role == "url":
        link, title = find_link([pieces[at].line]) or _make_link(pieces[at].text, page), _name_address(pieces[at].text)
    link = link or find_link([pieces[at].line], title)
    runs: list[list[int]] = [[rest.start, rest.end]] if rest and rest.text else []
    publisher: Text | None = tail[1] if tail else None
    apart = not runs
    published: Text | None = tail[2] if tail else None
    following = pieces[at + 1 :]
    for number, piece in enumerate([*pieces[:at], *following]):
        if piece.line.block.time and is_stamp(piece.text.text, knowledge=knowledge) and published is None:
            published = piece.text
        elif piece.role == "url" or _is_locator(piece.line):
            link = link or find_link([piece.line]) or _find_held(pieces, piece) or _make_link(piece.text, page)
            apart = True
        elif piece.role in {"publisher", "other"} or not piece.text.text:
            publisher = publisher or (piece.text if piece.role == "publisher" and piece.text.text else None)
            apart = True
        elif not runs and number >= at and _is_publisher_line(following, number - at, knowledge=knowledge):
            publisher = publisher or piece.text
        elif apart or piece.role == "text":
            runs.append([piece.text.start, piece.text.end])
            apart = False
        else:
            runs[-1][1] = piece.text.end
    fragments = tuple(piece for low, high in runs for piece in split_fragments(cut_text(page, low, high)))
    return WebResult(title, fragments, link, publisher=publisher, published=published)


def _name_address(address: Text) -> Text:
    """What an address that stands alone calls its page: the last part of its path, else the address."""
    found = re.search(r"/([^/?#]*[^\W\d_][^/?#]*)/?(?:[?#].*)?$", address.text.partition("://")[2])
    at = len(address.text) - len(address.text.partition("://")[2])
    return trim_text(address, at + found.start(1), at + found.end(1)) if found else address


def _find_held(pieces: Sequence[Piece], piece: Piece) -> Link | None:
    """The link on the line of the value that a field holds."""
    at = piece.text.start
    lines = (other.line for other in pieces)
    return next((find_link([line], piece.text) for line in lines if line.text.start <= at < line.text.end), None)


def _make_link(address: Text, page: CleanPage) -> Link | None:
    return make_link(address, page) if is_address(address.text) else None


def _is_publisher_line(pieces: Sequence[Piece], at: int, *, knowledge: Knowledge) -> bool:
    """Whether a line between title and excerpt names the site: a few words, no sentence, and an excerpt follows."""
    words = pieces[at].text.text
    if fold(words) in load_vocabulary(knowledge).entity.labels:
        return False
    following = [piece for piece in pieces[at + 1 :] if piece.role in {"", "text"} and not _is_locator(piece.line)]
    named = len(words) <= _LONGEST_PUBLISHER and len(words.split()) <= 5 and not ends_sentence(words) and words[0].isupper()
    return (
        at == 0
        and named
        and bool(following)
        and ends_sentence(following[0].text.text)
        and pieces[at].line.block.kind != "value"
    )


def _is_locator(line: Line) -> bool:
    words = line.text.text
    if is_address(words) or (_is_linked_title(line) and " " not in words.replace(" › ", "")):
        return True
    return "›" in words and bool(_CRUMBS.match(words))


def _split_title(piece: Piece, page: CleanPage, *, knowledge: Knowledge) -> tuple[Text, Text | None, Link | None]:
    """The title; the start of the snippet where both stand on one line; the address in brackets between them."""
    text, line = piece.text, piece.line
    if inline := _BRACKETED.match(text.text):
        title, address = trim_text(text, *inline.span("title")), trim_text(text, *inline.span("url"))
        return title, trim_text(text, *inline.span("rest")), find_link([line], address) or make_link(address, page)
    located: Link | None = None
    place = _ADDRESS_TAIL.search(text.text)
    if place and place.start() > 0:
        located = find_link([line]) or make_link(trim_text(text, place.start(1), place.end(1)), page)
        text = _cut_visit(trim_text(text, 0, place.start()), knowledge=knowledge)
    if score := _SCORE.search(text.text):
        text = trim_text(text, 0, score.start())
    link = line.block.links[0] if line.block.links else None
    if link and link.start <= text.start < link.end < text.end and text.end - link.end > LONGEST_TITLE // 4:
        edge = link.end - text.start
        return trim_text(text, 0, edge), trim_text(text, edge, len(text.text)), located
    return text, None, located


def _cut_visit(text: Text, *, knowledge: Knowledge) -> Text:
    """Cut off when a page was visited: ``…, accessed July 1, 2025,``."""
    words = knowledge.gather(lambda language: language.labels).entity.research_retrieved
    seen = "|".join(re.escape(word) for word in words)
    found = re.search(rf"[\s,;.(]+(?:{seen})\s[^,;()]{{2,20}},?\s?\d{{0,4}}[),;.\s]*$", text.text, re.IGNORECASE)
    return trim_text(text, 0, found.start()) if found and found.start() else trim_text(text, 0, len(text.text.rstrip(" ,;")))


def _read_tail(piece: Piece) -> tuple[Text, Text | None, Text | None] | None:
    """Read ``[Title](…) - Publisher, 2021``: the title that is linked, who published it, and when."""
    text, line = piece.text, piece.line
    link = line.block.links[0] if line.block.links else None
    if link is None or not (link.start <= text.start < link.end < text.end) or text.end - link.end > _LONGEST_PUBLISHER + 10:
        return None
    edge = link.end - text.start
    if text.text[edge:].lstrip()[:1] not in {"-", "–", "—", "|", "·", ",", "("} or _SCORE.search(text.text):
        return None
    year = _YEAR_TAIL.search(text.text, edge)
    name = trim_text(text, edge, year.start() if year else len(text.text))
    low = len(name.text) - len(name.text.lstrip(_TAIL_SIGNS))
    name = trim_text(name, low, len(name.text.rstrip(" ,)")))
    when = trim_text(text, *year.span(1)) if year else None
    return trim_text(text, 0, edge), name if name.text and not ends_sentence(name.text) else None, when


def split_fragments(snippet: Text) -> Iterator[Text]:
    """Cut a snippet at its elision marks; empty pieces are dropped. No fragment says anything about its neighbours."""
    start = 0
    for join in _JOIN.finditer(snippet.text):
        if (piece := trim_text(snippet, start, join.start())).text:
            yield piece
        start = join.end()
    if (piece := trim_text(snippet, start, len(snippet.text))).text:
        yield piece
