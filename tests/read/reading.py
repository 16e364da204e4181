"""What the tests of the read stage share: one way to read bytes, and one to see what a person would see."""

from __future__ import annotations

from extractor.config import Config, default_config, load_config
from extractor.errors import ReadError
from extractor.knowledge import default_knowledge
from extractor.read import read_pages
from extractor.spans import quote_spans
from extractor.types import RawPage

KNOWLEDGE = default_knowledge()


def read_all(data: bytes, path: str = "page", *, config: Config | None = None) -> list[RawPage | ReadError]:
    return list(read_pages(data, path, config=config or default_config(), knowledge=KNOWLEDGE))


def read_one(data: bytes | str, *, config: Config | None = None) -> RawPage:
    (page,) = read_all(data.encode() if isinstance(data, str) else data, config=config)
    assert isinstance(page, RawPage), page
    return page


def refuse_one(data: bytes, *, config: Config | None = None) -> ReadError:
    (error,) = read_all(data, config=config)
    assert isinstance(error, ReadError), error
    return error


def configure(**knobs: int) -> Config:
    return load_config(None, [f"read.{name}={value}" for name, value in knobs.items()])


def lines(page: RawPage) -> list[str]:
    return page.view.text.split("\n")


def marked(page: RawPage, kind: str) -> list[str]:
    return [page.view.text[mark.start : mark.end] for mark in page.marks if mark.kind == kind]


def links(page: RawPage) -> list[tuple[str, str, str]]:
    """Text, address and the raw characters of the address of every link."""
    return [
        (page.view.text[mark.start : mark.end], mark.value, quote_spans(page.raw, [mark.source] if mark.source else []))
        for mark in page.marks
        if mark.kind == "link"
    ]


def codes(page: RawPage) -> list[str]:
    return [issue.code for issue in page.issues]
