"""No bytes make a traceback, and none takes more than its size warrants."""

from __future__ import annotations

import json
import plistlib
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ReadError
from extractor.types import RawPage
from tests.drawing import draws
from tests.read.reading import read_all
from tests.read.saved_files import PRINTED, fill_word, mhtml, pdf, webarchive, word
from tests.read.test_json_pages import CRAWLS, ENCYCLOPEDIAS, ENTITIES, SEARCHES
from tests.read.test_shells import STATES, TOLD

NAMES = [
    "title", "name", "data", "entity", "results", "url", "content", "text", "sections", "timeline", "date", "event",
    "attributes", "value", "wikipedia", "extract", "query", "pages", "summary", "html", "markdown", "description",
    "heading", "unit",
]  # fmt: skip
ANSWERS = [*SEARCHES.values(), *CRAWLS.values(), *ENCYCLOPEDIAS.values(), *ENTITIES.values()]
SEEDS = [
    mhtml("utf-8", "base64"),
    webarchive(plistlib.FMT_BINARY, "UTF-8"),
    word(fill_word),
    pdf(*PRINTED),
    TOLD["shell"].format(mount="app", script=STATES["parse"]).encode(),
    *(json.dumps(answer).encode() for answer in ANSWERS),
]


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 40_000), st.binary(max_size=6)), max_size=6),
    st.integers(0, 40_000),
)
@draws(150)
def test_no_damage_makes_a_traceback(seed: bytes, edits: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(seed)
    for at, new in edits:
        data[at % len(data) : at % len(data) + len(new)] = new
    for page in read_all(bytes(data[: max(cut, 1)] if cut % 3 else data)):
        assert isinstance(page, RawPage | ReadError)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=6), inner, max_size=5)
    ),
    max_leaves=30,
)


@given(VALUES)
@draws(400)
def test_no_json_makes_a_traceback(value: object) -> None:
    for page in read_all(json.dumps(value).encode("utf-8", "surrogatepass")):
        assert isinstance(page, RawPage | ReadError)


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "A", "text": "' + "[" * 100_000 + '"}',
        '{"title": "A", "sections": ' + '[{"title": "B", "sections": ' * 300 + "[]" + "}]" * 300 + "}",
        '{"data": ' * 900 + "{}" + "}" * 900,
        '{"title": "A", "attributes": {"n": ' + "9" * 100_000 + "}}",
        '{"title": "A", "attributes": {"n": 1e99999999}, "summary": "A is one."}',
        '{"title": "A", "text": "' + "\\ud83d" * 50_000 + '"}',
        "[" * 100_000,
        '{"a": [' * 100_000,
        '{"title": "A", "text": "unfinished',
    ],
    ids=["brackets", "sections", "wrappers", "figure", "exponent", "surrogates", "open lists", "open objects", "cut"],
)
def test_hostile_json_is_read_or_refused(text: str) -> None:
    for page in read_all(text.encode()):
        assert isinstance(page, RawPage | ReadError)


def grow(size: int) -> list[bytes]:
    """The same answers with ``size`` results, events, paragraphs, sections and escapes."""
    sentence = "Torvik sold a plant to the harbour of Aalborg, and it was said to be \u201cquiet\u201d. "
    results = [{"title": f"Torvik {at}", "url": f"https://x.example/{at}", "content": sentence} for at in range(size)]
    events = [{"date": f"{1000 + at % 1000}", "event": f"{sentence} {at}"} for at in range(size)]
    sections = [{"heading": f"Part {at}", "content": sentence} for at in range(size)]
    values = [
        {"query": "Torvik", "results": results},
        {"title": "Torvik", "timeline": events},
        {"title": "Torvik", "sections": sections},
    ]
    texts = [
        json.dumps(value) for value in (*values, {"title": "Torvik", "attributes": {f"k{at}": sentence for at in range(size)}})
    ]
    return [
        *(text.encode() for text in texts),
        TOLD["shell"].format(mount="app", script=f"<script>var a={texts[1]}</script>").encode(),
    ]


def test_reading_takes_time_in_proportion_to_the_size() -> None:
    for small, large in zip(grow(500), grow(8000), strict=True):
        read_all(small)
        start = process_time()
        read_all(small)
        middle = process_time()
        read_all(large)
        assert process_time() - middle < 48 * max(middle - start, 0.005)
