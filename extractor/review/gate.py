"""The merge gate: every article of a workspace held against the schema, its record, the raw page and the decisions.

file → schema and rules → byte style → place in the workspace → record → raw page → decisions → findings with lines
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from extractor.config import Config, default_config
from extractor.errors import WriteError, suggest
from extractor.knowledge import Knowledge
from extractor.merge.restatements import find_echoes, gather_facts
from extractor.review.agreement import Problem, check_against_record, find_raw_spans, find_stale_spans
from extractor.review.findings import Finding, GateReport, RawPlace, make_report
from extractor.review.lines import ArticleLines
from extractor.review.style import find_style_faults
from extractor.review.workspace import FileInWorkspace, RawText, WorkspaceView, find_files
from extractor.schema import Article, Fault, Record
from extractor.schema.parts import read_words
from extractor.schema.prose import RELATED_LINK
from extractor.workspace.decisions import ReviewState
from extractor.workspace.paths import check_slug
from extractor.write import parse_record, read_article

_LEAST_SHARE = 250
"""Articles that one more process must have to do before it is worth its start."""
_SHELF_STATUS = {"pending": "draft", "articles": None}


class Checked(NamedTuple):
    """One file after its check; ``title`` and ``article`` are empty where it could not be read or is in no workspace."""

    path: Path
    root: Path | None
    article: str
    title: str
    findings: tuple[Finding, ...]


def check_paths(paths: Iterable[Path], *, raw: Path | None = None, config: Config | None = None, jobs: int = 1) -> GateReport:
    """Check articles: files, folders or whole workspaces.

    An article outside a workspace is checked by the rules that it can break alone.

    Args:
        paths: What to check.
        raw: The folder of raw pages; ``raw`` beside the workspace if absent.
        config: The configuration, for the categories it allows.
        jobs: Processes to use; 0 takes one a core. Few files are checked in this one whatever it says.

    Raises:
        ConfigError: A path does not exist.
    """
    config = config or default_config()
    files = find_files(paths)
    checked = _share_work(files, raw=raw, config=config, jobs=jobs or os.cpu_count() or 1)
    findings = [finding for one in checked for finding in one.findings]
    findings += _find_same_titles(checked)
    for root in dict.fromkeys(root for _, root in files if root is not None):
        view = WorkspaceView(root, raw=raw, config=config)
        for number, reason in view.bad_decisions:
            findings.append(Finding("review.decisions-unreadable", reason, str(view.workspace.decisions), number))
    return make_report((str(path) for path, _ in files), findings)


def _share_work(files: Sequence[FileInWorkspace], *, raw: Path | None, config: Config, jobs: int) -> list[Checked]:
    check = partial(check_files, raw=raw, config=config)
    jobs = min(jobs, len(files) // _LEAST_SHARE)
    if jobs <= 1:
        return check(files)
    size = -(-len(files) // (4 * jobs))
    shares = [files[at : at + size] for at in range(0, len(files), size)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return [one for share in pool.map(check, shares) for one in share]


def check_files(files: Iterable[FileInWorkspace], *, raw: Path | None, config: Config) -> list[Checked]:
    """Check articles one after the other, each workspace's decisions and files read once."""
    views: dict[Path, WorkspaceView] = {}
    checked = []
    with pause_collection():
        for path, root in files:
            view = views.setdefault(root, WorkspaceView(root, raw=raw, config=config)) if root else None
            article, findings = check_file(path, view, config=config)
            named = article is not None and view is not None
            name, title = (str(article.id), str(article.title)) if article and named else ("", "")
            checked.append(Checked(path, root, name, title, tuple(findings)))
    return checked


def _find_same_titles(checked: Iterable[Checked]) -> Iterator[Finding]:
    first: dict[tuple[Path | None, str], Path] = {}
    for path, root, name, title, _ in checked:
        other = first.setdefault((root, title), path) if title else path
        if other.stem != path.stem or (other != path and other.parent.parent.name == path.parent.parent.name):
            before, _, _ = path.read_text("utf-8").partition("\ntitle:")
            line = before.count("\n") + 2
            yield Finding("review.duplicate-title", f"{other.name} has the same title", str(path), line, name)


