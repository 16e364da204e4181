"""A conversion that takes little time: the article of one real page and the short parts of its record, under other names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache

from benchmarks.batch.pages import generate_pages
from extractor.config import Config, load_config
from extractor.pipeline import Outcome, convert_pages
from extractor.spans import TracedText
from extractor.types import RawPage


@cache
def make_model() -> Outcome:
    config = load_config(None, ["entities.model=none"])
    return next(convert_pages(next(generate_pages(1)).encode(), "page.txt", config=config))


def convert_quickly(
    data: bytes,
    path: str,
    *,
    config: Config,  # noqa: ARG001
    charset: str | None = None,  # noqa: ARG001
    skip: int = 0,  # noqa: ARG001
) -> Iterator[Outcome]:
    model = make_model()
    assert model.article is not None
    assert model.record is not None
    sha256 = hashlib.sha256(data + path.encode()).hexdigest()
    slug = f"page-{sha256[:16]}"
    page = model.record.page.model_copy(update={"path": path, "sha256": sha256})
    record = model.record.model_copy(update={"id": slug, "page": page, "entities": (), "facts": (), "article": None})
    raw = RawPage(path, "text/plain", "utf-8", sha256, "", TracedText("", ()))
    yield Outcome(path, "ok", model.article.model_copy(update={"id": slug}), record, seconds={"read": 0.0}, raw=raw)
