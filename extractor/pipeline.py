"""READ FIRST: one page through five stages, from bytes to an Outcome.

    read_pages → scrub_page → segment_page → structure_page → (write: the drivers render and store what comes out)

This is the page boundary: whatever goes wrong inside becomes an Outcome with a reason, and never an exception.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from extractor.config import Config, default_config
from extractor.errors import PageError, ReadError
from extractor.issues import ISSUES, Issue, make_issue
from extractor.knowledge import Knowledge, knowledge_for
from extractor.spans import Span, TracedText
from extractor.types import RawPage

if TYPE_CHECKING:
    from extractor.schema import Article, Record

Value = TypeVar("Value")
Status = Literal["ok", "doubtful", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page.

    Attributes:
        path: The page's path, as in ``RawPage.path``.
        status: ``ok``; ``doubtful`` when an issue asks for a person; ``failed`` when there is no article.
        article: The article, unless the page failed.
        record: Its side-car, unless the page failed.
        issues: Every doubt, in the order of the stages.
        seconds: Wall time of each stage. For reports only; it never reaches an article.
        raw: The decoded page, when it could be read.
        failure: What stopped the page: code, stage, message, hint, facts and traceback as plain strings.
    """

    path: str
    status: Status
    article: Article | None = None
    record: Record | None = None
    issues: tuple[Issue, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    raw: RawPage | None = None
    failure: Mapping[str, str] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give all of it but the raw page as plain values, for JSON."""
        return {
            "path": self.path,
            "status": self.status,
            "article": self.article.to_dict() if self.article else None,
            "record": self.record.to_dict() if self.record else None,
            "issues": [asdict(issue) for issue in self.issues],
            "seconds": dict(self.seconds),
            "failure": dict(self.failure) if self.failure else None,
        }

    def _repr_html_(self) -> str:
        """Show a notebook the page, the words that facts rest on marked, beside the article; or why there is none."""
        from html import escape

        from extractor.write import render_article, render_side_by_side

        if self.article is None or self.record is None or self.raw is None:
            why = f"{self.failure['message']} [{self.failure['code']}]" if self.failure else ""
            return f"<p>{escape(self.path)}: {self.status}. {escape(why)}</p>"
        spans = (Span(*span) for fact in self.record.facts if fact.id for span in fact.evidence.spans)
        return render_side_by_side(self.raw.raw, spans, render_article(self.article))


def convert(
    path_or_bytes: str | Path | bytes,
    *,
    config: Config | None = None,
    knowledge: Knowledge | None = None,
    media_type: str | None = None,
) -> Outcome:
    """Convert one page.

    Args:
        path_or_bytes: A file, or the bytes of one.
        config: The configuration; the one that ships with the package if absent.
        knowledge: What the program knows besides the page; what the configuration asks for if absent.
        media_type: What the bytes are, where the caller knows; else they are sniffed.

    Returns:
        What became of the page: an article with its record, or the reason why there is none.

    Raises:
        ReadError: The input holds more than one page (``convert_pages`` takes those), or the file cannot be opened.
    """
    config = config or default_config()
    if isinstance(path_or_bytes, bytes):
        path, data = "", path_or_bytes
    else:
        path, data = Path(path_or_bytes).name, read_file(Path(path_or_bytes), config=config)
    from extractor.read import read_pages

    knowledge = knowledge or knowledge_for(config)
    pages = read_pages(data, path, config=config, knowledge=knowledge, media_type=media_type)
    outcomes = _convert_all(pages, path, config=config, knowledge=knowledge)
    first = next(outcomes)
    if next(outcomes, None) is not None:
        raise ReadError("The input holds more than one page.", code="read.many-pages", hint="Use convert_pages.", path=path)
    return first


def read_file(path: Path, *, config: Config) -> bytes:
    """Read a file, one byte past the size limit at most, so that read refuses what is larger.

    Raises:
        ReadError: The file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return file.read(config.read.max_bytes + 1)
    except OSError as error:
        raise ReadError(f"Cannot open {path}: {error.strerror}.", code="read.unopened", hint="Check the path.") from None


def convert_pages(
    data: bytes, path: str, *, config: Config, knowledge: Knowledge | None = None, charset: str | None = None, skip: int = 0
) -> Iterator[Outcome]:
    """Convert every page of a file but the first ``skip``: one Outcome for each, in order, and never an exception."""
    from extractor.read import read_pages

    knowledge = knowledge or knowledge_for(config)
    pages = read_pages(data, path, config=config, knowledge=knowledge, charset=charset)
    return _convert_all(pages, path, config=config, knowledge=knowledge, skip=skip)


def _convert_all(
    pages: Iterator[RawPage | ReadError], path: str, *, config: Config, knowledge: Knowledge, skip: int = 0
) -> Iterator[Outcome]:
    started = perf_counter()
    for position in count():
        try:
            page = next(pages, None)
        except Exception as error:  # noqa: BLE001 - the page boundary
            yield _fail(path, None, error, {})
            return
        if page is None:
            return
        seconds = {"read": perf_counter() - started}
        if position < skip:
            continue
        if isinstance(page, RawPage):
            yield convert_page(page, config=config, knowledge=knowledge, seconds=seconds)
        else:
            yield _fail(str(page.facts.get("path", path)), None, page, seconds)
        started = perf_counter()


def convert_page(raw: RawPage, *, config: Config, knowledge: Knowledge, seconds: dict[str, float] | None = None) -> Outcome:
    """Take one decoded page through scrub, segment and structure."""
    from extractor.scrub import scrub_page
    from extractor.segment import segment_page
    from extractor.structure import structure_page
    from extractor.write import seal_record

    seconds = dict(seconds or {})
    try:
        page = _time("scrub", seconds, lambda: scrub_page(raw, config=config, knowledge=knowledge))
        sections = _time("segment", seconds, lambda: segment_page(page, config=config, knowledge=knowledge))
        record, article = _time("structure", seconds, lambda: structure_page(sections, config=config, knowledge=knowledge))
        record = _time("write", seconds, lambda: seal_record(record, article))
    except Exception as error:  # noqa: BLE001 - the page boundary
        return _fail(raw.path, raw, error, seconds)
    issues = tuple(Issue(i.code, i.stage, i.severity, i.message, tuple(Span(*span) for span in i.spans)) for i in record.issues)
    doubtful = any(issue.severity != "info" for issue in issues)
    return Outcome(raw.path, "doubtful" if doubtful else "ok", article, record, issues, seconds, raw)


def _time(stage: str, seconds: dict[str, float], work: Callable[[], Value]) -> Value:
    started = perf_counter()
    try:
        return work()
    finally:
        seconds[stage] = perf_counter() - started


def _fail(path: str, raw: RawPage | None, error: Exception, seconds: dict[str, float]) -> Outcome:
    """Turn whatever stopped a page into a failed Outcome that says why, and with what."""
    if isinstance(error, PageError):
        code, stage, message, hint, facts = error.code, error.stage, error.message, error.hint, error.facts
    else:
        code, stage, hint, facts = "page.unexpected", "page", "Please report it with the quarantine file.", {}
        message = f"{type(error).__name__}: {error}"
    failure = {
        "code": code,
        "stage": stage,
        "message": message,
        "hint": hint,
        "facts": ", ".join(f"{key}={value}" for key, value in sorted(facts.items())),
        "traceback": "".join(traceback.format_exception(error)),
    }
    issue = make_issue(code if code in ISSUES else f"{stage}.failed", message)
    if raw is not None:
        raw = replace(raw, view=TracedText("", ()), marks=())
    return Outcome(path, "failed", issues=(issue,), seconds=seconds, raw=raw, failure=failure)
