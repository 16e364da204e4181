"""When two statements say the same: one rule for near-duplicates on a page, for what people rejected and for what restates it.

The figures, the names and the words that turn a sentence round must agree; of the content words, cut to their stems, a share
must be common, in order. How large a share is in ``configs/merging.yaml``, with what it was measured by: ``least_same``, and
``least_duplicate`` on one page, where sentences of different facts stand side by side and one word may be all the difference.

Measured on the development articles (``python -m benchmarks.facts.sameness``): of 1256 pairs of statements of one article
that say different things, 3 are taken for the same at 0.8 and none at 0.92; of 1122 statements with one content word
exchanged, 1115 are known again at 0.8 and 534 at 0.92. So no one share serves both: a rejection must outlast rewording, and a
page must not lose a fact to its neighbour.

Whether a fact has *become* another one in a new version of its page is another question, which figures do not settle and the
place of both helps to (``merge.matching``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.schema.parts import read_words
from extractor.structure.facts.languages import load_negations
from extractor.structure.facts.lexicon import list_words, stem_words

_COMPARED = 400
_MANY = 7


class _Marks(NamedTuple):
    """What two statements are compared by.

    Attributes:
        words: All words.
        content: The stems of the content words, in order.
        figures: Words with a digit.
        turning: Words that turn the sentence into its opposite.
        names: Stems of capitalised words; none where a statement is given in small letters.
    """

    words: str
    content: tuple[str, ...]
    figures: Counter[str]
    turning: frozenset[str]
    names: frozenset[str]


def same_statement(one: str, other: str, *, part: bool = False, least: float | None = None, knowledge: Knowledge) -> bool:
    """Tell whether two statements say the same in nearly the same words.

    Args:
        one: A statement, or its words in small letters, which show no names.
        other: Another.
        part: One of them may say more besides.
        least: The share of content words that they must have in common; ``least_same`` if absent.
        knowledge: What the program knows besides them.
    """
    marks = _read_marks(knowledge, one), _read_marks(knowledge, other)
    small, large = sorted(marks, key=lambda each: len(each.content))
    if small.words == large.words:
        return True
    figures_agree = small.figures <= large.figures if part else small.figures == large.figures
    names_agree = small.names <= large.names or large.names <= small.names
    if not figures_agree or not names_agree or small.turning != large.turning:
        return False
    return _share(small.content, large.content, part=part) >= (least or knowledge.merging.least_same)


def same_event(one: str, other: str, *, knowledge: Knowledge) -> bool:
    """Tell whether two statements tell one event in another order: nearly all words of the shorter one, all figures.

    With so many words in common the order matters no more; with fewer, one verb may be all the difference.
    """
    fewer, more = sorted((_read_marks(knowledge, one), _read_marks(knowledge, other)), key=lambda each: len(set(each.content)))
    shared = set(fewer.content) & set(more.content)
    if not fewer.figures or fewer.figures != more.figures or fewer.turning != more.turning:
        return False
    return len(shared) >= _MANY and len(shared) >= knowledge.merging.least_event * len(set(fewer.content))


def group_duplicates(statements: Sequence[str], *, knowledge: Knowledge) -> list[list[int]]:
    """Group positions of statements that say the same; each group has at least two, in reading order.

    Beyond the first 400 statements only equal ones are grouped, which keeps the work bounded.
    """
    groups: list[list[int]] = []
    by_words: dict[str, list[int]] = {}
    for at, statement in enumerate(statements):
        group = by_words.get(statement.casefold())
        if group is None and at < _COMPARED:
            same = partial(same_statement, statement, part=True, least=knowledge.merging.least_duplicate, knowledge=knowledge)
            told = partial(same_event, statement, knowledge=knowledge)
            group = next((known for known in groups if same(statements[known[0]]) or told(statements[known[0]])), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(at)
        by_words.setdefault(statement.casefold(), group)
    return [group for group in groups if len(group) > 1]


def is_covered(statement: str, others: Iterable[str], *, knowledge: Knowledge) -> bool:
    """Tell whether a statement says what one of others says."""
    return any(same_statement(statement, other, knowledge=knowledge) for other in others)


def share_words(one: Sequence[str], other: Sequence[str]) -> float:
    """Give the share of words that two wordings have in common, in order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _share(fewer: Sequence[str], more: Sequence[str], *, part: bool) -> float:
    """Give the share of content words in common, in order: of those of both, or of the fewer ones for a part."""
    most = len(fewer) if part else (len(fewer) + len(more)) / 2
    if not most:
        return 0.0
    blocks = SequenceMatcher(None, fewer, more, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / most


@derived
def _read_marks(knowledge: Knowledge, statement: str) -> _Marks:
    words = read_words(statement).split()
    capital = (word for word in list_words(statement) if word[:1].isupper() or word[1:] != word[1:].lower())
    return _Marks(
        words=" ".join(words),
        content=tuple(stem for word in words for stem in sorted(stem_words(word, knowledge=knowledge))),
        figures=Counter(word for word in words if any(char.isdigit() for char in word)),
        turning=load_negations(knowledge).intersection(words),
        names=frozenset(stem for word in capital for stem in stem_words(word, knowledge=knowledge)),
    )
