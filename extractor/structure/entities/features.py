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

from extractor.structure.entities.gazetteer import Gazetteer
from extractor.structure.entities.runs import find_clues
from extractor.structure.entities.words import fold_word, list_affixes, word_shape

OFFSETS = (-2, -1, 0, 1, 2)
_SOCIAL = re.compile(r"(?<!\w)[@#]\w|https?://|&lt;|\bRT\b")
_INFORMAL = re.compile(
    r"\b(?:I|you|my|we|me|your|You|My|We|Your|our|us|u|im|lol|i)\b|[!?]|n['’]t\b|['’](?:m|ll|re|ve)\b",
)
_PASSAGE_CHARS = 450
_SENTENCE_ENDS = frozenset('.!?:"“')


@dataclass(frozen=True)
class Lexicon:
    """What is known of words before a text is read.

    Attributes:
        gazetteer: Lists of names.
        cases: Lower-cased word: how often it was seen in small letters inside a sentence, as one of a few bins.
    """

    gazetteer: Gazetteer
    cases: Mapping[str, str]

    def case_bin(self, word: str) -> str:
        """Give the bin of a word; ``-`` where it does not begin with a letter, ``unk`` where it was never seen."""
        return self.cases.get(word.lower(), "unk") if word[0].isalpha() else "-"


def is_passage(text: str) -> bool:
    """Say whether a text is as long as the passages of encyclopedias that the tagger learnt from."""
    return len(text) > _PASSAGE_CHARS


def find_genre(text: str) -> str:
    """Tell a passage (``par``), a post of a social network (``soc``), informal (``inf``) from edited (``sen``) sentences."""
    if is_passage(text):
        return "par"
    if _SOCIAL.search(text):
        return "soc"
    return "inf" if text[:1].islower() or text[-1:].isalnum() or _INFORMAL.search(text) else "sen"


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
    features = find_clues(words)
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
