"""Dates written with 年, 月, 日 (Chinese, Japanese) or 년, 월, 일 (Korean), which stand without blanks between words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.structure.dates.combine import Part, Relation
from extractor.structure.dates.cues import Reading, Relative
from extractor.structure.dates.moments import Moment, shift_moment
from extractor.structure.dates.phrases import Phrase
from extractor.types.findings import PartOf

_MARKS = re.compile(r"[\u4e00-\u9fff년월세](?:(?<=[年月世今昨去明天日周週년월세])|\d{4}[-/.])")
"""One class comes first, so that a text without such characters is passed over fast."""
_NUMERALS = {
    numeral: value
    for value, numerals in enumerate(("〇零○", "一元", "二", "三", "四", "五", "六", "七", "八", "九"))
    for numeral in numerals
}
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民国": 1911, "民國": 1911}
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24, "봄": 21, "여름": 22, "가을": 23, "겨울": 24}
_DAYS = {
    word: shift
    for shift, words in {-2: "前天", -1: "昨天 昨日 어제", 0: "今天 今日 오늘", 1: "明天 明日 내일", 2: "后天 後天"}.items()
    for word in words.split()
}
_YEARS = {"今年": 0, "去年": -1, "昨年": -1, "明年": 1, "来年": 1, "올해": 0, "작년": -1, "내년": 1}
_WEEKS = {"本周": 0, "上周": -1, "下周": 1, "今週": 0, "先週": -1, "来週": 1}
_MONTHS = {"本月": 0, "今月": 0, "上个月": -1, "先月": -1, "下个月": 1, "来月": 1}
_COUNTED = {
    word: Relative(unit, shift, "base")
    for unit, words in (("day", _DAYS), ("year", _YEARS), ("month", _MONTHS), ("week", _WEEKS))
    for word, shift in words.items()
}
_NUMERAL = "(?:[一二三四五六七八九]?百)?零?[一二三四五六七八九]?十?[一二三四五六七八九]?(?<=[一二三四五六七八九十百])"
_TENS = "[一二三四五六七八九]?十[一二三四五六七八九]?"
_N = rf"(?:\d{{1,2}}|{_TENS}|[一二三四五六七八九])"
_YEAR = rf"(?:\d{{4}}|[\u3007零○一二三四五六七八九]{{4}}|(?:{'|'.join(_ERAS)})\s?(?:\d{{1,3}}|元|{_NUMERAL}))"
_PHASES: dict[str, PartOf] = {
    "初": "early",
    "前": "early",
    "早": "early",
    "中": "middle",
    "後": "late",
    "后": "late",
    "末": "late",
    "晚": "late",
}
_PHASE = "(?P<phase>[初末](?:期|頃)?|[前早中後后晚]期|[前後后]半|中[頃葉叶])?"
_DASH = r"\s?(?:至|到|—{1,2}|–|-|\uff0d|\u2015|~|〜|\uff5e|から|부터)\s?"
_ERA_ASIDE = rf"(?:[（(](?:{'|'.join(_ERAS)})\s?(?:\d{{1,3}}|元)年[)）])?"
_SHAPE = re.compile(
    rf"(?P<about>约|約|大约|大約|약)?"
    rf"(?:(?P<first>\d{{4}})(?:{_DASH})(?P<last>\d{{4}}|\d{{2}})\s?[年년]"
    rf"|(?P<century_decade>\d{{1,2}}|{_TENS}|[一二三四五六七八九])\s?世[纪紀](?P<tens>\d0|[一二三四五六七八九]十)\s?年代"
    rf"|(?P<bc_century>公元前|西元前|紀元前|前)?(?P<century>\d{{1,2}}|{_TENS}|[一二三四五六七八九])\s?(?:世[纪紀]|세기)"
    rf"|(?:[上本]世[纪紀])?(?P<decade>\d{{3}}0|\d0|[一二三四五六七八九]十)\s?年代|(?P<decade_ko>\d{{3}}0)년대"
    rf"|(?:(?P<bc>公元前|西元前|紀元前|기원전)\s?(?P<bc_year>\d{{1,4}})|(?:公元|西元|西暦|서기)\s?(?P<ad_year>\d{{1,4}})|(?P<year>{_YEAR}))\s?[财財]?[年년](?![代대])度?{_ERA_ASIDE}"
    rf"(?:\s?(?P<month>{_N})\s?[月월](?:{_DASH}(?P<until_month>{_N})\s?[月월](?!\s?{_N}\s?[日号號일]))?(?:\s?(?P<day>{_N})\s?[日号號일](?:{_DASH}(?P<until>{_N})\s?[日号號일])?)?(?:[上中下]旬|[初底末]|초|말)?"
    rf"|\s?第?(?P<quarter>[一二三四1-4])\s?(?:季度|四半期|분기)|\s?Q(?P<latin_quarter>[1-4])|(?P<half>[上下])半[年期]|の?\s?(?P<season>[春夏秋冬]|봄|여름|가을|겨울)[季天]?|[初底末])?"
    rf"|(?P<iso>\d{{4}})(?P<mark>[-/.])(?P<iso_month>\d{{1,2}})(?P=mark)(?P<iso_day>\d{{1,2}})(?!\d)"
    rf"|(?P<bare_month>{_N})\s?[月월]\s?(?P<bare_day>{_N})\s?[日号號일](?!間|间)"
    rf"|(?P<ago>{_N}|[两兩])\s?(?P<ago_unit>个月|個月|ヶ月|か月|年|天|日)前(?![后後])"
    rf"|(?P<that_year>{'|'.join(_YEARS)})の?(?P<that_month>{_N})\s?[月월](?:\s?(?P<that_day>{_N})\s?[日号號일])?"
    rf"|(?P<word>{'|'.join((*_DAYS, *_YEARS, *_MONTHS, *_WEEKS))})){_PHASE}"
)  # fmt: skip
_JOIN = re.compile(rf"{_DASH}$")
_AND = re.compile(r"\s?[和与與と、及]\s?")
_SINCE = re.compile(r"\s?(?:以来|以來|以降|起|至今|以后|以後|から(?!\d)|이후|이래)")
_UNTIL = re.compile(r"\s?(?:まで|以前|之前|为止|為止|까지|이전)")
_AROUND = re.compile(r"左右|前后|前後|頃|ごろ|경|\s?[（(](?:左右|前后|前後|頃|ごろ|约|約|大约|大約|推定|약)[)）]")
_TAIL_STARTS = frozenset("以起至か이ま之前为為까左頃ご경（(")
"""First characters of the words after an expression; looked at first, because most expressions have none."""


def read_han(text: str) -> list[Phrase]:
    """Give the expressions of a text that are written with the characters for year, month and day."""
    if text.isascii() or not _MARKS.search(text):
        return []
    phrases: list[Phrase] = []
    for match in _SHAPE.finditer(text):
        parts = tuple(_read_parts(match))
        if not parts:
            continue
        last = phrases[-1] if phrases else None
        if last and last.relation == "one" and (joined := _join(text, last, parts)):
            phrases[-1] = joined
        else:
            phrases.append(_close(text, match, parts))
    return phrases


def _number(digits: str) -> int:
    """Read 12, 十二 or 一九八四."""
    if digits.isdecimal():
        return int(digits)
    if "百" in digits:
        hundreds, _, rest = digits.partition("百")
        return 100 * (_NUMERALS[hundreds] if hundreds else 1) + (_number(rest.lstrip("零")) if rest.lstrip("零") else 0)
    tens, mark, ones = digits.partition("十")
    if mark:
        return 10 * (_NUMERALS[tens] if tens else 1) + (_NUMERALS[ones] if ones else 0)
    return int("".join(str(_NUMERALS[digit]) for digit in digits))


def _year(digits: str) -> int:
    start = _ERAS.get(digits[:2])
    return _number(digits) if start is None else start + _number(digits[2:].strip())


def _read_parts(match: re.Match[str]) -> Iterator[Part]:
    if match["first"]:
        first, last = int(match["first"]), int(match["last"])
        last += first // 100 * 100 if last < 100 else 0
        if first < last:
            yield Part(*match.span("first"), "year", Moment("year", first))
            yield Part(match.start("last"), match.end(), "year", Moment("year", last))
        return
    counted = match["word"] or match["ago"] or match["that_year"]
    reading: Reading = _read_relative(match) if counted else _read_unit(match)
    if isinstance(reading, Moment) and match["until_month"]:
        yield Part(match.start(), match.end("month") + 1, "han", reading)
        yield Part(match.start("until_month"), match.end(), "han", reading._replace(month=_number(match["until_month"])))
    elif isinstance(reading, Moment) and match["until"]:
        yield Part(match.start(), match.end("day"), "han", reading)
        yield Part(match.start("until"), match.end(), "han", reading._replace(day=_number(match["until"])))
    else:
        yield Part(match.start() + len(match["about"] or ""), match.end(), "han", reading)


def _read_relative(match: re.Match[str]) -> Relative:
    """Read 去年, 三天前."""
    if match["ago"]:
        unit = {"年": "year", "天": "day", "日": "day"}.get(match["ago_unit"], "month")
        return Relative(unit, -2 if match["ago"] in "两兩" else -_number(match["ago"]), "base")
    if match["that_year"]:
        day = _number(match["that_day"]) if match["that_day"] else None
        inner = Moment("day" if day else "month", None, _number(match["that_month"]), day)
        return Relative("year", _YEARS[match["that_year"]], "base", inner, within=True)
    return _COUNTED[match["word"]]


def _read_unit(match: re.Match[str]) -> Moment:
    if match["century_decade"]:
        return Moment("decade", (_number(match["century_decade"]) - 1) * 100 + _number(match["tens"]))
    if match["century"]:
        return Moment("century", part=_number(match["century"]) * (-1 if match["bc_century"] else 1))
    if decade := match["decade"] or match["decade_ko"]:
        return Moment("decade", int(decade) if len(decade) == 4 else 1900 + _number(decade))
    if match["iso"]:
        return Moment("day", int(match["iso"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["bare_month"]:
        return Moment("day", None, _number(match["bare_month"]), _number(match["bare_day"]))
    year = 1 - int(match["bc_year"]) if match["bc"] else int(match["ad_year"]) if match["ad_year"] else _year(match["year"])
    return _read_part(match, year)


def _read_part(match: re.Match[str], year: int) -> Moment:
    if match["day"]:
        return Moment("day", year, _number(match["month"]), _number(match["day"]))
    if match["month"]:
        return Moment("month", year, _number(match["month"]))
    if quarter := match["quarter"] or match["latin_quarter"]:
        return Moment("quarter", year, part=_number(quarter))
    if match["half"]:
        return Moment("half", year, part=1 if match["half"] == "上" else 2)
    if match["season"]:
        return Moment("season", year, part=_SEASONS[match["season"]])
    return Moment("year", year)


def _join(text: str, last: Phrase, parts: tuple[Part, ...]) -> Phrase | None:
    """Make a range of two expressions with 至, から or a dash between them."""
    first, final = last.parts[0].reading, parts[0].reading
    if last.end == parts[0].start:
        return None
    if not isinstance(first, Moment) or not isinstance(final, Moment):
        return None
    listed = _AND.fullmatch(text, last.end, parts[0].start) and first.year and shift_moment(first, 1) == final
    if not listed and not _JOIN.fullmatch(text, last.end, parts[0].start):
        return None
    if final.year is None and final.unit == "day":
        final = final._replace(year=first.year)
    end = parts[0].end
    if closing := _UNTIL.match(text, end):
        end = closing.end()
    return Phrase(last.start, end, (last.parts[0], parts[0]._replace(reading=final)), "range", last.qualifier)


def _close(text: str, match: re.Match[str], parts: tuple[Part, ...]) -> Phrase:
    """Take in the words after an expression: 以来, まで, 左右."""
    end = match.end()
    relation: Relation = "range" if len(parts) > 1 else "one"
    part: PartOf = _PHASES[match["phase"][0]] if match["phase"] else ""
    following = text[end : end + 1]
    if not following.isspace() and following not in _TAIL_STARTS:
        return Phrase(match.start(), end, parts, relation, "approximate" if match["about"] else "", part=part)
    around = _AROUND.match(text, end)
    end = around.end() if around else end
    if relation == "one" and (tail := _SINCE.match(text, end)):
        relation, end = "since", tail.end()
    elif relation == "one" and (tail := _UNTIL.match(text, end)):
        relation, end = "until", tail.end()
    return Phrase(match.start(), end, parts, relation, "approximate" if around or match["about"] else "", part=part)
