"""Articles and records as they lie in a workspace."""

from __future__ import annotations

from pathlib import Path

from extractor.errors import WriteError
from extractor.schema import Record
from extractor.workspace.paths import Workspace
from extractor.write import parse_record


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
