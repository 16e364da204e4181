"""The listed edits that turn a sentence of the page into a statement (ARTICLE 2). Every edit is recorded; there are no others.

drop-connective   words that only tie the sentence to the one before it ("For example,")
drop-clause       a trailing clause that only comments, when the statement is longer than preferred
resolve-pronoun   a subject pronoun, where the sentence before names the page's entity as its subject
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.knowledge import Knowledge
from extractor.structure.facts.candidates import Candidate, Topic
from extractor.structure.facts.lexicon import load_lexicon
from extractor.structure.wording import fold_marks, plain_words
from extractor.types import SentenceEdit, Text

_PRONOUNS = frozenset({"it", "he", "she", "they"})
_ENOUGH = 60
_LONGEST_SENTENCE = 600
_ASIDE = re.compile(r"\s*(?:\([^()]{0,80}\)|,\s[^,]{0,60},)")


def reduce_sentence(
    candidate: Candidate, topic: Topic, *, longest: int, knowledge: Knowledge
) -> tuple[str, tuple[SentenceEdit, ...]]:
    """Give the statement that a candidate makes, and the edits that led to it, in the order of their place.

    Args:
        candidate: The sentence.
        topic: The page's entity, the only antecedent that a pronoun is resolved to.
        longest: Characters from which a trailing comment is dropped.
        knowledge: What the program knows besides the page.
    """
    edits = [
        edit
        for edit in (_drop_connective(candidate, knowledge=knowledge), _resolve_pronoun(candidate, topic, knowledge=knowledge))
        if edit
    ]
    statement = apply_edits(candidate.sentence.text, edits)
    if len(statement) > longest and (clause := _drop_clause(candidate, knowledge=knowledge)):
        edits.append(clause)
        statement = apply_edits(candidate.sentence.text, edits)
    return statement, tuple(edits)


def apply_edits(sentence: str, edits: Sequence[SentenceEdit]) -> str:
    """Give the statement: the sentence with its edits, in the article's punctuation, a capital where its start was dropped."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        inserted = f"[{edit.inserted}]" if edit.kind == "resolve-pronoun" else edit.inserted
        parts += (sentence[done : edit.at], inserted)
        done = edit.at + len(edit.removed)
    statement = plain_words("".join((*parts, sentence[done:])))
    dropped = any(edit.kind == "drop-connective" for edit in edits)
    return statement[:1].upper() + statement[1:] if dropped else statement


def _drop_connective(candidate: Candidate, *, knowledge: Knowledge) -> SentenceEdit | None:
    match = load_lexicon(knowledge).connectives.match(candidate.words)
    if not match or match.end() == len(candidate.words):
        return None
    return SentenceEdit("drop-connective", 0, removed=candidate.sentence.text[: match.end()])


def _resolve_pronoun(candidate: Candidate, topic: Topic, *, knowledge: Knowledge) -> SentenceEdit | None:
    connective = load_lexicon(knowledge).connectives.match(candidate.words)
    at = connective.end() if connective else 0
    pronoun = candidate.words[at:].split(" ", 1)[0]
    if pronoun.lower() not in _PRONOUNS:
        return None
    antecedent = find_antecedent(candidate.before, topic, knowledge=knowledge)
    if antecedent is None:
        return None
    return SentenceEdit("resolve-pronoun", at, removed=pronoun, inserted=antecedent.text, origin=antecedent)


def find_antecedent(before: Text | None, topic: Topic, *, knowledge: Knowledge) -> Text | None:
    """Give the entity's name where it is the subject of a sentence: first in it, and its verb next.

    ``OpenAI, Inc. is an American organization`` names OpenAI; ``OpenAI's board removed him`` does not.
    """
    if before is None:
        return None
    words, title = fold_marks(before.text), fold_marks(topic.title)
    start = len("The ") if words.startswith("The ") and not title.startswith("The ") else 0
    if not words[start:].lower().startswith(title.lower()):
        return None
    rest = words[start + len(title) :]
    if aside := _ASIDE.match(rest):
        rest = rest[aside.end() :]
    after = rest.split(maxsplit=1)[0] if rest[:1].isspace() and rest.split() else ""
    named = after in load_lexicon(knowledge).finite or (after.islower() and after.endswith(("s", "ed")))
    return before.part(start, start + len(title)) if named else None


def _drop_clause(candidate: Candidate, *, knowledge: Knowledge) -> SentenceEdit | None:
    """Drop the last comment clause, if it runs to the end, stands outside quotes and brackets, and leaves a sentence."""
    words = candidate.words
    if len(words) > _LONGEST_SENTENCE:
        return None
    for match in reversed(list(load_lexicon(knowledge).clause.finditer(words, _ENOUGH))):
        clause = words[match.start() : -1]
        whole = clause.count('"') % 2 == 0 and clause.count("(") == clause.count(")")
        if whole and words.endswith(".") and not _goes_on(clause):
            return SentenceEdit("drop-clause", match.start(), removed=candidate.sentence.text[match.start() : -1])
    return None


def _goes_on(clause: str) -> bool:
    """A comma and a conjunction inside may lead back to the main clause, so such a clause stays."""
    return re.search(r", (?:and|but|or|while|whereas|although) ", clause[1:]) is not None