@contextmanager
def pause_collection() -> Iterator[None]:
    """Keep the garbage collector from walking thousands of values that hold no cycles: a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def check_file(path: Path, view: WorkspaceView | None, *, config: Config) -> tuple[Article | None, list[Finding]]:
    """Check one article; without a view only by the rules of the article itself."""
    return check_content(path.read_bytes(), path, view=view, config=config)


def check_content(
    data: bytes, path: Path, *, view: WorkspaceView | None, config: Config
) -> tuple[Article | None, list[Finding]]:
    """Check the content of an article's file, which need not be written yet."""
    try:
        text = data.decode("utf-8")
        article, faults, in_style = read_article(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Finding("article.unreadable", f"byte {error.start} is not UTF-8", str(path), line)]
    except WriteError as error:
        code = "article.duplicate-key" if error.code == "write.duplicate-key" else "article.unreadable"
        return None, [Finding(code, error.message, str(path), int(str(error.facts.get("line", 1))))]
    problems = [Problem(fault) for fault in faults]
    if not in_style:
        problems += [Problem(fault, shift=shift) for fault, shift in find_style_faults(article)]
    if isinstance(article.category, str) and article.category not in config.article.categories and _is_slug(article.category):
        near = suggest(article.category, config.article.categories)
        message = f"'{article.category}' is not among the configured categories. {near.removesuffix('.')}"
        fault = Fault("article.bad-category", message, ("category",))
        problems.append(Problem(fault))
    visit = _visit_view(article, path, view, sha256=hashlib.sha256(data).hexdigest()) if view else Visit()
    problems += visit.problems
    return article, list(_place_problems(problems, path, text, article=article, visit=visit)) if problems else []


@dataclass(frozen=True, slots=True)
class Visit:
    """What a workspace says about an article, and the proof it was held against."""

    problems: tuple[Problem, ...] = ()
    record: Record | None = None
    raw: RawText | None = None


def _is_slug(name: object) -> bool:
    try:
        return bool(check_slug(name)) if isinstance(name, str) else False
    except WriteError:
        return False


def _visit_view(article: Article, path: Path, view: WorkspaceView, *, sha256: str) -> Visit:
    review_state = view.review_states.get(article.id if isinstance(article.id, str) else "", ReviewState())
    problems = [
        Problem(fault)
        for fault in (
            *_check_place(article, path, view),
            *_check_decisions(article, path, review_state, sha256, knowledge=view.knowledge),
        )
    ]
    record, fault = _read_record(path, view)
    if record is None:
        return Visit((*problems, Problem(fault)) if fault else tuple(problems))
    problems += check_against_record(article, record, review_state, sha256=sha256, knowledge=view.knowledge)
    raw = view.read_raw(record.page)
    if raw is not None:
        if not raw.unchanged:
            problems.append(Problem(Fault("record.page-changed", f"{record.page.path} has changed since the article was made")))
        problems += find_stale_spans(article, record, raw.text)
    elif view.raw_folder is not None:
        problems.append(Problem(Fault("record.page-missing", f"{record.page.path} is not in {view.raw_folder}")))
    return Visit(tuple(problems), record, raw)


def _read_record(path: Path, view: WorkspaceView) -> tuple[Record | None, Fault | None]:
    if not _is_slug(path.stem):
        return None, None
    try:
        return parse_record(view.workspace.record(path.stem).read_bytes()), None
    except OSError as error:
        return None, Fault("record.missing", f"records/{path.stem}.json cannot be read: {error.strerror}")
    except WriteError as error:
        return None, Fault("record.unreadable", error.message)


