"""The machine's version of an article, as the record keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from extractor.schema.body import Body
from extractor.schema.page_record import RecordPart


class MachineArticle(RecordPart):
    """The machine's last version of the article, parsed: the base of the three-way merge.

    ``sha256`` is that of the article's file.
    """

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    front_matter: Mapping[str, Any]
    body: Body
