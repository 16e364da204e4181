"""What people decided: ``decisions.jsonl``, append-only, one JSON object a line; the last word about a thing counts."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from extractor.errors import ReviewError

Action = Literal["accept", "edit", "reject", "restore"]

_WORD = re.compile(r"\w+")
_SHA256 = r"^[0-9a-f]{64}$"


class Decision(BaseModel):
    """One decision of one person: about an article, a fact of it (``fact``), or a value (``field``, of the fact if both).

    Attributes:
        time: When, in UTC: ``2026-11-22T20:30:00Z``.
        reviewer: Who, as the reviewer wants to be named.
        action: ``accept`` publishes an article or promotes a candidate fact; ``edit`` changes a value; ``reject`` removes
            a fact or an article; ``restore`` takes back what was decided about the same thing.
        article: The article's id.
        fact: The fact's id when the decision was taken.
        field: A key of the front matter or of the fact, or ``body``.
        before: The value before; for a rejected fact its statement, by which it is known again.
        after: The value after.
        reason: Why; required to reject.
        record_sha256: Hash of the record file that the reviewer saw.
        article_sha256: Hash of the article's file after the decision; absent when it is gone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    time: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$")
    reviewer: str = Field(min_length=1)
    action: Action
    article: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    fact: str | None = None
    field: str | None = None
    before: Any = None
    after: Any = None
    reason: str = ""
    record_sha256: str | None = Field(default=None, pattern=_SHA256)
    article_sha256: str | None = Field(default=None, pattern=_SHA256)

    @model_validator(mode="after")
    def _check_reason(self) -> Self:
        if self.action == "reject" and not self.reason.strip():
            raise PydanticCustomError("reason", "a rejection needs a reason")
        return self

    def render(self) -> str:
        """Give the line that stands for it, with its line end."""
        return json.dumps(self.model_dump(mode="json", exclude_none=True), ensure_ascii=False) + "\n"


@dataclass
class Standing:
    """What the decisions about one article add up to.

    Attributes:
        accepted: The decision that accepted it, if it stands.
        rejected: The decision that rejected it as a whole, if it stands.
        sha256: Hash of its file after the last decision about it.
        edited: Keys of the front matter, and ``body``, that a person changed.
        rejected_facts: The rejections of facts that stand, by the words of the fact.
    """

    accepted: Decision | None = None
    rejected: Decision | None = None
    sha256: str | None = None
    edited: set[str] = field(default_factory=set)
    rejected_facts: dict[str, Decision] = field(default_factory=dict)


def read_words(statement: Any) -> str:
    """Give the words by which a fact is known again, whatever its number, case or punctuation."""
    if isinstance(statement, Mapping):
        statement = statement.get("statement", "")
    return " ".join(_WORD.findall(str(statement).casefold()))


def fold_decisions(decisions: Iterable[Decision]) -> dict[str, Standing]:
    """Add decisions up, in order, for each article."""
    standings: dict[str, Standing] = {}
    for decision in decisions:
        standing = standings.setdefault(decision.article, Standing())
        standing.sha256 = decision.article_sha256
        if decision.fact or decision.field:
            _fold_part(standing, decision)
        elif decision.action != "edit":
            standing.accepted = decision if decision.action == "accept" else None
            standing.rejected = decision if decision.action == "reject" else None
    return standings


def _fold_part(standing: Standing, decision: Decision) -> None:
    standing.edited.add("atomic_facts" if decision.fact else str(decision.field))
    if not decision.fact or decision.field:
        return
    if decision.action == "reject":
        standing.rejected_facts[read_words(decision.before)] = decision
    elif decision.action in {"restore", "accept"}:
        for words in {read_words(decision.before), read_words(decision.after)}:
            standing.rejected_facts.pop(words, None)


def iterate_decisions(path: Path) -> Iterator[tuple[int, Decision | str]]:
    """Yield the number of each line and its decision, or why it is none; nothing if there is no such file."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield number, Decision.model_validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                place = ".".join(map(str, first["loc"]))
                yield number, f"{place}: {first['msg']}" if place else first["msg"]


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read every decision; none if there is no such file.

    Raises:
        ReviewError: A line is not a decision.
    """
    decisions = []
    for number, decision in iterate_decisions(path):
        if isinstance(decision, str):
            raise ReviewError(
                f"Line {number} of {path} is not a decision: {decision}.",
                code="review.decisions-unreadable",
                hint="Repair the line, or take it back from the repository's history.",
                path=str(path),
                line=number,
            )
        decisions.append(decision)
    return tuple(decisions)


def append_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the end of the file in one write that reaches the disk, so that none is lost or cut.

    A last line that a crash cut short is closed first, so that it does not swallow the next one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(decision.render() for decision in decisions).encode("utf-8")
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            lines = lines if file.read(1) == b"\n" else b"\n" + lines
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
