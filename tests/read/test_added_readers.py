"""Other packages add readers by an entry point; a broken one is named and stops nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.read import documents
from tests.read.reading import lines, marked, read_one, refuse_one


@pytest.fixture
def add_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Install a package with readers: a module, and the metadata that names its functions."""

    def install(code: str) -> None:
        (tmp_path / "added_readers.py").write_text(code, "utf-8")
        folder = tmp_path / "added_readers-1.2.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: added-readers\nVersion: 1.2\n", "utf-8")
        (folder / "entry_points.txt").write_text("[extractor.readers]\nrtf = added_readers:read\n", "utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        documents._load_added.cache_clear()

    yield install
    sys.modules.pop("added_readers", None)
    documents._load_added.cache_clear()


RTF = b"{\\rtf1 Torvik\\par Norwegian maker of wave power plants.}"


def test_a_package_adds_a_reader_by_an_entry_point(add_readers: Callable[[str], None]) -> None:
    add_readers(
        "from extractor import Document\n"
        "def read(data):\n"
        "    if data.startswith(b'{\\\\rtf'):\n"
        "        return Document('# ' + data[7:-1].decode().replace('\\\\par ', '\\n'), 'text/markdown', url='https://x.example/a')\n"
    )
    page = read_one(RTF)
    assert (marked(page, "title"), page.url, page.reader) == (["Torvik"], "https://x.example/a", "rtf (added-readers 1.2)")
    assert lines(read_one(b"Ada\nA mathematician.")) == ["Ada", "A mathematician."]


@pytest.mark.parametrize(
    "code",
    ["raise ValueError('no')\n", "read = 5\n", "def other(): ...\n"],
    ids=["fails to load", "is no function", "lacks it"],
)
def test_a_broken_reader_is_named_where_no_other_takes_the_file(code: str, add_readers: Callable[[str], None]) -> None:
    add_readers(code)
    error = refuse_one(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert error.code == "read.bad-reader"
    assert "rtf (added-readers 1.2)" in error.message
    assert lines(read_one(b"Ada\nA mathematician.")) == ["Ada", "A mathematician."]


@pytest.mark.parametrize("code", ["def read(data):\n    return 5\n", "def read(data):\n    raise KeyError(data)\n"])
def test_a_reader_that_fails_at_a_file_is_an_error_of_that_file(code: str, add_readers: Callable[[str], None]) -> None:
    add_readers(code)
    assert refuse_one(RTF).code == "read.bad-reader"
