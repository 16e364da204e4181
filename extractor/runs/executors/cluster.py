"""More than one machine: Dask hands out batches of tasks, and beside every Dask worker stands a worker process of ours.

The plugin starts that process once a Dask worker, so a model is loaded once and never travels with a task, and limits of
time and memory hold as they do on one machine: what a page ends is the process beside the worker. When a Dask worker
itself is lost, Dask gives its batches to another one; the pages are converted again and come out the same.

Dask workers read the pages themselves, so these must lie on storage that every machine reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from threading import Lock
from typing import Any

from distributed import Client, KilledWorker, LocalCluster, WorkerPlugin, as_completed, get_worker

from extractor.errors import RunError
from extractor.runs.executors.process import ProcessExecutor
from extractor.runs.results import Delivery, PageDone, Setup, Task, TaskDone
from extractor.runs.worker import fail_page

PLUGIN = "extractor-pages"
MOST_IN_A_BATCH = 8
BATCHES_A_WORKER = 3
CONNECT_SECONDS = 30


class PagePlugin(WorkerPlugin):
    """Keeps a warm worker process beside a Dask worker."""

    name = PLUGIN

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._pool: ProcessExecutor | None = None
        self._lock: Lock | None = None

    def setup(self, worker: Any) -> None:  # noqa: ARG002 - Dask's signature
        """Get ready on a worker; the process starts with the first batch."""
        self._pool = ProcessExecutor(self._setup, 1)
        self._lock = Lock()

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - Dask's signature
        """End the process."""
        if self._pool is not None:
            self._pool.close()

    def convert(self, tasks: list[Task]) -> list[Delivery]:
        """Convert a batch; one at a time, whatever the number of the worker's threads."""
        if self._pool is None or self._lock is None:
            raise RunError("The Dask worker has no process for pages.", code="run.no-plugin", hint="Start the cluster again.")
        with self._lock:
            return list(self._pool.run(tasks, len(tasks)))


def convert_batch(tasks: list[Task], name: str) -> list[Delivery]:
    """Convert a batch of tasks on the Dask worker that runs this."""
    plugin: Any = get_worker().plugins[name]
    deliveries: list[Delivery] = plugin.convert(tasks)
    return deliveries


class DaskExecutor:
    """Converts on the workers of a Dask cluster.

    Args:
        setup: What a worker needs.
        jobs: Workers of a cluster of our own.
        scheduler: Address of a running scheduler, such as ``tcp://10.0.0.5:8786``; without one, a cluster on this machine.

    Raises:
        RunError: The scheduler does not answer.
    """

    def __init__(self, setup: Setup, jobs: int, *, scheduler: str | None = None) -> None:
        self._cluster: Any = None
        if scheduler is None:
            self._cluster = LocalCluster(n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None)  # type: ignore[no-untyped-call]
        try:
            self.client: Any = Client(self._cluster or scheduler, timeout=CONNECT_SECONDS)  # type: ignore[no-untyped-call]
        except OSError:
            hint = "Start it with: dask scheduler"
            raise RunError(f"No Dask scheduler answers at {scheduler}.", code="run.no-scheduler", hint=hint) from None
        self.client.register_plugin(PagePlugin(setup), name=PLUGIN)

    def run(self, tasks: Iterable[Task], total: int) -> Iterator[Delivery]:
        """Keep a few batches a worker on the cluster, and read the result of every one."""
        source = iter(tasks)
        workers = max(1, len(self.client.scheduler_info()["workers"]))
        size = max(1, min(MOST_IN_A_BATCH, total // (BATCHES_A_WORKER * workers)))
        sent: dict[str, list[Task]] = {}
        futures = as_completed([], with_results=False)  # type: ignore[no-untyped-call]
        while True:
            while len(sent) < BATCHES_A_WORKER * workers and (batch := list(islice(source, size))):
                self._submit(batch, sent, futures)
            if not sent:
                return
            future = next(futures)
            yield from self._collect(future, sent, futures)

    def close(self) -> None:
        """Leave the cluster, and end it if it is our own."""
        self.client.unregister_worker_plugin(PLUGIN)
        self.client.close()
        if self._cluster is not None:
            self._cluster.close()

    def _submit(self, batch: list[Task], sent: dict[str, list[Task]], futures: Any) -> None:
        future = self.client.submit(convert_batch, batch, PLUGIN, pure=False)
        sent[future.key] = batch
        futures.add(future)

    def _collect(self, future: Any, sent: dict[str, list[Task]], futures: Any) -> Iterator[Delivery]:
        """Pass on a batch; one that took down worker after worker is cut into single tasks, and those are blamed."""
        batch = sent.pop(future.key)
        try:
            yield from future.result()
        except KilledWorker:
            if len(batch) > 1:
                for task in batch:
                    self._submit([task], sent, futures)
                return
            task = batch[0]
            message = "Dask workers were lost, each time at this page."
            result = fail_page(task.path, "page.worker-killed", message, hint="The next run tries again.")
            yield PageDone(task.position, task.skip, result)
            yield TaskDone(task.position, task.skip + 1)
