"""Where a source can be found, as far as the page says: address, DOI, arXiv id, year of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from extractor.knowledge import Knowledge, derived
from extractor.knowledge.language import TitleWords
from extractor.types import Text

if TYPE_CHECKING:
    from tldextract import TLDExtract

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"'<>|\[\]{}]+")
_DOI_MARK = re.compile(r"(?i)(?:\bdoi:?\s*|doi\.org/)(?=10\.)")
_ARXIV = re.compile(r"(?i)\barxiv(?:\.org/(?:abs|pdf)/|:\s*)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})")
_HOME = re.compile(r"/?(?:index\.\w+|home/?|[a-z]{2}(?:-[a-z]{2})?/?)?")
_IN_TITLE = re.compile(r"[(\[]((?:1[5-9]|20)\d\d)[)\]]")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(?:0?[1-9]|1[0-2])(?:/|$)")
_LONGEST_URL = 2000


class Locator(NamedTuple):
    """An address made canonical, its host, and the host's registered domain."""

    url: str
    host: str
    domain: str
    label: str


@cache
def _extractor() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(cache_dir=None, suffix_list_urls=(), fallback_to_snapshot=True, include_psl_private_domains=True)


def locate(href: str) -> Locator | None:
    """Make an address canonical without its tracking parameters; None where it is no web address.

    The suffix list is the one that ships with ``tldextract``: nothing is fetched and nothing is cached on disk.
    """
    from courlan import normalize_url

    href = href.strip()
    if not re.match(r"(?i)https?://[^\s/]", href) or len(href) > _LONGEST_URL or re.search(r"\s", href):
        return None
    try:
        url: Any = normalize_url(href)
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if not host or "." not in host:
        return None
    parts = _extractor()(host)
    return Locator(url, host, parts.top_domain_under_public_suffix, parts.domain) if parts.suffix else None


def is_home_page(url: str) -> bool:
    """The address names a site, not a document of it."""
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path.casefold()) is not None


def find_doi(href: str, texts: Iterable[Text]) -> tuple[str, Text | None] | None:
    """Find the source's DOI, lower-cased and bare, and where the text says it; an address outranks the text.

    A text that names several DOIs cites others' work, so none of them is taken for its own.
    """
    if match := _DOI.search(href):
        return _trim_doi(match.group()), None
    found: dict[str, Text] = {}
    for text in texts:
        for mark in _DOI_MARK.finditer(text.text):
            if match := _DOI.match(text.text, mark.end()):
                found.setdefault(_trim_doi(match.group()), text.part(match.start(), match.end()))
    return next(iter(found.items())) if len(found) == 1 else None


def _trim_doi(doi: str) -> str:
    doi = re.split(r"[?#]", doi)[0].rstrip(".,;:")
    return (doi.removesuffix(")") if doi.count(")") > doi.count("(") else doi).casefold()


def find_arxiv(href: str, texts: Iterable[Text]) -> str | None:
    """Find the arXiv id that the address or a text names."""
    for text in (href, *(text.text for text in texts)):
        if match := _ARXIV.search(text):
            return match.group(1)
    return None


def find_year(
    title: Text, texts: Iterable[Text], href: str, *, latest: int | None, knowledge: Knowledge
) -> tuple[int, Text | None] | None:
    """Find the year of publication that the page states, and the words that do; never one after ``latest``.

    Order: a year in brackets in the title; ``Published May 3, 2023`` or a date that opens the snippet; the dated path of
    the address. A copyright or access year says nothing about publication.
    """
    candidates: list[tuple[int, Text | None]] = []
    if match := _IN_TITLE.search(title.text):
        candidates.append((int(match.group(1)), title.part(match.start(1), match.end(1))))
    for text in texts:
        matches = (match for pattern in _stated(knowledge) if (match := pattern.search(text.text)))
        candidates.extend((int(match.group(1)), text.part(match.start(1), match.end(1))) for match in matches)
    if match := _IN_PATH.search(urlsplit(href).path if href else ""):
        candidates.append((int(match.group(1)), None))
    return next((found for found in candidates if latest is None or found[0] <= latest), None)


@derived
def _stated(knowledge: Knowledge) -> tuple[re.Pattern[str], ...]:
    """How a text says the year of its publication: behind a word for it, or in a date that opens the text."""
    words = knowledge.gather(lambda language: language.titles)
    month = make_month_pattern(words)
    day = rf"(?:{month}\s+(?:\d{{1,2}},?\s+)?|\d{{1,2}}\.?\s+{month},?\s+|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/)?"
    return (
        re.compile(rf"(?:^|[.·|•–—-] |\()(?:{'|'.join(words.published)})\s+{day}((?:1[5-9]|20)\d\d)\b"),
        re.compile(rf"^\W*{month}\s+\d{{1,2}},\s+((?:19|20)\d\d)\s*(?:[-–—·|.]|\s)"),
        re.compile(rf"^\W*\d{{1,2}}\s+{month}\s+((?:19|20)\d\d)\s*(?:[-–—·|.]|\s)"),
    )


def make_month_pattern(words: TitleWords) -> str:
    """Give the regular expression of a month's name, short or in full."""
    return rf"(?:{'|'.join(words.month_starts)})[a-z]{{0,6}}\.?"


@derived
def _as_of(knowledge: Knowledge) -> re.Pattern[str]:
    leads = knowledge.gather(lambda language: language.titles).as_of
    return re.compile(rf"\b(?:{'|'.join(leads)})((?:19|20)\d\d)\b")


def find_as_of(extract: Text, *, latest: int | None, knowledge: Knowledge) -> tuple[int, Text] | None:
    """Find the newest year of an encyclopedia's ``As of April 2025``: the text is no older than that."""
    found = [
        (int(match.group(1)), extract.part(match.start(1), match.end(1))) for match in _as_of(knowledge).finditer(extract.text)
    ]
    return max((pair for pair in found if latest is None or pair[0] <= latest), default=None, key=lambda pair: pair[0])
