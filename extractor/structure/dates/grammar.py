"""The shapes of dates, as patterns over kinds of words (see ``lexicon.KINDS`` and ``lexer`` for the alphabet).

    m month   w weekday   v its short form   s season   o ordinal   1 3 9 numbers 1-12, 13-31, other two digits
    y year    7 three digits   j '24   8 YYYYMMDD   k W12   q Q3   2 H1   5 FY2024   6 2024Q3   d 1990s   V sixty   R roman
    D W M K H Y E C day … century   p days … centuries   f of   t the   O on   i in   h next, last, that   z today
    n number word   G ago   b vor, hace   e early … end   J Jahre   g fiscal   x every   l holiday
    _ blank   , comma   ; bare comma   - hyphen   – dash   ~ spaced dash   / slash   . bare dot   : dot and blank

Patterns are tried in this order at each place; none nests a repetition, so matching is linear. Those whose name starts
with ``not_`` consume what is not a date: durations, sets, versions.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DAY = "[13o]"
_YEAR = "[yj]"
_GLUE = "(?:[ftri]_){0,2}"
_OF = "(?:[ft]_){0,2}"
_WEEKDAY = "(?:[wv](?:-v)?[,:_](?:[tO]_)?)?"
_DASH = "(?:[-–~/]|_T_(?:[tf]_)?)"
_LIST = "(?:[-–~/]|[_:]T_(?:[tf]_)?|[_:]A_(?:t_)?)"
_AFTER_MONTH = f"(?:[_,:;.-]{_GLUE})"
_NO_MORE = f"(?![-/.;](?![-]y))(?![_:.-]{_GLUE}m)"
_ORD = "(?:n[-_]o|[oR])"

_SHAPES = (
    ("not_set", r"x_(?:[13no]_)?[wvmsDWMY]|x_[A-Z]"),
    ("iso_day", rf"{_WEEKDAY}(?:y-[13]-[13](?![-.]|/(?!y))|y/[13]/[13](?![-/.])|y\.[13]\.[13](?![-/.]))"),
    ("compact", r"8"),
    ("numeric", r"[13]/[13]/[y139](?![-/.])|[13]\.[13]\.[y139](?![-/.][y139])|[13]-[13]-[y9](?![-/.])|[13]:[13]:y"),
    ("iso_months", r"y-1/y-1(?![-/.])"),
    ("not_numeric", r"(?:[137y94][-/.]){2,}[137y94]"),
    ("iso_week", rf"y-k(?:-1)?|k[_,]{_GLUE}y|W_[139][_,/]{_GLUE}y"),
    ("iso_ordinal", r"y-7(?![-/.])"),
    ("iso_month", r"y[-/]1(?![-.]|/(?!y)|_[pDWMYE])"),
    ("year_tail", r"y[-–/][139](?![-/.]|_[pDWMYE])"),
    ("month_year_number", r"1/y(?![-/.])"),
    (
        "days_of_month",
        rf"{_WEEKDAY}(?:t_)?m[_:.]{_OF}{_DAY}{_LIST}(?:[wv],?_)?{_DAY}{_NO_MORE}(?:[,_;]{_GLUE}{_YEAR}(?![-/.]1))?",
    ),
    ("month_of_days", rf"{_WEEKDAY}(?:t_)?{_DAY}{_LIST}(?:t_)?{_DAY}[_:.]{_OF}m(?:{_AFTER_MONTH}{_YEAR})?"),
    ("day", rf"{_WEEKDAY}(?:t_)?{_DAY}[_:.-](?:D_)?{_OF}m{_AFTER_MONTH}{_YEAR}"),
    ("day", rf"{_WEEKDAY}(?:t_)?m[_:.-]{_OF}{_DAY}[,_;-]{_GLUE}{_YEAR}"),
    ("day", rf"{_YEAR}[_,-]m[_:-]{_DAY}(?![_:]{_YEAR})|[13]-m-[139](?![-/.])"),
    ("day_of_that", rf"(?:t_)?{_DAY}[_:]{_OF}m_{_GLUE}h_(?:h_)?Y|m[_:]{_DAY}[,_]{_GLUE}h_(?:h_)?Y"),
    ("early_day", rf"(?:t_)?{_DAY}[_:.]{_OF}m[_,]{_GLUE}7|m[_:.]{_DAY},7|m_f_7"),
    ("day", rf"{_WEEKDAY}(?:t_)?m[_:.](?:t_)?{_DAY}(?![-/.][137y94]|_[pM])"),
    ("day", rf"{_WEEKDAY}(?:t_)?{_DAY}[_:.-](?:D_)?{_OF}m"),
    ("month", rf"m{_AFTER_MONTH}(?:Y_)?{_YEAR}"),
    ("month", r"y[_-]m(?![_:][13o])"),
    ("part_of_that", rf"(?:t_)?[ms]_{_GLUE}h_(?:h_)?Y|[ms]_{_GLUE}Y_h|[ms],t_h_Y"),
    ("holiday", rf"l(?:_D)?[_,]{_GLUE}{_YEAR}"),
    ("season", rf"(?:t_)?s[_,]{_GLUE}y[-–/](?:[139]|y)(?![-/.])|(?:t_)?s[_,]{_GLUE}{_YEAR}"),
    ("quarters", rf"q{_LIST}q[_,/-]?{_GLUE}{_YEAR}"),
    ("quarter", rf"q_5|q[_,/-]?{_GLUE}{_YEAR}|y[_/-]q|6|(?:t_)?(?:o|1:|R)_?K[_,/]{_GLUE}{_YEAR}"),
    ("half", rf"2[_,/-]?{_GLUE}{_YEAR}|y[_/-]2|(?:t_)?(?:o|e|1:)_?H[_,/]{_GLUE}(?:Y_)?{_YEAR}"),
    ("fiscal_years", r"5[-–/][139](?![-/.])"),
    ("fiscal", r"5|g_(?:Y_)?[yj](?![-–/][139])|Y_5"),
    ("centuries", rf"(?:t_)?{_ORD}{_LIST}(?:t_)?{_ORD}[_-][Cp]|(?:t_)?[13]{_LIST}(?:t_)?[13]:C|C_R{_LIST}R"),
    ("century", rf"(?:t_)?{_ORD}[_-]C|(?:t_)?[13]:C|(?:t_)?C_(?:R|[13])|(?:t_)?Z"),
    ("decade", rf"(?:t_)?d(?:[_-]J)?|(?:t_)?(?:J|E)_{_GLUE}(?:d|V|y|j|9|3|1)"),
    ("ago", r"(?:c_)?[n139]_[pJDWMYEC]_G|[bU]_(?:b_)?[n139]_[pJDWMYEC]"),
    ("not_shift", r"(?:t_)?h_(?:[n1397]_)?p|(?:t_)?h_[n139]_[DWMYECm]"),
    ("shift", r"(?:t_)?h(?:_h)?_(?:[YMWDEC]|K|[wms])|(?:t_)?[YMWDEC]_h|[wms]_h(?!_[YMWDECms])"),
    ("unit_part", r"(?:t_)?e_(?:e_)?(?:[fi]_){0,2}t_[YMEC]"),
    ("not_length", r"(?:[n1397y]|o)[-_](?:[n139]-)?(?:[DWMYEC]|p)|(?:t_)?o_[DWMYp]"),
    ("beyond", r"(?:t_)?D_[FU]_z|U-z"),
    ("today", r"z(?:_z)?"),
    ("ordinal_of_month", r"O_t_o(?!_[a-zA-Z1])"),
    ("weekday", r"w"),
    ("named_year", r"(?:t_)?Y_(?:[1397y4])(?![-/.:])"),
    ("era_range", rf"[1397]{_DASH}y|[1397]_A_y"),
    ("year", r"y"),
    ("small_year", r"(?<=[irSUFTfABce]_)7|(?<=[-–~])7|(?<=c:)7"),
    ("short_year", r"(?<=[iftSU]_)j"),
    ("month_alone", r"m"),
    ("season_alone", r"(?:t_)?s"),
)  # fmt: skip
_STARTS = "[0-9a-zA-Z](?<![fArTiSFuPNGBa])"
_GRAMMAR = re.compile(
    f"(?={_STARTS})(?:" + "|".join(f"(?P<{name}_{number}>{shape})" for number, (name, shape) in enumerate(_SHAPES)) + ")"
)


class Match(NamedTuple):
    """One shape found in a run: its name and its range in the run's ``classes``."""

    name: str
    start: int
    end: int


def match_shapes(classes: str) -> list[Match]:
    """Find the shapes of a run, in order, those that are no dates left out."""
    found = []
    for match in _GRAMMAR.finditer(classes):
        name = (match.lastgroup or "").rpartition("_")[0]
        if not name.startswith("not_"):
            found.append(Match(name, match.start(), match.end()))
    return found
