"""Runs of capitalised words: what their head, their neighbours and the sentences that define them say about the name.

"Chaosmosis is the eleventh studio album" tells every "Chaosmosis" of the text that it is an album; "National Theatre"
is told by its head. The tagger weighs these clues; none of them decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MAX_PHRASE, _MAX_BRACKET, _MAX_ASIDE, _MAX_QUOTE = 12, 45, 25, 10
_MAX_SHARED, _MANY_SHARED = 24, 60
_QUOTES = frozenset({'"', "“", "”"})


@dataclass(frozen=True)
class ClueWords:
    """Words that the clues turn on, in small letters. They are a part of what a tagger learnt, and lie beside its weights.

    Attributes:
        inner: What may stand between two capitalised words of a run.
        joining: What ties two runs to one name: "University" of "Oxford".
        possessives: What may stand between a name and its bracket.
        be: Forms of "to be", which define a name.
        articles: What opens the noun phrase that defines a name.
        phrase_ends: What ends it.
        informal: Words, cased, that only informal texts have.
        shortened: What they shorten other words to.
    """

    inner: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    phrase_ends: frozenset[str] = frozenset()
    informal: frozenset[str] = frozenset()
    shortened: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """Positions ``[start, end)`` of a run, its clues for its own words, and those that it shares with its namesakes."""

    start: int
    end: int
    clues: tuple[str, ...]
    shared: tuple[str, ...]
    acronym: int | None = None


def find_clues(words: Sequence[str], known: ClueWords) -> list[list[str]]:
    """Give each word the clues of its run, of the other runs that hold the same word, and of quotation marks around it."""
    clues: list[list[str]] = [[] for _ in words]
    shared: defaultdict[str, list[str]] = defaultdict(list)
    bounds = list(_split_runs(words, known))
    for place in range(len(bounds)):
        run = _read_run(words, bounds, place, known)
        _give_clues(words, run, clues, shared)
    limited = {word: _limit(found) for word, found in shared.items()}
    for at, word in enumerate(words):
        clues[at] += limited.get(word, ())
    _mark_quotes(words, clues)
    return clues


def _split_runs(words: Sequence[str], known: ClueWords) -> Iterator[tuple[int, int]]:
    count = len(words)
    at = 0
    while at < count:
        if not is_capitalised(words[at]):
            at += 1
            continue
        end = at + 1
        while end < count and (
            is_capitalised(words[end]) or (words[end] in known.inner and end + 1 < count and is_capitalised(words[end + 1]))
        ):
            end += 1
        yield at, end
        at = end


def _read_run(words: Sequence[str], bounds: Sequence[tuple[int, int]], place: int, known: ClueWords) -> Run:
    start, end = bounds[place]
    first, head = words[start].lower(), words[end - 1].lower()
    before, after = _word(words, start - 1), _word(words, end)
    clues = [
        f"rl={min(end - start, 6)}", f"rh={head}", f"rf={first}", f"rp={before}", f"rn={after}",
        f"rpp={_word(words, start - 2)}|{before}",
        f"rnn={after}|{_word(words, end + 1)}", f"rhl={min(end - start, 3)}{head}", f"rhs={head[-3:]}", f"rpn={before}|{after}",
    ]  # fmt: skip
    shared = [f"p={before}", f"n={after}"]
    if end - start > 1:
        shared.append(f"h={head}")
    after_bracket, acronym = _skip_bracket(words, end, known)
    defining, defined = _read_definition(words, after_bracket, known)
    clues += [*defining, *_read_joins(words, bounds, place, known)]
    return Run(start, end, tuple(clues), (*shared, *defined), acronym)


def is_capitalised(word: str) -> bool:
    """Say whether a word has a capital anywhere: ``Paris``, ``iPhone``, ``3D``."""
    return any(map(str.isupper, word))


def _word(words: Sequence[str], at: int) -> str:
    if at < 0:
        return "<s>"
    return words[at].lower() if at < len(words) else "</s>"


def _skip_bracket(words: Sequence[str], at: int, known: ClueWords) -> tuple[int, int | None]:
    """Step over "(...)" after a name; a lone capitalised word in it is the name's acronym."""
    if at < len(words) and (words[at] in _QUOTES or words[at] in known.possessives):
        at += 1
    if at >= len(words) or words[at] != "(":
        return at, None
    for end in range(at + 1, min(at + _MAX_BRACKET, len(words))):
        if words[end] == ")":
            acronym = at + 1 if end - at == 2 and is_capitalised(words[at + 1]) else None
            return end + 1, acronym
    return at, None


