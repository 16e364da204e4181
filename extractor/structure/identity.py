"""Ids of articles: from their titles, and never from a path (ARTICLE 1)."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from anyascii import anyascii

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


def make_article_id(title: str) -> str:
    """Give the slug of an article's title; a title without letters gives ``page-`` and a hash of the title."""
    slug = make_slug(title)
    if not slug or _RESERVED.fullmatch(slug):
        return f"page-{hashlib.sha256(title.encode('utf-8', 'surrogatepass')).hexdigest()[:_SUFFIX]}"
    return slug
