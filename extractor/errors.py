"""Every exception this package raises on purpose, as one tree.

    ExtractorError
    ├── ConfigError            the configuration or a flag is wrong            exit 2
    ├── PageError              one page cannot become an article               quarantined
    │   ├── ReadError          its bytes cannot be read as a page
    │   ├── SegmentError       it has no recognisable parts
    │   ├── StructureError     its parts do not make a valid record
    │   └── WriteError         its article cannot be written
    ├── RunError               a run as a whole cannot start or go on          exit 5, 75
    └── ReviewError            a decision cannot be taken                      exit 1
        └── UnknownNameError   it names what is not there                      exit 2

An error carries its facts as attributes (``code``, ``message``, ``hint`` and ``facts``), says what to do next, and
survives pickling, so that a worker process can hand it to its parent.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar


class ExtractorError(Exception):
    """A failure that this package foresaw.

    Args:
        message: What went wrong, in one sentence for a person.
        code: A stable dotted code, stage first, such as ``read.binary``.
        hint: What to do next, in one sentence.
        facts: Plain values (strings, numbers) that describe the failure.
    """

    exit_code: ClassVar[int] = 1
    stage: ClassVar[str] = "run"

    def __init__(self, message: str, *, code: str | None = None, hint: str = "", **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or f"{self.stage}.failed"
        self.hint = hint
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.code, self.hint, self.facts)


def _rebuild(kind: type[ExtractorError], message: str, code: str, hint: str, facts: dict[str, object]) -> ExtractorError:
    return kind(message, code=code, hint=hint, **facts)


class ConfigError(ExtractorError):
    """The configuration, a flag or an argument is wrong."""

    exit_code = 2
    stage = "config"


class PageError(ExtractorError):
    """One page cannot become an article; the page is quarantined and the batch goes on."""

    exit_code = 3
    stage = "page"


class ReadError(PageError):
    """The bytes of a page cannot be read."""

    stage = "read"


class SegmentError(PageError):
    """A page has no parts that the grammar knows."""

    stage = "segment"


class StructureError(PageError):
    """The parts of a page do not make a valid record or article."""

    stage = "structure"


class WriteError(PageError):
    """An article cannot be rendered, parsed or put on disk."""

    stage = "write"


class RunError(ExtractorError):
    """A run as a whole cannot start or go on."""

    exit_code = 1
    stage = "run"


class ReviewError(ExtractorError):
    """A reviewer's decision cannot be taken."""

    exit_code = 1
    stage = "review"


class UnknownNameError(ReviewError):
    """What a reviewer names is not there: a fact, a candidate, a value, a commit, a repository."""

    exit_code = 2


def suggest(wrong: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Say which of the names that there are was probably meant: one that holds what was typed, else the nearest.

    Args:
        wrong: What was typed.
        known: The names that there are.
        otherwise: What to say where none is near; the names themselves if absent.
    """
    names = {name.casefold(): name for name in known}
    typed = wrong.casefold()
    holding = [name for name in names if len(typed) > 2 and typed in name]
    near = get_close_matches(typed, holding, n=3, cutoff=0) or get_close_matches(typed, names, n=1, cutoff=0.5)
    if near:
        return f"Did you mean {' or '.join(repr(names[name]) for name in near)}?"
    return otherwise or f"There are: {', '.join(names.values()) or 'none'}."
