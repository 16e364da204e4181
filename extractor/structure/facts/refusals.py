"""What a fact can never be. Each check gives the reason in words, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractor.config import FactKnobs
from extractor.knowledge import Knowledge
from extractor.structure.facts.candidates import Candidate, Topic
from extractor.structure.facts.features import measure_report
from extractor.structure.facts.languages import find_foreign_refusal, find_leaning, is_english
from extractor.structure.facts.lexicon import drop_quoted, list_words, load_lexicon

_END = re.compile(r"[.。｡][\"')\]」』]*$")
_BROKEN_END = re.compile(r"(?:arXiv:\d{4}|[(:;,]|\.\.)\.?[\"')]*$")
_MARKUP = re.compile(r"```|^#|(?:^|\s)#{1,6}\s|\|\s*-{3}|\s\|\s|\[(?:\.\.\.|…)|&(?:[a-z]+|#\d+);|</?[a-z]+>|\{\{")
_LOOKS_BACK = re.compile(
    r" (?:about|after|at|by|during|for|from|in|of|on|through|to|under|with) "
    r"(?!th(?:is|at) (?:century|decade|year|month|week|day|time)\b)(?:this|that|these|those) [a-z-]+(?: [a-z-]+)?[.)\"']*$"
)
"""``for this work.``: what a sentence ends with and does not name. A time is named before, or is that of the writing."""
_DATED_PRONOUN = re.compile(
    r"(?:In|On|By|Since|Until|During|Around|From)\s(?:the\s)?(?:[\w,]+\s){0,3}?\d{4}s?,?\s(it|they|he|she)\b"
)
_CONTENTS = re.compile(r"(?:(?:[A-Z0-9][\w.'’&-]*|a|and|for|in|of|the|to) ){1,8}\d{1,2}\.")
_OPENING = re.compile(r"^(?:To|For|If|When|In|Before|After|Then|Next|Just|Also|Now|So) ?[^,]{0,60}, ")
_LATE_ITEM = re.compile(r"(?:[2-9]|\d\d)[.)] ")
_NO_START = frozenset(",;:)]}，、；：）。")
_PERSONS = frozenset({"he", "she", "him", "his", "her"})
_FRAME = 8
_TAIL = 60
"""Characters at the end of a statement in which its last words stand."""
_FEWEST_WORDS = 4


def find_refusal(candidate: Candidate, statement: str, topic: Topic, facts: FactKnobs, *, knowledge: Knowledge) -> str:
    """Say why a statement can be no fact; empty where nothing speaks against it."""
    if len(candidate.sentence.text) > 2 * facts.max_chars or len(statement) > facts.max_chars:
        return f"longer than {facts.max_chars} characters"
    if len(statement) < facts.min_chars:
        return f"shorter than {facts.min_chars} characters"
    for check in (_find_cut, _find_damage):
        if reason := check(candidate, statement, topic):
            return reason
    for look in _LOOKS:
        if reason := look(statement, knowledge=knowledge):
            return reason
    return ""


def _find_cut(candidate: Candidate, statement: str, topic: Topic) -> str:
    if statement.endswith(("?", "？")):
        return "a question"
    if statement.endswith(("!", "！")):
        return "an exclamation"
    if not _END.search(statement) or _BROKEN_END.search(statement):
        return "cut off: no full stop ends it"
    if statement[0] in _NO_START:
        return "cut off: it starts in the middle"
    first = candidate.words.split(maxsplit=1)[0]
    unsure = candidate.first or candidate.glued
    if unsure and first[:1].islower() and first not in topic.names and first.isalpha() and first.islower():
        return "cut off: it starts in the middle"
    glued = candidate.glued or _starts_with_title(candidate, topic) or _ends_contents(candidate)
    return "a heading may be glued to it" if glued else ""


def _ends_contents(candidate: Candidate) -> bool:
    """``1. History 2. Uses Tide mills grind`` is a table of contents whose last entry is glued to the sentence."""
    if candidate.first:
        return _LATE_ITEM.match(candidate.words) is not None
    return candidate.before is not None and _CONTENTS.fullmatch(candidate.before.text) is not None


def _starts_with_title(candidate: Candidate, topic: Topic) -> bool:
    """The title of its source stands first and a capital follows: ``Search Pipelines Save up to 40%``."""
    title = topic.titles[candidate.source + 1]
    rest = candidate.words[len(title) :].split(maxsplit=1)
    repeated = candidate.words.casefold().startswith(f"{title} ".casefold())
    return repeated and len(title.split()) > 1 and bool(rest) and rest[0][:1].isupper()


def _find_damage(_candidate: Candidate, statement: str, _topic: Topic) -> str:
    if _MARKUP.search(statement) or "\ufffd" in statement:
        return "markup or damaged text in it"
    if statement.count('"') % 2 or statement.count("(") != statement.count(")") or statement.count("[") != statement.count("]"):
        return "a bracket or quotation is cut off"
    return ""


def find_person(statement: str, *, knowledge: Knowledge) -> str:
    """First or second person outside quotations, or in a testimony; ``World War I`` and ``Our World in Data`` are names."""
    persons = load_lexicon(knowledge).persons
    words = list_words(statement if statement.startswith('"') else drop_quoted(statement))
    for at, word in enumerate(words):
        if word.lower() not in persons or word in {"US", "i"}:
            continue
        named = word[0].isupper() and (at > 0 and word.lower() != "i" and words[at - 1][:1].isupper())
        follower = words[at + 1] if at + 1 < len(words) else ""
        if named or (word[0].isupper() and (not follower or follower[0].isupper())):
            continue
        if word == "I" and at > 0 and words[at - 1][:1].isupper():
            continue
        return f"first or second person: '{word}'"
    return ""


def find_command(statement: str, *, knowledge: Knowledge) -> str:
    """A verb that tells the reader what to do stands first, or after a short opening such as ``To begin,``."""
    opening = _OPENING.match(statement)
    return _read_command(statement, knowledge=knowledge) or (
        _read_command(statement[opening.end() :], knowledge=knowledge) if opening else ""
    )


def _read_command(clause: str, *, knowledge: Knowledge) -> str:
    lexicon, words = load_lexicon(knowledge), list_words(clause)
    if len(words) < 2:
        return ""
    first, second = words[0].lower(), words[1]
    if first in lexicon.sure_imperatives and not _follows_noun(second, knowledge=knowledge):
        return f"a command: '{words[0]}'"
    if first in lexicon.imperatives and second.lower() in lexicon.objects:
        return f"a command: '{words[0]} {second}'"
    if first in lexicon.imperatives and second.islower() and not _has_verb(words[1:], knowledge=knowledge):
        return f"a command: '{words[0]}'"  # Run orla sort to begin
    return ""


def _follows_noun(word: str, *, knowledge: Knowledge) -> bool:
    """After a noun comes its verb or another noun of a name; ``Read Replicas are`` is no command."""
    return word in load_lexicon(knowledge).finite or (
        word[:1].isupper() and word.lower() not in load_lexicon(knowledge).objects
    )


def find_dangling(statement: str, *, knowledge: Knowledge) -> str:
    """The subject, or what the sentence ends with, points back at something outside it."""
    lexicon = load_lexicon(knowledge)
    words = [word.lower() for word in list_words(statement)[:4]]
    if not words:
        return "a fragment"
    if words[0] in lexicon.pronouns and not statement.startswith("IT "):
        return f"it depends on the sentence before: '{words[0]}'"
    if match := lexicon.dangling.match(statement) or _LOOKS_BACK.search(statement[-_TAIL:]):
        return f"it depends on the sentence before: '{match.group().strip()}'"
    if late := _find_late_pronoun(statement) or find_leaning(statement, knowledge=knowledge):
        return f"it depends on the sentence before: '{late}'"
    if words[0] == "the" and (noun := _find_bare_noun(list_words(statement)[1:5], knowledge=knowledge)):
        return f"it depends on the sentence before: 'the {noun}'"
    return ""


def _find_late_pronoun(statement: str) -> str:
    """``In 1835 she married`` and ``In 1998 it closed`` name nobody before the pronoun; ``In 1835 Lovelace said she`` does."""
    if match := _DATED_PRONOUN.match(statement):
        return match.group(1)
    words = list_words(statement)
    for at, word in enumerate(words[:_FRAME]):
        if at and word[:1].isupper():
            return ""
        if word in _PERSONS:
            return word
    return ""


def _find_bare_noun(words: Sequence[str], *, knowledge: Knowledge) -> str:
    """``The tool supports`` and ``The new approach was`` name nothing; ``The process of`` and ``The HTTP method`` do."""
    lexicon = load_lexicon(knowledge)
    at = 0
    while at < len(words) - 1 and words[at] in lexicon.modifiers:
        at += 1
    bare = at + 1 < len(words) and words[at] in lexicon.anaphoric_nouns and _is_verb(words[at + 1], knowledge=knowledge)
    return words[at] if bare else ""


def _is_verb(word: str, *, knowledge: Knowledge) -> bool:
    return word in load_lexicon(knowledge).finite or word in {"also", "then", "now"} or word.endswith(("s", "ed"))


def find_furniture(statement: str, *, knowledge: Knowledge) -> str:
    """Words of a web page's frame."""
    prose = drop_quoted(statement)
    match = load_lexicon(knowledge).furniture.search(prose) or load_lexicon(knowledge).frame.search(prose)
    return f"page furniture: '{match.group()}'" if match else ""


