"""One source, listed once: the same title and locator is the same source, and its excerpts belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.structure.sources.publishers import fold_name
from extractor.types import Source, Text

_Key = tuple[str, ...]


def merge_duplicates(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Merge sources that share a DOI or an address, or a title where neither address nor publisher differs."""
    kept: list[Source] = []
    places: dict[_Key, int] = {}
    for source in sources:
        at = next((places[key] for key in _list_wanted(source) if key in places and _agree(kept[places[key]], source)), None)
        if at is None:
            at = len(kept)
            kept.append(source)
        else:
            kept[at] = _merge_pair(kept[at], source)
        for key in _list_own(kept[at]):
            places.setdefault(key, at)
    return tuple(kept)


def _list_wanted(source: Source) -> Iterator[_Key]:
    """What may show that an earlier source is this one, strongest first; without a publisher any source of the title may."""
    if source.doi:
        yield "doi", source.doi
    if source.url:
        yield "url", source.url
    title = _fold_title(source)
    if source.institution:
        yield "title", title, fold_name(source.institution)
        yield "title", title, ""
    else:
        yield "any title", title


def _list_own(source: Source) -> Iterator[_Key]:
    """The keys under which later sources find this one."""
    if source.doi:
        yield "doi", source.doi
    if source.url:
        yield "url", source.url
    title = _fold_title(source)
    yield "title", title, fold_name(source.institution or "")
    yield "any title", title


def _fold_title(source: Source) -> str:
    return fold_name(source.title) or source.title


def _agree(one: Source, other: Source) -> bool:
    if one.doi and other.doi:
        return one.doi == other.doi
    if one.url and other.url:
        return one.url == other.url
    return not one.institution or not other.institution or fold_name(one.institution) == fold_name(other.institution)


def _merge_pair(one: Source, other: Source) -> Source:
    """Keep the first one's place and title; fill what it lacks from the other."""
    return replace(
        one,
        role="primary" if "primary" in (one.role, other.role) else "secondary",
        type=other.type if one.type == "article" else one.type,
        passages=_unite(one.passages, other.passages),
        dropped=tuple(dict.fromkeys((*one.dropped, *other.dropped))),
        institution=one.institution or other.institution,
        year=one.year or other.year,
        url=one.url or other.url,
        doi=one.doi or other.doi,
        authors=one.authors or other.authors,
        found={**other.found, **one.found},
    )


def _unite(one: tuple[Text, ...], other: tuple[Text, ...]) -> tuple[Text, ...]:
    seen = {text.text for text in one}
    return (*one, *(text for text in other if text.text not in seen))


def part_namesakes(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Give sources of one title and no locator, but of different publishers, back the publisher in their titles.

    Two such sources are not one, and no article may list two with the same title and locator (ARTICLE 3). The encyclopedia
    keeps its title, which must not name it.
    """
    listed = list(sources)
    seen = Counter((source.title.casefold(), source.doi or source.url) for source in listed)
    return tuple(
        replace(source, title=f"{source.title} - {source.institution}")
        if seen[source.title.casefold(), source.doi or source.url] > 1 and source.institution not in {None, "Wikipedia"}
        else source
        for source in listed
    )
