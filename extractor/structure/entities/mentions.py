"""Names in texts: what the configured pipeline finds, and rules on top."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice

from extractor.config import Config, default_config
from extractor.issues import Issue, make_issue
from extractor.knowledge import Knowledge, default_knowledge
from extractor.spans import Span
from extractor.structure.entities.corrections import correct_mentions
from extractor.structure.entities.name_lists import read_name_lists
from extractor.structure.entities.pipelines import Name, find_names, read_pipeline_name
from extractor.structure.entities.refining import refine_mentions
from extractor.structure.entities.rules import find_rule_mentions, make_mention
from extractor.types import Mention

_BATCH = 64
_MAX_REMEMBERED = 4096
_MAX_TEXT = 100_000

_remembered: OrderedDict[bytes, tuple[Name, ...]] = OrderedDict()
"""Names by hash of pipeline and text: pages of a run repeat each other, and a pipeline says the same of the same text."""


def find_mentions(
    texts: Iterable[str], *, config: Config | None = None, knowledge: Knowledge | None = None
) -> Iterator[tuple[Mention, ...]]:
    """Give the names of each text, in order and without overlaps; a text alone is one of one.

    ``coarse`` is PER, ORG, LOC or MISC; ``label`` is finer where the words tell (GPE, NORP, PRODUCT).

    Raises:
        ConfigError: ``entities.model`` names a pipeline that cannot be loaded.
    """
    knobs = (config or default_config()).entities
    knowledge = knowledge or default_knowledge()
    pending = iter([texts] if isinstance(texts, str) else texts)
    while batch := list(islice(pending, _BATCH)):
        if knobs.model == "none":
            yield from (
                correct_mentions(text, find_rule_mentions(text, knowledge=knowledge), knowledge=knowledge) for text in batch
            )
            continue
        for text, names in zip(batch, _find_batch(knobs.model, batch), strict=True):
            yield refine_names(text, names, knobs.labels, knowledge=knowledge)


def model_name(config: Config) -> str | None:
    """Give ``name-version`` of the pipeline that runs, or None where rules alone do.

    Raises:
        ConfigError: There is no such pipeline.
    """
    return read_pipeline_name(config.entities.model)


def find_model_doubts(config: Config) -> tuple[Issue, ...]:
    """Say what is weaker when no model runs: the issue ``structure.no-model``, or nothing."""
    return (make_issue("structure.no-model"),) if config.entities.model == "none" else ()


def _find_batch(model: str, batch: Sequence[str]) -> list[tuple[Name, ...]]:
    """Run the pipeline on the texts of a batch that it has not seen; very long texts go through it in pieces."""
    keys = [_make_key(model, text) for text in batch]
    fresh = {key: text for key, text in zip(keys, batch, strict=True) if key not in _remembered}
    pieces = [(key, text, piece) for key, text in fresh.items() for piece in _cut_text(text)]
    found: dict[bytes, list[Name]] = {key: [] for key in fresh}
    names_of_pieces = find_names(model, [text[piece.start : piece.end] for _, text, piece in pieces])
    for (key, _, piece), names in zip(pieces, names_of_pieces, strict=True):
        found[key] += [Name(piece.start + name.start, piece.start + name.end, name.label) for name in names]
    _remembered.update({key: tuple(names) for key, names in found.items()})
    answers = [_remembered[key] for key in keys]
    while len(_remembered) > _MAX_REMEMBERED:
        _remembered.popitem(last=False)
    return answers


def _make_key(model: str, text: str) -> bytes:
    return blake2b(f"{model}\0{text}".encode(errors="surrogatepass"), digest_size=16).digest()


def _cut_text(text: str) -> list[Span]:
    """Cut a text at blanks into pieces that a pipeline takes at once; nearly every text is one piece."""
    pieces: list[Span] = []
    start = 0
    while len(text) - start > _MAX_TEXT:
        blank = text.rfind(" ", start + 1, start + _MAX_TEXT)
        end = blank if blank > start else start + _MAX_TEXT
        pieces.append(Span(start, end))
        start = end
    return [*pieces, Span(start, len(text))]


def refine_names(
    text: str, names: Iterable[Name], labels: Mapping[str, str] | None = None, *, knowledge: Knowledge
) -> tuple[Mention, ...]:
    """Turn what a pipeline found into mentions: its labels translated into ours, the rules on top.

    Names whose label is neither in ``labels`` nor in ``configs/entities.yaml`` (dates, amounts) are left out.
    """
    known = {**read_name_lists(knowledge).labels, **(labels or {})}
    found = [
        make_mention(text, Span(name.start, name.end), known[name.label], "model", knowledge=knowledge)
        for name in names
        if name.label in known
    ]
    return refine_mentions(text, found, knowledge=knowledge)