def _read_definition(words: Sequence[str], at: int, known: ClueWords) -> tuple[list[str], list[str]]:
    """Read "is a Norwegian singer" or ", a singer" after a name: clues for the run, and clues to share."""
    verb = _skip_aside(words, at, known)
    if verb + 1 < len(words) and words[verb] in known.be:
        nouns = _read_phrase(words, verb + 1, known)
        if nouns:
            modifiers = [f"dm={noun}" for noun in nouns[-3:]]
            return [f"dn={nouns[-1]}", *modifiers], [f"d={nouns[-1]}", *modifiers]
    elif at + 1 < len(words) and words[at] == "," and words[at + 1] in known.articles:
        nouns = _read_phrase(words, at + 1, known)
        if nouns:
            return [f"an={nouns[-1]}"], [f"a={nouns[-1]}"]
    return [], []


def _skip_aside(words: Sequence[str], at: int, known: ClueWords) -> int:
    """Step over ", ..., " where a form of "to be" follows it."""
    if at >= len(words) or words[at] != ",":
        return at
    end = at + 1
    while end < len(words) and end < at + _MAX_ASIDE and words[end] not in {",", "."}:
        end += 1
    return end + 1 if end + 1 < len(words) and words[end] == "," and words[end + 1] in known.be else at


def _read_phrase(words: Sequence[str], at: int, known: ClueWords) -> list[str]:
    """The small-letter words of the noun phrase that starts here; the last is its head."""
    nouns: list[str] = []
    for word in words[at : at + _MAX_PHRASE]:
        if word.lower() in known.phrase_ends or not (word[0].isalnum() or word in "-'’\""):
            break
        if word[0].islower() and word not in known.articles:
            nouns.append(word)
    return nouns


def _read_joins(words: Sequence[str], bounds: Sequence[tuple[int, int]], place: int, known: ClueWords) -> list[str]:
    """What a small word ties the run to: "University" of "Oxford"."""
    start, end = bounds[place]
    clues: list[str] = []
    if end < len(words) and words[end] in known.joining and place + 1 < len(bounds) and bounds[place + 1][0] - end <= 2:
        following = words[bounds[place + 1][1] - 1].lower()
        clues += (f"jn={words[end]}", f"jh={words[end]}|{words[end - 1].lower()}", f"jnh={following}")
    if place and start - bounds[place - 1][1] <= 2 and words[start - 1] in known.joining:
        preceding = words[bounds[place - 1][1] - 1].lower()
        clues += (f"jp={words[start - 1]}|{preceding}", f"jph={preceding}")
    return clues


def _give_clues(words: Sequence[str], run: Run, clues: list[list[str]], shared: defaultdict[str, list[str]]) -> None:
    head = words[run.end - 1].lower()
    if run.acronym is not None:
        shared[words[run.acronym]] += [*run.shared, "acr"]
    for at in range(run.start, run.end):
        left, right = min(at - run.start, 3), min(run.end - 1 - at, 3)
        clues[at] += (*run.clues, f"rpos={left}_{right}", f"rposh={right}{head}")
        if len(words[at]) > 1:
            shared[words[at]] += run.shared if run.end - run.start == 1 else _mark_part(run, at)


def _mark_part(run: Run, at: int) -> list[str]:
    """Clues about neighbours hold for the whole name; a part of it gets them marked with its place."""
    mark = "$" if at < run.end - 1 else "^"
    return [clue if clue[0] in "dha" else clue + mark for clue in run.shared]


def _limit(clues: list[str]) -> list[str]:
    counted = Counter(clues)
    kept = sorted(counted) if len(clues) < _MANY_SHARED else sorted(clue for clue, _ in counted.most_common(_MAX_SHARED))
    return [f"D{clue}" for clue in kept[:_MAX_SHARED]]


def _mark_quotes(words: Sequence[str], clues: list[list[str]]) -> None:
    opened: int | None = None
    for at, word in enumerate(words):
        if word not in _QUOTES:
            continue
        if opened is None or at - opened > _MAX_QUOTE:
            opened = at
            continue
        for inner in range(opened + 1, at):
            clues[inner] += (f"qu={min(at - opened - 1, 5)}", f"qp={_word(words, opened - 1)}")
        opened = None
