"""One worker process, seen from its parent: started, fed, watched, ended."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from multiprocessing.connection import Connection
from time import monotonic
from typing import Literal

from extractor.runs.results import Delivery, Task, TaskDone

Cause = Literal["timeout", "memory", "killed", "died", "exited"]

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_FROM_OUTSIDE = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class WorkerProcess:
    """A fresh interpreter that converts tasks.

    A new interpreter, not a fork: a fork would copy the parent's locks and threads, and need a guarded ``__main__``. The
    socket is the only tie. Its other end closes when the parent dies, however it dies.

    Attributes:
        queue: Tasks that were sent and are not finished, in order; the worker is at the first.
        index: The page of that first task that comes next.
        since: When the worker last said something, by the monotonic clock.
        ready: It has loaded its models.
        rss: Bytes of memory it held when last looked at.
    """

    def __init__(self, setup: bytes) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            code = (
                f"import sys; sys.path[:] = {sys.path!r}\n"
                f"from extractor.runs.executors.child import serve; serve({theirs.fileno()})"
            )
            self.process = subprocess.Popen(  # noqa: S603 - this interpreter, our own module
                [sys.executable, "-c", code], pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL
            )
        self.connection = Connection(ours.detach())
        with suppress(BrokenPipeError, ConnectionResetError):  # one that died at once is found dead when it is read
            self.connection.send_bytes(setup)
        self.queue: deque[Task] = deque()
        self.index = 0
        self.since = monotonic()
        self.ready = False
        self.rss = 0
        self._verdict: Cause | None = None

    def send(self, tasks: list[Task]) -> None:
        """Give it more to do; one that has died keeps the tasks in its queue."""
        if not self.queue:
            self.index, self.since = tasks[0].skip, monotonic()
        self.queue.extend(tasks)
        with suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send_bytes(pickle.dumps(tasks, protocol=5))

    def receive(self) -> Delivery | None:
        """Take its next message; ``None`` says that it is ready.

        Raises:
            EOFError, OSError: It has died.
        """
        message = self.connection.recv_bytes()
        self.since = monotonic()
        if not self.ready:
            self.ready = True
            return None
        delivery: Delivery = pickle.loads(message)  # noqa: S301 - from our own child
        if isinstance(delivery, TaskDone):
            self.queue.popleft()
            self.index = self.queue[0].skip if self.queue else 0
        else:
            self.index = delivery.index + 1
        return delivery

    def look(self) -> int:
        """Read how many bytes of memory it holds; 0 where the system does not tell."""
        with suppress(OSError, ValueError, IndexError), open(f"/proc/{self.process.pid}/statm", "rb") as file:  # noqa: PTH123 - called often
            self.rss = int(file.read().split()[1]) * _PAGE_BYTES
        return self.rss

    def kill(self, verdict: Cause) -> None:
        """End it for a reason of ours."""
        self._verdict = verdict
        self.process.kill()

    def bury(self) -> Cause:
        """Wait for its end and say what it died of; ``killed`` means by a signal from outside."""
        self.connection.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=2)
        if self.process.returncode is None:
            self.process.kill()
            self.process.wait()
        code = self.process.returncode
        if self._verdict:
            return self._verdict
        if code == -signal.SIGALRM:
            return "timeout"
        if code < 0:
            return "killed" if -code in _FROM_OUTSIDE else "died"
        return "exited"

    def close(self) -> None:
        """End it, gently where it is idle."""
        self.connection.close()
        if self.queue or not self.ready:
            self.process.kill()
        self.process.wait()