def _check_place(article: Article, path: Path, view: WorkspaceView) -> Iterator[Fault]:
    if path.stem != article.id:
        yield Fault("review.file-name", f"the file of '{article.id}' is named {path.name}", ("id",))
    if path.parent.name != article.category:
        yield Fault(
            "review.file-name", f"an article of category '{article.category}' lies in {path.parent.name}/", ("category",)
        )
    here = path.absolute().parent.parent.name
    others = [
        other
        for other in view.files.get(path.stem, ())
        if other.absolute() != path.absolute() and {here, other.absolute().parent.parent.name} != _SHELF_STATUS.keys()
    ]  # a draft beside the accepted article is its update
    if others:
        where = others[0].relative_to(view.workspace.root).as_posix()
        yield Fault("review.duplicate-id", f"'{path.stem}' is also in {where}", ("id",))
    shelf = path.absolute().parent.parent.name
    if shelf in _SHELF_STATUS and article.status != _SHELF_STATUS[shelf]:
        wanted = "ends in status: draft" if shelf == "pending" else "has no status"
        yield Fault("review.status", f"an article under {shelf}/ {wanted}", ("status",))
    related = article.body.find("Related Articles")
    for line in related.text.splitlines() if related else ():
        link = RELATED_LINK.fullmatch(line)
        name = link["target"].rsplit("/", 1)[-1].removesuffix(".md") if link else ""
        if link and name not in view.files:
            at = ("body", "sections", article.body.sections.index(related)) if related else ("body",)
            offset = related.text.index(line) if related else 0
            yield Fault("article.related-missing", f"there is no article '{name}' in the workspace", at, offset)


def _check_decisions(
    article: Article, path: Path, review_state: ReviewState, sha256: str, *, knowledge: Knowledge
) -> Iterator[Fault]:
    if review_state.rejected is not None:
        who = f"{review_state.rejected.reviewer} rejected it: {review_state.rejected.reason}"
        yield Fault("review.rejected-returned", who)
    elif path.absolute().parent.parent.name == "articles":
        if review_state.accepted is None:
            yield Fault("review.no-decision", "nobody accepted this article; use extractor accept")
        elif review_state.sha256 not in {None, sha256}:
            yield Fault("review.changed-since", f"it is not as {review_state.accepted.reviewer} accepted it")
    facts = article.atomic_facts if review_state.rejected_facts and isinstance(article.atomic_facts, tuple) else ()
    for at, fact in enumerate(facts):
        decision = review_state.rejected_facts.get(read_words(getattr(fact, "statement", "")))
        if decision is not None:
            message = f"{decision.reviewer} rejected this fact: {decision.reason}"
            yield Fault("review.rejected-returned", message, ("atomic_facts", at, "statement"))
    yield from _check_echoes(article, review_state, knowledge=knowledge)


def _check_echoes(article: Article, review_state: ReviewState, *, knowledge: Knowledge) -> Iterator[Fault]:
    """Yield the sentences of the body that say what a rejected fact said."""
    for decision in review_state.rejected_facts.values():
        for echo in find_echoes(article.body, gather_facts(article, [decision.before]), knowledge=knowledge):
            words = f"'{echo.words[:60]}…'" if len(echo.words) > 60 else f"'{echo.words}'"
            message = f"{words} says what {decision.reviewer} rejected: {decision.reason}"
            yield Fault("review.rejected-in-body", message, ("body", "sections", echo.section), echo.start)


def _place_problems(problems: Iterable[Problem], path: Path, text: str, *, article: Article, visit: Visit) -> Iterator[Finding]:
    lines = ArticleLines(text)
    for fault, words, shift in problems:
        place = None
        if visit.record is not None and visit.raw is not None:
            spans = words or find_raw_spans(visit.record, fault.location, article)
            line = visit.raw.text.count("\n", 0, spans[0][0]) + 1 if spans else 0
            place = RawPlace(visit.record.page.path, line) if line else None
        line = lines.find(fault.location, fault.offset) + shift
        yield Finding(fault.code, fault.message, str(path), line, str(article.id or ""), place)
