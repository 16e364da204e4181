"""The credits of a web page, flattened into the line: who wrote it, who checked it, and when.

    By Adam Holloway Updated June 28, 2024 Reviewed by Mary J. Penrose A tide mill is ...

A date without a comma behind it, directly before a capital, belongs to the page and not to the sentence. Their words are
``credits`` in ``configs/languages/<tag>/sentences.yaml``.
"""

from __future__ import annotations

import re

from extractor.knowledge import Knowledge, derived
from extractor.knowledge.language import CreditWords

_WORD = r"[A-Z][\w'’-]{1,30}"
_GAP = r"[\s,|·•—–-]{1,8}"


def find_credits_end(text: str, start: int, end: int, *, knowledge: Knowledge) -> int | None:
    """Say where the credits end that a piece of text opens with; None where it opens with none.

    Names alone are no credits: at least one date, age or reading time stands among them.
    """
    found = next((match for chain in _chains(knowledge) if (match := chain.match(text, start, end))), None)
    return found.end() if found else None


@derived
def _chains(knowledge: Knowledge) -> tuple[re.Pattern[str], ...]:
    """Give one pattern for each language that has credits."""
    languages = [language.sentences.credits for language in knowledge.languages.values()]
    return tuple(_write_chain(words) for words in languages if words.month)


def _write_chain(words: CreditWords) -> re.Pattern[str]:
    stamp, by = (pattern.replace("{verb}", words.verb) for pattern in (words.stamp, words.by))
    day = rf"\d{{1,2}}{words.ordinal}"
    clock = rf"(?:,? {words.at}\d{{1,2}}:\d{{2}}(?: ?[AaPp]\.?[Mm]\b\.?)?(?: [A-Z]{{2,4}}\b)?)?"
    date = (
        rf"(?:(?:{words.month} {day},? \d{{4}}|{day} {words.month},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
        rf"\d{{1,2}}/\d{{1,2}}/\d{{4}}){clock})"
    )
    when = rf"(?:(?:{stamp}(?: ?:)? )?{date})|{words.age}"
    name = rf"{_WORD}(?: [A-Z]\.){{0,2}}(?: {words.particle}{_WORD}){{1,2}}?"
    credit = rf"(?:{by}:? {name}(?:{words.joint} {name})?)"
    return re.compile(rf"(?:{credit}{_GAP}){{0,2}}(?:{when})(?:{_GAP}(?:{when}|{credit})){{0,5}}{_GAP}(?=[\"“'‘]?[A-Z])")
