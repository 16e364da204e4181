"""What the record remembers of merging: without it, a second run could not tell what a person did from what was lost."""

from __future__ import annotations

from typing import Any

from extractor.schema.machine_article import MachineArticle
from extractor.schema.page_record import RecordPart


class ConflictEvidence(RecordPart):
    """What one side of a conflict rests on: words of a version of the page, or a person's decision.

    There are no spans, as the version of the page may be an earlier one.
    """

    page_sha256: str | None = None
    exact: str | None = None
    reviewer: str | None = None
    reason: str | None = None


class ConflictRecord(RecordPart):
    """A value that a person and the machine have both changed, and that waits for a person.

    ``place`` leads to it: a key; ``atomic_facts`` or ``primary_sources``, a number and a key; ``body`` and a heading. The
    article has ``mine``. An absent value is null; ``article`` alone stands for the whole, with the reason in ``theirs``.
    """

    place: tuple[str, ...]
    base: Any = None
    mine: Any = None
    theirs: Any = None
    mine_evidence: ConflictEvidence = ConflictEvidence()
    theirs_evidence: ConflictEvidence = ConflictEvidence()


class MergeRecord(RecordPart):
    """The memory of merges.

    Attributes:
        conflicts: What waits for a person.
        gone: Statements of the article whose evidence the page has lost.
        removed: Words of what people took out, which does not come back.
        kept: Words of facts that the article has and the machine did not state, so that taking one out is noticed.
        dropped: Facts that the article has and the machine no longer states, as it stated them last, for when one returns.
        left_out: Words of facts that the merge left out for want of room or of their source, so that nobody took them out.
        highest_fact: The highest number that a fact ever had.
        highest_source: The highest number that a primary source ever had.
        accepted_sha256: The accepted file that the draft was made from, if it waits beside one.
        accepted_from: The machine's version that the accepted article was made from, while a newer draft waits.
        draft_sha256: That draft, as long as nobody has edited it.
    """

    conflicts: tuple[ConflictRecord, ...] = ()
    gone: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    dropped: tuple[dict[str, Any], ...] = ()
    left_out: tuple[str, ...] = ()
    highest_fact: int = 0
    highest_source: int = 0
    accepted_sha256: str | None = None
    accepted_from: MachineArticle | None = None
    draft_sha256: str | None = None
