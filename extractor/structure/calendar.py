"""The page's own stamps, and the three dates of an article that they give (ARTICLE 1). The clock is never asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from extractor.config import Config
from extractor.issues import Issue, make_issue
from extractor.knowledge import Knowledge
from extractor.structure.dates import find_dates
from extractor.structure.dates.stamps import infer_order, is_ambiguous, parse_stamp
from extractor.types import Sections, Stamp

_LONGEST_STAMP = 80
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)", re.ASCII)


class PageDates(NamedTuple):
    """Days as ``YYYY-MM-DD``, and every stamp as ISO 8601 (None where it cannot be read).

    ``base`` is the page's own day, after which nothing it tells can lie; for a page without stamps the end of the last
    year that it names.
    """

    created: str | None
    updated: str | None
    verified: str | None
    stamps: Mapping[str, str | None]
    base: date


def read_page_dates(sections: Sections, *, config: Config, knowledge: Knowledge) -> tuple[PageDates, tuple[Issue, ...]]:
    """Read the stamps.

    ``verified`` is research_retrieved, else last_updated, else created_at; then what the fetcher or the document says.
    Where no stamp can be read the three dates stay unknown, with an issue: none is made up.
    """
    order, issues = _settle_order(sections, config)
    stamps: dict[str, str | None] = {
        stamp.name: parse_stamp(stamp.value.text, order=order) or _read_words(stamp.value.text, config, knowledge=knowledge)
        for stamp in sections.stamps
    }
    days = {name: iso[:10] for name, iso in stamps.items() if iso}
    if retrieved := sections.page.page.retrieved:
        days.setdefault("fetched", retrieved[:10])
    named = ("research_retrieved", "last_updated", "created_at", "published", "fetched")
    verified = next((days[name] for name in named if name in days), None)
    if verified is None:
        base = date(_find_last_year(sections.page.text.text), 12, 31)
        return PageDates(None, None, None, stamps, base), (*issues, make_issue("structure.no-date"))
    created = days.get("created_at") or days.get("published") or min(days.values())
    updated = days.get("last_updated") or verified
    if created > updated:
        issues = (*issues, make_issue("structure.dates-swapped", f"Created {created} is after updated {updated}."))
        created, updated = updated, created
    return PageDates(created, updated, verified, stamps, date.fromisoformat(max(verified, updated))), issues


def _read_words(text: str, config: Config, *, knowledge: Knowledge) -> str | None:
    """Read a stamp in words (``May 3, 2021``): one date, as precise as a day."""
    base = date(_find_last_year(text), 12, 31)
    found = (
        find_dates(text, base=base, languages=config.dates.languages, knowledge=knowledge)
        if len(text) <= _LONGEST_STAMP
        else ()
    )
    return found[0].edtf if len(found) == 1 and found[0].precision == "day" and not found[0].qualifier else None


def _find_last_year(text: str) -> int:
    return max((int(year) for year in _YEAR.findall(text)), default=1)


def _settle_order(sections: Sections, config: Config) -> tuple[str, tuple[Issue, ...]]:
    """Learn the order of day and month from the page, else from the batch; else take the configured one, with an issue."""
    texts = [stamp.value.text for stamp in sections.stamps]
    texts += [entry.when.text for entry in sections.timeline if entry.when]
    order = infer_order(texts) or config.batch.order
    if order is not None:
        return order, ()
    doubtful = [stamp for stamp in sections.stamps if is_ambiguous(stamp.value.text)]
    return config.dates.order, tuple(_doubt(sections, stamp, config.dates.order) for stamp in doubtful)


def _doubt(sections: Sections, stamp: Stamp, order: str) -> Issue:
    message = f"'{stamp.value.text}' ({stamp.name}) has two readings; it was read as {order}."
    return make_issue("dates.ambiguous-order", message, sections.page.spans(stamp.value))
