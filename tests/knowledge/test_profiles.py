"""A profile overlays what the program knows, and a mistake in it is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import convert
from extractor.cli import run
from extractor.errors import ConfigError
from extractor.knowledge import default_knowledge, load_knowledge

FIVE_LINES = """\
site:
  labels:
    summary: [Abstract]
    attributes: [Key Facts]
    timeline: [History]
    web_results: [Sources]
"""
PAGE = """\
Night ferries
Ferries that cross while their passengers sleep.
Abstract
Night ferries are ships that cross a sea in one night. The first of them ran from Havlys.
Key Facts
Crossing
Nine hours
Berths
640
History
- The first night ferry left Havlys. (Source: wikipedia)
1921-05-02
- The line was closed for a winter. (Source: related_documents)
Unknown
Sources
- Night ferries and their cabins - Harbour Review
Night ferries are ships that carry sleeping passengers across a sea between the evening and the morning.
- What is a night ferry? | Bergen Post
A night ferry leaves after dinner and arrives before breakfast, with cabins for most of its passengers.
"""


def write(folder: Path, text: str, name: str = "profile.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_five_lines_teach_the_program_the_headings_of_a_site(tmp_path: Path) -> None:
    outcome = convert(PAGE.encode(), knowledge=load_knowledge(write(tmp_path, FIVE_LINES)))
    assert outcome.record is not None
    assert outcome.record.summary is not None
    assert outcome.record.summary.text.startswith("Night ferries are ships that cross")
    assert [(one.key, one.value) for one in outcome.record.attributes] == [
        ("Crossing", "Nine hours"),
        ("Berths", "640"),
    ]
    assert [event.date.edtf for event in outcome.record.timeline] == ["1921-05-02", None]
    assert [source.institution for source in outcome.record.sources] == ["Harbour Review", "Bergen Post"]


def test_the_record_names_the_profile_and_so_does_its_fingerprint(tmp_path: Path) -> None:
    own = convert(PAGE.encode(), knowledge=load_knowledge(write(tmp_path, FIVE_LINES, "ferries.yaml")))
    other = convert(
        PAGE.encode(), knowledge=load_knowledge(write(tmp_path, FIVE_LINES.replace("Abstract", "In short"), "b.yaml"))
    )
    assert own.record is not None
    assert own.record.fingerprint.profile == "ferries.yaml"
    assert other.record is None or other.record.fingerprint.config != own.record.fingerprint.config


@pytest.mark.process
def test_the_command_takes_a_profile_by_a_flag_and_by_the_configuration(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", PAGE, "ferries.txt")
    write(tmp_path, FIVE_LINES)
    config = write(tmp_path, "profile: profile.yaml\n", "config.yaml")
    by_flag = ["convert", str(raw), "-o", str(tmp_path / "a"), "-q", "-j", "1", "--profile", str(tmp_path / "profile.yaml")]
    by_file = ["convert", str(raw), "-o", str(tmp_path / "b"), "-q", "--executor", "serial", "--config", str(config)]
    assert (run(by_flag), run(by_file)) == (0, 0)
    records = [next((tmp_path / name / "records").iterdir()).read_bytes() for name in ("a", "b")]
    assert records[0] == records[1]


def test_lists_are_added_to_and_replace_puts_another_in_their_place(tmp_path: Path) -> None:
    shipped = default_knowledge().languages["en"].labels.entity.summary
    added = load_knowledge(write(tmp_path, "languages: {en: {labels: {entity: {summary: [Abstract]}}}}", "a.yaml"))
    instead = load_knowledge(write(tmp_path, "languages: {en: {labels: {entity: {summary: {replace: [Abstract]}}}}}", "b.yaml"))
    assert added.languages["en"].labels.entity.summary == (*shipped, "Abstract")
    assert instead.languages["en"].labels.entity.summary == ("Abstract",)


def test_a_folder_holds_the_same_files_as_configs_and_may_bring_a_language(tmp_path: Path) -> None:
    write(tmp_path / "mine", "entity:\n  summary: [Sammendrag]\n", "languages/nb/labels.yaml")
    knowledge = load_knowledge(tmp_path / "mine")
    assert knowledge.profile == "mine"
    assert knowledge.languages["nb"].labels.entity.summary == ("Sammendrag",)
    assert "dates" in knowledge.languages["nb"].list_missing()


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("site:\n  lables: {}\n", "line 2", "Did you mean 'labels'?"),
        ("site:\n  labels:\n    sumary: [Abstract]\n", "line 3", "Did you mean 'summary'?"),
        ("languages:\n  en:\n    labels:\n      entity: [Abstract]\n", "line 4", "shape"),
        ("publishers:\n  domains:\n    example.org: 3\n", "line 3", "shape"),
        ("sight: {}\n", "line 1", "Did you mean 'site'?"),
        ("languages:\n  en:\n    prose:\n      says: reports that\n", "line 4", "shape"),
        ("languages:\n  en:\n    prose:\n      again: ['{name} adds {more}']\n", "line 4", "shape"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_the_nearest_right_key(tmp_path: Path, text: str, place: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_knowledge(write(tmp_path, text))
    assert f"profile.yaml, {place}" in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "- a list\n",
        "site: [\n",
        "site: !!python/object/apply:os.system [true]\n",
        "[" * 2_000 + "\n",
        "site: {labels: {summary: [&a [x], *a]}}\n",
        "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nsite: {phrases: [*b, *b]}\n",
        "\0",
    ],
    ids=["list", "open", "python", "deep", "alias", "bomb", "control"],
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


def test_a_file_that_knowledge_does_not_have_is_named(tmp_path: Path) -> None:
    write(tmp_path / "mine", "summary: [Abstract]\n", "languages/en/lables.yaml")
    with pytest.raises(ConfigError, match="lables"):
        load_knowledge(tmp_path / "mine")
