"""By what an article is found to be related to another: the names and the rare words of its page.

The index is plain values, made of a record as its file holds it, so that whoever holds the workspace can relate articles
after a run: which articles lie beside a page is no business of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from extractor.knowledge import Knowledge
from extractor.structure.facts.lexicon import load_lexicon
from extractor.structure.sources.publisher_names import is_ordinary
from extractor.structure.sources.publishers import is_listed
from extractor.structure.wording import plain_words

MOST_TERMS = 48
"""Terms of one article: those of its title first, then what it repeats most."""
TITLE, NAME, WORD = 3, 2, 1
"""How much a term says about what an article is about."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_TELLING = frozenset({"PERSON", "ORG", "PRODUCT", "EVENT", "FAC", "LOC", "WORK_OF_ART", "LAW"})
"""Labels of names that tell more than a word does; a country or a people is named in too many pages that share nothing."""
_LEAST_NAME = 3
_LEAST_PLURAL = 4


class IndexEntry(NamedTuple):
    """An article in the index: its title as prose writes it, and its terms with their strength, the most telling ones first."""

    title: str
    terms: tuple[tuple[str, int], ...]


def index_record(record: Mapping[str, Any], *, knowledge: Knowledge) -> IndexEntry:
    """Make the index entry of an article from its record.

    What counts is the title, what the page says of itself, and the facts that were chosen: other excerpts stray too often.

    Args:
        record: The record, as its JSON says it.
        knowledge: What the program knows besides the page.
    """
    title = plain_words(record["title"]["text"])
    text = "\n".join(_list_texts(record))
    words = Counter(_list_rare(text, knowledge=knowledge))
    names = dict(_count_names(record, text))
    strengths = dict.fromkeys(words, WORD) | {name: WORD if is_listed(name, knowledge=knowledge) else NAME for name in names}
    ranked = sorted(strengths, key=lambda term: (-strengths[term] * max(names.get(term, 0), words[term]), term))
    subjects = [_name(entity) for entity in record.get("entities") or () if entity["origin"] == "page"]
    own = dict.fromkeys((*(subjects or [title.casefold()]), *_list_topics(title, knowledge=knowledge)), TITLE)
    terms = {**own, **{term: strengths[term] for term in ranked if term not in own}}
    return IndexEntry(title, tuple(terms.items())[:MOST_TERMS])


def _list_texts(record: Mapping[str, Any]) -> Iterator[str]:
    for key in ("description", "summary"):
        if record.get(key):
            yield record[key]["text"]
    for fact in record.get("facts") or ():
        if fact["status"] == "chosen":
            yield fact["statement"]
    extract = (record.get("wikipedia") or {}).get("extract")
    if extract and record["wikipedia"].get("is_entity"):
        yield extract["text"]


def _count_names(record: Mapping[str, Any], text: str) -> Iterator[tuple[str, int]]:
    for entity in record.get("entities") or ():
        if entity["label"] in _TELLING and len(entity["name"]) >= _LEAST_NAME:
            count = sum(text.count(name) for name in (entity["name"], *entity["aliases"]))
            if count:
                yield _name(entity), count


def _name(entity: Mapping[str, Any]) -> str:
    """Give the name by which pages agree on an entity, whatever class each of them takes it for."""
    key: str = entity.get("key") or f":{entity['name'].casefold()}"
    return key.partition(":")[2].replace("-", " ")


def _list_topics(title: str, *, knowledge: Knowledge) -> Iterator[str]:
    """Yield the words of a title, ordinary ones too: in the title of another article even those tell something."""
    lexicon = load_lexicon(knowledge)
    return (fold_plural(word) for word in _list_words(title) if word not in lexicon.stopwords | lexicon.generic)


def _list_rare(text: str, *, knowledge: Knowledge) -> Iterator[str]:
    """Yield the words of a text that are not everybody's."""
    stopwords = load_lexicon(knowledge).stopwords
    return (
        fold_plural(word) for word in _list_words(text) if word not in stopwords and not is_ordinary(word, knowledge=knowledge)
    )


def _list_words(text: str) -> Iterator[str]:
    return (word.casefold() for word in _WORD.findall(text))


def fold_plural(word: str) -> str:
    """Give the same term for ``earthquakes`` and ``earthquake``; it need not be a word."""
    return word[:-1] if len(word) > _LEAST_PLURAL and word.endswith("s") and word[-2] not in "ius" else word
