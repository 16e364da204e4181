"""What the tagger knows of each word of a text, as strings; training weighs them, tagging adds the weights up.

The features are those of Ratinov and Roth (CoNLL 2009) and of common linear-chain taggers (words, shapes and affixes in a
window of five, lists of names), and three of our own: clues of runs of capitalised words, clues shared by all
places of a text that hold the same word, and the genre, because corpora of different genres disagree about what a name is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractor.structure.entities.gazetteer import Gazetteer
from extractor.structure.entities.runs import ClueWords, find_clues

OFFSETS = (-2, -1, 0, 1, 2)
_SOCIAL = re.compile(r"(?<!\w)[@#]\w|https?://|&lt;|\bRT\b")
_PASSAGE_CHARS = 450
_SENTENCE_ENDS = frozenset('.!?:"“')
_CAPITAL, _SMALL, _DIGIT = "X", "x", "d"
_REPEATED = re.compile(r"(.)\1+")
_DIGITS = re.compile(r"\d")
_AFFIX_LENGTHS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Lexicon:
    """What is known of words before a text is read.

    Attributes:
        gazetteer: Lists of names.
        cases: Lower-cased word: how often it was seen in small letters inside a sentence, as one of a few bins.
        words: What clues turn on.
    """

    gazetteer: Gazetteer
    cases: Mapping[str, str]
    words: ClueWords

    def case_bin(self, word: str) -> str:
        """Give the bin of a word; ``-`` where it does not begin with a letter, ``unk`` where it was never seen."""
        return self.cases.get(word.lower(), "unk") if word[0].isalpha() else "-"

    @cached_property
    def informal(self) -> re.Pattern[str]:
        """What only informal texts have: their words, question and exclamation marks, shortened verbs."""
        shortened = (word.replace("'", "['’]") for word in self.words.shortened)
        lists = (("\\b", self.words.informal), ("", shortened))
        either = ((lead, "|".join(sorted(words))) for lead, words in lists)
        return re.compile("|".join(["[!?]", *(rf"{lead}(?:{words})\b" for lead, words in either if words)]))


def is_passage(text: str) -> bool:
    """Say whether a text is as long as the passages of encyclopedias that the tagger learnt from."""
    return len(text) > _PASSAGE_CHARS


def find_genre(text: str, lexicon: Lexicon) -> str:
    """Tell a passage (``par``), a post of a social network (``soc``), informal (``inf``) from edited (``sen``) sentences."""
    if is_passage(text):
        return "par"
    if _SOCIAL.search(text):
        return "soc"
    return "inf" if text[:1].islower() or text[-1:].isalnum() or lexicon.informal.search(text) else "sen"


@lru_cache(maxsize=16384)
def full_shape(word: str) -> str:
    """Write capitals as X, small letters as x, digits as d, and keep marks: ``GPT-4`` is ``XXX-d``."""
    return "".join(map(_classify, word))


def _classify(letter: str) -> str:
    if letter.isupper():
        return _CAPITAL
    if letter.isalpha():
        return _SMALL
    return _DIGIT if letter.isdigit() else letter


@lru_cache(maxsize=16384)
def word_shape(word: str) -> str:
    """Give the shape with runs cut to two and eight signs in all: ``Democratized`` is ``Xxx``."""
    return _REPEATED.sub(r"\1\1", full_shape(word))[:8]


@lru_cache(maxsize=16384)
def fold_word(word: str) -> str:
    """Lower the case and make all digits one."""
    return _DIGITS.sub("0", word.lower())


def list_affixes(word: str) -> list[str]:
    """Give the word's features of its own: long shape, spelling, and its first and last one to five letters."""
    folded = fold_word(word)
    features = [f"fs={full_shape(word)[:12]}", f"W={word}"]
    for length in _AFFIX_LENGTHS:
        if len(word) >= length:
            features += (f"p{length}={folded[:length]}", f"s{length}={folded[-length:]}")
    return features


def list_word_features(word: str, offset: int, genre: str, lexicon: Lexicon) -> list[str]:
    """Give the features that a word alone lends to the word ``offset`` places before it (or, if negative, after it)."""
    shape, folded, case = word_shape(word), fold_word(word), lexicon.case_bin(word)
    features = [f"w={folded}", f"sh={shape}"]
    if abs(offset) <= 1:
        features.append(f"lb={case}")
    if abs(offset) == 1:
        features += (f"s3={folded[-3:]}", f"p3={folded[:3]}")
    features = [f"{offset}{feature}" for feature in features]
    if offset == 0:
        features += ("b", *list_affixes(word), f"G={genre}", f"G{genre}{shape}", f"G{genre}w{folded}", f"shlb={shape}{case}")
    return features


def list_local_features(words: Sequence[str], genre: str, lexicon: Lexicon) -> list[list[str]]:
    """Give the features of each place that depend on more than one word."""
    shapes = ["<s>", "<s>", *map(word_shape, words), "</s>", "</s>"]
    folded = ["<s>", "<s>", *map(fold_word, words), "</s>", "</s>"]
    features = find_clues(words, lexicon.words)
    for at in range(len(words)):
        features[at] += _list_pairs(folded[at : at + 5], shapes[at : at + 5], genre)
    _add_hints(features, lexicon.gazetteer.tag_words(words), genre)
    _add_starts(features, words, lexicon)
    return features


def _list_pairs(folded: Sequence[str], shapes: Sequence[str], genre: str) -> list[str]:
    first, before, word, after, last = folded
    _, shape_before, shape, shape_after, _ = shapes
    pairs = [
        f"pw={before}|{word}", f"wq={word}|{after}", f"ps={shape_before}|{shape}", f"sq={shape}|{shape_after}",
        f"psq={shape_before}|{shape}|{shape_after}", f"pS={before}|{shape}", f"Sq={shape}|{after}",
        f"ppS={first}|{before}|{shape}",
        f"Sqq={shape}|{after}|{last}", f"G{genre}{shape_before}|{shape}",
    ]  # fmt: skip
    if before == "<s>":
        pairs.append("-1#")
    if after == "</s>":
        pairs.append("1#")
    return pairs


def _add_hints(features: list[list[str]], hints: Sequence[Sequence[str]], genre: str) -> None:
    for at, found in enumerate(hints):
        for hint in found:
            features[at].append(f"G{genre}{hint}")
            for offset in OFFSETS:
                if 0 <= at - offset < len(features):
                    features[at - offset].append(f"{offset}g={hint}")


def _add_starts(features: list[list[str]], words: Sequence[str], lexicon: Lexicon) -> None:
    """Mark words that open a sentence, and capitalised words that the text also has inside one, or in small letters."""
    starts = [at == 0 or words[at - 1] in _SENTENCE_ENDS for at in range(len(words))]
    inside = Counter(word for word, start in zip(words, starts, strict=True) if word[0].isupper() and not start)
    small = {word for word in words if word[0].islower()}
    for at, (word, start) in enumerate(zip(words, starts, strict=True)):
        if start:
            features[at] += ("st", f"stlb={lexicon.case_bin(word)}{word_shape(word)}")
        if not word[0].isupper():
            continue
        if inside[word] > (not start):
            features[at].append("dcap")
        if word.lower() in small:
            features[at].append("dlow")
