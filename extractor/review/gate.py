"""The merge gate: every article of a workspace held against the schema, its record, the raw page and the decisions.

file → schema and rules → byte style → place in the workspace → record → raw page → decisions → findings with lines
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.config import Config, default_config
from extractor.errors import WriteError
from extractor.review.agreement import Problem, find_disagreements, find_raw_spans, find_stale_spans
from extractor.review.decisions import Standing, read_words
from extractor.review.findings import Finding, GateReport, RawPlace, make_report
from extractor.review.lines import ArticleLines
from extractor.review.rooms import RawText, Room, find_files
from extractor.review.style import find_style_faults
from extractor.schema import Article, Fault, Record
from extractor.schema.prose import RELATED_LINK
from extractor.write import check_slug, parse_record, read_article

_SHELF_STATUS = {"pending": "draft", "articles": None}


def check_paths(paths: Iterable[Path], *, raw: Path | None = None, config: Config | None = None) -> GateReport:
    """Check articles: files, folders or whole workspaces.

    An article outside a workspace is checked by the rules that it can break alone.

    Args:
        paths: What to check.
        raw: The folder of raw pages; ``raw`` beside the workspace if absent.
        config: The configuration, for the categories it allows.

    Raises:
        ConfigError: A path does not exist.
    """
    config = config or default_config()
    rooms: dict[Path, Room] = {}
    findings: list[Finding] = []
    titles: dict[tuple[Path, str], list[tuple[Path, Article]]] = defaultdict(list)
    files = find_files(paths)
    for path, root in files:
        room = None
        if root is not None:
            room = rooms.setdefault(root, Room(root, raw=raw, config=config))
        article, found = check_file(path, room, config=config)
        findings += found
        if article is not None and root is not None:
            titles[root, str(article.title)].append((path, article))
    for holders in titles.values():
        for path, article in holders[1:]:
            message = f"{holders[0][0].name} has the same title"
            findings.append(Finding("review.duplicate-title", message, str(path), 3, str(article.id)))
    for room in rooms.values():
        for number, reason in room.bad_decisions:
            findings.append(Finding("review.decisions-unreadable", reason, str(room.workspace.decisions), number))
    return make_report((str(path) for path, _ in files), findings)


def check_file(path: Path, room: Room | None, *, config: Config) -> tuple[Article | None, list[Finding]]:
    """Check one article; without a room only by the rules of the article itself."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
        article, faults = read_article(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Finding("article.unreadable", f"byte {error.start} is not UTF-8", str(path), line)]
    except WriteError as error:
        code = "article.duplicate-key" if error.code == "write.duplicate-key" else "article.unreadable"
        return None, [Finding(code, error.message, str(path), int(str(error.facts.get("line", 1))))]
    problems = [Problem(fault) for fault in faults]
    problems += [Problem(fault, shift=shift) for fault, shift in find_style_faults(text, article)]
    if isinstance(article.category, str) and article.category not in config.article.categories and _is_slug(article.category):
        fault = Fault("article.bad-category", f"'{article.category}' is not among the configured categories", ("category",))
        problems.append(Problem(fault))
    visit = _visit_room(article, path, room, sha256=hashlib.sha256(data).hexdigest()) if room else Visit()
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


def _visit_room(article: Article, path: Path, room: Room, *, sha256: str) -> Visit:
    standing = room.standings.get(article.id if isinstance(article.id, str) else "", Standing())
    problems = [
        Problem(fault) for fault in (*_check_place(article, path, room), *_check_decisions(article, path, standing, sha256))
    ]
    record, fault = _read_record(path, room)
    if record is None:
        return Visit((*problems, Problem(fault)) if fault else tuple(problems))
    problems += find_disagreements(article, record, standing, sha256=sha256)
    raw = room.read_raw(record.page)
    if raw is not None:
        if not raw.unchanged:
            problems.append(Problem(Fault("record.page-changed", f"{record.page.path} has changed since the article was made")))
        problems += find_stale_spans(article, record, raw.text)
    elif room.raw_folder is not None:
        problems.append(Problem(Fault("record.page-missing", f"{record.page.path} is not in {room.raw_folder}")))
    return Visit(tuple(problems), record, raw)


def _read_record(path: Path, room: Room) -> tuple[Record | None, Fault | None]:
    if not _is_slug(path.stem):
        return None, None
    try:
        return parse_record(room.workspace.record(path.stem).read_bytes()), None
    except OSError as error:
        return None, Fault("record.missing", f"records/{path.stem}.json cannot be read: {error.strerror}")
    except WriteError as error:
        return None, Fault("record.unreadable", error.message)


def _check_place(article: Article, path: Path, room: Room) -> Iterator[Fault]:
    if path.stem != article.id:
        yield Fault("review.file-name", f"the file of '{article.id}' is named {path.name}", ("id",))
    if path.parent.name != article.category:
        yield Fault(
            "review.file-name", f"an article of category '{article.category}' lies in {path.parent.name}/", ("category",)
        )
    others = [other for other in room.files.get(path.stem, ()) if other.absolute() != path.absolute()]
    if others:
        where = others[0].relative_to(room.workspace.root).as_posix()
        yield Fault("review.duplicate-id", f"'{path.stem}' is also in {where}", ("id",))
    shelf = path.absolute().parent.parent.name
    if shelf in _SHELF_STATUS and article.status != _SHELF_STATUS[shelf]:
        wish = "ends in status: draft" if shelf == "pending" else "has no status"
        yield Fault("review.status", f"an article under {shelf}/ {wish}", ("status",))
    related = article.body.find("Related Articles")
    for line in related.text.splitlines() if related else ():
        link = RELATED_LINK.fullmatch(line)
        name = link["target"].rsplit("/", 1)[-1].removesuffix(".md") if link else ""
        if link and name not in room.files:
            at = ("body", "sections", article.body.sections.index(related)) if related else ("body",)
            offset = related.text.index(line) if related else 0
            yield Fault("article.related-missing", f"there is no article '{name}' in the workspace", at, offset)


def _check_decisions(article: Article, path: Path, standing: Standing, sha256: str) -> Iterator[Fault]:
    if standing.rejected is not None:
        who = f"{standing.rejected.reviewer} rejected it: {standing.rejected.reason}"
        yield Fault("review.rejected-returned", who)
    elif path.absolute().parent.parent.name == "articles":
        if standing.accepted is None:
            yield Fault("review.no-decision", "nobody accepted this article; use extractor accept")
        elif standing.sha256 not in {None, sha256}:
            yield Fault("review.changed-since", f"it is not as {standing.accepted.reviewer} accepted it")
    facts = article.atomic_facts if standing.rejected_facts and isinstance(article.atomic_facts, tuple) else ()
    for at, fact in enumerate(facts):
        decision = standing.rejected_facts.get(read_words(getattr(fact, "statement", "")))
        if decision is not None:
            message = f"{decision.reviewer} rejected this fact: {decision.reason}"
            yield Fault("review.rejected-returned", message, ("atomic_facts", at, "statement"))


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
