"""Articles and records as they lie in a workspace."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import WriteError
from extractor.schema import Article, Fault, Record
from extractor.workspace.paths import Workspace
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
            hint="Give the id of an article (extractor status lists them), and its workspace with --output.",
            path=str(path),
        ) from None
