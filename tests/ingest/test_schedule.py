"""The job on a schedule: the command, the daemon, the heartbeat, and the ready files for cron, systemd and CI."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from extractor.cli.reingest import render_runs
from extractor.errors import ConfigError
from extractor.ingest import schedule
from extractor.ingest.fetch.sources import SourcesFile, load_sources
from extractor.ingest.notifications import describe_runs, note_next
from extractor.ingest.schedule import Stop, Timing, list_timings, run_daemon
from tests.ingest.conftest import run_command
from tests.ingest.web import Web, serve
from tests.needs import lack
from tests.runs.conftest import ROOT

FILES = ROOT / "docs" / "schedule"


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as web:
        yield web


def need(tool: str) -> str:
    path = shutil.which(tool) or shutil.which(tool, path=str(Path(sys.executable).parent))
    if path is None:
        lack(tool)
    return path


def write_sources(home: Path, text: str) -> Path:
    path = home / "configs" / "sources.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def run_process(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command line as a scheduler does, in a process of its own."""
    command = [sys.executable, "-m", "extractor", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=home, env=environment)


def test_the_example_of_a_sources_file_is_one() -> None:
    file = load_sources(ROOT / "configs" / "sources.example.yaml")
    assert {source.is_remote for source in file.sources} == {True, False}
    assert [timing.crontab for timing in list_timings(file)] == ["17 4 * * *", "7 */6 * * *"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("sources: []", "sources"),
        ("sources: [{name: a}]", "one of folder"),
        ("sources: [{name: a, folder: x, feed: y}]", "one of folder"),
        ("sources: [{name: a, folder: x}, {name: a, folder: y}]", "same name"),
        ("sources: [{name: a, folder: x, colour: red}]", "colour"),
        ("sources: [", "no YAML"),
    ],
)
def test_a_wrong_sources_file_is_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        load_sources(write_sources(tmp_path, text))


@pytest.mark.process
def test_one_command_brings_a_workspace_up_to_date_and_tells_everybody(home: Path, web: Web) -> None:
    page = min((ROOT / "raw").glob("012*"))
    shutil.copy(page, home / "raw")
    address = web.url.replace("pages.example.org", "127.0.0.1")
    write_sources(home, f"webhook: {address}/hook\nsources: [{{name: pages, folder: raw}}]\n")
    done = run_process(home, "reingest", "--once", "-j", "1", "--metrics", "extractor.prom")
    assert done.returncode == 0, done.stderr
    assert "1 new, 0 changed, 0 unchanged" in done.stdout
    assert 'extractor_last_run_pages{action="written"} 1.0' in (home / "extractor.prom").read_text("utf-8").splitlines()
    told = json.loads((home / "output" / "runs" / "heartbeat.json").read_text("utf-8"))
    assert (told["ok"], told["exit_code"], told["pages"]["new"]) == (True, 0, 1)
    assert [json.loads(one)["run"] for one in web.told] == [told["run"]]
    assert [run["run"] for run in describe_runs(home / "output")["runs"]] == [told["run"]]
    shown = run_command(home, "status")
    assert f"last run: {told['run']} (exit code 0)" in shown.stdout
    undone = run_command(home, "undo", told["run"])
    assert (undone.returncode, list((home / "output" / "pending").rglob("*.md"))) == (0, []), undone.stderr


def test_what_a_source_is_about_decides_where_the_words_of_its_pages_do_not(home: Path) -> None:
    page = "Zzyzx Qqxv\nZzyzx Qqxv krrt.\nWeb Search Results\n- Zzyzx notes\nZzyzx qqxv krrt stands at 14 vvrk since 1907.\n"
    for folder in ("portal", "other"):
        (home / "raw" / folder).mkdir()
        (home / "raw" / folder / "page.txt").write_text(page.replace("Qqxv", f"Qqxv {folder}"), "utf-8")
    write_sources(
        home, "sources:\n- {name: portal, folder: raw/portal, category: history}\n- {name: other, glob: 'raw/other/*.txt'}\n"
    )
    done = run_command(home, "reingest", "--once", "-j", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.parent.name for path in (home / "output" / "pending").rglob("*.md")) == ["history", "science"]
    article = next((home / "output" / "pending" / "history").iterdir()).stem
    shown = run_command(home, "explain", article)
    assert "history, as configured for its path" in shown.stdout
    write_sources(home, "sources: [{name: portal, folder: raw/portal, category: heraldry}]\n")
    refused = run_command(home, "reingest", "--once")
    assert refused.returncode == 2
    assert "heraldry" in refused.stderr


