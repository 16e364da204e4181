"""A claim, or a sentence, taken apart: who, what, when, how much, and whether it is denied or only supposed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.structure.claims.names import Demonyms, Name, find_name, list_names, read_demonyms
from extractor.structure.claims.quantities import Quantity, find_quantities, read_claim_words
from extractor.structure.claims.words import Word, list_words, load_light
from extractor.structure.facts.languages import is_english
from extractor.structure.facts.lexicon import load_lexicon
from extractor.structure.wording import fold_marks
from extractor.types import PartialDate

DateReader = Callable[[str], tuple[PartialDate, ...]]
"""Gives the dates of a text."""

_MAY_DATE = re.compile(r"\d|[^\W\d_]{4,}")
_INSIDE = re.compile(r"(?<=[^\W\d_A-Z][ ])[A-Z][\w'-]*\w")
_NAMES_OF_TOPIC = 0.5


def overlap(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two dates can be the same day."""
    if one.edtf is None or other.edtf is None:
        return False
    starts = one.earliest or other.earliest, other.earliest or one.earliest
    ends = one.latest or other.latest, other.latest or one.latest
    if None in starts or None in ends:
        return one.edtf == other.edtf
    return starts[0] <= ends[1] and starts[1] <= ends[0]  # type: ignore[operator]  # None was looked for


class Cue(NamedTuple):
    """A word that turns what a text says.

    Attributes:
        start: Where it starts.
        word: The word, in small letters.
    """

    start: int
    word: str


@dataclass(frozen=True)
class Parts:
    """A text taken apart.

    Attributes:
        text: The text.
        reader: Who read it.
    """

    text: str
    reader: ClaimReader

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words in order; those that tell nothing have no stem."""
        return list_words(self.text, language=self.reader.language, knowledge=self.reader.knowledge)

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """Its words that tell something and are no figure and no part of a date."""
        taken = [(each.start, each.end) for each in self.quantities] + [(each.start, each.end) for each in self.dates]
        return tuple(word for word in self.words if word.stem and not any(start <= word.start < end for start, end in taken))

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each of its stems stands first."""
        return {word.stem: word.start for word in reversed(self.words) if word.stem}

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words that tell something."""
        return frozenset(word.stem for word in self.words if word.stem)

    @cached_property
    def dates(self) -> tuple[PartialDate, ...]:
        """Its dates."""
        return self.reader.read_dates(self.text) if _MAY_DATE.search(self.text) else ()

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its figures, but for those that belong to a date."""
        found = find_quantities(self.text, language=self.reader.language, knowledge=self.reader.knowledge)
        return tuple(
            each
            for each in found
            if not (each.is_plain or each.unit == "share")
            or not any(date.start < each.end and each.start < date.end for date in self.dates)
        )

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Its names, the topic's own left out; none in a language where every noun has a capital."""
        if not self.reader.knows_names:
            return ()
        topic = self.reader.topic
        found = list_names(self.words, fold_marks(self.text), is_name=self.reader.is_name)
        return tuple(
            name
            for name in found
            if not {word.stem for word in name if word.stem} <= topic
            and not any(date.start <= name[0].start < date.end for date in self.dates)
            and not any(each.start <= name[0].start < each.end for each in self.quantities)
        )

    @cached_property
    def cues(self) -> _Cues:
        """The words that deny, suppose, or mean somebody else, in its own language: the page's, or English."""
        own = self.reader.language
        english = own != "en" and is_english((word.written for word in self.words), knowledge=self.reader.knowledge)
        return _read_cues(self.reader.knowledge, "en" if english else own)

    @cached_property
    def denials(self) -> tuple[Cue, ...]:
        """The words that deny something."""
        return _find(self.cues.negations, self.text)

    @cached_property
    def hedges(self) -> tuple[Cue, ...]:
        """The words that only suppose something."""
        return _find(self.cues.hedges, self.text)

    @cached_property
    def others(self) -> tuple[Cue, ...]:
        """The words that say that somebody else is meant."""
        return _find(self.cues.others, self.text)

    @cached_property
    def topic_at(self) -> int:
        """Where it names what the page is about; behind its end where it does not."""
        return self.reader.find_topic(self)

    @cached_property
    def _joints(self) -> tuple[int, ...]:
        return tuple(match.start() for match in self.cues.joints.finditer(fold_marks(self.text)))

    def find_clause(self, at: int) -> int:
        """Say in which clause a place lies: the first is 0."""
        return bisect_right(self._joints, at)

    def is_governed(self, at: int) -> bool:
        """A function word such as "in" stands before a place: what stands there is no subject."""
        before = [word for word in self.words if word.start < at]
        return bool(before) and not before[-1].stem and before[-1].written.islower() and self.text[at - 1 : at] == " "

    @property
    def names_topic(self) -> bool:
        """It names what the page is about."""
        return self.topic_at < len(self.text)

    @cached_property
    def names_other_thing(self) -> bool:
        """What it names is only called after the entity: ``Norvane Foundation``, ``Seilbahn Zugspitze``."""
        if not self.names_topic:
            return False
        topic, words = self.reader.topic, self.words
        at = next((at for at, word in enumerate(words) if word.start == self.topic_at), 0)
        before, behind = at - 1, at
        while behind < len(words) and words[behind].stem in topic:
            behind += 1
        grown = behind < len(words) and self._touches(words[behind - 1], words[behind]) and words[behind].written[:1].isupper()
        led = before > 0 and self._touches(words[before], words[at]) and words[before].written[:1].isupper()
        return grown if self.reader.knows_names else led

    def _touches(self, word: Word, following: Word) -> bool:
        return self.text[word.start + len(word.written) : following.start] == " "

    @cached_property
    def leans(self) -> bool:
        """It opens with a word for what the sentence before was about, or holds one in a text that names nobody else."""
        cues = self.cues
        return cues.pronouns.match(self.text) is not None or cues.inner.search(self.text) is not None


