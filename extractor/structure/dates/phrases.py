"""From the atoms of a run to phrases: the words around them taken in, such as since, early, circa, onwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from extractor.structure.dates.combine import Atom, Part, Relation, join_ranges, leads, merge_lists, read_atom
from extractor.structure.dates.cues import Cues, Relative
from extractor.structure.dates.grammar import match_shapes
from extractor.structure.dates.lexer import Run
from extractor.structure.dates.lexicon import Lexicon
from extractor.structure.dates.moments import Moment, shift_moment
from extractor.structure.dates.numerals import Token
from extractor.types.findings import PartOf

_PREFIX = re.compile(
    r"(?:(?P<open>[SUFb])[_-](?:[tOf]_){0,2})?(?P<about>c[_:.](?:[tfT]_)?)?(?P<part>(?:t_)?(?:(?:o_)?[HK]_|e[_-]|H-)+(?:[fi]_){0,2}(?:t_)?)?(?P<late>c[_:.])?(?P<doubt>u_(?:[it]_){0,2})?$"
)
_LAST_LEADS = frozenset("SUFbtOfTcHKeiu")
"""Kinds of words that may come last in ``_PREFIX``; looked at first, because searching for it takes long."""
_OPEN_END = re.compile(r"(?:[-–~]|_T_(?:t_)?|[-–~]t_)(?:P(?:_p)?|z(?:_z)?)|_N(?!\w)|[-–~]h$")
_JOINED = re.compile(r"[-–~/,ATU]")
"""What may join two dates of a run to one; a run without it is spared the search."""
_CURRENT = (0, "base")
_DANGLING = re.compile(r"\s?[-–—]\s?(?=[);,]|$)")
_MARK = re.compile(r"[?~](?=\s?\Z|[)\],;/–-])")
_LEADERS = _LAST_LEADS | frozenset("rTB")
_SEPARATORS = frozenset("_,;:.")
_TAILS = frozenset("TN")
_BEHIND = frozenset("cu")
_MAY_LAST = _BEHIND | {"A"}
"""Kinds of words that may stand behind a date, in brackets or before a stop: 1850 (approx.)."""
_ABOUT = frozenset("~c")
_OPENS_BEHIND = frozenset(" \n([,\u00a0")
_DOUBTS = frozenset("?~")
_ASIDE = re.compile(r"\s?[(\[](?:([^\W\d_]{1,20})\.?|\?)[)\]]")
_LAST = re.compile(r",?\s([^\W\d_]{1,20})(?=\.(?:\s|$)|[,;:)\]]|$)")
_CIRCA = frozenset(("c.", "ca", "ci", "c "))
_LONGEST_LEAD = 18
"""Kinds and gaps before an atom that are looked at."""
_BARE = frozenset(("year", "small_year", "month_alone", "season_alone", "weekday", "ordinal_of_month", "short_year"))


Qualifier = Literal["", "approximate", "uncertain"]
"""How sure the words themselves are: circa, perhaps."""


class Phrase(NamedTuple):
    """An expression in the text; one part, or two for a range. Open ranges have one part."""

    start: int
    end: int
    parts: tuple[Part, ...]
    relation: Relation = "one"
    qualifier: Qualifier = ""
    bare: bool = False
    led: str = ""
    circa: bool = False
    part: PartOf = ""

    @property
    def complete(self) -> bool:
        """Every part names its year, so that nothing around it is needed."""
        return self.parts[0].reading.year is not None and self.parts[-1].reading.year is not None


def read_run(text: str, run: Run, lexicon: Lexicon, cues: Cues) -> list[Phrase]:
    """Give the phrases of one run of date words."""
    classes = run.classes
    atoms = [atom for shape in match_shapes(classes) if (atom := read_atom(text, run, shape, lexicon, cues))]
    phrases: list[Phrase] = []
    done = 0
    if len(atoms) > 1 and _JOINED.search(classes):
        atoms = join_ranges(merge_lists(atoms, classes), classes)
    for atom in atoms:
        if phrases and atom.parts[0].start < phrases[-1].end:
            continue
        if _is_pair(atom, classes):
            phrases += [Phrase(part.start, part.end, (part,)) for part in atom.parts]
        elif _stands_alone(text, classes, atom):
            phrases.append(Phrase(atom.parts[0].start, atom.parts[-1].end, atom.parts, atom.relation, "", atom.name in _BARE))
        else:
            phrases.append(_wrap(text, run, atom, done, lexicon))
        done = atom.high
    return phrases


def _stands_alone(text: str, classes: str, atom: Atom) -> bool:
    """Tell whether no word before or after an atom can belong to it, as in the middle of a list."""
    low, high = atom.low, atom.high
    if high == len(classes):
        return False
    if classes[high + 1] in _MAY_LAST and (high + 2 == len(classes) or text[atom.parts[-1].end] == ","):
        return False
    if atom.relation == "one" and (classes[high] not in _SEPARATORS or classes[high + 1] in _TAILS):
        return False
    return classes[low - 2] not in _LEADERS if low else text[atom.parts[0].start - 1 : atom.parts[0].start] not in _ABOUT


def _is_pair(atom: Atom, classes: str) -> bool:
    """Tell "May 1 and 3" from "May 1 and 2" and from "between May 1 and 3"."""
    low, high = atom.low, atom.high
    if atom.name not in ("days_of_month", "month_of_days", "centuries", "quarters", "decades") or "A" not in classes[low:high]:
        return False
    first, last = (part.reading for part in atom.parts)
    return not leads(classes, low, "B") and isinstance(first, Moment) and shift_moment(first, 1) != last


def _wrap(text: str, run: Run, atom: Atom, done: int, lexicon: Lexicon) -> Phrase:
    """Take in the words around an atom: since, early, circa, onwards, a question mark."""
    classes, at = run.classes, atom.low
    relation, start, end = atom.relation, atom.parts[0].start, atom.parts[-1].end
    qualifier: Qualifier = ""
    led = classes[at - 2] if at >= 2 else ""
    lead = _find_lead(classes[_reach(done, at) : at]) if led and at - 2 >= done and led in _LAST_LEADS else None
    if lead:
        at -= lead.width
        start, qualifier = start if lead.apart else min(start, run.tokens[at // 2].start), lead.qualifier
    if at >= 2:
        before = run.tokens[at // 2 - 1]
        if relation == "range" and before.kind in "BrfS" and before.value != "of":
            start = before.start
        elif relation == "one" and not (lead and lead.relation) and (till := _find_till(text, run, at, lexicon)) is not None:
            relation, start = "until", till
    if atom.relation == "one":
        relation = lead.relation if lead and lead.relation else relation
        relation, end = _close(text, run, classes, atom, relation, end)
    if start and text[start - 1] in "~c" and not text[max(start - 2, 0) : start - 1].isalnum() and text[start].isdecimal():
        qualifier, start = "approximate", start - 1
    if not qualifier and text[end : end + 1] in _OPENS_BEHIND:
        qualifier, end = _find_behind(text, end, lexicon)
    if text[end : end + 1] in _DOUBTS and _MARK.match(text, end):
        qualifier, end = "uncertain" if text[end] == "?" else "approximate", end + 1
    led = "e" if lead and "e" in classes[at : atom.low] else led if led and classes[atom.low - 1] in "_-:." else ""
    circa = "small_year" in (atom.parts[0].name, atom.parts[-1].name) and text[start : start + 2].lower() in _CIRCA
    part = _find_part(run.tokens[at // 2 : atom.low // 2]) if lead and lead.part else ""
    return Phrase(start, end, atom.parts, relation, qualifier, atom.name in _BARE, led, circa, part)


def _find_part(tokens: Sequence[Token]) -> PartOf:
    """Say which part of a date the words before it mean: the early 1990s, the second half of the 1990s."""
    words = [token.value for token in tokens if token.kind == "e"]
    if any(token.kind == "H" for token in tokens):
        words += [("early", "late")[token.value - 1] for token in tokens if token.kind == "o" and token.value in (1, 2)]
    part: PartOf = next((word for word in reversed(words) if word != "any"), "")
    return part


def _find_behind(text: str, end: int, lexicon: Lexicon) -> tuple[Qualifier, int]:
    """Take in what stands behind a date and says how sure it is: 1850 (circa), 1850 approx., 1850 or so."""
    if said := lexicon.about_behind.match(text, end):
        return "approximate", said.end()
    found = _ASIDE.match(text, end)
    if found and found[1] is None:
        return "uncertain", found.end()
    if found and found[1].lower() in lexicon.about_aside:
        return "approximate", found.end()
    found = found or _LAST.match(text, end)
    kind, _ = lexicon.words.get(found[1], ("", None)) if found else ("", None)
    return ("uncertain" if kind == "u" else "approximate", found.end()) if found and kind in _BEHIND and kind else ("", end)


def _reach(done: int, at: int) -> int:
    """Say how far before an atom its leading words may start."""
    low = max(done, at - _LONGEST_LEAD)
    return low + low % 2


class _Lead(NamedTuple):
    """Words before an atom that belong to it: how many kinds and gaps, and what they say about it.

    Those that stand apart from it are no part of its words: "possibly in" before "1850".
    """

    width: int
    relation: Relation | None
    qualifier: Qualifier
    part: bool
    apart: bool


@lru_cache(maxsize=4096)
def _find_lead(classes: str) -> _Lead | None:
    lead = _PREFIX.search(classes)
    if lead is None or not lead[0]:
        return None
    relation: Relation | None = ("until" if lead["open"] in "Ub" else "since") if lead["open"] else None
    qualifier: Qualifier = "uncertain" if lead["doubt"] else "approximate" if lead["about"] or lead["late"] else ""
    return _Lead(len(lead[0]), relation, qualifier, bool(lead["part"]), len(lead["doubt"] or "") > 2)


def _find_till(text: str, run: Run, at: int, lexicon: Lexicon) -> int | None:
    """Find where a word for "to" opens an interval by itself: bis 2020, jusqu'en 2020, up to 2020."""
    if "T" not in run.classes[max(at - 8, 0) : at]:
        return None
    index = at // 2 - 1
    if run.tokens[index].kind in "ift" and index > 0:
        index -= 1
    while index > 0 and run.tokens[index].kind == run.tokens[index - 1].kind == "T":
        index -= 1
    token = run.tokens[index]
    if token.kind != "T":
        return None
    if token.value in lexicon.till:
        return token.start if index == 0 or run.tokens[index - 1].kind not in "my13o" else None
    before = text[max(token.start - 7, 0) : token.start].split()
    if before and before[-1].lower() in lexicon.till_leads:
        return token.start - 1 - len(before[-1])
    return None


def _close(text: str, run: Run, classes: str, atom: Atom, relation: Relation, end: int) -> tuple[Relation, int]:
    """Recognise an open end: "2011–present", "from 2019 onwards", "(2011–)"."""
    if atom.high < len(classes):
        if classes[atom.high] in _SEPARATORS and classes[atom.high + 1] not in _TAILS:
            return relation, end
        tail = _OPEN_END.match(classes, atom.high)
        last = run.tokens[(tail.end() - 1) // 2] if tail else None
        return ("since", last.end) if last and (last.kind != "h" or last.value == _CURRENT) else (relation, end)
    if (
        atom.name in ("year", "month", "day")
        and (dash := _DANGLING.match(text, end))
        and not isinstance(atom.parts[0].reading, Relative)
    ):
        return "since", dash.end()
    return relation, end
