"""Git as a subprocess: only plumbing that leaves the checkout, the index and the configuration of its user alone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ReviewError, UnknownNameError


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, by the root of its checkout; ``index`` names another index file than the user's."""

    root: Path
    index: Path | None = None

    def run(self, *arguments: str, stdin: str | None = None) -> str:
        """Run a git command and give what it prints, without the last line end.

        Raises:
            ReviewError: Git is not installed, or refuses.
        """
        environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
        if self.index is not None:
            environment["GIT_INDEX_FILE"] = str(self.index)
        return _run(("git", "-C", str(self.root), *arguments), environment=environment, stdin=stdin)

    def find_commit(self, name: str) -> str | None:
        """Give the commit that a name stands for; None if it stands for nothing."""
        try:
            return self.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        except ReviewError:
            return None

    def list_files(self, commit: str | None, paths: Sequence[str]) -> dict[str, str]:
        """Map the files of a commit below some paths to their blobs."""
        if commit is None:
            return {}
        listing = self.run("ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
        rows = (row.partition("\t") for row in listing.split("\0") if row)
        return {path: meta.split()[2] for meta, _, path in rows}

    def read_blob(self, blob: str) -> str:
        """Give the text of a blob."""
        return self.run("cat-file", "blob", blob)


def find_repository(folder: Path) -> Repository:
    """Find the repository that a folder lies in.

    Raises:
        ReviewError: It lies in none, or git is not installed.
    """
    try:
        root = Repository(folder).run("rev-parse", "--show-toplevel")
    except ReviewError as error:
        if error.code == "review.no-git":
            raise
        raise UnknownNameError(
            f"{folder} does not lie in a git repository.", code="review.no-repository", hint="Run git init there first."
        ) from None
    return Repository(Path(root))


def _run(command: Sequence[str], *, environment: Mapping[str, str], stdin: str | None) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - git, with arguments that no shell reads
            command, input=stdin, capture_output=True, text=True, check=False, env=environment, encoding="utf-8"
        )
    except FileNotFoundError:
        raise ReviewError("git is not installed.", code="review.no-git", hint="Install git.") from None
    if done.returncode:
        reason = " ".join((done.stderr or done.stdout).split())
        raise ReviewError(f"git {command[3]} failed: {reason}", code="review.git", hint="Mend the repository and try again.")
    return done.stdout.removesuffix("\n")
