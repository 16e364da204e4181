"""What is counted of a page, and what a run has come to so far: fill rates, issues, assertions, the budget of failures.

Adding results is commutative, so the stats does not depend on the order in which pages finish. It holds a fixed number
of examples and nothing else of a page.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict

from extractor.config import Config
from extractor.errors import ConfigError
from extractor.runs.results import BrokenAssertion, PageResult
from extractor.schema import Article, Record

FIELDS = (
    "facts",
    "sources",
    "institutions",
    "years",
    "locators",
    "events",
    "dated",
    "attributes",
    "entities",
    "gaps",
    "summary",
)
"""Figures that say whether a page has something; a fill rate is the share of pages where the figure is above zero."""
FIGURES = (*FIELDS, "disputes", "completeness", "confidence", "coverage", "other", "chars")
"""All that ``measure_page`` gives."""
MOST_EXAMPLES = 10
_BUDGET_SAMPLE = 100


class Examples:
    """The first few paths, in the order of the alphabet."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def add(self, path: str) -> None:
        """Take in a path."""
        insort(self.paths, path)
        del self.paths[MOST_EXAMPLES:]


class RunStats:
    """Counts of a run.

    Args:
        config: Where the assertions and the budget stand.
        unchanged: Pages that needed no work.

    Raises:
        ConfigError: An assertion is about a figure that pages do not have.
    """

    def __init__(self, config: Config, *, unchanged: int = 0) -> None:
        self._knobs = config.assertions
        for name in sorted(self._knobs.fill.keys() - set(FIGURES)):
            raise ConfigError(
                f"assertions.fill names '{name}', which nothing counts.",
                code="config.invalid", hint=f"There are {', '.join(FIGURES)}.", key=f"assertions.fill.{name}",
            )  # fmt: skip
        self._budget = config.batch
        self._unchanged = unchanged
        self.pages = 0
        self.failed = 0
        self.doubtful = 0
        self.actions: Counter[str] = Counter()
        self.issues: Counter[str] = Counter()
        self.filled: Counter[str] = Counter()
        self._chars = self._other = 0.0
        self._examples: defaultdict[str, Examples] = defaultdict(Examples)

    @property
    def asserting(self) -> bool:
        """Some assertion could be broken, so publishing waits for the end."""
        knobs = self._knobs
        return bool(knobs.min_pages or knobs.max_failed_share < 1 or knobs.max_other_share < 1 or knobs.fill)

    def add_result(self, result: PageResult) -> None:
        """Count a page as it comes from a worker."""
        self.pages += 1
        if result.status == "failed":
            self.failed += 1
            self._examples["failed"].add(result.path)
            return
        figures = result.figures
        for field in {*figures, *self._knobs.fill}:
            if figures.get(field, 0) > 0:
                self.filled[field] += 1
            elif field in self._knobs.fill:
                self._examples[field].add(result.path)
        chars = figures.get("chars", 0)
        other = figures.get("other", 0)
        self._chars += chars
        self._other += other * chars
        if other > self._knobs.max_other_share:
            self._examples["other"].add(result.path)

    def add_published(self, result: PageResult) -> None:
        """Count what publishing did with a page, and the issues that it ended up with."""
        self.actions[result.action] += 1
        self.doubtful += result.status == "doubtful"
        self.issues.update({issue.code for issue in result.issues})

    def exhausted(self) -> str:
        """Say why the run should stop now; empty while it may go on."""
        limit = self._budget.stop_after
        if limit and self.failed >= limit:
            return f"{count_pages(self.failed)} failed (batch.stop_after is {limit})"
        share = self._budget.stop_share
        if self.pages >= _BUDGET_SAMPLE and self.failed > share * self.pages:
            return f"{self.failed} of {count_pages(self.pages)} failed (batch.stop_share is {share:g})"
        return ""

    def find_broken(self) -> tuple[BrokenAssertion, ...]:
        """List the assertions that do not hold, each with pages that show why."""
        knobs, good = self._knobs, self.pages - self.failed
        broken = []
        if good + self._unchanged < knobs.min_pages:
            message = f"{count_pages(good + self._unchanged)} came out, {knobs.min_pages} must"
            broken.append(self._break("min_pages", message, "failed"))
        if self.pages and self.failed > knobs.max_failed_share * self.pages:
            message = f"{self.failed} of {count_pages(self.pages)} failed, a share of {knobs.max_failed_share:g} is allowed"
            broken.append(self._break("max_failed_share", message, "failed"))
        if self._chars and self._other > knobs.max_other_share * self._chars:
            share = self._other / self._chars
            message = f"{share:.1%} of the text is known to no rule, {knobs.max_other_share:.1%} is allowed"
            broken.append(self._break("max_other_share", message, "other"))
        for field, least in sorted(knobs.fill.items()):
            if good and self.filled[field] < least * good:
                message = f"{self.filled[field]} of {count_pages(good)} have {field}, a share of {least:g} must"
                broken.append(self._break(f"fill.{field}", message, field))
        return tuple(broken)

    def _break(self, name: str, message: str, examples: str) -> BrokenAssertion:
        return BrokenAssertion(name, message, tuple(self._examples[examples].paths))

    def counts(self) -> dict[str, int]:
        """Give the counts of the closing summary."""
        actions = ("written", "unchanged", "duplicate", "conflict", "failed")
        counts = {action: self.actions[action] for action in actions}
        counts["unchanged"] += self._unchanged
        return counts | {"doubtful": self.doubtful}


def count_pages(count: int) -> str:
    """Write a number of pages."""
    return f"{count} page" if count == 1 else f"{count} pages"


def measure_page(article: Article, record: Record) -> dict[str, float]:
    """Count what an article and its record hold; ``other`` is the share of the page's sections that no rule knows.

    ``completeness`` and ``confidence`` are the article's scores, ``coverage`` the share of the raw characters that reached
    a section, ``chars`` the length of the page.
    """
    sources = article.primary_sources
    return {
        "facts": len(article.atomic_facts),
        "sources": len(sources),
        "institutions": sum(source.institution is not None for source in sources),
        "years": sum(source.year is not None for source in sources),
        "locators": sum(bool(source.url or source.doi) for source in sources),
        "events": len(record.timeline),
        "dated": sum(event.date.edtf is not None for event in record.timeline),
        "attributes": len(record.attributes),
        "entities": len(record.entities),
        "gaps": len(article.known_gaps),
        "disputes": len(article.disputed_statements),
        "summary": float(record.summary is not None),
        "completeness": article.completeness,
        "confidence": record.confidence.score,
        "coverage": record.coverage.share,
        "other": _share_of_other(record),
        "chars": record.page.chars,
    }


def list_dates(record: Record) -> tuple[str | None, ...]:
    """Give the EDTF date of every event of the timeline, ``None`` for an unknown one."""
    return tuple(event.date.edtf for event in record.timeline)


def _share_of_other(record: Record) -> float:
    sizes = {"other": 0, "known": 0}
    for section in record.sections:
        sizes["other" if section.kind == "other" else "known"] += sum(end - start for start, end in section.spans)
    total = sizes["other"] + sizes["known"]
    return round(sizes["other"] / total, 4) if total else 0.0
