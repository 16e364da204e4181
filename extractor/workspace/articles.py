"""Articles and records as they lie in a workspace."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ConfigError, WriteError, suggest
from extractor.schema import Article, Fault, Record
from extractor.structure.identity import make_slug
from extractor.workspace.paths import Workspace, name_command
from extractor.workspace.storage import open_workspace
from extractor.write import parse_record, read_article


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file of an article.

    Attributes:
        name: Its name in the workspace, with ``/``.
        text: What is written there.
        article: What it says.
        faults: The rules of the schema that it breaks.
    """

    name: str
    text: str
    article: Article
    faults: tuple[Fault, ...] = ()

    @property
    def shelf(self) -> str:
        """The folder of the workspace that it lies in: ``pending`` or ``articles``."""
        return self.name.partition("/")[0]

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return hash_text(self.text)


def hash_text(text: str) -> str:
    """Give the SHA-256 of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_article_file(name: str, text: str) -> ArticleFile:
    """Read what a file of an article says.

    Raises:
        WriteError: It is no article.
    """
    found = read_article(text)
    return ArticleFile(name, text, found.article, found.faults)


def find_article(output: Path, name: str) -> str:
    """Find an article by its id in any spelling, by its title as an id has it, or by the path of one of its files.

    Raises:
        ConfigError: There is no such workspace, or no such article in it; with the nearest there is.
    """
    open_workspace(str(output))
    path = Path(name)
    is_file = path.suffix in {".md", ".json"}
    if is_file and path.is_file() and not path.resolve().is_relative_to(output.resolve()):
        problem, hint = f"{name} does not lie in the workspace {output}.", "Name the workspace it lies in with --output."
        raise ConfigError(problem, code="config.no-article", hint=hint, path=name)
    known = _list_ids(Workspace(output))
    spelled = path.stem if is_file else name
    for article_id in (spelled, make_slug(spelled)):
        if article_id in known:
            return article_id
    raise ConfigError(
        f"There is no article '{name}' in {output}.",
        code="config.no-article",
        hint=suggest(spelled, known, otherwise=f"To list them: {name_command('status', '--state', 'all', output=output)}"),
        article=name,
    )


def find_part(output: Path, name: str) -> tuple[str, str]:
    """Find an article by what stands before the last ``#``, as ``find_article`` does, and give it with what stands behind.

    Raises:
        ConfigError: As ``find_article``.
    """
    article, _, part = name.rpartition("#") if "#" in name else (name, "", "")
    return find_article(output, article), part


def _list_ids(workspace: Workspace) -> set[str]:
    """List what has a record or a file of an article."""
    return {path.stem for path in (*workspace.find_records(), *workspace.find_articles())}


def read_record(output: Path, article_id: str) -> Record:
    """Read the record of an article from an output folder.

    Raises:
        WriteError: The id is not a slug, there is no such record, or it is not valid.
    """
    path = Workspace(output).record(article_id)
    try:
        return parse_record(path.read_bytes())
    except OSError as error:
        raise WriteError(
            f"There is no record of '{article_id}' in {output}: {error.strerror}.",
            code="write.no-record",
            hint="Convert its page again.",
            path=str(path),
        ) from None
