"""Archives are opened with care: what is broken, hidden, oversized or oddly named is an error of its own."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest

from extractor.errors import ReadError
from extractor.types import RawPage
from tests.read.reading import configure, read_all, refuse_one

ADA = b"Ada\nA mathematician.\n"


def pack(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def outcomes(data: bytes, path: str = "a.zip", **knobs: int) -> list[str]:
    return [
        f"{page.facts['path']} {page.code}" if isinstance(page, ReadError) else page.path
        for page in read_all(data, path, config=configure(**knobs))
    ]


def test_members_of_a_zip_are_pages() -> None:
    data = pack({"one.txt": ADA, "folder/two.html": b"<h1>Charles</h1>", "__MACOSX/._one.txt": b"\0\0", "folder/": b""})
    assert outcomes(data) == ["a.zip!one.txt", "a.zip!folder/two.html"]


def test_a_gzip_file_is_its_content() -> None:
    (page,) = read_all(gzip.compress(ADA), "ada.txt.gz")
    assert isinstance(page, RawPage)
    assert (page.path, page.raw) == ("ada.txt.gz", ADA.decode())


def test_members_may_be_packed_once_more_in_the_other_way() -> None:
    lines = "\n".join(json.dumps({"text": text}) for text in ("Ada one", "Ada two")).encode()
    assert outcomes(pack({"all.jsonl.gz": gzip.compress(lines)})) == ["a.zip!all.jsonl.gz#1", "a.zip!all.jsonl.gz#2"]
    assert outcomes(gzip.compress(pack({"one.txt": ADA})), "a.zip.gz") == ["a.zip.gz!one.txt"]


def test_an_archive_inside_one_of_its_kind_is_refused() -> None:
    data = pack({"in.zip": pack({"one.txt": ADA}), "two.txt": ADA})
    assert outcomes(data) == ["a.zip!in.zip read.archive-member", "a.zip!two.txt"]
    assert refuse_one(gzip.compress(gzip.compress(ADA))).code == "read.archive-member"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "C:\\windows\\x", "..\\..\\x"])
def test_a_name_that_points_outside_is_refused_and_the_rest_read(name: str) -> None:
    first, second = outcomes(pack({name: ADA, "good.txt": ADA}))
    assert first.endswith("read.archive-member")
    assert second == "a.zip!good.txt"


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(pack({"one.txt": ADA}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert outcomes(bytes(data)) == ["a.zip!one.txt read.archive-member"]


def test_a_member_that_unpacks_too_large_is_refused_before_it_is_unpacked() -> None:
    data = pack({"big.txt": b"x" * 5000, "small.txt": ADA})
    assert outcomes(data, max_bytes=1000) == ["a.zip!big.txt read.too-large", "a.zip!small.txt"]
    assert refuse_one(gzip.compress(b"x" * 5000), config=configure(max_bytes=1000)).code == "read.too-large"


def test_a_decompression_bomb_is_refused() -> None:
    zeros = b"0" * (8 << 20)
    assert outcomes(pack({"bomb.txt": zeros})) == ["a.zip!bomb.txt read.archive-member"]
    assert refuse_one(gzip.compress(zeros)).code == "read.archive-member"


@pytest.mark.parametrize("cut", [12, 40, -10])
def test_a_damaged_archive_is_an_error_that_says_so(cut: int) -> None:
    for data in (gzip.compress(ADA * 50)[:cut], pack({"one.txt": ADA * 50})[:cut]):
        for page in read_all(data, "broken"):
            assert isinstance(page, ReadError)
            assert page.facts["path"] == "broken"
            assert page.hint


def test_a_broken_member_does_not_stop_the_others() -> None:
    data = bytearray(pack({"one.txt": ADA * 20, "two.txt": ADA}))
    at = data.index(b"one.txt") + len("one.txt") + 4
    data[at : at + 8] = b"\xff" * 8
    assert outcomes(bytes(data)) == ["a.zip!one.txt read.archive-member", "a.zip!two.txt"]