def find_promotion(statement: str, *, knowledge: Knowledge) -> str:
    """Words that only sell."""
    match = load_lexicon(knowledge).strong_promotion.search(drop_quoted(statement))
    return f"promotion: '{match.group()}'" if match else ""


def find_emptiness(statement: str, *, knowledge: Knowledge) -> str:
    """Words that leave nothing to check; or two that say little, where no figure and no report holds anything."""
    prose = drop_quoted(statement)
    words = list_words(statement)
    if words and words[0].lower() in load_lexicon(knowledge).opinions:
        return f"an opinion: '{words[0]}'"
    if match := load_lexicon(knowledge).vague.search(prose):
        return f"nothing to check: '{match.group()}'"
    signs = sorted({sign.lower() for sign in load_lexicon(knowledge).wordy.findall(prose)})
    if len(signs) < 2 or any(map(str.isdigit, statement)) or measure_report(statement, words, knowledge=knowledge) == 1:
        return ""
    return f"nothing to check: '{signs[0]}', '{signs[1]}'"


def find_modal(statement: str, *, knowledge: Knowledge) -> str:
    """What should, could or must be, where nobody is said to say so."""
    match = load_lexicon(knowledge).strong_modals.search(drop_quoted(statement))
    return (
        f"modal prose: '{match.group()}'"
        if match and measure_report(statement, list_words(statement), knowledge=knowledge) < 1
        else ""
    )


