"""The sources of a page: its web results, its encyclopedia extract, the document that it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.config import Config
from extractor.issues import Issue, make_issue
from extractor.knowledge import Knowledge
from extractor.spans import Span
from extractor.structure.entities import is_same_entity
from extractor.structure.sources.duplicates import merge_duplicates, part_namesakes
from extractor.structure.sources.locators import Locator, find_arxiv, find_as_of, find_doi, find_year, is_home_page, locate
from extractor.structure.sources.publisher_names import is_publisher
from extractor.structure.sources.publishers import judge_type
from extractor.structure.sources.site_names import find_site_owner
from extractor.structure.sources.snippets import Snippet, read_snippet
from extractor.structure.sources.titles import CutTitle, cut_publisher, drop_wikipedia, find_repeated_tails
from extractor.structure.wording import plain_words
from extractor.types import Link, Sections, Source, Text, WebResult

_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


class _Place(NamedTuple):
    """A source's address and what follows from it."""

    locator: Locator | None
    span: tuple[Span, ...]
    url: str | None


def read_sources(sections: Sections, *, config: Config, knowledge: Knowledge) -> tuple[tuple[Source, ...], tuple[Issue, ...]]:
    """Give the page's sources in page order, duplicates merged, the encyclopedia extract last.

    A web result or the document itself is primary; the encyclopedia extract is primary only if it is about the page's
    entity (the ladder of ARTICLE 2). A value that the page does not support is None.
    """
    _ = config
    latest = _find_latest_year(sections)
    tails = find_repeated_tails(
        (result.title.text for result in sections.web_results), about=sections.title.text, knowledge=knowledge
    )
    found = [_read_result(sections, result, latest, tails, knowledge=knowledge) for result in sections.web_results]
    if sections.layout != "entity" and sections.content:
        found.append(_read_document(sections, latest, knowledge=knowledge))
    if (extract := _read_encyclopedia(sections, latest, knowledge=knowledge)) is not None:
        found.append(extract)
    sources = part_namesakes(merge_duplicates(source for source in found if source.title))
    return sources, tuple(_find_doubts(sections, sources, knowledge=knowledge))


def _find_latest_year(sections: Sections) -> int | None:
    """The newest year in the page's own stamps: nothing it quotes can be from after it."""
    stamps = [stamp.value.text for stamp in sections.stamps] + [sections.page.page.retrieved or ""]
    return max((int(year) for stamp in stamps for year in _YEAR.findall(stamp)), default=None)


def _place(link: Link | None, *, knowledge: Knowledge) -> _Place:
    locator = locate(link.href) if link else None
    if link is None or locator is None or locator.domain in knowledge.publishers.platforms:
        return _Place(None, (), None)
    return _Place(locator, (link.span,), None if is_home_page(locator.url) else locator.url)


def _read_result(
    sections: Sections, result: WebResult, latest: int | None, tails: frozenset[str], *, knowledge: Knowledge
) -> Source:
    about = sections.title.text
    place = _place(result.link, knowledge=knowledge)
    host = place.locator.host if place.locator else ""
    snippet = read_snippet(result.fragments, titles=(result.title.text,), about=about, knowledge=knowledge)
    site = snippet.site.text if snippet.site else ""
    cut = cut_publisher(result.title, about=about, host=host, site=site, tails=tails, knowledge=knowledge)
    if cut.publisher is not None:
        titles = (cut.title.text, result.title.text)
        snippet = read_snippet(result.fragments, titles=titles, about=about, knowledge=knowledge)
    title = drop_wikipedia(cut.title, knowledge=knowledge)
    named = cut
    if result.publisher and is_publisher(result.publisher.text, about=about, certain=True, knowledge=knowledge):
        named = cut._replace(publisher=cut.publisher or result.publisher)
    publisher, spans = _find_publisher(sections, named, snippet, place, knowledge=knowledge)
    doi = find_doi(result.link.href if result.link else "", (result.title, *result.fragments))
    arxiv = find_arxiv(result.link.href if result.link else "", (result.title,))
    year = _read_year(result.published, latest) or find_year(
        title, result.fragments, place.url or "", latest=latest, knowledge=knowledge
    )
    return Source(
        role="primary",
        title=plain_words(title.text),
        raw_title=result.title,
        type=judge_type(title.text, publisher=publisher, url=place.url or "", is_paper=bool(doi or arxiv), knowledge=knowledge),
        passages=snippet.passages,
        institution=publisher,
        year=year[0] if year else None,
        url=place.url,
        doi=doi[0] if doi else None,
        dropped=snippet.dropped,
        found=_trace(
            sections,
            {"institution": spans, "url": place.span if place.url else ()},
            {"year": year, "doi": doi},
            place.span,
        ),
    )


def _find_publisher(
    sections: Sections, cut: CutTitle, snippet: Snippet, place: _Place, *, knowledge: Knowledge
) -> tuple[str | None, tuple[Span, ...]]:
    """The title's tail, else the site name in the snippet, else the organisation behind the address (ARTICLE 3)."""
    for text in (cut.publisher, snippet.site):
        if text is not None:
            return plain_words(text.text), sections.page.spans(text)
    if place.locator is None:
        return None, ()
    owner = find_site_owner(place.locator, sections.page, knowledge=knowledge)
    if owner is None:
        return None, ()
    return owner.name, (*(sections.page.spans(owner.words) if owner.words else ()), *place.span)


