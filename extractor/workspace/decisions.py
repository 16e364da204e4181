"""What people decided: ``decisions.jsonl``, append-only, one JSON object a line; the last word about a thing counts."""

from __future__ import annotations

import json
import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from extractor.errors import ReviewError
from extractor.schema.ids import read_number
from extractor.schema.parts import read_words
from extractor.workspace.storage import open_plain, refuse_link

Action = Literal["accept", "edit", "reject", "restore"]

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
        before: The value before; for a rejected fact the fact, by whose words it is known again; for an article the files,
            by shelf (``pending``, ``articles``), that the decision replaced or took away.
        after: The value after; for a restored article its files by shelf.
        body: The body before, where a rejected fact took sentences of it along (``echoes``).
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
    body: str | None = None
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
class ReviewState:
    """What the decisions about one article add up to.

    Attributes:
        history: The decisions that stand, in order: those that nobody took back.
        accepted: The decision that accepted it, if it stands.
        rejected: The decision that rejected it as a whole, if it stands.
        sha256: Hash of its file after the last decision about it.
        edited: Keys of the front matter, and ``body``, that a person changed.
        rejected_facts: The rejections of facts that stand, by the words of the fact.
        highest_fact: The highest number of a fact that was ever decided about, also where that was taken back.
    """

    history: list[Decision] = field(default_factory=list)
    accepted: Decision | None = None
    rejected: Decision | None = None
    sha256: str | None = None
    edited: set[str] = field(default_factory=set)
    rejected_facts: dict[str, Decision] = field(default_factory=dict)
    highest_fact: int = 0


def fold_decisions(decisions: Iterable[Decision]) -> dict[str, ReviewState]:
    """Add decisions up, in order, for each article.

    A restoration takes back the last decision that stands about the same article, fact or value, as if it had never been.
    """
    review_states: dict[str, ReviewState] = {}
    for decision in decisions:
        review_state = review_states.setdefault(decision.article, ReviewState())
        review_state.sha256 = decision.article_sha256
        review_state.highest_fact = max(review_state.highest_fact, read_number(decision.fact))
        if decision.action == "restore":
            _take_back(review_state.history, decision)
        else:
            review_state.history.append(decision)
    for review_state in review_states.values():
        for decision in review_state.history:
            _add_decision(review_state, decision)
    return review_states


def _take_back(history: list[Decision], restoration: Decision) -> None:
    for at in range(len(history) - 1, -1, -1):
        if (history[at].fact, history[at].field) == (restoration.fact, restoration.field):
            del history[at]
            return


def _add_decision(review_state: ReviewState, decision: Decision) -> None:
    if not decision.fact and not decision.field:
        if decision.action != "edit":
            review_state.accepted = decision if decision.action == "accept" else None
            review_state.rejected = decision if decision.action == "reject" else None
        return
    review_state.edited.add("atomic_facts" if decision.fact else str(decision.field))
    if decision.body is not None:
        review_state.edited.add("body")
    if decision.field == "category":
        review_state.edited.add("atomic_facts")  # their ids hold the category
    if not decision.fact or decision.field:
        return
    if decision.action == "reject":
        review_state.rejected_facts[read_words(decision.before)] = decision
    elif decision.action == "accept":
        for words in {read_words(decision.before), read_words(decision.after)}:
            review_state.rejected_facts.pop(words, None)


CUT = ".cut"
"""End of the name of the file that keeps ends of lines which a crash cut off."""


def iterate_decisions(path: Path) -> Iterator[tuple[int, Decision | str]]:
    """Yield the number of each line and its decision, or why it is none; nothing if there is no such file."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        yield from parse_decisions(file)


def parse_decisions(lines: Iterable[bytes], *, first: int = 1) -> Iterator[tuple[int, Decision | str]]:
    """Yield the number of each line, counted from ``first``, and its decision, or why it is none.

    A byte order mark and the line ends of Windows are an editor's doing, and say nothing. A last line without an end that is
    no decision is none yet: it is being written, or a crash cut it (``close_last_line``).
    """
    for number, line in enumerate(lines, first):
        whole = line.removeprefix(BOM_UTF8)
        if not whole.strip():
            continue
        try:
            yield number, Decision.model_validate_json(whole)
        except ValidationError as error:
            if not line.endswith(b"\n"):
                continue
            fault = error.errors(include_url=False)[0]
            place = ".".join(map(str, fault["loc"]))
            yield number, f"{place}: {fault['msg']}" if place else fault["msg"]


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read every decision; none if there is no such file.

    Raises:
        ReviewError: A line is not a decision.
    """
    return require_decisions(iterate_decisions(path), path)


def require_decisions(found: Iterable[tuple[int, Decision | str]], path: Path) -> tuple[Decision, ...]:
    """Give the decisions among the lines of a file.

    Raises:
        ReviewError: A line is not a decision.
    """
    decisions = []
    for number, decision in found:
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
    with _open_own(path, "ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            lines = lines if file.read(1) == b"\n" else b"\n" + lines
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def _open_own(path: Path, mode: str) -> IO[bytes]:
    """Open the file to write to it.

    Raises:
        ReviewError: It is a symbolic link: nothing is written through one.
    """
    refuse_link(path)
    return cast("IO[bytes]", open(path, mode, opener=open_plain))


def is_unfinished(path: Path) -> bool:
    """Tell whether the last line of a file lacks its end."""
    if not path.is_file() or not path.stat().st_size:
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def close_last_line(path: Path) -> str:
    """Put a file in order whose last line a crash cut short; return what to tell of it, or nothing.

    A line that is whole but for its end gets it. One that is torn is set aside in a file beside it: what it would have decided
    was never carried out, since decisions are written down first.

    Raises:
        ReviewError: The file is a symbolic link.
    """
    if not is_unfinished(path):
        return ""
    data = path.read_bytes()
    start = data.rfind(b"\n") + 1
    with _open_own(path, "rb+") as file:
        try:
            Decision.model_validate_json(data[start:].removeprefix(BOM_UTF8))
            file.seek(0, os.SEEK_END)
            file.write(b"\n")
        except ValidationError:
            aside = path.with_name(path.name + CUT)
            with _open_own(aside, "ab") as kept:
                kept.write(data[start:] + b"\n")
            file.truncate(start)
            number = data.count(b"\n") + 1
            return f"Line {number} of {path.name} was cut off in the middle and decides nothing; it is kept in {aside.name}."
    return ""