def find_fragment(statement: str, *, knowledge: Knowledge) -> str:
    """Too few words, or none that can be a finite verb; verbs are known in English only."""
    lexicon = load_lexicon(knowledge)
    words = list_words(statement)
    if len(words) < _FEWEST_WORDS and statement.isascii():
        return "a fragment: too few words"
    small = [word for word in words if word.islower()]
    known = [word for word in small if word in lexicon.ordinary or word in lexicon.stopwords]
    english = statement.isascii() and 2 * len(known) > len(small)
    return "a fragment: no verb" if english and not _has_verb(words[1:], knowledge=knowledge) else ""


def _has_verb(words: Sequence[str], *, knowledge: Knowledge) -> bool:
    finite = load_lexicon(knowledge).finite
    return any(word in finite or (word.islower() and word.endswith(("s", "ed"))) for word in words)


def find_foreign(statement: str, *, knowledge: Knowledge) -> str:
    """What the lists of other languages refuse."""
    return (
        ""
        if is_english(list_words(statement), knowledge=knowledge)
        else find_foreign_refusal(drop_quoted(statement), knowledge=knowledge)
    )


_LOOKS: tuple[Callable[..., str], ...] = (
    find_furniture,
    find_person,
    find_command,
    find_dangling,
    find_promotion,
    find_emptiness,
    find_modal,
    find_fragment,
    find_foreign,
)
