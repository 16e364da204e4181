"""How much a text says: figures with their units, in digits or in words, so that they can be compared whatever the notation.

``42.195 km`` and ``26.2 miles``, ``2:00:35`` and ``2 hours and 35 seconds``, ``1.2 million`` and ``1,200,000``, ``one in four``
and ``25 %`` are the same. Factors are in ``configs/units.yaml``, words in ``configs/languages/<tag>/claims.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.knowledge.claims import ClaimWords
from extractor.structure.wording import fold_marks

Bound = Literal["", "about", "least", "most"]

_DIGITS = r"\d{1,3}(?:[.,' ]\d{3}){1,5}(?:[.,]\d{1,6})?(?!\d)|\d{1,15}(?:[.,]\d{1,6})?(?!\d)"
_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,2})[:h](\d{2})(?:[:.](\d{2}))?(?!\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r",(?=\d{3})")
_WHOLE = re.compile(r"\d{1,6}(?![\w.,]\d|\d)")
_PREPOSITION = "in"
"""The sign of the inch, which in prose is nearly always another word."""
_CONVERSION = 0.012
_CALENDAR = 0.03
_ROUNDED = 0.05
_SHARE = 0.02
_MOST_OF = 1000
_DAY_MINUTES = 24 * 60
_NOON = 12
_BEFORE = 24
_LAST_HOUR = 24
_THOUSAND = 3


class Reading(NamedTuple):
    """One way to read a figure.

    Attributes:
        kind: What is measured: ``length``, ``money dollar``, ``percent``, ``clock`` (minutes of the day); empty for a number.
        low: The least that is said, in the base unit of the kind.
        high: The most.
        step: Half of the last digit that is given: what rounding hides.
    """

    kind: str
    low: float
    high: float
    step: float = 0.0


class Quantity(NamedTuple):
    """A figure in a text.

    Attributes:
        start: Where it starts in the text.
        end: Where it ends.
        readings: What it may mean; more than one where the notation leaves that open.
        bound: What is said of its exactness.
        unit: The unit as it is written; empty for a number.
        factor: How many of the base unit one of what the digits count is: of a unit, of a million.
    """

    start: int
    end: int
    readings: tuple[Reading, ...]
    bound: Bound = ""
    unit: str = ""
    factor: float = 1.0

    @property
    def is_plain(self) -> bool:
        """It is a number without a unit."""
        return all(not reading.kind for reading in self.readings)


def agree(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures can mean the same amount, roundings, bounds and units apart."""
    return any(_agree(one, mine, other, theirs) for mine in one.readings for theirs in other.readings)