@dataclass(frozen=True)
class _Cues:
    negations: re.Pattern[str]
    hedges: re.Pattern[str]
    others: re.Pattern[str]
    pronouns: re.Pattern[str]
    inner: re.Pattern[str]
    joints: re.Pattern[str]


def _find(pattern: re.Pattern[str], text: str) -> tuple[Cue, ...]:
    return tuple(Cue(match.start(), match.group().casefold()) for match in pattern.finditer(fold_marks(text)))


@derived
def _read_cues(knowledge: Knowledge, language: str) -> _Cues:
    words = knowledge.languages[language].claims if language in knowledge.languages else read_claim_words(knowledge, "en")

    def either(some: tuple[str, ...]) -> str:
        return "|".join(re.escape(word) for word in sorted(some, key=lambda word: (-len(word), word))) or "(?!)"

    endings = [word for word in words.negations if word.startswith("n'")]
    whole = tuple(word for word in words.negations if word not in endings)
    return _Cues(
        negations=re.compile(
            rf"(?<![\w-])(?:{either(whole)})(?![\w-])|(?<=\w)(?:{either(tuple(endings))})(?!\w)", re.IGNORECASE
        ),
        hedges=re.compile(rf"(?<![\w-])(?:{either(words.hedges)})(?![\w-])"),
        others=re.compile(rf"(?<![\w-])(?:{either(words.others)})(?![\w-])", re.IGNORECASE),
        inner=re.compile(rf"(?<![\w-])(?:{either(words.inner_pronouns)})(?![\w-])"),
        joints=re.compile(rf"[,;](?= )|:(?= [^\W\d])|[()]| (?=(?:{either(words.turns)}) )", re.IGNORECASE),
        pronouns=re.compile(rf"[\s\"'“«„]*(?:{either(words.pronouns)})(?![\w-])", re.IGNORECASE),
    )


class ClaimReader:
    """How the texts of one page are taken apart; each is read once.

    Attributes:
        language: The page's language, without script and region.
        topic: The stems of the names of what the page is about.
        read_dates: Gives the dates of a text.
        knowledge: What the program knows besides the page.
    """

    def __init__(self, title: str, *, text: str = "", language: str, read_dates: DateReader, knowledge: Knowledge) -> None:
        """Read the title, and which words the page writes with a capital inside a sentence."""
        self.language, self.read_dates, self.knowledge = language, read_dates, knowledge
        self._capitals = frozenset(_INSIDE.findall(text))
        self._title = list_words(title, language=language, knowledge=knowledge)
        self.topic = frozenset(word.stem for word in self._title if word.stem)
        self._read: dict[str, Parts] = {}

    def read(self, text: str) -> Parts:
        """Take a text apart."""
        return self._read.setdefault(text, Parts(text, self))

    @cached_property
    def demonyms(self) -> Demonyms:
        """How the people of a country are named."""
        return read_demonyms(self.knowledge, self.language)

    @cached_property
    def light(self) -> frozenset[str]:
        """Stems of words that tell little of what is claimed."""
        return load_light(self.knowledge, self.language)

    @property
    def knows_names(self) -> bool:
        """Whether a capital shows a name: in German every noun has one."""
        return self.language != "de"

    def is_name(self, word: str) -> bool:
        """Whether a word that opens a sentence is a name: the page writes it with a capital inside others too."""
        if word in self._capitals:
            return True
        return not self._capitals and word.lower() not in load_lexicon(self.knowledge).ordinary

    def find_topic(self, parts: Parts) -> int:
        """Say where a text names what the page is about: by half of the title's words, its last one, or its initials."""
        wanted = [word for word in self._title if word.stem]
        held = parts.places
        found = [word for word in wanted if word.stem in held]
        if found and (len(found) >= _NAMES_OF_TOPIC * len(wanted) or wanted[-1] in found):
            return min(held[word.stem] for word in found)
        initials = "".join(word.written[0] for word in wanted if word.is_capital)
        if len(initials) > 1:
            for word in parts.words:
                if word.written == initials:
                    return word.start
        if len(wanted) == 1 and wanted[0].written.isupper():
            name = tuple(wanted[:1])
            if find_name(name, parts.words, demonyms=self.demonyms) == 1.0:
                return 0
        return len(parts.text)
