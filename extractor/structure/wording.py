"""Page words in the article's punctuation: ASCII quotes, dashes, ellipsis and blanks, accents kept (ARTICLE 6 to 8)."""

from __future__ import annotations

import re
import unicodedata

_SAME_LENGTH = {
    **dict.fromkeys("‘’‚‛′＇`´", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‹›", "'"),
    **dict.fromkeys("‐‑‒–−﹣－", "-"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    "•": "-",
    "·": "-",
}
_LONGER = {**dict.fromkeys("—―", " -- "), "…": "...", "→": "->", "←": "<-", "⇒": "=>", "≤": "<=", "≥": ">=", "≠": "!="}
_INNER_BLANK = re.compile(r"(?<![^\W\d_])([«‹])\s+|\s+([»›])(?!\w)")
"""Blanks that French puts inside its marks; where the marks point inwards (»so«), none of these fits."""
_TABLE = str.maketrans({**_SAME_LENGTH, **_LONGER, **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffd", "")})
_FOLD = str.maketrans({**_SAME_LENGTH, "—": "-", "―": "-"})


def _drop_blank(found: re.Match[str]) -> str:
    return found[1] or found[2]


def plain_words(text: str) -> str:
    """Give the words as an article writes them: NFC, ASCII punctuation, `` -- `` for dashes, single blanks, one line."""
    if not text.isascii() or "`" in text:
        text = _INNER_BLANK.sub(_drop_blank, text) if "«" in text or "‹" in text else text
        text = unicodedata.normalize("NFC", text).translate(_TABLE)
    return " ".join(text.split())


def fold_marks(text: str) -> str:
    """Straighten quotes, dashes and blanks one for one, so that offsets still point at the same characters."""
    return text if text.isascii() and "`" not in text and "\t" not in text else text.translate(_FOLD)
