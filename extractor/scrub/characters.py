"""Rules about single characters: what ends a line, what is blank, what cannot be seen.

Each rule is a function from a text to the edits it asks for, and finds nothing in a text that it has already cleaned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from extractor.spans import Edit

Find = Callable[[str], list[Edit]]

# Scripts whose spelling needs the joiners U+200C and U+200D: Arabic to Nko, the Indic blocks, Myanmar to Mongolian.
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\uabff\ufb50-\ufdff\ufe70-\ufefc"
# What an emoji sequence may hold before or after a joiner: symbols, skin tones, the emoji presentation selector.
_EMOJI = "\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINED = rf"(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])"
# England's flag and its like: a black flag, then tag letters up to the cancel tag.
_TAGGED = "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
_INVISIBLE += "\U000e0000-\U000e007f"

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
SURROGATES = re.compile("[\ud800-\udfff]+")
CONTROLS = re.compile("\x1b\\[[0-9;]{0,16}[A-Za-z]|[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]+")
BYTE_ORDER_MARKS = re.compile("\ufeff+")
BIDI_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
SOFT_HYPHENS = re.compile("\u00ad+")
SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LIGATURES = re.compile("[\ufb00-\ufb06]")
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
INVISIBLE = re.compile(f"{_TAGGED}|{_JOINED}|[{_INVISIBLE}]")

_LIGATURES = dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))


def drop(pattern: re.Pattern[str]) -> Find:
    """Make a rule that takes out whatever a pattern finds."""
    return lambda text: [(found.start(), found.end(), "") for found in pattern.finditer(text)]


def replace(pattern: re.Pattern[str], new: str) -> Find:
    """Make a rule that puts one string in the place of whatever a pattern finds."""
    return lambda text: [(found.start(), found.end(), new) for found in pattern.finditer(text)]


def drop_invisible(text: str) -> list[Edit]:
    """Drop characters without width, except the joiners and tags that spelling and emoji need."""
    return [
        (found.start(), found.end(), "")
        for found in INVISIBLE.finditer(text)
        if not (found[0][0] == "\U0001f3f4" or _is_joint(text, found))
    ]


_JOINT = re.compile(_JOINED)


def _is_joint(text: str, found: re.Match[str]) -> bool:
    return found[0] in "\u200c\u200d" and _JOINT.match(text, found.start()) is not None


def split_ligatures(text: str) -> list[Edit]:
    """Spell Latin ligatures out."""
    return [(found.start(), found.end(), _LIGATURES[found[0]]) for found in LIGATURES.finditer(text)]


def compose_characters(text: str) -> list[Edit]:
    """Bring a text to Unicode's composed form (NFC), each character with its marks on its own."""
    if unicodedata.is_normalized("NFC", text):
        return []
    edits: list[Edit] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _continues(text[end]):
            continue
        if (cluster := text[start:end]) != (composed := unicodedata.normalize("NFC", cluster)):
            edits.append((start, end, composed))
        start = end
    return edits


def _continues(letter: str) -> bool:
    """Whether a letter can melt into the one before it: a mark, or a vowel or final of conjoining Hangul."""
    return letter > "\u02ff" and (unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff")
