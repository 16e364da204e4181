"""Ids: of articles, from their titles and never from a path; of facts, stable from one run to the next (ARTICLE 1 and 2)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from anyascii import anyascii

from extractor.structure.known import Known

_LONGEST = 80
_SUFFIX = 8
_SIGN_NAMES = {"+": " plus ", "#": " sharp "}
_SIGNS = re.compile(r"(?<=[A-Za-z+#])[+#]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


def make_slug(title: str) -> str:
    """Give ``[a-z0-9]+(-[a-z0-9]+)*`` for a title, 80 characters at most; empty where it has no letters or digits.

    Letters are transliterated; symbols and emoji, which have no spelling, are left out.
    """
    named = _SIGNS.sub(lambda sign: _SIGN_NAMES[sign.group()], unicodedata.normalize("NFC", title))
    plain = re.sub(r"['’`]", "", "".join(map(_spell, named)))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
    if len(slug) <= _LONGEST:
        return slug
    cut = slug[: _LONGEST + 1].rfind("-")
    return slug[: cut if cut > _LONGEST // 2 else _LONGEST].strip("-")


def _spell(char: str) -> str:
    """Letters and figures in ASCII, an ideograph as a word of its own; a symbol, which has no spelling, as a blank."""
    if unicodedata.category(char)[0] not in "LMN":
        return char if char.isascii() or char == "’" else " "
    return f" {anyascii(char)} " if "\u3400" <= char <= "\u9fff" else anyascii(char)


def make_article_id(title: str, *, content: str, known: Known) -> str:
    """Give the article's id: the one it has already, else its title's slug.

    A title without letters gives ``page-`` and a hash of the title. Where another page owns the slug, a hash of the
    content is put behind it.

    Args:
        title: The page's title.
        content: The hexadecimal hash of the page's bytes.
        known: The ids of the workspace.
    """
    if known.id is not None:
        return known.id
    slug = make_slug(title)
    if not slug or _RESERVED.fullmatch(slug):
        slug = f"page-{hashlib.sha256(title.encode('utf-8', 'surrogatepass')).hexdigest()[:_SUFFIX]}"
    return slug if slug not in known.taken else f"{slug}-{content[:_SUFFIX]}"


def number_facts(statements: Iterable[str], *, prefix: str, known: Known) -> Iterator[str]:
    """Give each statement its id: the number it had, else the next one that no fact ever had."""
    numbers = {fact_id: _read_number(fact_id) for fact_id in (*known.fact_ids.values(), *known.retired)}
    following = max(numbers.values(), default=0) + 1
    given: set[int] = set()
    for statement in statements:
        number = numbers.get(known.fact_ids.get(statement, ""))
        if number is None or number in given:
            number, following = following, following + 1
        given.add(number)
        yield f"{prefix}-{number}"


def _read_number(fact_id: str) -> int:
    tail = fact_id.rpartition("-")[2]
    return int(tail) if tail.isdecimal() and tail.isascii() else 0
