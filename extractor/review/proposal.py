"""What was accepted, as one commit on a branch of its own and the text of a pull request.

The commit is made beside the checkout, in an index of its own: whatever else the reviewer has going on in the repository
stays as it is. Nothing is pushed unless that is asked for.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from extractor.errors import ReviewError, UnknownNameError
from extractor.review.gate import check_paths
from extractor.review.git import Repository, find_repository
from extractor.review.proposal_text import ProposedArticle, count_facts, describe_proposal, list_lines, name_proposal
from extractor.review.session import ReviewSession
from extractor.schema import Article
from extractor.workspace.articles import read_record
from extractor.workspace.decisions import ReviewState
from extractor.workspace.paths import name_command
from extractor.write import parse_article

SHELF = "articles"
PREFIX = "review/"
_UNCHOSEN = re.compile(PREFIX + r"\d{8}-\d{6}")
"""The name of a branch that nobody chose: what it begins with, and the time."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A branch with one commit, the articles in it, and the text of its pull request."""

    branch: str
    commit: str
    articles: tuple[ProposedArticle, ...]
    body: str


def propose_articles(session: ReviewSession, *, base: str, branch: str, title: str = "") -> Proposal:
    """Commit what was accepted since a base to a new branch.

    The commit holds the accepted articles, their records and ``decisions.jsonl``; drafts that the base has and that were
    accepted or rejected since leave it.

    Args:
        session: The workspace, inside a git repository.
        base: The commit or branch that the new branch starts from.
        branch: The name of the new branch; one that is only a time gives way to one of the same content.
        title: The commit's first line; by default it counts the articles.

    Raises:
        ReviewError: There is nothing to propose, the gate is closed for it, the branch is there already, or git refuses.
    """
    repository = find_repository(session.root)
    start = repository.find_commit(base)
    if start is None and base != "HEAD":
        raise UnknownNameError(f"There is no commit '{base}'.", code="review.no-commit", hint="Name another with --base.")
    if repository.find_commit(f"refs/heads/{branch}"):
        raise UnknownNameError(
            f"The branch '{branch}' is there already.", code="review.branch-exists", hint="Name another with --branch."
        )
    repository.run("check-ref-format", "--branch", branch)
    with session.hold():
        prefix = _find_prefix(repository, session)
        articles = tuple(_find_articles(session, repository, start, prefix))
        if not articles:
            hint = f"See {name_command('status', '--state', 'accepted', output=session.root)}"
            raise ReviewError("Nothing was accepted since.", code="review.nothing-to-propose", hint=hint)
        _check_gate(session, articles)
        subject = title or name_proposal(articles)
        body = describe_proposal(subject, articles)
        commit = _commit(session, repository, start, Staging(prefix, articles, f"{subject}\n\n{list_lines(articles)}\n"))
        known = _find_same(repository, commit) if _UNCHOSEN.fullmatch(branch) else None
        if known is None:
            repository.run("update-ref", f"refs/heads/{branch}", commit, "")
    return Proposal(*(known or (branch, commit)), articles, body)


def _find_same(repository: Repository, commit: str) -> tuple[str, str] | None:
    """Find a proposal that was made before of the same files over the same base: its branch and its commit."""
    wanted = repository.run("log", "-1", "--format=%T %P", commit)
    refs = repository.run("for-each-ref", "--format=%(refname:short) %(objectname) %(tree) %(parent)", f"refs/heads/{PREFIX}")
    found = (line.split(" ", 2) for line in refs.splitlines())
    return next(((branch, known) for branch, known, made in found if made.strip() == wanted.strip()), None)


class Staging(NamedTuple):
    """What goes into a commit: the workspace's place in the repository, the articles, the message."""

    prefix: str
    articles: tuple[ProposedArticle, ...]
    message: str


def _find_prefix(repository: Repository, session: ReviewSession) -> str:
    path = session.root.resolve().relative_to(repository.root.resolve()).as_posix()
    return "" if path == "." else f"{path}/"


