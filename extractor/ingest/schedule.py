"""The daemon: runs when their time has come, one at a time, and stops when it is told to.

A run that was missed, because the machine slept or another one took long, is made up for once. Two never overlap: there
is one worker here, and the workspace's lock elsewhere.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import FrameType
from typing import Any

from extractor.errors import ConfigError
from extractor.extras import require_extra
from extractor.ingest.fetch.sources import SourcesFile

Job = Callable[[tuple[str, ...], datetime | None], int]
"""Runs some sources, by name; it is told when the next run is due, and returns an exit code."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Sources that are taken together, and when, as in a crontab."""

    crontab: str
    names: tuple[str, ...]


def list_timings(file: SourcesFile) -> tuple[Timing, ...]:
    """Group the sources by their schedules."""
    groups: dict[str, list[str]] = {}
    for source in file.sources:
        groups.setdefault(source.schedule or file.schedule, []).append(source.name)
    return tuple(Timing(crontab, tuple(names)) for crontab, names in groups.items())


class Stop:
    """Set by SIGTERM or SIGINT: the page in hand is finished, nothing more is begun."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def __call__(self) -> bool:
        """Say whether to stop."""
        return self._event.is_set()

    def ask(self) -> None:
        """Ask to stop."""
        self._event.set()

    def listen(self, on_stop: Callable[[], None] = lambda: None) -> None:
        """Take the signals from here on."""

        def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - a handler's
            self.ask()
            on_stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)


def run_daemon(timings: Sequence[Timing], job: Job, stop: Stop, announce: Callable[[datetime | None], None]) -> None:
    """Run jobs at their times until asked to stop; ``announce`` is told once when the first one is due.

    Raises:
        ConfigError: APScheduler is not installed, or a schedule is no line of a crontab.
    """
    scheduler = _make_scheduler()
    for timing in timings:
        trigger = _read_crontab(timing.crontab)
        scheduler.add_job(_run, trigger, args=(scheduler, timing.names, job, stop), id=" ".join(timing.names))
    done = threading.Event()
    stop.listen(done.set)
    scheduler.start()
    announce(find_next(scheduler))
    done.wait()
    scheduler.shutdown(wait=True)


def _make_scheduler() -> Any:
    require_extra("reingest", "The daemon")
    from apscheduler.executors.pool import ThreadPoolExecutor
    from apscheduler.schedulers.background import BackgroundScheduler

    return BackgroundScheduler(
        executors={"default": ThreadPoolExecutor(1)},
        # One worker runs one job at a time; a second instance waits for it, and stands for all that were due meanwhile.
        job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None},
    )


def _read_crontab(line: str) -> Any:
    from apscheduler.triggers.cron import CronTrigger

    try:
        return CronTrigger.from_crontab(line)
    except ValueError as error:
        hint = "Example: '17 4 * * *' is every day at 4:17."
        raise ConfigError(f"'{line}' is no schedule: {error}.", code="config.schedule", hint=hint) from None


def find_next(scheduler: Any) -> datetime | None:
    """Give the time of the next run."""
    times = [job.next_run_time for job in scheduler.get_jobs() if job.next_run_time is not None]
    return min(times, default=None)


def _run(scheduler: Any, names: tuple[str, ...], job: Job, stop: Stop) -> None:
    if not stop():
        job(names, find_next(scheduler))
