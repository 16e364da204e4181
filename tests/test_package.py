"""The package as somebody meets it who installs it: its name, its extras, its types and what it leaves out."""

from __future__ import annotations

import ast
import html
import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

import extractor
from extractor.errors import ConfigError
from extractor.extras import DISTRIBUTION, EXTRAS, require_extra, tell_install
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ANOTHER = re.compile(r"(?<![\w-])extractor(\[| @ |==|>=)|pip install (-\S+ )*['\"]?extractor\b")
"""How pip would be asked for the package that has the plain name."""
OPTIONAL = ("pandas", "pyarrow", "edtf", "socks", "starlette", "apscheduler", "dask", "s3fs")


def list_texts() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True, cwd=ROOT)
    names = [
        name for name in done.stdout.split("\0") if name.endswith((".py", ".md", ".yml", ".yaml", ".toml", ".j2", "Makefile"))
    ]
    return [ROOT / name for name in names if name != "tests/test_package.py"]


def test_nothing_tells_anybody_to_install_the_package_of_somebody_else() -> None:
    told = [
        f"{path.relative_to(ROOT)}: {found[0]}" for path in list_texts() if (found := ANOTHER.search(path.read_text("utf-8")))
    ]
    assert not told
    assert PROJECT["name"] == DISTRIBUTION


def test_every_hint_to_install_names_an_extra_that_there_is() -> None:
    named = {
        extra
        for path in list_texts()
        for told in re.findall(rf"{DISTRIBUTION}\[([\w,]+)\]", path.read_text("utf-8"))
        for extra in told.split(",")
    }
    assert named <= set(PROJECT["optional-dependencies"]) - {"dev"}
    assert {"docx", "s3"} <= named


def test_the_table_of_extras_has_what_the_package_declares() -> None:
    declared = {name: len(libraries) for name, libraries in PROJECT["optional-dependencies"].items() if name != "dev"}
    assert {name: len(modules) for name, modules in EXTRAS.items()} == declared
    assert all(find_spec(module) for modules in EXTRAS.values() for module in modules)


def test_a_missing_extra_is_told_in_one_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    require_extra("review", "The reviewer's page")
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(ConfigError, match="page needs uvicorn") as caught:
        require_extra("review", "The reviewer's page")
    assert caught.value.exit_code == 2
    assert re.search(rf"pip install '{DISTRIBUTION}\[review\]'$", caught.value.hint)
    assert f"'{DISTRIBUTION}[docx]'" in tell_install("docx")


@pytest.mark.process
def test_pages_are_converted_checked_explained_and_accepted_without_any_extra(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "NAME = 'ada-lovelace'\n"
        f"sys.modules.update(dict.fromkeys({OPTIONAL!r}))\n"
        "from extractor.cli import run\n"
        "commands = [['convert', 'raw', '-q', '--executor', 'serial'], ['check'], ['explain', NAME + '#1'], ['accept', NAME],\n"
        "            ['status'], ['diff', NAME], ['undo'], ['report', '--list'], ['export', '--format', 'jsonld']]\n"
        "print([run(command) for command in commands], run(['export', 'tables']))"
    )
    (tmp_path / "raw").mkdir()
    shutil.copy(ROOT / "raw" / "012_9f3c2a71d04be815.txt", tmp_path / "raw")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == f"{[0] * 9} 2", done.stderr
    assert done.stderr.count("\n") == 1
    assert "A table needs pandas and pyarrow." in done.stderr
    assert next((tmp_path / "output" / "runs").rglob("pages.jsonl")).read_text("utf-8").count("\n") == 1


def test_the_public_names_are_listed_and_there() -> None:
    assert dir(extractor) == sorted(extractor.__all__)
    assert all(getattr(extractor, name) is not None for name in extractor.__all__)
    assert issubclass(extractor.ConfigError, extractor.ExtractorError)


def test_an_outcome_shows_its_page_beside_its_article_and_gives_itself_as_plain_values() -> None:
    page = (ROOT / "raw" / "012_9f3c2a71d04be815.txt").read_text("utf-8")
    outcome = extractor.convert(page.replace("Ada Lovelace\n", "Ada <script>alert(1)</script> Lovelace\n", 1).encode())
    assert outcome.article is not None
    assert outcome.record is not None
    shown = outcome._repr_html_()
    fact = next(fact for fact in outcome.record.facts if fact.id)
    assert f"<mark>{html.escape(fact.evidence.exact)}</mark>" in shown
    for part in (shown, outcome.article._repr_html_(), outcome.record._repr_html_()):
        assert "<script" not in part
        assert "&lt;script&gt;" in part
    plain = json.loads(json.dumps(outcome.to_dict()))
    assert plain["article"]["id"] == plain["record"]["id"] == outcome.article.id
    assert plain["article"]["body"].startswith("## TL;DR\n")
    assert plain["failure"] is None
    failed = extractor.convert(b"")
    assert "The page holds no text. [read.empty]" in failed._repr_html_()
    assert failed.to_dict()["failure"]["code"] == "read.empty"


def test_a_text_alone_is_a_list_of_one() -> None:
    config = extractor.load_config(None, ["entities.model=none"])
    text = "Sam Altman leads OpenAI Inc. in San Francisco."
    assert list(extractor.find_mentions(text, config=config)) == list(extractor.find_mentions([text], config=config))


@pytest.mark.process
def test_a_users_script_is_typed_throughout(tmp_path: Path) -> None:
    assert (ROOT / "extractor" / "py.typed").is_file()
    script = tmp_path / "script.py"
    script.write_text(
        "import datetime\n"
        "import extractor\n"
        "try:\n"
        "    outcome = extractor.convert('page.txt', config=extractor.load_config(None, ['dates.order=DMY']))\n"
        "except extractor.ReadError as error:\n"
        "    raise SystemExit(error.code)\n"
        "status: str = outcome.status\n"
        "if outcome.article is not None and outcome.record is not None:\n"
        "    reveal_type(outcome.record.facts[0].statement)\n"
        "    reveal_type(extractor.render_article(outcome.article))\n"
        "reveal_type(extractor.find_dates('May 2021', base=datetime.date(2025, 7, 26))[0].edtf)\n"
        "reveal_type(next(extractor.find_mentions(['Ada Lovelace'])))\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir", str(tmp_path), str(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert re.findall(r'Revealed type is "([^"]+)"', done.stdout) == [
        "str", "str", "str | None", "tuple[extractor.types.findings.Mention, ...]",
    ], done.stdout  # fmt: skip


def test_no_score_is_added_up_in_a_way_that_depends_on_the_version_of_python() -> None:
    """``sum`` of floats rounds otherwise since Python 3.12; ``math.fsum`` is right, and the same, everywhere."""
    scores = {
        "structure/category.py": "_score", "structure/confidence.py": "add_up", "structure/facts/ranking.py": "score_features",
        "structure/completeness.py": "", "structure/dates/evidence.py": "rank_statements",
    }  # fmt: skip
    for name, function in scores.items():
        tree = ast.parse((ROOT / "extractor" / name).read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith(function):
                called = {
                    call.func.id for call in ast.walk(node) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
                }
                assert "sum" not in called, f"{name}: {node.name}"
