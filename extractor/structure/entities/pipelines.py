"""Which pipeline ``entities.model`` names, loaded once a process and when it is first needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import ConfigError
from extractor.structure.entities.name_lists import BUNDLED

if TYPE_CHECKING:
    from spacy.language import Language

_SIGNS = re.compile(r"(?:[^\w\s]|_){40,}")
"""A run of signs that no name goes across: the tokenizer takes them off one by one, and looks at the rest each time."""
_MOST_WORDS = 100_000
"""Words of the vocabulary, some hundred bytes each, before a pipeline is loaded afresh."""


class Name(NamedTuple):
    """A name as a pipeline gives it: offsets in characters of the text, and the pipeline's own label."""

    start: int
    end: int
    label: str


def read_pipeline_name(model: str) -> str | None:
    """Give ``name-version`` of the pipeline that a value of ``entities.model`` names; None for ``none``. Loads nothing.

    Raises:
        ConfigError: There is no such pipeline.
    """
    if model == "none":
        return None
    meta = _find_meta(model)
    return f"{meta['name'] if model == 'bundled' or Path(model).is_dir() else model}-{meta['version']}"


def _find_meta(model: str) -> dict[str, str]:
    folder = BUNDLED if model == "bundled" else Path(model)
    if not (folder / "meta.json").is_file():
        folder = _find_package(model)
    found = sorted(folder.glob("meta.json")) or sorted(folder.glob("*/meta.json"))
    if not found:
        raise _missing(model)
    meta: dict[str, str] = json.loads(found[-1].read_text("utf-8"))
    return meta


def _find_package(model: str) -> Path:
    spec = find_spec(model) if model.isidentifier() else None
    if spec is None or not spec.submodule_search_locations:
        raise _missing(model)
    return Path(next(iter(spec.submodule_search_locations)))


def _missing(model: str) -> ConfigError:
    return ConfigError(
        f"There is no spaCy pipeline '{model}'.",
        code="config.no-model",
        hint="Set entities.model to bundled, none, an installed spaCy pipeline or a path to one.",
        model=model,
    )


@cache
def load_pipeline(model: str) -> Language:
    """Load a pipeline, without the components that names do not need.

    Raises:
        ConfigError: There is no such pipeline, or it cannot be loaded.
    """
    import spacy

    import extractor.structure.entities.component  # noqa: F401 - registers the factory of our own component

    try:
        return spacy.load(
            BUNDLED if model == "bundled" else model, exclude=["parser", "lemmatizer", "attribute_ruler", "senter"]
        )
    except (OSError, ValueError, ImportError) as error:
        if isinstance(error, OSError):
            raise _missing(model) from None
        reason = str(error).split("\n", 1)[0]
        raise ConfigError(f"The pipeline '{model}' cannot be loaded: {reason}.", code="config.bad-model", model=model) from None


def find_names(
    model: str, texts: Iterable[str], *, batch_size: int = 32, most_words: int = _MOST_WORDS
) -> Iterator[tuple[Name, ...]]:
    """Run a pipeline over texts.

    A pipeline remembers every word that it cut out, which is what makes it quick; one that has seen ``most_words`` of them is
    loaded afresh, so that memory stays flat.

    Raises:
        ConfigError: There is no such pipeline.
    """
    waiting = iter(texts)
    while batch := list(islice(waiting, batch_size)):
        nlp = load_pipeline(model)
        docs = nlp.pipe(_SIGNS.sub(lambda run: " " * len(run[0]), text) for text in batch)
        yield from [tuple(Name(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents) for doc in docs]
        if len(nlp.vocab) > most_words:
            load_pipeline.cache_clear()