@pytest.mark.process
def test_the_daemon_says_when_it_runs_next_and_leaves_when_it_is_told_to(home: Path) -> None:
    due = datetime.now().astimezone() + timedelta(hours=2)
    write_sources(home, f'schedule: "{due.minute} {due.hour} * * *"\nsources: [{{name: pages, folder: raw}}]\n')
    command = [sys.executable, "-m", "extractor", "reingest", "--daemon"]
    daemon = subprocess.Popen(command, cwd=home, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True)
    assert daemon.stderr is not None
    line = daemon.stderr.readline()
    shown = describe_runs(home / "output")["next_run"]
    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait(timeout=20) == 0
    daemon.stderr.close()
    said = datetime.fromisoformat(line.removeprefix("next run: ").strip())
    assert abs((said - due).total_seconds()) < 120
    assert shown == said.isoformat()
    assert describe_runs(home / "output")["next_run"] is None, "nobody would start it any more"


@pytest.mark.timing
def test_runs_never_overlap_and_those_that_were_missed_meanwhile_are_made_up_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from apscheduler.triggers.interval import IntervalTrigger

    monkeypatch.setattr(schedule, "_read_crontab", lambda _: IntervalTrigger(seconds=0.4))
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    running, began, ended = threading.Lock(), list[float](), list[float]()

    def job(names: tuple[str, ...], next_run: datetime | None) -> int:  # noqa: ARG001
        assert running.acquire(blocking=False), "two runs at once"
        began.append(time.monotonic())
        time.sleep(2.05 if len(began) == 1 else 0.0)
        ended.append(time.monotonic())
        running.release()
        if len(began) == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        return 0

    try:
        run_daemon([Timing("* * * * *", ("a",))], job, Stop(), lambda _: None)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert began[1] - ended[0] < 0.25, "five were due meanwhile: one is made up for, at once"
    assert began[2] - began[1] < 0.6
    assert began[2] - ended[0] > 0.02, "and only one"


def test_a_run_that_fails_tells_everybody_too(home: Path, web: Web) -> None:
    address = web.url.replace("pages.example.org", "127.0.0.1")
    write_sources(home, f"webhook: {address}/hook\nsources: [{{name: pages, folder: raw, category: heraldry}}]\n")
    assert run_command(home, "reingest", "--once").returncode == 2
    told = json.loads((home / "output" / "runs" / "heartbeat.json").read_text("utf-8"))
    assert (told["ok"], "heraldry" in told["stopped"]) == (False, True)
    assert [json.loads(one)["ok"] for one in web.told] == [False]


@pytest.mark.parametrize("reason", ["", "  "])
def test_force_without_a_reason_is_refused(home: Path, reason: str) -> None:
    write_sources(home, "sources: [{name: pages, folder: raw, may_be_empty: true}]\n")
    done = run_command(home, "reingest", "--once", "--force", reason)
    assert (done.returncode, "needs a reason" in done.stderr) == (2, True)


def test_a_wrong_schedule_is_refused(home: Path) -> None:
    write_sources(home, 'schedule: "every day"\nsources: [{name: pages, folder: raw}]\n')
    done = run_command(home, "reingest", "--daemon")
    assert done.returncode == 2
    assert "is no schedule" in done.stderr


