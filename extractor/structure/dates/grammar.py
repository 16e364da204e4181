"""The shapes of dates, as patterns over kinds of words (see ``lexicon.KINDS`` and ``lexer`` for the alphabet).

    m month   w weekday   v its short form   s season   o ordinal   1 3 9 numbers 1-12, 13-31, other two digits
    y year    7 three digits   j '24   8 YYYYMMDD   k W12   q Q3   2 H1   5 FY2024   6 2024Q3   d 1990s   V sixty   R roman
    D W M K H Y E C day … century   p days … centuries   f of   t the   O on   i in   h next, last, that   z today
    n number word   G ago   b vor, hace   e early … end   J Jahre   g fiscal   x every   l holiday
    _ blank   , comma   ; bare comma   - hyphen   – dash   ~ spaced dash   / slash   . bare dot   : dot and blank

Patterns are tried in this order at each place; none nests a repetition, so matching is linear. Those whose name starts
with ``not_`` consume what is not a date: durations, sets, versions. A pattern has no alternatives at its top: each is a
row of its own, so that all but a few are passed over by their first character. The first two are the years and months
that nothing can follow: the commonest, and found again below for the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DAY = "[13o]"
_YEAR = "[yj]"
_GLUE = "(?:[ftri]_){0,2}"
_OF = "(?:[ft]_){0,2}"
_WEEKDAY = "(?:[wv](?:-v)?[,:_](?:[tO]_)?)?"
_THE = "(?:t_)?"
_DASH = "(?:[-–~/]|_T_(?:[tf]_)?)"
_LIST = "(?:[-–~/]|[_:]T_(?:[tf]_)?|[_:~]A_(?:t_)?)"
_AFTER_MONTH = f"(?:[_,;.-]{_GLUE}|:(?:f_)?)"
"""A preposition behind a full stop begins a sentence: mar. En 1990."""
_NO_MORE = f"(?![-/.;](?![-]y))(?![_:.-]{_GLUE}m)"
_ORD = "(?:n[-_]o|[oR])"
_SHORT_CENTURY = f"[_-]c(?![_:.]{_GLUE}[yjn1397d])"
"""The c of "18th c.", which is no century in "the 18th, c. 1850"."""

_SHAPES = (
    ("year", r"y(?![-–/.]|[_,][mq2n139DWMYECp])"),
    ("month_alone", r"m(?=[_,:]m|$)"),
    ("not_set", r"x_(?:[13no]_)?[wvmsDWMY]"),
    ("not_set", r"x_[A-Z]"),
    ("iso_day", rf"{_WEEKDAY}(?:y-[13]-[13](?![-.]|/(?!y))|y/[13]/[13](?![-/.])|y\.[13]\.[13](?![-/.]))"),
    ("compact", r"8"),
    ("noughts", r"y-[01]-0(?![-/.])"),
    ("noughts", r"y/[01]/0(?![-/.])"),
    ("noughts", r"y\.[01]\.0(?![-/.])"),
    ("noughts", r"0/[01]/y(?![-/.])"),
    ("noughts", r"0\.[01]\.y(?![-/.])"),
    ("noughts", r"0-[01]-y(?![-/.])"),
    ("noughts", r"1/0/y(?![-/.])"),
    ("noughts", r"y-0(?![-/.])"),
    ("numeric", r"[13]/[13]/[y1390](?![-/.])"),
    ("numeric", r"[13]\.[13]\.[y1390](?![-/.][y1390])"),
    ("numeric", r"[13]-[13]-[y90](?![-/.])"),
    ("numeric", r"[13]:[13]:y"),
    ("iso_months", r"y-1/y-1(?![-/.])"),
    ("not_numeric", r"(?:[137y940][-/.]){2,}[137y940]"),
    ("iso_week", r"y-k(?:-1)?"),
    ("iso_week", rf"k[_,]{_GLUE}y"),
    ("iso_week", rf"W_[139][_,/]{_GLUE}y"),
    ("iso_ordinal", r"y-7(?![-/.])"),
    ("iso_month", r"y[-/]1(?![-.]|/(?!y)|_[pDWMYE])"),
    ("year_tail", r"y[-–/][1390](?![-/.]|_[pDWMYE])"),
    ("year_tail", r"y–7"),
    ("month_year_number", r"1/y(?![-/.])"),
    (
        "days_of_month",
        rf"{_WEEKDAY}(?:t_)?m[_:.]{_OF}{_DAY}{_LIST}(?:[wv],?_)?{_DAY}{_NO_MORE}(?:[,_;]{_GLUE}{_YEAR}(?![-/.]1))?",
    ),
    ("month_of_days", rf"{_WEEKDAY}(?:t_)?{_DAY}{_LIST}(?:t_)?{_DAY}[_:.]{_OF}m(?:{_AFTER_MONTH}{_YEAR})?"),
    ("day", rf"{_WEEKDAY}(?:t_)?{_DAY}[_:.-](?:D_)?{_OF}m{_AFTER_MONTH}{_YEAR}"),
    ("day", rf"{_WEEKDAY}(?:t_)?m[_:.-]{_OF}{_DAY}[,_;-]{_GLUE}{_YEAR}"),
    ("day", rf"{_YEAR}[_,-]m[_:-]{_DAY}(?![_:]{_YEAR})"),
    ("day", r"[13]-m-[1390](?![-/.])"),
    ("day", r"[13]/m/[yj90](?![-/.])"),
    ("nth_weekday", rf"{_THE}[oh]_w_[fi]_(?:t_)?m{_AFTER_MONTH}{_YEAR}"),
    ("not_nth_weekday", rf"{_THE}o_w(?=_[fi]_)"),
    ("day_of_that", rf"{_THE}{_DAY}[_:]{_OF}m_{_GLUE}h_(?:h_)?Y"),
    ("day_of_that", rf"m[_:]{_DAY}[,_]{_GLUE}h_(?:h_)?Y"),
    ("early_day", rf"{_THE}{_DAY}[_:.]{_OF}m[_,:]{_GLUE}7"),
    ("early_day", rf"m[_:.]{_DAY},7"),
    ("early_day", r"m_f_7"),
    ("day", rf"{_WEEKDAY}(?:t_)?m[_:.](?:t_)?{_DAY}(?![-/.][137y94]|_[pM])"),
    ("day", rf"{_WEEKDAY}(?:t_)?{_DAY}[_:.-](?:D_)?{_OF}m"),
    ("month", rf"m{_AFTER_MONTH}(?:Y_)?{_YEAR}"),
    ("month", r"y[_-]m(?![_:][13o])"),
    ("part_of_that", rf"{_THE}[ms]_{_GLUE}h_(?:h_)?Y"),
    ("part_of_that", rf"[ms]_{_GLUE}Y_h"),
    ("part_of_that", r"[ms],t_h_Y"),
    ("holiday", rf"l(?:_D)?[_,]{_GLUE}{_YEAR}"),
    ("season", rf"{_THE}s[_,]{_GLUE}y[-–/](?:[1390]|y)(?![-/.])"),
    ("season", rf"{_THE}s[_,]{_GLUE}{_YEAR}"),
    ("quarters", rf"q{_LIST}q[_,/-]?{_GLUE}{_YEAR}"),
    ("quarter", r"q_5"),
    ("quarter", rf"q[_,/-]?{_GLUE}{_YEAR}"),
    ("quarter", r"y[_/-]q"),
    ("quarter", r"6"),
    ("quarter", rf"{_THE}(?:o|1:|R)[_-]?K[_,/]{_GLUE}{_YEAR}"),
    ("half", rf"2[_,/-]?{_GLUE}{_YEAR}"),
    ("half", r"y[_/-]2"),
    ("half", rf"{_THE}(?:o|e|1:)[_-]?H[_,/]{_GLUE}(?:Y_)?{_YEAR}"),
    ("fiscal_years", r"5[-–/][1390](?![-/.])"),
    ("fiscal", r"5"),
    ("fiscal", r"g_(?:Y_)?[yj](?![-–/][1390])"),
    ("fiscal", r"Y_5"),
    ("centuries", rf"{_THE}{_ORD}{_LIST}(?:t_)?(?:e[_-])?(?:t_)?{_ORD}[_-][CpX]"),
    ("centuries", rf"{_THE}{_ORD}{_LIST}(?:t_)?(?:e[_-])?(?:t_)?o{_SHORT_CENTURY}"),
    ("centuries", rf"{_THE}[13]{_LIST}(?:t_)?[13]:[CX]"),
    ("centuries", rf"[CX][_:]R{_LIST}R"),
    ("century", rf"{_THE}{_ORD}[_-][CX]"),
    ("century", rf"{_THE}(?:n[-_])?o{_SHORT_CENTURY}"),
    ("century", rf"{_THE}(?:[13]|R):[CX]"),
    ("century", rf"{_THE}C_[R13]"),
    ("century", rf"{_THE}[CX]:R"),
    ("century", rf"{_THE}X_R"),
    ("century", rf"{_THE}Z"),
    ("decade", rf"{_THE}d(?:[_-]J)?"),
    ("decades", rf"{_THE}[JE]_{_GLUE}[dVyj9]_A_(?:t_)?[dVyj9]"),
    ("decade", rf"{_THE}[JE]_{_GLUE}[dVyj931]"),
    ("ago", r"(?:c_)?[n139]_[pJDWMYEC]_G"),
    ("ago", r"[bU]_(?:b_)?[n139]_[pJDWMYEC]"),
    ("not_shift", rf"{_THE}h_(?:[n1397]_)?p"),
    ("not_shift", rf"{_THE}h_[n139]_[DWMYECm]"),
    ("shift", rf"{_THE}h(?:_h)?_[YMWDECKwms]"),
    ("shift", rf"{_THE}[YMWDEC]_h"),
    ("shift", r"[wms]_h(?!_[YMWDECms])"),
    ("unit_part", rf"{_THE}e_(?:e_)?(?:[fi]_){{0,2}}t_[YMEC]"),
    ("not_length", r"[n1397yo][-_](?:[n139]-)?[DWMYECp]"),
    ("not_length", rf"{_THE}o_[DWMYp]"),
    ("beyond", rf"{_THE}D_[FU]_z"),
    ("beyond", r"U-z"),
    ("today", r"z(?:_z)?"),
    ("ordinal_of_month", r"O_t_o(?!_[a-zA-Z1])"),
    ("weekday", r"w"),
    ("named_year", rf"{_THE}Y_(?:[1397y4])(?![-/.:])"),
    ("era_range", rf"[1397]{_DASH}y"),
    ("era_range", r"[1397]_A_y"),
    ("year", r"y"),
    ("small_year", r"7(?:(?<=[irSUFTfABce]_7)|(?<=[-–~]7)|(?<=c:7))"),
    ("short_year", r"j(?<=[iftSU]_j)"),
    ("month_alone", r"m"),
    ("season_alone", rf"{_THE}s"),
)  # fmt: skip
_STARTS = "[0-9a-zA-Z](?<![fArTiSFuPNGBa])"


def _spell_out(shape: str) -> list[str]:
    """Write a shape once with and once without what may lead it, so that each pattern starts with a character."""
    for lead in (_WEEKDAY, _THE):
        if shape.startswith(lead):
            rests = _spell_out(shape.removeprefix(lead))
            return [lead[len("(?:") : -len(")?")] + rest for rest in rests] + rests
    return [shape]


_PATTERNS = tuple((name, pattern) for name, shape in _SHAPES for pattern in _spell_out(shape))
_GRAMMAR = re.compile(f"(?={_STARTS})(?:" + "|".join(f"{pattern}()" for _, pattern in _PATTERNS) + ")")
"""Every pattern ends in an empty group, whose number says which one matched."""
_NAMES = ("", *(name for name, _ in _PATTERNS))


Shape = tuple[str, int, int]
"""The name of a shape found in a run, and its range in the run's ``classes``."""


@lru_cache(maxsize=512)  # most runs of a text look like others of it
def match_shapes(classes: str) -> tuple[Shape, ...]:
    """Find the shapes of a run, in order, those that are no dates left out."""
    found: list[Shape] = []
    for match in _GRAMMAR.finditer(classes):
        name = _NAMES[match.lastindex or 0]
        if not name.startswith("not_"):
            found.append((name, *match.span()))
    return tuple(found)
