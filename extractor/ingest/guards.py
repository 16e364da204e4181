"""How much may vanish in one run: pages of a source, facts, articles. More is taken for a source that is down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.config import GuardKnobs
from extractor.ingest.fetch.sources import SourcePlace
from extractor.ingest.fetch.types import FetchSummary
from extractor.ingest.survey import Survey
from extractor.runs.ledger import Ledger
from extractor.runs.results import PageResult
from extractor.schema.parts import read_words
from extractor.workspace.storage import Storage, read_file
from extractor.write import read_machine_article


def find_lost_pages(survey: Survey, sources: Iterable[SourcePlace], knobs: GuardKnobs) -> Iterator[str]:
    """Yield why the pages of a source look as if the source were down."""
    allowed = {source.name for source in sources if source.may_be_empty}
    for source in survey.sources:
        if not source.listed and source.name not in allowed:
            yield f"the source {source.name} is empty ({source.known} pages were known)"
        elif _is_too_many(source.lost, source.known, knobs.max_lost_pages, knobs.least):
            yield (
                f"{source.lost} of {source.known} pages of the source {source.name} are gone "
                f"(guards.max_lost_pages is {knobs.max_lost_pages:g})"
            )


def find_lost_fetches(fetched: Iterable[FetchSummary], sources: Iterable[SourcePlace], knobs: GuardKnobs) -> Iterator[str]:
    """Yield why what was fetched looks as if a source were down: no address, no page, or too many that are none any more."""
    allowed = {source.name for source in sources if source.may_be_empty}
    for summary in fetched:
        came = sum(summary.counts.get(outcome, 0) for outcome in ("new", "changed", "unchanged"))
        if summary.source in allowed and not came:
            continue
        lost = summary.counts.get("gone", 0) + summary.soft_errors
        if not summary.found:
            yield f"the source {summary.source} gives no addresses{_tell_first(summary.troubles)}"
        elif _is_too_many(lost, summary.found, knobs.max_lost_pages, knobs.least):
            yield (
                f"{lost} of {summary.found} pages of the source {summary.source} are gone or no pages any more "
                f"(guards.max_lost_pages is {knobs.max_lost_pages:g})"
            )
        elif not came:
            counts = ", ".join(f"{count} {outcome}" for outcome, count in summary.counts.items())
            yield f"the source {summary.source} gives none of its {summary.found} pages ({counts})"


def _tell_first(troubles: Sequence[tuple[str, str]]) -> str:
    """Tell what was read and why nothing came of it."""
    more = f" (and {len(troubles) - 1} more)" if len(troubles) > 1 else ""
    return f": {troubles[0][0]}: {troubles[0][1]}{more}" if troubles else ": its list is empty"


def find_lost_content(ledger: Ledger, storage: Storage, results: Iterable[PageResult], knobs: GuardKnobs) -> Iterator[str]:
    """Yield why the results of a run look as if its pages had turned into something else."""
    lost_facts = old_facts = lost_articles = 0
    for result in results:
        known = ledger.find_page(result.path)
        if known is None or known.article_id is None:
            continue
        if result.conversion is None:
            lost_articles += 1
            continue
        before = _read_facts(read_file(storage, f"records/{known.article_id}.json"))
        after = {read_words(fact.statement) for fact in result.conversion.article.atomic_facts}
        old_facts += len(before)
        lost_facts += len(before - after)
    query = "SELECT count(*), ifnull(sum(json_extract(details, '$.figures.facts')), 0) FROM pages WHERE article_id IS NOT NULL"
    articles, facts = ledger.database.execute(query).fetchone()
    facts = max(int(facts), old_facts)
    if _is_too_many(lost_facts, facts, knobs.max_lost_facts, knobs.least):
        yield f"{lost_facts} of {facts} facts would vanish (guards.max_lost_facts is {knobs.max_lost_facts:g})"
    if _is_too_many(lost_articles, articles, knobs.max_lost_articles, knobs.least):
        share = f"guards.max_lost_articles is {knobs.max_lost_articles:g}"
        yield f"the pages of {lost_articles} of {articles} articles can no longer be converted ({share})"


def _read_facts(data: bytes | None) -> set[str]:
    """Give the words of what the machine's article in a record states."""
    machine = read_machine_article(data.decode("utf-8", "replace")) if data is not None else None
    facts = machine.front_matter.get("atomic_facts") if machine else None
    return {read_words(fact) for fact in facts} if isinstance(facts, list) else set()


def _is_too_many(lost: int, known: int, share: float, least: int) -> bool:
    return lost >= least and lost > share * known
