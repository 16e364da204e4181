"""The labelled claims mean what their README says: a mark before each, and words that stand in their page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

PAGES = sorted((Path(__file__).resolve().parents[2] / "benchmarks" / "claims" / "pages").glob("*.yaml"))
LEAST = {"pages": 39, "claims": 1290, "disputes": 80, "unbacked": 375}


def _read(file: Path) -> dict[str, Any]:
    page: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return page


def _list_claims(page: dict[str, Any]) -> Iterator[str]:
    yield from page["summary"]
    for values in page["attributes"].values():
        yield from values
    yield from (statement for _, statement in page["timeline"])


def _list_words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for each in value:
            yield from _list_words(each)
    else:
        yield str(value)


def _strip(claim: str) -> str:
    return claim.split(" ", 1)[1].rsplit(" {", 1)[0]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_every_claim_begins_with_its_label(file):
    assert [claim for claim in _list_claims(_read(file)) if claim[:2] not in ("+ ", "- ", "x ", "~ ")] == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_the_words_of_every_dispute_stand_in_the_page(file):
    page = _read(file)
    labels = [page.pop("disputes", []), page.pop("no_disputes", [])]
    page.pop("dates", None)
    text = "\n".join(_list_words(page))
    words = [*(each for _, *positions in labels[0] for each in positions), *(each for pair in labels[1] for each in pair)]
    assert [each for each in words if str(each) not in text] == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_every_finer_date_belongs_to_an_entry_of_the_timeline(file):
    page = _read(file)
    assert set(page.get("dates", ())) <= {_strip(statement) for _, statement in page["timeline"]}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_what_is_contradicted_is_in_dispute(file):
    page = _read(file)
    contradicted = [claim for claim in _list_claims(page) if claim.startswith("x ")]
    assert len(page.get("disputes", ())) >= len(contradicted)


def test_the_set_is_large_enough_to_measure_with():
    pages = [_read(file) for file in PAGES]
    labels = Counter(claim[0] for page in pages for claim in _list_claims(page))
    size = {
        "pages": len(pages),
        "claims": labels.total(),
        "disputes": sum(len(page.get("disputes", ())) for page in pages),
        "unbacked": labels["-"],
    }
    assert {key: value for key, value in size.items() if value < LEAST[key]} == {}
    assert {page["language"] for page in pages} == {"en", "de", "fr", "es"}
