"""The commands. Each is a thin Typer function that calls one plain function and returns an exit code.

    0 ok · 1 the gate or an assertion failed · 2 usage or configuration · 3 partial (some pages quarantined)
    4 conflicts wait for a person · 5 shrink guard or empty source · 75 another run holds the lock · 130 interrupted

A command's module imports Typer alone; what does the work is imported when the command runs, so that help is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.errors import ExtractorError


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; failures that were foreseen become one line on standard error."""
    import typer

    from extractor.cli.commands import app
    from extractor.errors import ExtractorError

    try:
        code = app(list(arguments) if arguments is not None else None, prog_name="extractor", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except ExtractorError as error:
        sys.stderr.write(f"error: {error} [{error.code}]\n")
        return _find_exit_code(error)
    except BrokenPipeError:
        return _leave_pipe()
    except OSError as error:
        if error.filename is None:
            raise
        sys.stderr.write(f"error: {error.filename}: {error.strerror}. Check that it is there and what you may do with it.\n")
        return 2
    except Exception as error:
        show: Callable[[], None] | None = getattr(error, "show", None)
        if show is None:
            raise
        show()  # a usage error, which says itself what is wrong
        return 2
    return code if isinstance(code, int) else 0


def _find_exit_code(error: ExtractorError) -> int:
    """Give the exit code of a failure that ended a command; 3 is for runs that quarantined pages and went on."""
    from extractor.errors import PageError

    if isinstance(error, PageError):
        return 2 if error.code in {"write.bad-name", "write.no-record", "read.unopened"} else 1
    return error.exit_code


def _leave_pipe() -> int:
    """Leave quietly when the reader of standard output has gone (``extractor explain … | head``)."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
