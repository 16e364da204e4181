"""Titles of web results: the publisher behind the last dash or bar, and what is left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from extractor.knowledge import Knowledge, derived
from extractor.structure.sources.publisher_names import is_publisher, is_site_name, shares_name
from extractor.structure.sources.publishers import find_profiler, fold_name, is_known, is_listed
from extractor.types import Text

_SEPARATOR = re.compile(r"\s+(?:[-–—|·•»«]|::|--)\s+")
_FILE_KIND = re.compile(r"\[(?:PDF|DOC|DOCX|PPT|XLS|HTML|BOOK)\]\s+(?=\S)")
_LONGER_THAN_SMALL = 5
_SITE_MARKS = frozenset({"|", "::", "·", "•", "»", "«"})


_REPOSITORY = re.compile(r"[\w.-]{1,60}/[\w.-]{1,100}(?=\s|:|$)")
"""``GitHub - owner/name: …``: the site stands in front."""


class CutTitle(NamedTuple):
    """A title without its publisher, and the publisher's name where the title ends with one."""

    title: Text
    publisher: Text | None


def find_repeated_tails(titles: Iterable[str], *, about: str, knowledge: Knowledge) -> frozenset[str]:
    """Give the tails that several different titles of a page share, folded: a site's name, unless it is the topic's."""
    lines = dict.fromkeys(titles)
    tails = (line[list(_SEPARATOR.finditer(line))[-1].end() :] for line in lines if _SEPARATOR.search(line))
    seen = Counter(tail for tail in tails if is_site_name(tail, about=about, knowledge=knowledge))
    return frozenset(fold_name(tail) for tail, times in seen.items() if times > 1)


def cut_publisher(
    line: Text, *, about: str, host: str = "", site: str = "", tails: Collection[str] = (), knowledge: Knowledge
) -> CutTitle:
    """Take ``- Publisher`` or ``| Publisher`` off the end of a title line, where evidence says that it is a publisher.

    Args:
        line: The title line of the page.
        about: The page's title.
        host: The host of the source's address, if it has one.
        site: The site name that stands before the repeated title in the snippet, if any.
        tails: Folded names that several titles of the page end with.
        knowledge: What the program knows besides the page.
    """
    if kind := _FILE_KIND.match(line.text):
        line = line.part(kind.end(), len(line.text))
    cuts = list(_SEPARATOR.finditer(line.text))
    if cuts and line.text[: cuts[0].start()].casefold() == "wikipedia":
        return CutTitle(line.part(cuts[0].end(), len(line.text)), line.part(0, cuts[0].start()))
    for back, cut in enumerate(reversed(cuts)):
        end = cuts[len(cuts) - back].start() if back else len(line.text)
        name = line.part(cut.end(), end)
        if head := find_profiler(name.text, knowledge=knowledge):
            name = name.part(0, len(head))
        name = _cut_motto(name, knowledge=knowledge)
        sure = (
            is_known(name.text, knowledge=knowledge)
            or fold_name(name.text) in tails
            or _matches(name.text, host, site, knowledge=knowledge)
        )
        before = line.text[: cut.start()]
        marked = cut.group().strip() in _SITE_MARKS or _is_sentence(before)
        fresh = not back and (not is_listed(before, knowledge=knowledge) or before.startswith(name.text))
        likely = fresh and is_publisher(name.text, about=about, title=before, certain=marked, knowledge=knowledge)
        if cut.start() > 0 and (sure or likely):
            return CutTitle(line.part(0, cut.start()), name)
    if cuts and _REPOSITORY.match(line.text, cuts[0].end()) and is_listed(line.text[: cuts[0].start()], knowledge=knowledge):
        return CutTitle(line.part(cuts[0].end(), len(line.text)), line.part(0, cuts[0].start()))
    return CutTitle(line, None)


def _cut_motto(name: Text, *, knowledge: Knowledge) -> Text:
    """``Wikipedia, the free encyclopedia``: of a listed publisher's name and what it says of itself, the name."""
    head, comma, motto = name.text.partition(", ")
    return name.part(0, len(head)) if comma and motto[:1].islower() and is_listed(head, knowledge=knowledge) else name


def _is_sentence(title: str) -> bool:
    """A question, or a title in sentence case: the capitals of what follows it are then those of a name."""
    words = title.split()[1:]
    small = [word for word in words if word.islower() and len(word) >= _LONGER_THAN_SMALL]
    return title.rstrip("\"'”’ ").endswith("?") or len(small) >= 2


def _matches(name: str, host: str, site: str, *, knowledge: Knowledge) -> bool:
    if site and name.casefold() == site.casefold():
        return True
    return bool(host) and len(name) > 2 and shares_name(name, host, knowledge=knowledge)


def drop_wikipedia(title: Text, *, knowledge: Knowledge) -> Text:
    """Leave the encyclopedia's own name out of a title: it belongs into ``institution`` (ARTICLE 3)."""
    start, end = 0, len(title.text)
    for match in _wikipedia(knowledge).finditer(title.text):
        if match.start() == 0:
            start = match.end()
        else:
            end = match.start()
    return title.part(start, end) if start < end else title.part(0, 0)


@derived
def _wikipedia(knowledge: Knowledge) -> re.Pattern[str]:
    tails = "|".join(knowledge.gather(lambda language: language.titles).from_wikipedia)
    return re.compile(rf"(?i)^wikipedia\s*[:|–—-]\s*|\s*[,(|–—-]?\s*\b(?:{tails})\)?\s*$")
