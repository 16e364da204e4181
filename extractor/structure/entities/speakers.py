"""Who speaks in a sentence: "Gartner asserts that ...", '"...," said Michael Shehab, ... at PwC'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.spans import Span
from extractor.structure.entities.name_lists import WORD, is_name_word, list_either, read_name_lists

_MAX_NAME_WORDS = 8
_MAX_CHARS = 2000
_TOKEN = re.compile(rf"{WORD}|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is quoted or reported.

    Attributes:
        start: Offset in the sentence; ``end`` is the end of the name.
        text: The name as it stands.
        cue: The words that show speech: ``asserts``, ``said``, ``According to``.
        organisation: Where the speaker works, when the sentence says so (``... at PwC U.S.``).
    """

    start: int
    end: int
    text: str
    cue: str
    organisation: Span | None = None


class _Cues(NamedTuple):
    verbs: re.Pattern[str]
    phrases: re.Pattern[str]
    affiliation: re.Pattern[str]
    before_verb: re.Pattern[str]
    no_names: frozenset[str]


@derived
def _cues(knowledge: Knowledge) -> _Cues:
    lists = read_name_lists(knowledge)
    words = lists.words
    return _Cues(
        verbs=re.compile(rf"\b(?:{list_either(words.speech_verbs)})\b"),
        phrases=re.compile(rf"\b(?:{list_either(words.attribution_phrases)})\b", re.IGNORECASE),
        affiliation=re.compile(rf"\b(?:{list_either(words.affiliation_words)})\b"),
        before_verb=re.compile(rf"{list_either(words.before_speech)}|.*(?:{list_either(words.adverb_endings)})"),
        no_names=lists.particles.union(words.opening_words, words.nobody),
    )


def find_speaker(sentence: str, *, knowledge: Knowledge) -> Speaker | None:
    """Find the named speaker of a sentence; None where nobody, or nobody with a name, is said to speak.

    The speaker stands before a verb of speech ("Gartner asserts"), after one that closes a quotation ("said Michael
    Shehab"), or after a phrase ("According to IBM").
    """
    sentence = sentence[:_MAX_CHARS]
    cues = _cues(knowledge)
    for cue in cues.phrases.finditer(sentence):
        if name := _name_after(sentence, cue.end(), knowledge=knowledge):
            return _make_speaker(sentence, name, cue[0], knowledge=knowledge)
    for cue in cues.verbs.finditer(sentence):
        if _is_quoted(sentence, cue.start()):
            continue
        name = _name_before(sentence, cue.start(), knowledge=knowledge)
        if name is None and _closes_quotation(sentence, cue.start()):
            name = _name_after(sentence, cue.end(), knowledge=knowledge)
        if name:
            return _make_speaker(sentence, name, cue[0], knowledge=knowledge)
    return None


def _is_quoted(sentence: str, at: int) -> bool:
    before = sentence[:at]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _closes_quotation(sentence: str, at: int) -> bool:
    before = sentence[:at].rstrip()
    return before.endswith(('"', "”", "'", "’", ","))


def _name_after(sentence: str, at: int, *, knowledge: Knowledge) -> Span | None:
    tokens = [Span(at + token.start(), at + token.end()) for token in _TOKEN.finditer(sentence[at : at + 200])]
    if tokens and sentence[slice(*tokens[0])].casefold() in read_name_lists(knowledge).words.articles:
        tokens = tokens[1:]
    return _take_name(sentence, tokens, knowledge=knowledge)


def _name_before(sentence: str, at: int, *, knowledge: Knowledge) -> Span | None:
    """Read the name that ends where the verb begins, over an aside ("Gartner, a research firm, asserts") if need be."""
    low = max(at - 300, 0)
    tokens = [Span(low + token.start(), low + token.end()) for token in _TOKEN.finditer(sentence[low:at])]
    words = [sentence[slice(*token)] for token in tokens]
    while words and _cues(knowledge).before_verb.fullmatch(words[-1]):
        words.pop()
        tokens.pop()
    if words and words[-1] == "," and "," in words[:-1]:
        comma = len(words) - 2 - words[-2::-1].index(",")
        tokens, words = tokens[:comma], words[:comma]
    particles = read_name_lists(knowledge).particles
    first = len(words)
    while first and (is_name_word(words[first - 1]) or (words[first - 1] in particles and first < len(words))):
        first -= 1
    return _take_name(sentence, tokens[first:], knowledge=knowledge)


def _take_name(sentence: str, tokens: list[Span], *, knowledge: Knowledge) -> Span | None:
    words = [sentence[slice(*token)] for token in tokens]
    particles = read_name_lists(knowledge).particles
    first = 0
    while first < len(words) and words[first] in _cues(knowledge).no_names:
        first += 1
    last = first
    while last < len(words) and (is_name_word(words[last]) or words[last] in particles):
        last += 1
    while last > first and words[last - 1] in particles:
        last -= 1
    if not 0 < last - first <= _MAX_NAME_WORDS:
        return None
    end = tokens[last - 1].end
    name = re.sub(r"['’]s$", "", sentence[tokens[first].start : end])
    return Span(tokens[first].start, tokens[first].start + len(name))


def _make_speaker(sentence: str, name: Span, cue: str, *, knowledge: Knowledge) -> Speaker:
    text = sentence[slice(*name)]
    return Speaker(name.start, name.end, text, cue, _find_affiliation(sentence, name.end, knowledge=knowledge))


def _find_affiliation(sentence: str, at: int, *, knowledge: Knowledge) -> Span | None:
    """Read "..., leader at professional services giant PwC U.S." after a name and a comma."""
    if not sentence[at:].startswith(","):
        return None
    clause = re.split(r"[.;!?](?:\s+[A-Z]|$)", sentence[at + 1 : at + 200])[0]
    for word in _cues(knowledge).affiliation.finditer(clause):
        start = at + 1 + word.end()
        tokens = [Span(start + token.start(), start + token.end()) for token in _TOKEN.finditer(sentence[start : start + 120])]
        for skip in range(min(len(tokens), 5)):
            if is_name_word(sentence[slice(*tokens[skip])]):
                return _take_name(sentence, tokens[skip:], knowledge=knowledge)
            if not sentence[slice(*tokens[skip])].isalpha():
                break
    return None
