"""Workers beside one process, on the real pipeline: how much faster two are, and what the pool itself costs.

The cost is told in CPU time, the driver's and the workers' together, which other work on the machine disturbs least; how
much faster two workers are can only be told by the clock, on a machine with two idle cores.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.batch.pages import write_corpus
from benchmarks.batch.table import Row
from extractor.config import load_config
from extractor.knowledge import default_knowledge
from extractor.pipeline import convert_pages
from extractor.runs.executors.process import ProcessExecutor
from extractor.runs.executors.serial import SerialExecutor
from extractor.runs.results import Setup, Task, TaskDone

_TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """Seconds of a run, by the clock and of the CPU."""

    wall: float
    cpu: float


def measure(folder: Path, *, sample: int, rounds: int) -> list[Row]:
    """Time ``sample`` new pages a round with warm workers: starting them costs every pool the same, and once."""
    setup = Setup(convert_pages, load_config(), default_knowledge())
    sets = [_list_tasks(write_corpus(folder / str(n), sample, seed=100 + n)) for n in range(rounds + 1)]
    costs: dict[str, list[Cost]] = {"serial": [], "one": [], "two": []}
    with closing(ProcessExecutor(setup, 1)) as one, closing(ProcessExecutor(setup, 2)) as two:
        executors = {"serial": SerialExecutor(setup), "one": one, "two": two}
        for executor in executors.values():
            _run(executor, sets[-1][:16])
        for tasks in sets[:-1]:
            for name, executor in executors.items():
                costs[name].append(_run(executor, tasks))
        rss = max(worker.look() for worker in two.workers)
    wall = {name: min(cost.wall for cost in found) for name, found in costs.items()}
    cpu = {name: min(cost.cpu for cost in found) for name, found in costs.items()}
    cost, speed = cpu["one"] / cpu["serial"], wall["serial"] / wall["two"]
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    return [
        Row("CPU of a pool of one worker / serial", f"{cost:.3f}x", "<= 1.03x", cost <= 1.03),
        Row("CPU of a pool of two workers / serial", f"{cpu['two'] / cpu['serial']:.3f}x"),
        Row(f"serial / pool of two workers, by the clock ({load})", f"{speed:.2f}x", ">= 1.8x", speed >= 1.8),
        Row("memory of a worker with the model", f"{rss / 1e6:.0f} MB", "< 600 MB", rss < 600e6),
    ]


def _run(executor: SerialExecutor | ProcessExecutor, tasks: list[Task]) -> Cost:
    pids = [worker.process.pid for worker in executor.workers] if isinstance(executor, ProcessExecutor) else []
    wall, cpu = perf_counter(), process_time() + sum(map(_read_cpu, pids))
    assert sum(isinstance(delivery, TaskDone) for delivery in executor.run(tasks, len(tasks))) == len(tasks)
    return Cost(perf_counter() - wall, process_time() + sum(map(_read_cpu, pids)) - cpu)


def _read_cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _list_tasks(folder: Path) -> list[Task]:
    paths = sorted(folder.rglob("*.txt"))
    return [Task(position, path.name, str(path), path.stat().st_size) for position, path in enumerate(paths)]
