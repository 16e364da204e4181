"""The main loop of a worker process: batches of tasks in, deliveries out, one message a page.

A worker outlives neither its parent nor its time. When the parent is gone the pipe ends, and a page that runs past its
limit meets the kernel's alarm, which needs no cooperation from the interpreter: a regular expression that holds the GIL
is ended all the same.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from extractor.runs.results import Setup, Task
from extractor.runs.worker import work_task

READY = b"ready"


def serve(descriptor: int) -> None:
    """Work for the process at the other end of a socket until it closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.dup2(2, 1)  # whatever a library prints must not end up in the parent's output
    connection = Connection(descriptor)
    try:
        setup: Setup = pickle.loads(connection.recv_bytes())  # noqa: S301 - from our own parent
        _warm_up(setup)
        connection.send_bytes(READY)
        while True:
            tasks: list[Task] = pickle.loads(connection.recv_bytes())  # noqa: S301 - from our own parent
            for task in tasks:
                for delivery in work_task(task, setup, clock=lambda: _alarm(setup.config.batch.page_seconds)):
                    connection.send_bytes(pickle.dumps(delivery, protocol=5))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)  # nobody is listening: no clean-up is worth a hang


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _warm_up(setup: Setup) -> None:
    """Convert a small page, so that models are loaded before the first time limit starts to run."""
    for _ in setup.convert(WARM_PAGE, "warm-up.txt", config=setup.config, knowledge=setup.knowledge):
        pass
    gc.collect()
    gc.freeze()  # what the models hold is for good; collections need not walk it again


WARM_PAGE = b"""Example Works
A maker of measuring instruments.
entitydetail.created_at
7/26/2025, 5:17:38 AM
Summary
Example Works makes instruments.
Timeline
- Example Works was founded. (Source: wikipedia)
2015-12-01
Web Search Results
- About us - Example Works
Example Works is a maker of measuring instruments that was founded in December 2015 in Vienna, Austria.
"""

if __name__ == "__main__":
    serve(int(sys.argv[1]))
