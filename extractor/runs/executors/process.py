"""A warm pool of supervised processes.

``ProcessPoolExecutor`` gives up the whole job when a worker is killed, and ``multiprocessing.Pool`` waits for it for
ever. Here a worker that dies, hangs or swells costs the page it was at: it is replaced, and what else it had been given
goes back to the front of the queue.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from multiprocessing.connection import wait
from time import monotonic

from extractor.errors import RunError
from extractor.runs.executors.handle import Cause, WorkerProcess
from extractor.runs.results import Delivery, PageDone, PageResult, Setup, Task, TaskDone
from extractor.runs.worker import fail_page

TICK = 0.25
GRACE = 2.0
START_SECONDS = 300.0
MOST_STILLBORN = 3
MOST_KILLED = 30
MOST_IN_A_BATCH = 16
MOST_MESSAGES = 32


class ProcessExecutor:
    """Converts in worker processes on this machine."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        self._setup = pickle.dumps(setup, protocol=5)
        self._knobs = setup.config.batch
        self._jobs = jobs
        self._workers: list[WorkerProcess] = []
        self._again: deque[Task] = deque()
        self._left = 0
        self._stillborn = 0

    def run(self, tasks: Iterable[Task], total: int) -> Iterator[Delivery]:
        """Keep every worker fed with a little more than it is at, and pass on what comes back."""
        source = iter(tasks)
        self._left = total
        while len(self._workers) < min(self._jobs, total):
            self._workers.append(WorkerProcess(self._setup))
        last_look = monotonic()
        while self._feed(source):
            ready = set(wait([worker.connection for worker in self._workers], timeout=TICK))
            for worker in [worker for worker in self._workers if worker.connection in ready]:
                yield from self._receive(worker)
            if monotonic() - last_look >= TICK:
                self._enforce_limits()
                last_look = monotonic()

    @property
    def workers(self) -> tuple[WorkerProcess, ...]:
        """The workers there are now."""
        return tuple(self._workers)

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.close()
        self._workers.clear()

    def _feed(self, source: Iterator[Task]) -> bool:
        """Hand out tasks; say whether anything is left to wait for."""
        for worker in self._workers:
            if worker.ready and not worker.queue and worker.rss > 0.75 * self._memory_limit:
                self._replace(worker)  # grown from page to page; the next page must not be blamed for it
        for worker in sorted(self._workers, key=lambda worker: len(worker.queue)):
            size = max(1, min(MOST_IN_A_BATCH, self._left // (4 * self._jobs)))
            if worker.ready and len(worker.queue) <= size and worker.rss <= 0.75 * self._memory_limit:
                self._send(worker, source, size)
        if self._again or any(worker.queue for worker in self._workers):
            return True
        return self._left > 0 and not any(worker.ready for worker in self._workers)

    def _send(self, worker: WorkerProcess, source: Iterator[Task], size: int) -> None:
        batch: list[Task] = []
        while len(batch) < size and (task := self._next_task(source)) is not None:
            if task.data is not None and (worker.queue or batch):
                self._again.appendleft(task)  # its bytes may fill the socket: only to a worker that is reading
                break
            batch.append(task)
        if batch:
            worker.send(batch)

    def _next_task(self, source: Iterator[Task]) -> Task | None:
        if self._again:
            return self._again.popleft()
        task = next(source, None)
        self._left = self._left - 1 if task is not None else 0
        return task

    @property
    def _memory_limit(self) -> int:
        return self._knobs.worker_mb * 1_000_000

    def _receive(self, worker: WorkerProcess) -> Iterator[Delivery]:
        for _ in range(MOST_MESSAGES):
            try:
                if not worker.connection.poll():
                    return
                delivery = worker.receive()
            except (EOFError, OSError):
                break
            if delivery is not None:
                yield delivery
        else:
            return
        yield from self._bury(worker)

    def _enforce_limits(self) -> None:
        now = monotonic()
        for worker in self._workers:
            silent = now - worker.since
            if not worker.ready:
                if silent > START_SECONDS:
                    worker.kill("timeout")
            elif worker.look() > self._memory_limit and worker.queue:
                worker.kill("memory")
            elif worker.queue and silent > self._knobs.page_seconds + GRACE and not worker.connection.poll():
                worker.kill("timeout")

    def _replace(self, worker: WorkerProcess) -> None:
        worker.close()
        self._workers[self._workers.index(worker)] = WorkerProcess(self._setup)

    def _bury(self, worker: WorkerProcess) -> Iterator[Delivery]:
        """Replace a worker that has died, and settle what it was at."""
        cause = worker.bury()
        tasks = list(worker.queue)
        self._count_stillborn(worker, cause)
        self._workers[self._workers.index(worker)] = WorkerProcess(self._setup)
        if not tasks or not worker.ready:
            self._again.extendleft(reversed(tasks))
            return
        moved = worker.index > tasks[0].skip
        head = replace(tasks[0], skip=worker.index, tries=0, blamed=False) if moved else tasks[0]
        self._again.extendleft(reversed(tasks[1:]))
        if head.blamed:
            yield TaskDone(head.position, head.skip)  # even reading past the blamed page kills: there is no more to get
        elif cause in {"killed", "died", "exited"} and head.tries < self._knobs.retries:
            self._again.appendleft(replace(head, tries=head.tries + 1))
        else:
            yield PageDone(head.position, head.skip, self._blame(head, cause))
            self._again.appendleft(replace(head, skip=head.skip + 1, tries=0, blamed=True))

    def _count_stillborn(self, worker: WorkerProcess, cause: Cause) -> None:
        """Give up when worker after worker dies before it is ready; one that was killed from outside proves little."""
        self._stillborn = 0 if worker.ready else self._stillborn + 1
        if self._stillborn > (MOST_KILLED if cause == "killed" else max(MOST_STILLBORN, self._jobs)):
            raise RunError(
                "Worker processes die before they can start.",
                code="run.no-workers",
                hint="Their messages are above; --executor serial shows the error itself.",
            )

    def _blame(self, task: Task, cause: Cause) -> PageResult:
        path = f"{task.path}#{task.skip + 1}" if task.skip else task.path
        limits = {"seconds": f"{self._knobs.page_seconds:g}", "mb": self._knobs.worker_mb}
        code, message, hint = _BLAME[cause]
        return fail_page(path, code, message.format_map(limits), hint=hint)


_REPORT = "Please report it with the page."
_BLAME: dict[Cause, tuple[str, str, str]] = {
    "timeout": ("page.timeout", "The page took longer than {seconds} seconds.", "Raise batch.page_seconds."),
    "memory": ("page.memory", "The page needed more than {mb} MB.", "Raise batch.worker_mb."),
    "killed": (
        "page.worker-killed",
        "The worker was killed from outside, each time at this page.",
        "The next run tries again.",
    ),
    "died": ("page.worker-died", "The page crashes the worker.", _REPORT),
    "exited": ("page.worker-died", "The page ends the worker.", _REPORT),
}
