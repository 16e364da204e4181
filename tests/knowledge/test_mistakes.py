"""A mistake in a profile is told with its place, whatever it is, and before any page is read."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from extractor.cli import run
from extractor.errors import ConfigError
from extractor.knowledge import load_knowledge
from tests.knowledge.test_profiles import PAGE, write


def grow(seed: str, shape: str, item: str) -> str:
    """Nine times nine times nine ...: a few lines that stand for 9 ** 9 values."""
    lines = [f"a: &a {seed}"]
    for before, name in pairwise("abcdefghij"):
        lines.append(f"{name}: &{name} {shape.format(', '.join(item.format(number, before) for number in range(9)))}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("site:\n  lables: {}\n", "line 2", "Did you mean 'labels'?"),
        ("site:\n  labels:\n    sumary: [Abstract]\n", "line 3", "Did you mean 'summary'?"),
        ("languages:\n  en:\n    labels:\n      entity: [Abstract]\n", "line 4", "shape"),
        ("publishers:\n  domains:\n    example.org: 3\n", "line 3", "shape"),
        ("sight: {}\n", "line 1", "Did you mean 'site'?"),
        ("site:\n  labels:\n    summary:\n    - Abstract\n    - 2026\n", "line 5", "quotes"),
        ("site:\n  labels:\n    summary:\n      replace:\n      - 2026\n", "line 5", "quotes"),
        ("publishers:\n  types:\n  - type: report\n    hots: [example.org]\n", "line 4", "Did you mean 'hosts'?"),
        ("languages:\n  en:\n    prose:\n      says: reports that\n", "line 4", "shape"),
        ("languages:\n  en:\n    prose:\n      again: ['{name} adds {more}']\n", "line 4", "shape"),
        ("site: {}\nprofile: mine\n", "line 2", "its name"),
        ("languages:\n  nl: Dutch\n", "line 2", "shape"),
        ("languages:\n  nederlands: {}\n", "line 2", "shape"),
        ("languages:\n  en:\n    labels:\n      bylines:\n      - Penned by\n", "line 5", "shape"),
        ("publishers:\n  types:\n  - type: report\n    paths: ['(']\n", "line 4", "shape"),
        ("languages:\n  replace: {}\n", "line 1", "shape"),
        ("site: {}\nsite: {}\n", "line 2", "twice"),
        ("site:\n  phrases: [&a x, *a]\n", "line 2", "Write out"),
        ("site:\n  phrases: !!set {x}\n", "line 2", "text, numbers"),
        ("site:\n\tphrases: []\n", "line 2", ""),
    ],
)
def test_a_mistake_is_told_with_file_line_and_the_nearest_right_key(tmp_path: Path, text: str, place: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_knowledge(write(tmp_path, text))
    assert f"profile.yaml, {place}" in caught.value.message
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "- a list\n",
        "site: [\n",
        "site: !!python/object/apply:os.system [true]\n",
        "[" * 200_000 + "\n",
        "\n".join(f"{' ' * depth}a:" for depth in range(900)),
        "site: {labels: {summary: [&a [x], *a]}}\n",
        "site: &a {labels: *a}\n",
        grow("{x: 1}", "{{{}}}", "k{}: *{}"),
        grow("{x: 1}", "{{<<: [{}]}}", "*{1}"),
        "replace: {}\n",
        "x" * 5_000_000,
        "\0",
    ],
    ids=["list", "open", "python", "deep", "indented", "alias", "circle", "bomb", "merged", "replaced", "huge", "control"],
)
def test_whatever_a_profile_holds_is_a_clear_error_and_exit_code_two(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = write(tmp_path / "raw", PAGE, "ferries.txt")
    profile = write(tmp_path, text)
    assert run(["convert", str(raw), "-o", str(tmp_path / "out"), "--profile", str(profile)]) == 2
    told = capsys.readouterr().err
    assert "profile.yaml" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("name", ["missing.yaml", "empty"])
def test_a_profile_that_is_not_there_or_holds_nothing_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match=name):
        load_knowledge(tmp_path / name)


@pytest.mark.parametrize("name", ["languages/en/lables.yaml", "publisher.yaml", "en/labels.yaml", "languages/en/labels.yml"])
def test_a_file_that_knowledge_does_not_have_is_named(tmp_path: Path, name: str) -> None:
    write(tmp_path / "mine", "summary: [Abstract]\n", name)
    with pytest.raises(ConfigError, match=name):
        load_knowledge(tmp_path / "mine")
