"""The trained tagger on disk: a few compressed files, the same bytes for the same weights."""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.structure.entities.features import Lexicon
from extractor.structure.entities.gazetteer import Gazetteer
from extractor.structure.entities.runs import ClueWords
from extractor.structure.entities.tagger import Tagger

if TYPE_CHECKING:
    from extractor.structure.entities.tagger import Array

_FEATURES, _WEIGHTS, _LABELS, _WORDS = "features.txt.gz", "weights.npz", "labels.json", "words.json"
_GAZETTEER, _CASES = "gazetteer.tsv.gz", "cases.json.gz"


def save_tagger(tagger: Tagger, folder: Path) -> None:
    """Write a tagger into a folder, which is made. Only weights other than zero are kept, as half-precision numbers."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    weights = tagger.weights.astype(np.float16)
    rows, columns = weights.nonzero()
    np.savez_compressed(
        folder / _WEIGHTS,
        shape=np.array(weights.shape, np.int64),
        counts=np.bincount(rows, minlength=len(weights)).astype(np.uint8),
        columns=columns.astype(np.uint8),
        values=weights[rows, columns],
        transitions=tagger.transitions.astype(np.float32),
    )
    names = sorted(tagger.rows, key=tagger.rows.__getitem__)
    _write_text(folder / _FEATURES, "\n".join(names))
    _write_text(folder / _GAZETTEER, tagger.lexicon.gazetteer.dump())
    _write_text(folder / _CASES, json.dumps(dict(sorted(tagger.lexicon.cases.items())), ensure_ascii=False, indent=0))
    words = {name: sorted(known) for name, known in asdict(tagger.lexicon.words).items()}
    (folder / _WORDS).write_text(json.dumps(words, ensure_ascii=False), "utf-8")
    (folder / _LABELS).write_text(json.dumps(list(tagger.labels)), "utf-8")


def load_tagger(folder: Path) -> Tagger:
    """Read a tagger that ``save_tagger`` wrote.

    Raises:
        FileNotFoundError: The folder holds no tagger.
    """
    names = _read_text(folder / _FEATURES).split("\n")
    lexicon = Lexicon(
        gazetteer=Gazetteer.parse(_read_text(folder / _GAZETTEER)),
        cases=json.loads(_read_text(folder / _CASES)),
        words=ClueWords(**{name: frozenset(known) for name, known in json.loads((folder / _WORDS).read_text("utf-8")).items()}),
    )
    weights, transitions = _read_weights(folder / _WEIGHTS)
    labels = tuple(json.loads((folder / _LABELS).read_text("utf-8")))
    return Tagger(labels, {name: row for row, name in enumerate(names, start=1)}, weights, transitions, lexicon)


def _read_weights(path: Path) -> tuple[Array, Array]:
    import numpy as np

    with np.load(path) as data:
        weights = np.zeros(tuple(data["shape"]), np.float32)
        rows = np.repeat(np.arange(len(weights)), data["counts"])
        weights[rows, data["columns"]] = data["values"]
        return weights, data["transitions"]


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _read_text(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()
