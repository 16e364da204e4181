"""JSON files hold many pages, each with a path, a hash and a text of its own."""

from __future__ import annotations

import hashlib
import json

import pytest

from extractor.errors import ReadError
from extractor.types import RawPage
from tests.read.reading import configure, read_all, read_one

PAGES = [
    {"text": "Ada\nA mathematician.", "url": "https://one.example/ada", "retrieved": "2025-07-26T05:17:38Z", "lang": "en"},
    {"html": "<h1>Charles</h1><p>An engineer.</p>"},
    {"markdown": "# Mary\n\nA scientist."},
    {"content": "<p>Augustus</p><p>A logician.</p>"},
]


def jsonl(*items: object) -> bytes:
    return "\n".join(item if isinstance(item, str) else json.dumps(item) for item in items).encode()


def test_each_line_of_json_lines_is_a_page() -> None:
    pages = [page for page in read_all(jsonl(*PAGES), "all.jsonl") if isinstance(page, RawPage)]
    assert [page.path for page in pages] == [f"all.jsonl#{number}" for number in range(1, 5)]
    assert [page.media_type for page in pages] == ["text/plain", "text/html", "text/markdown", "text/html"]
    assert [page.view.text.partition("\n")[0] for page in pages] == ["Ada", "Charles", "Mary", "Augustus"]
    first = pages[0]
    assert (first.url, first.retrieved, first.language) == ("https://one.example/ada", "2025-07-26T05:17:38Z", "en")
    assert first.raw == PAGES[0]["text"]
    assert first.sha256 == hashlib.sha256(PAGES[0]["text"].encode()).hexdigest()


def test_a_broken_line_does_not_stop_the_others() -> None:
    pages = read_all(jsonl(PAGES[0], "{broken", "", {"text": ""}, {"text": 5}, PAGES[1]), "all.jsonl")
    assert [page.code if isinstance(page, ReadError) else page.path for page in pages] == [
        "all.jsonl#1",
        *["read.bad-json"] * 3,
        "all.jsonl#6",
    ]
    assert [page.facts["path"] for page in pages if isinstance(page, ReadError)] == [f"all.jsonl#{at}" for at in (2, 4, 5)]


def test_an_array_of_objects_holds_pages_too() -> None:
    pages = read_all(json.dumps(PAGES, indent=1).encode(), "all.json")
    assert [page.path for page in pages if isinstance(page, RawPage)] == [f"all.json#{number}" for number in range(1, 5)]


def test_one_object_is_one_page_under_the_name_of_its_file() -> None:
    (page,) = read_all(json.dumps(PAGES[0], indent=2).encode(), "ada.json")
    assert isinstance(page, RawPage)
    assert page.path == "ada.json"


def test_a_title_beside_the_text_becomes_its_first_line() -> None:
    page = read_one(jsonl({"title": "Ada", "text": "She wrote notes."}))
    assert (page.view.text.split("\n")[0], page.view.text.split("\n")[-1]) == ("Ada", "She wrote notes.")
    assert page.raw == '{"title": "Ada", "text": "She wrote notes."}'
    assert read_one(jsonl({"title": "Ada", "text": "Ada\nShe wrote."})).raw == "Ada\nShe wrote."


def test_lone_surrogates_in_json_stay_out_of_the_raw_text() -> None:
    page = read_one(b'{"text": "Ada \\ud83d Lovelace"}')
    assert page.raw == "Ada \ufffd Lovelace"


def test_a_container_gives_no_more_pages_than_allowed() -> None:
    pages = read_all(jsonl(*PAGES), "all.jsonl", config=configure(max_pages=2))
    assert [type(page) for page in pages] == [RawPage, RawPage, ReadError]
    assert isinstance(pages[2], ReadError)
    assert pages[2].code == "read.too-many-pages"


@pytest.mark.parametrize("text", ['{"text": ' * 50_000, '[{"' + "[" * 200_000, '{"a": 1}\n' * 20_000])
def test_hostile_json_ends_in_errors_or_text(text: str) -> None:
    for page in read_all(text.encode()):
        assert not isinstance(page, ReadError) or page.code == "read.bad-json"