@pytest.mark.process
def test_a_second_run_finds_the_workspace_locked(home: Path) -> None:
    from extractor.workspace.lock import hold_lock
    from extractor.workspace.storage import open_storage

    write_sources(home, "sources: [{name: pages, folder: raw, may_be_empty: true}]\n")
    with hold_lock(open_storage(str(home / "output")), "the first"):
        done = run_process(home, "reingest", "--once", "-j", "1")
    assert done.returncode == 75


@pytest.mark.process
def test_a_run_that_is_terminated_finishes_its_page_and_leaves_with_130(home: Path) -> None:
    for n in range(40):
        (home / "raw" / f"p{n}.txt").write_text(f"Page {n}\nsleep 0.1\n", "utf-8")
    code = (
        "import sys, pathlib\n"
        "from extractor.ingest.schedule import Stop\n"
        "from tests.ingest.conftest import reingest\n"
        "stop = Stop(); stop.listen(); print('ready', flush=True)\n"
        "sys.exit(reingest(pathlib.Path(sys.argv[1]), should_stop=stop).run.exit_code)"
    )
    command = [sys.executable, "-c", code, str(home)]
    driver = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert driver.stdout is not None
    driver.stdout.readline()
    time.sleep(0.8)
    driver.send_signal(signal.SIGTERM)
    assert driver.wait(timeout=20) == 130
    driver.stdout.close()
    assert not (home / "out" / "runs" / "open.json").exists()
    assert not list((home / "out").rglob("*.md")), "nothing is published by half"


def test_sources_are_taken_together_that_have_one_schedule() -> None:
    file = SourcesFile.model_validate(
        {
            "schedule": "1 1 * * *",
            "sources": [
                {"name": "a", "folder": "a"},
                {"name": "b", "folder": "b", "schedule": "2 2 * * *"},
                {"name": "c", "folder": "c"},
            ],
        }
    )
    assert [timing.names for timing in list_timings(file)] == [("a", "c"), ("b",)]


@pytest.mark.process
def test_systemd_takes_the_units() -> None:
    units = [str(FILES / f"extractor-reingest.{kind}") for kind in ("service", "timer")]
    done = subprocess.run([need("systemd-analyze"), "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.process
def test_cron_takes_the_line() -> None:
    from apscheduler.triggers.cron import CronTrigger

    lines = [line for line in (FILES / "extractor.crontab").read_text("utf-8").splitlines() if not line.startswith("#")]
    fields = [line.split(None, 5) for line in lines]
    trigger = CronTrigger.from_crontab(" ".join(fields[0][:5]), timezone=UTC)
    due = trigger.get_next_fire_time(None, datetime(2030, 1, 1, tzinfo=UTC))
    assert (len(lines), due.hour, due.minute % 2) == (1, 4, 1)
    done = subprocess.run(
        [need("crontab"), "-n", str(FILES / "extractor.crontab")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.process
def test_the_workflow_follows_its_schema() -> None:
    tool = need("check-jsonschema")
    command = [tool, "--builtin-schema", "vendor.github-workflows", str(FILES / "reingest.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_next_run_of_a_daemon_that_is_gone_is_not_shown(home: Path) -> None:
    due = datetime(2030, 1, 2, tzinfo=UTC)
    note_next(home, due)
    assert describe_runs(home)["next_run"] == due.isoformat(), "this process would start it"
    told = json.loads((home / "runs" / "heartbeat.json").read_text("utf-8"))
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    told["daemon"]["process"] = gone.pid
    (home / "runs" / "heartbeat.json").write_text(json.dumps(told), "utf-8")
    assert describe_runs(home)["next_run"] is None


@pytest.mark.parametrize(
    ("code", "words"), [(0, "(exit code 0)"), (4, "(exit code 4: conflicts wait for a person)"), (9, "(exit code 9)")]
)
def test_the_status_says_what_an_exit_code_means(code: int, words: str) -> None:
    runs = [{"run": "20300101T000000Z", "started": "", "exit_code": code, "counts": {}}]
    assert words in render_runs({"runs": runs, "last_success": None, "next_run": None})
