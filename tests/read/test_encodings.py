"""Files that do not say their encoding are told apart by what their bytes read as in each."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.read.reading import codes, read_all, read_one

FILE = Path(__file__).with_name("encodings.yaml")
TEXTS = [
    pytest.param(told["text"], codec, id=f"{name} {codec}")
    for name, told in yaml.safe_load(FILE.read_text("utf-8")).items()
    for codec in told["encodings"]
]


@pytest.mark.parametrize(("text", "codec"), TEXTS)
def test_a_text_is_read_in_the_encoding_that_gives_words(text: str, codec: str) -> None:
    page = read_one(text.encode(codec, "replace"))
    assert page.raw == text.encode(codec, "replace").decode(codec)
    assert codes(page) == ["read.encoding-guessed"]


@pytest.mark.parametrize(("text", "codec"), TEXTS)
def test_a_page_with_english_labels_is_read_by_its_own_words(text: str, codec: str) -> None:
    title, *rest = text.split("\n")
    page = (
        f"{title}\nentitydetail.created_at\n7/26/2025, 5:17:38 AM\nSummary\n{' '.join(rest)}\nWeb Search Results\n- {title}\n"
    )
    assert read_one(page.encode(codec, "replace")).raw == page.encode(codec, "replace").decode(codec)


@pytest.mark.parametrize(("text", "codec"), TEXTS)
def test_the_name_of_a_guessed_encoding_decodes_the_file(text: str, codec: str) -> None:
    data = text.encode(codec, "replace")
    page = read_one(data)
    assert data.decode(page.encoding) == page.raw
    assert codecs.lookup(page.encoding)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert read_all(data) is not None