def _trace(
    sections: Sections,
    spans: Mapping[str, tuple[Span, ...]],
    values: Mapping[str, tuple[object, Text | None] | None],
    address: tuple[Span, ...],
) -> dict[str, tuple[Span, ...]]:
    """Say where each value was read: in its words, or in the address."""
    found = {name: at for name, at in spans.items() if at}
    for name, value in values.items():
        if value is not None:
            found[name] = sections.page.spans(value[1]) if value[1] is not None else address
    return found


def _read_encyclopedia(sections: Sections, latest: int | None, *, knowledge: Knowledge) -> Source | None:
    block = sections.wikipedia
    if block is None or block.extract is None:
        return None
    is_entity = is_same_entity(sections, knowledge=knowledge)
    line = block.title or sections.title
    if block.title is None and not is_entity:
        return None
    place = _place(block.link, knowledge=knowledge)
    year = find_as_of(block.extract, latest=latest, knowledge=knowledge)
    return Source(
        role="primary" if is_entity else "secondary",
        title=plain_words(drop_wikipedia(line, knowledge=knowledge).text),
        raw_title=line,
        type="encyclopedia",
        passages=read_snippet((block.extract,), titles=(), about=line.text, knowledge=knowledge).passages,
        institution="Wikipedia",
        year=year[0] if year else None,
        url=place.url,
        found=_trace(sections, {"url": place.span if place.url else ()}, {"year": year}, place.span),
    )


def _read_document(sections: Sections, latest: int | None, *, knowledge: Knowledge) -> Source:
    """The document that a document page shows is its one source."""
    place = _place(sections.source_link, knowledge=knowledge)
    cut = cut_publisher(sections.title, about="", host=place.locator.host if place.locator else "", knowledge=knowledge)
    snippet = read_snippet(
        sections.content, titles=(cut.title.text, sections.title.text), about=sections.title.text, knowledge=knowledge
    )
    publisher, spans = _find_document_publisher(sections, cut, snippet, place, knowledge=knowledge)
    doi = find_doi(sections.source_link.href if sections.source_link else "", sections.content[:1])
    year = _find_published(sections, latest) or find_year(cut.title, (), place.url or "", latest=latest, knowledge=knowledge)
    return Source(
        role="primary",
        title=plain_words(drop_wikipedia(cut.title, knowledge=knowledge).text),
        raw_title=sections.title,
        type=judge_type(
            cut.title.text, publisher=publisher, url=place.url or "", is_paper=doi is not None, knowledge=knowledge
        ),
        passages=snippet.passages,
        institution=publisher,
        year=year[0] if year else None,
        url=place.url,
        doi=doi[0] if doi else None,
        authors=tuple(invert_name(plain_words(author.text), knowledge=knowledge) for author in sections.authors),
        dropped=snippet.dropped,
        found=_trace(
            sections, {"institution": spans, "url": place.span if place.url else ()}, {"year": year, "doi": doi}, place.span
        ),
    )


def invert_name(name: str, *, knowledge: Knowledge) -> str:
    """Give ``Family, Given``; a name of one word or one already inverted stays as it is."""
    words = name.split()
    if "," in name or len(words) < 2:
        return name
    tail = [words.pop()] if words[-1].casefold() in knowledge.entities.generations and len(words) > 2 else []
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in knowledge.entities.family_particles:
        start -= 1
    return f"{' '.join(words[start:])}, {' '.join((*words[:start], *tail))}"


def _find_document_publisher(
    sections: Sections, cut: CutTitle, snippet: Snippet, place: _Place, *, knowledge: Knowledge
) -> tuple[str | None, tuple[Span, ...]]:
    named = sections.source
    if (
        named is not None
        and locate(named.text) is None
        and is_publisher(named.text, about="", certain=True, knowledge=knowledge)
    ):
        return plain_words(named.text), sections.page.spans(named)
    return _find_publisher(sections, cut, snippet, place, knowledge=knowledge)


def _find_published(sections: Sections, latest: int | None) -> tuple[int, Text] | None:
    for stamp in sections.stamps:
        if stamp.name == "published" and (year := _read_year(stamp.value, latest)):
            return year
    return None


def _read_year(when: Text | None, latest: int | None) -> tuple[int, Text] | None:
    """The year of a date, unless it lies after the page itself."""
    match = _YEAR.search(when.text) if when else None
    if when is None or match is None or (latest is not None and int(match.group(1)) > latest):
        return None
    return int(match.group(1)), when.part(match.start(1), match.end(1))


def _find_doubts(sections: Sections, sources: Sequence[Source], *, knowledge: Knowledge) -> list[Issue]:
    """Name the web results that hold no evidence, and an extract about something else."""
    doubts = [
        make_issue("sources.no-evidence", f"'{source.title}' has no usable excerpt.", sections.page.spans(source.raw_title))
        for source in sources
        if source.role == "primary" and not source.passages
    ]
    block = sections.wikipedia
    if block is not None and block.extract is not None and not is_same_entity(sections, knowledge=knowledge):
        name = block.title.text if block.title else "an unnamed page"
        message = f"The encyclopedia extract is about {name}, not about {sections.title.text}."
        doubts.append(make_issue("sources.other-subject", message, sections.page.spans(block.title or block.extract)))
    return doubts