def comparable(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures measure the same kind of thing."""
    return bool({reading.kind for reading in one.readings} & {reading.kind for reading in other.readings})


def _agree(one: Quantity, mine: Reading, other: Quantity, theirs: Reading) -> bool:
    if mine.kind != theirs.kind and mine.kind and theirs.kind:
        return False
    bare = mine.kind != theirs.kind
    step = 0.0 if bare else max(mine.step, theirs.step)
    size = max(abs(mine.high), abs(theirs.high))
    if not bare:
        if one.unit.lower() != other.unit.lower() and mine.kind and not mine.kind.startswith(("money", "clock")):
            step = max(step, (_CALENDAR if mine.kind == "duration" else _CONVERSION) * size)
        if "about" in {one.bound, other.bound}:
            step = max(step, _ROUNDED * size)
        if mine.kind == "percent" and mine.step != theirs.step:
            step = max(step, _SHARE * 100)
        for bounded, limit, value in ((one, mine, theirs), (other, theirs, mine)):
            if bounded.bound == "least" and limit.low <= value.low <= 1.5 * limit.low:
                return True
            if bounded.bound == "most" and 0.5 * limit.high <= value.high <= limit.high:
                return True
    return mine.low - step <= theirs.high * (1 + 1e-9) and theirs.low - step <= mine.high * (1 + 1e-9)


def list_numbers(text: str) -> frozenset[str]:
    """Give the figures of a text as they are written, without thousands separators: ``1,250`` and ``1250`` are one."""
    return frozenset(_THOUSANDS.sub("", number) if "," in number else number for number in _NUMBER.findall(text))


class _Unit(NamedTuple):
    kind: str
    factor: float
    offset: float = 0.0


class _Grammar(NamedTuple):
    words: ClaimWords
    pattern: re.Pattern[str]
    units: Mapping[str, _Unit]
    currencies: Mapping[str, str]
    bounds: Mapping[Bound, re.Pattern[str]]
    joint: re.Pattern[str]
    range: re.Pattern[str]
    between: re.Pattern[str]
    afternoon: frozenset[str]
    clock: re.Pattern[str]
    out_of: re.Pattern[str]
    fraction: re.Pattern[str]
    unit: re.Pattern[str]
    before_scale: re.Pattern[str]
    in_every: re.Pattern[str]
    half: re.Pattern[str]
    every: re.Pattern[str]
    ordinals: Mapping[str, int]
    share_word: re.Pattern[str]
    word_number: re.Pattern[str]
    whole_word: re.Pattern[str]


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))) or "(?!)"


def _join_words(*lists: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in lists for word in words))


@derived
def read_claim_words(knowledge: Knowledge, language: str) -> ClaimWords:
    """Give the words of a language together with those of English, which sources of any page may be written in."""
    own = knowledge.languages.get(language)
    if own is None or language == "en":
        return knowledge.languages["en"].claims
    joined = knowledge.gather(lambda each: each.claims, tags=("en", language))
    return joined.model_copy(
        update={key: value for key in ("stemmer", "decimal", "glued", "compounds") if (value := getattr(own.claims, key))}
    )


def _list_ordinals(knowledge: Knowledge, language: str) -> dict[str, int]:
    """Give the words of ordinal numbers above one, in the language and in English."""
    spoken = (knowledge.languages[tag].dates.ordinals for tag in ("en", language) if tag in knowledge.languages)
    return {word: number for lines in spoken for number, line in enumerate(lines, 1) for word in line.split() if number > 1}


@derived
def _read_grammar(knowledge: Knowledge, language: str) -> _Grammar:
    words = read_claim_words(knowledge, language)
    table = knowledge.units
    units = {sign: _Unit(kind, factor) for kind, signs in table.units.items() for sign, factor in signs.items()}
    units |= {sign: _Unit("temperature", factor, offset) for sign, (factor, offset) in table.temperatures.items()}
    units |= {name: units[sign] for sign, names in words.units.items() for name in names if sign in units}
    units |= {word: _Unit("percent", 1.0) for word in words.percent}
    money = {sign: name for name, signs in table.currencies.items() for sign in signs}
    money |= {word: name for name, names in words.currencies.items() for word in names}
    named = rf"(?!{_PREPOSITION} \w)(?:{_either((*units, *money, *words.coins))})"
    signs = _either(sign for sign in money if not sign.isalpha() or sign.isupper())
    scales, short = _either(words.scales), _either(words.short_scales)
    pattern = re.compile(
        rf"(?<![\w.,:/#-])(?:(?P<before>{signs}) ?)?(?P<number>-?(?:{_DIGITS}))"
        rf"(?: ?(?P<scale>{scales})(?!\w)| ?(?P<short>{short})(?: ?(?={signs})|(?(before)(?!\w)|(?!))))?"
        rf"(?:(?P<percent> ?%)|(?:[ -]?|{_either(words.unit_joints)})(?P<unit>{named})(?![\w']))?(?![\d%])",
    )
    ordinals = _list_ordinals(knowledge, language)
    numbers = _either((*words.numbers, *words.scales, *words.ones))
    joints = _either(words.joints)
    glue = f"(?:{joints})?" if words.glued else "(?!)"
    chained = rf"(?:{numbers})(?:(?:[ -]|(?: (?:{joints}) )|{glue})(?:{numbers})){{0,8}}"
    return _Grammar(
        words=words,
        pattern=pattern,
        units=units,
        currencies=money,
        bounds={
            "about": re.compile(
                rf"(?:^|(?<=[\s(,])|(?<=[\s(,]['])|(?<=\())(?:{_either(words.about)}) ?(?:the )?$", re.IGNORECASE
            ),
            "least": re.compile(rf"(?:^|(?<=[\s(,]))(?:{_either(words.least)}) ?$", re.IGNORECASE),
            "most": re.compile(rf"(?:^|(?<=[\s(,]))(?:{_either(words.most)}) ?$", re.IGNORECASE),
        },
        joint=re.compile(rf",? (?:(?:{_either(words.joints)}) )?"),
        range=re.compile(rf" ?(?:-|(?:{_either(words.ranges)})) ?"),
        between=re.compile(rf"(?<!\w)(?:{_either(words.between)}) $", re.IGNORECASE),
        afternoon=frozenset(words.afternoon),
        clock=re.compile(rf"\s?({_either(words.clock)})(?!\w)", re.IGNORECASE),
        out_of=re.compile(rf" (?:{_either(words.out_of)}) "),
        fraction=re.compile(rf"[ -]?({_either(words.fractions)})(?!\w)", re.IGNORECASE),
        unit=re.compile(rf"[ -]({named})(?!\w)"),
        before_scale=re.compile(rf"(?<!\w)({_either(words.fractions)}) $", re.IGNORECASE),
        in_every=re.compile(
            rf"(?<![\w-])(?P<part>{_either((*words.singles, *words.numbers))}) (?:[^\W\d_]{{3,20}} )?"
            rf"(?:{_either(words.of_every)}) (?:[^\W\d_]{{3,20}} )?"
            rf"(?:(?P<digits>\d{{1,3}})(?![\d.,]\d|\d)|(?P<words>{_either(words.numbers)}))(?!\w)",
            re.IGNORECASE,
        ),
        half=re.compile(rf" (?:{_either(words.halves)})(?!\w)"),
        every=re.compile(rf"(?<![\w-])(?:{_either(words.every)}) (?P<ordinal>{_either(ordinals)})(?!\w)", re.IGNORECASE),
        ordinals=ordinals,
        share_word=re.compile(
            rf"(?<![\w-])(?:{_either(words.shares)})(?!\w)(?! (?:{_either(words.ones)}) (?:{_either(words.scales)}))",
            re.IGNORECASE,
        ),
        word_number=re.compile(rf"(?<![\w-]){chained}(?![\w])", re.IGNORECASE),
        whole_word=re.compile(numbers if words.glued else rf"(?<!\w)(?:{numbers})(?!\w)", re.IGNORECASE),
    )


def find_quantities(text: str, *, language: str, knowledge: Knowledge) -> tuple[Quantity, ...]:
    """Give the figures of a text in order, those that belong together as one: ``6 ft 2 in``, ``10 to 12 km``."""
    grammar = _read_grammar(knowledge, language)
    folded = fold_marks(text)
    found = _Finder(folded, grammar).find()
    return tuple(_join_ranges(list(_join_parts(found, folded, grammar)), folded, grammar))


class _Finder:
    """One text, read with the grammar of a language."""

    def __init__(self, text: str, grammar: _Grammar) -> None:
        self.text, self.grammar = text, grammar

    def find(self) -> list[Quantity]:
        found = [*self._find_clocks(), *self._find_shares()]
        taken = [(each.start, each.end) for each in found]
        for quantity in (*self._find_figures(), *self._find_words()):
            if all(quantity.end <= start or end <= quantity.start for start, end in taken):
                taken.append((quantity.start, quantity.end))
                found.append(quantity)
        return sorted(found)

    def _find_clocks(self) -> Iterator[Quantity]:
        for match in _CLOCK.finditer(self.text):
            first, second, third = (int(part or 0) for part in match.groups())
            behind = self.grammar.clock.match(self.text, match.end())
            if second >= 60 or third >= 60:
                continue
            readings = []
            if match[3]:
                readings.append(Reading("duration", *2 * (first * 3600.0 + second * 60 + third,)))
            else:
                readings += [
                    Reading("duration", *2 * (first * 3600.0 + second * 60,)),
                    Reading("duration", *2 * (first * 60.0 + second,)),
                ]
            if first <= _LAST_HOUR:
                minutes = first * 60.0 + second
                if behind and behind[1].lower() in self.grammar.afternoon and first < _NOON:
                    minutes += _DAY_MINUTES / 2
                readings.insert(0, Reading("clock", minutes, minutes))
            end = behind.end() if behind else match.end()
            yield Quantity(match.start(), end, tuple(readings[:1] if behind else readings), "", "clock")

    def _find_shares(self) -> Iterator[Quantity]:
        """Find "one passenger in three", "every fourth", "half of", "halved"."""
        for match in self.grammar.in_every.finditer(self.text):
            whole = float(match["digits"]) if match["digits"] else self._add_words(match["words"])
            part = self._add_words(match["part"]) or 1.0
            if whole and part < whole <= _MOST_OF:
                yield Quantity(match.start(), match.end(), (Reading("percent", *2 * (100 * part / whole,)),), unit="share")
        for match in self.grammar.every.finditer(self.text):
            share = 100.0 / self.grammar.ordinals[match["ordinal"].lower()]
            yield Quantity(match.start(), match.end(), (Reading("percent", share, share),), unit="share")
        for match in self.grammar.share_word.finditer(self.text):
            share = self.grammar.words.shares[match.group().lower()]
            yield Quantity(
                match.start(), match.end(), (Reading("percent", share, share),), self._read_bound(match.start()), "share"
            )

    def _find_figures(self) -> Iterator[Quantity]:
        for match in self.grammar.pattern.finditer(self.text):
            end = match.end()
            if not match["unit"] and not match["percent"] and self.text[end : end + 1].isalpha():
                continue  # 3D, 21st
            values = list(_read_values(match["number"], self.grammar.words.decimal))
            words = self.grammar.words
            scale = words.scales.get(match["scale"] or "", 1.0) * words.short_scales.get(match["short"] or "", 1.0)
            unit = "%" if match["percent"] else match["unit"] or ""
            if fraction := None if unit else self._read_out_of(match.end(), values):
                yield Quantity(match.start(), fraction[1], (Reading("percent", *2 * (fraction[0] * 100,)),), unit="share")
                continue
            name = match["before"] or unit
            readings = tuple(self._measure(value * scale, step * scale, name) for value, step in values)
            factor = scale * (known.factor if (known := self.grammar.units.get(name)) else 1.0)
            quantity = Quantity(match.start(), end, readings, self._read_bound(match.start()), name, factor)
            yield self._add_half(quantity)

    def _find_words(self) -> Iterator[Quantity]:
        words = self.grammar.words
        for match in self.grammar.word_number.finditer(self.text):
            value = self._add_words(match.group())
            if value is None:
                continue
            start, end = match.start(), match.end()
            if before := self.grammar.before_scale.search(self.text[max(start - _BEFORE, 0) : start]):
                value *= words.fractions[before[1].lower()]  # half a million
                start -= len(before.group())
            if fraction := self.grammar.fraction.match(self.text, end):
                share = 100 * value * words.fractions[fraction[1].lower()]
                yield Quantity(start, fraction.end(), (Reading("percent", share, share),), self._read_bound(start), "share")
                continue
            if out := self._read_out_of(end, [(value, 0.0)]):
                yield Quantity(start, out[1], (Reading("percent", *2 * (100 * out[0],)),), unit="share")
                continue
            unit = self.grammar.unit.match(self.text, end)
            if match.group().lower() in words.ones and not unit:
                continue
            name = unit[1] if unit else ""
            factor = known.factor if (known := self.grammar.units.get(name)) else 1.0
            reading = self._measure(value, 0.0, name)
            yield self._add_half(
                Quantity(start, unit.end() if unit else end, (reading,), self._read_bound(start), name, factor)
            )

    def _add_half(self, quantity: Quantity) -> Quantity:
        """Read "and a half" behind a unit."""
        half = self.grammar.half.match(self.text, quantity.end)
        if half is None:
            return quantity
        more = quantity.factor / 2
        readings = tuple(each._replace(low=each.low + more, high=each.high + more) for each in quantity.readings)
        return quantity._replace(end=half.end(), readings=readings)

    def _add_words(self, phrase: str) -> float | None:
        """Add up number words: ``two thousand four hundred and six``; None where no number is among them."""
        words = self.grammar.words
        total = group = 0.0
        for match in self.grammar.whole_word.finditer(phrase):
            word = match.group().lower()
            if word in words.ones and not group and _continues(phrase, match.end(), self.grammar):
                continue  # a dozen
            if word in words.scales:
                scale = words.scales[word]
                group = (group or 1.0) * scale
                if scale >= 1000:
                    total, group = total + group, 0.0
            else:
                group += words.numbers.get(word, 1.0)
        value = total + group
        return value or None

    def _read_out_of(self, end: int, values: Sequence[tuple[float, float]]) -> tuple[float, int] | None:
        """Read "in four" behind a number: the share, and where it ends."""
        joint = self.grammar.out_of.match(self.text, end)
        if joint is None:
            return None
        digits = _WHOLE.match(self.text, joint.end())
        words = None if digits else self.grammar.word_number.match(self.text, joint.end())
        whole = float(digits.group()) if digits else self._add_words(words.group()) if words else None
        part = values[0][0]
        if not whole or not 0 < part < whole or whole > _MOST_OF:
            return None
        return part / whole, (digits or words).end()  # type: ignore[union-attr]  # one of them gave the number

    def _measure(self, value: float, step: float, name: str) -> Reading:
        if coin := self.grammar.words.coins.get(name):
            return Reading(f"money {coin}", 0.01 * value, 0.01 * value, 0.01 * step)
        if currency := self.grammar.currencies.get(name):
            return Reading(f"money {currency}", value, value, step)
        unit = self.grammar.units.get(name)
        if unit is None:
            return Reading("", value, value, step)
        base = value * unit.factor + unit.offset
        return Reading(unit.kind, base, base, step * unit.factor)

    def _read_bound(self, start: int) -> Bound:
        before = self.text[max(start - _BEFORE, 0) : start]
        return next((bound for bound, pattern in self.grammar.bounds.items() if pattern.search(before)), "")


def _continues(phrase: str, end: int, grammar: _Grammar) -> bool:
    following = grammar.whole_word.search(phrase, end)
    return following is not None and following.group().lower() in grammar.words.numbers


def _read_values(written: str, decimal: str) -> Iterator[tuple[float, float]]:
    """Read digits: the value, and half of its last digit's worth.

    A mark before three last digits may part thousands or decimals: the language says which. Any other mark is clear.
    """
    number = written.replace(" ", "").replace("'", "")
    marks = [char for char in number if char in ".,"]
    mark = decimal
    if len(set(marks)) == 2:
        mark = marks[-1]
    elif len(marks) > 1:
        mark = "," if marks[0] == "." else "."
    elif (marks and len(number) - number.rindex(marks[0]) - 1 != _THOUSAND) or (marks and number.lstrip("-").startswith("0")):
        mark = marks[0]
    plain = number.replace("," if mark == "." else ".", "").replace(mark, ".")
    digits = len(plain.partition(".")[2])
    yield float(plain), 0.5 * 10.0**-digits if digits or float(plain) else 0.5


def _join_parts(found: Sequence[Quantity], text: str, grammar: _Grammar) -> Iterator[Quantity]:
    """Join what adds up to one quantity: hours and minutes, feet and inches."""
    held: Quantity | None = None
    for quantity in found:
        if held and _adds_up(held, quantity) and grammar.joint.fullmatch(text, held.end, quantity.start):
            low = held.readings[0].low + quantity.readings[0].low
            reading = Reading(held.readings[0].kind, low, low, quantity.readings[0].step)
            held = held._replace(end=quantity.end, readings=(reading,))
            continue
        if held:
            yield held
        held = quantity
    if held:
        yield held


def _adds_up(one: Quantity, other: Quantity) -> bool:
    mine, theirs = one.readings[0], other.readings[0]
    kinds = mine.kind == theirs.kind and mine.kind in {"duration", "length", "mass"}
    return kinds and other.factor < one.factor and "clock" not in {one.unit, other.unit} and 0 <= theirs.low < mine.low


def _join_ranges(found: Sequence[Quantity], text: str, grammar: _Grammar) -> Iterator[Quantity]:
    """Join the ends of a range; the first may leave the unit to the second."""
    held: Quantity | None = None
    for quantity in found:
        joint = grammar.range if held and not grammar.between.search(text, 0, held.start) else grammar.joint
        if held and joint.fullmatch(text, held.end, quantity.start) and (joined := _span(held, quantity)):
            held = joined
            continue
        if held:
            yield held
        held = quantity
    if held:
        yield held


def _span(one: Quantity, other: Quantity) -> Quantity | None:
    mine, theirs = one.readings[0], other.readings[0]
    if mine.kind not in {"", theirs.kind} or "clock" in {one.unit, other.unit}:
        return None
    low = mine.low * other.factor if one.factor == 1 and not one.unit else mine.low
    if not low < theirs.high:
        return None
    return Quantity(one.start, other.end, (Reading(theirs.kind, low, theirs.high, theirs.step),), one.bound, other.unit)
