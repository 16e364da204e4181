"""What words say that count from another date: two years ago, the following month, the spring of next year."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.structure.dates.cues import Cues, Origin, Reading, Relative
from extractor.structure.dates.moments import Moment
from extractor.structure.dates.numerals import Token, pick_tokens

_UNIT_KINDS = "DWMKHYEC"
_INNER = "wms"


def read_part_of(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    """Read the spring of next year."""
    token, shift = pick_tokens(tokens, "ms")[0], pick_tokens(tokens, "h")[0].value
    inner = Moment("month", None, token.value) if token.kind == "m" else Moment("season", part=token.value)
    return (Relative("year", shift[0], _origin(tokens[tokens.index(token) + 1 :], shift[1]), inner, within=True),)


def read_day_of_that(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    """Read 5 May of that year."""
    shift = pick_tokens(tokens, "h")[0].value
    inner = Moment("day", None, pick_tokens(tokens, "m")[0].value, pick_tokens(tokens, "13o")[0].value)
    return (Relative("year", shift[0], _origin(tokens, shift[1]), inner, within=True),)


def read_ago(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    """Read two years ago, and German "vor einer Woche"; "before a week" names no date."""
    if tokens[0].kind == "U" and tokens[0].value != "vor":
        return ()
    number, unit = pick_tokens(tokens, "n139")[0].value, pick_tokens(tokens, "pJ" + _UNIT_KINDS)[0].value
    if unit in ("decade", "century"):
        return (Relative("year", -number * (10 if unit == "decade" else 100), "base"),)
    return (Relative(unit, -number, "base"),)


def _origin(tokens: Sequence[Token], origin: Origin) -> Origin:
    if origin == "next":
        return "context" if any(token.kind == "t" for token in tokens) else "base"
    return origin


def read_shift(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    """Read last year, the following month, next Friday."""
    shifts = [token.value for token in pick_tokens(tokens, "h")]
    unit = pick_tokens(tokens, _UNIT_KINDS + _INNER)[0]
    shift, origin = min(shifts, key=lambda value: value[1] != "context")
    origin = _origin(tokens, origin)
    if [token.kind for token in tokens[:2]] == ["t", "h"] and origin == "base" and shift < 0 and unit.kind not in _INNER:
        return ()
    if unit.kind == "w":
        return (Relative("week", shift, origin, Moment("weekday", part=unit.value)),)
    if unit.kind in "ms":
        inner = Moment("month", None, unit.value) if unit.kind == "m" else Moment("season", part=unit.value)
        return (Relative("year", shift, origin, inner),)
    return (Relative(unit.value, shift, origin),)


def read_unit_part(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    """Read the end of the year."""
    return (Relative(tokens[-1].value, 0, "context"),)


def read_today(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    """Read today, yesterday, tomorrow."""
    return (Relative("day", tokens[0].value, "base"),)


def read_beyond(tokens: Sequence[Token], _cues: Cues) -> tuple[Reading, ...]:
    """Read the day after tomorrow."""
    shift = tokens[-1].value
    return (Relative("day", shift + (1 if shift > 0 else -1), "base"),) if shift else ()
