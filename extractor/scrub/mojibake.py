"""Repair text that was decoded with the wrong encoding before it was saved, sequence by sequence.

ftfy knows the encodings; it is asked about the suspicious sequences of a suspicious line only, so that every repaired
letter points at the few characters it stands for. Quotes, entities, widths and line ends are none of its business here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extractor.spans import Edit

# Every sequence that ftfy can repair holds a letter that starts one in UTF-8 read as a single-byte encoding.
TRIGGER = re.compile("[\u00c0-\u017f\u0386-\u0451\u221a\u251c\u252c\u2550-\u256c]")
_LINE = re.compile("[^\n]*[^\x00-\x7f][^\n]*")


def repair_mojibake(text: str) -> list[Edit]:
    """Replace sequences such as ``â€™`` by the character they were meant to be."""
    from ftfy.badness import is_bad
    from ftfy.chardata import UTF8_DETECTOR_RE

    return [
        (line.start() + found.start(), line.start() + found.end(), fixed)
        for line in _LINE.finditer(text)
        if is_bad(line[0])
        for found in UTF8_DETECTOR_RE.finditer(line[0])
        if is_bad(found[0]) and (fixed := _fix(found[0])) != found[0]
    ]


def _fix(sequence: str) -> str:
    import ftfy

    fixed: str = ftfy.fix_encoding(sequence, _options())
    return fixed


@cache
def _options() -> Any:
    from ftfy import TextFixerConfig

    return TextFixerConfig(unescape_html=False, uncurl_quotes=False, fix_c1_controls=False, normalization=None, explain=False)