def _find_articles(session: ReviewSession, repository: Repository, base: str | None, prefix: str) -> Iterator[ProposedArticle]:
    known = repository.list_files(base, [f"{prefix}{SHELF}"])
    files = {f"{prefix}{path.relative_to(session.root).as_posix()}": path for path in _list_accepted(session)}
    before = {Path(name).stem: blob for name, blob in known.items() if name.endswith(".md")}
    hashes = _hash_files(repository, files)
    for name, path in sorted(files.items()):
        if known.get(name) == hashes[name]:
            continue
        article, old = parse_article(path.read_text("utf-8")), _read_old(repository, before.get(path.stem))
        kind = "changed" if old else "new"
        review_state = session.review_states.get(path.stem, ReviewState())
        record = read_record(session.root, path.stem)
        yield ProposedArticle(path.stem, kind, str(article.title), name, count_facts(old, article), record, review_state)
    for name in sorted(known.keys() - files.keys()):
        article_id = Path(name).stem
        if all(path.stem != article_id for path in files.values()) and article_id in before:
            old, review_state = _read_old(repository, before[article_id]), session.review_states.get(article_id, ReviewState())
            title = str(old.title) if old else article_id
            yield ProposedArticle(article_id, "removed", title, name, count_facts(old, None), None, review_state)


def _read_old(repository: Repository, blob: str | None) -> Article | None:
    return parse_article(repository.read_blob(blob)) if blob else None


def _list_accepted(session: ReviewSession) -> Iterator[Path]:
    return (path for path in session.workspace.find_articles() if path.relative_to(session.root).parts[0] == SHELF)


def _hash_files(repository: Repository, files: Mapping[str, Path]) -> dict[str, str]:
    """Give the blobs that files would be, and put them into the repository."""
    if not files:
        return {}
    paths = "\n".join(str(path.resolve()) for path in files.values())
    return dict(zip(files, repository.run("hash-object", "-w", "--stdin-paths", stdin=f"{paths}\n").split(), strict=True))


def _check_gate(session: ReviewSession, articles: tuple[ProposedArticle, ...]) -> None:
    paths = [session.root / SHELF / Path(one.path).parent.name / f"{one.id}.md" for one in articles if one.record]
    report = check_paths(paths, raw=session.raw)
    if not report.is_open:
        first = report.findings[0]
        raise ReviewError(
            f"The gate is closed: {first.path}:{first.line}: {first.message} [{first.code}].",
            code="review.gate-closed",
            hint=f"See {name_command('check', str(session.root))}",
        )


def _commit(session: ReviewSession, repository: Repository, base: str | None, staging: Staging) -> str:
    with tempfile.TemporaryDirectory() as folder:
        aside = Repository(repository.root, Path(folder) / "index")
        if base:
            aside.run("read-tree", base)
        wanted = {
            f"{staging.prefix}{path.relative_to(session.root).as_posix()}": path
            for path in _list_staged(session, staging.articles)
        }
        blobs = _hash_files(aside, wanted)
        gone = _list_gone(session, aside, base, staging)
        rows = [f"100644 {blob}\t{name}" for name, blob in blobs.items()]
        rows += [f"0 {'0' * 40}\t{name}" for name in gone if name not in wanted]
        aside.run("update-index", "--add", "--index-info", stdin="\n".join(rows) + "\n")
        tree = aside.run("write-tree")
        return aside.run("commit-tree", tree, *(("-p", base) if base else ()), stdin=staging.message)


def _list_staged(session: ReviewSession, articles: tuple[ProposedArticle, ...]) -> Iterator[Path]:
    yield session.workspace.decisions
    for one in articles:
        if one.record is not None:
            yield session.root / SHELF / Path(one.path).parent.name / f"{one.id}.md"
            yield session.workspace.record(one.id)


def _list_gone(session: ReviewSession, repository: Repository, base: str | None, staging: Staging) -> list[str]:
    """List what the base has of articles that were decided about, and the workspace no longer has."""
    decided = {one.id for one in staging.articles} | {name for name, one in session.review_states.items() if one.rejected}
    known = repository.list_files(base, [f"{staging.prefix}{shelf}" for shelf in ("pending", SHELF)])
    return [
        name for name in known if Path(name).stem in decided and not (session.root / name.removeprefix(staging.prefix)).exists()
    ]
