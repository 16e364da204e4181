"""The category of a page: a linear model over its words, small enough to read and without any library at run time.

The model (``models/category.json``, trained by ``benchmarks/category/train.py``) holds for every term its rarity and a
weight for each category. A term is a word of the page; a word of the title counts besides as ``title:word``. A term counts
once, by the weightiest part of the page that holds it, times its rarity; the counts of a page are scaled to length one, so
that a long page is no surer than a short one. A category's score is its bias plus the sum of counts times weights, and the
lead of the first score over the second is the margin.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from extractor.config import Config
from extractor.issues import Issue, make_issue
from extractor.knowledge import Knowledge, derived
from extractor.schema.record import CategoryBasis
from extractor.structure.hints import find_hint
from extractor.types import Sections, Text

_MODEL = Path(__file__).resolve().parents[1] / "models" / "category.json"
_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLE = "title:"
_SHOWN = 8
_LEAST_KNOWN = 0.25
_FEWEST_KNOWN = 8
_CLEAR = 8
_TITLE_COUNT, _OWN_COUNT, _RESULT_COUNT, _EVIDENCE_COUNT = 2.0, 1.0, 0.7, 0.25
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A page's category.

    Attributes:
        value: The category.
        margin: Lead of the best category's score over the second's.
        evidence: The words of the page that spoke most for the value, strongest first; none where words do not decide.
        weights: What each of these words added to the score before the sum was scaled, in the same order.
        issue: The doubt, where the fallback was taken.
        basis: The page's ``words``, or what is ``configured`` for its path, or the ``fallback``.
    """

    value: str
    margin: float
    evidence: tuple[Text, ...] = ()
    weights: tuple[float, ...] = ()
    issue: Issue | None = None
    basis: CategoryBasis = "words"


class _Row(NamedTuple):
    rarity: float
    weights: tuple[float, ...]


class _Model(NamedTuple):
    categories: tuple[str, ...]
    bias: tuple[float, ...]
    rows: Mapping[str, _Row]


class Term(NamedTuple):
    """A word of the page where it counts most; ``weight`` is that of that part of the page."""

    weight: float
    word: Text


@cache
def _load_model() -> _Model:
    data: dict[str, Any] = json.loads(_MODEL.read_text("utf-8"))
    scale = data["scale"]
    rows = {
        term: _Row(rarity / scale, tuple(weight / scale for weight in weights))
        for term, (rarity, *weights) in data["rows"].items()
    }
    return _Model(tuple(data["categories"]), tuple(data["bias"]), rows)


@derived
def _load_stopwords(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(knowledge.languages["en"].ranking.stopwords)


def classify_page(sections: Sections, *, config: Config, knowledge: Knowledge) -> CategoryChoice:
    """Give the page's category among ``article.categories``.

    Where the margin is too small it is the one that the configuration gives for the page's path, else
    ``article.fallback_category``. On a page most of whose words the model does not know, such as one in another language,
    only a lead of several margins decides.
    """
    model = _load_model()
    allowed = [at for at, name in enumerate(model.categories) if name in config.article.categories]
    found = read_terms(sections, knowledge=knowledge)
    terms = {term: found[term] for term in sorted(found) if term in model.rows}
    strange = len(terms) <= _LEAST_KNOWN * len(found)
    if not allowed or (strange and len(terms) < _FEWEST_KNOWN):
        return _take_other(sections, 0.0, "the classifier knows few words of the page", config)
    scores = _score(model, terms)
    best, second, *_ = [*sorted(allowed, key=lambda at: (-scores[at], at)), allowed[0]]
    margin = round(scores[best] - scores[second], 4)
    if strange and margin < _CLEAR * config.article.category_margin:
        return _take_other(sections, margin, "the classifier knows few words of the page", config)
    if margin < config.article.category_margin and len(allowed) > 1:
        between = f"{model.categories[best]} and {model.categories[second]}"
        return _take_other(sections, margin, f"{between} are {margin} apart", config)
    votes = _pick_evidence(model, terms, best)
    return CategoryChoice(model.categories[best], margin, tuple(votes), tuple(votes.values()))


def _take_other(sections: Sections, margin: float, reason: str, config: Config) -> CategoryChoice:
    """The category of a page whose words do not decide: what somebody said of its place, or the fallback, with a doubt."""
    hint = find_hint(sections.page.page.path, config.article.category_hints)
    if hint is not None:
        return CategoryChoice(hint, margin, basis="configured")
    fallback = config.article.fallback_category
    doubt = make_issue("structure.category-unsure", f"The category is not clear: {reason}; '{fallback}' was taken.")
    return CategoryChoice(fallback, margin, issue=doubt, basis="fallback")


def _score(model: _Model, terms: Mapping[str, Term]) -> list[float]:
    counts = {term: found.weight * model.rows[term].rarity for term, found in terms.items()}
    length = math.sqrt(math.fsum(count * count for count in counts.values()))
    return [
        bias + math.fsum(count * model.rows[term].weights[at] for term, count in counts.items()) / length
        for at, bias in enumerate(model.bias)
    ]


def _pick_evidence(model: _Model, terms: Mapping[str, Term], best: int) -> dict[Text, float]:
    """The words that spoke most for the category, each once, with what each added."""
    votes = {term: found.weight * model.rows[term].rarity * model.rows[term].weights[best] for term, found in terms.items()}
    shown: dict[str, tuple[Text, float]] = {}
    for term in sorted(votes, key=lambda term: (-votes[term], term)):
        if votes[term] <= 0 or len(shown) == _SHOWN:
            break
        shown.setdefault(fold_term(terms[term].word.text), (terms[term].word, round(votes[term], 4)))
    return dict(shown.values())


def read_terms(sections: Sections, *, knowledge: Knowledge) -> dict[str, Term]:
    """Map each term of the page to the weightiest place that holds it.

    The encyclopedia extract and the timeline are left out, since they are often about something else.
    """
    terms = {
        _TITLE + term: Term(_TITLE_COUNT, sections.title.part(*span))
        for term, span in _list_words(sections.title.text, knowledge=knowledge)
    }
    for count, part in _list_parts(sections):
        for term, span in _list_words(part.text, knowledge=knowledge):
            if term not in terms:
                terms[term] = Term(count, part.part(*span))
    return terms


def _list_parts(sections: Sections) -> Iterator[tuple[float, Text]]:
    """The parts of the page, the weightiest first."""
    yield _TITLE_COUNT, sections.title
    if sections.description:
        yield _OWN_COUNT, sections.description
    for attribute in sections.attributes:
        yield _OWN_COUNT, attribute.value
    for paragraph in sections.summary:
        yield _OWN_COUNT, paragraph
    for result in sections.web_results:
        yield _RESULT_COUNT, result.title
    for fragment in (*(part for result in sections.web_results for part in result.fragments), *sections.content):
        yield _EVIDENCE_COUNT, fragment


def _list_words(text: str, *, knowledge: Knowledge) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give the words that count, folded, each with its place."""
    for match in _WORD.finditer(text):
        if match.end() - match.start() <= _LONGEST_WORD and (term := _read_term(knowledge, match.group())):
            yield term, match.span()


@derived
def _read_term(knowledge: Knowledge, word: str) -> str:
    return "" if word.casefold() in _load_stopwords(knowledge) else fold_term(word)


def fold_term(word: str) -> str:
    """Fold a word to the form that the model knows: small letters, without a plural ``s``."""
    folded = word.casefold()
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded
