"""Training of the pipeline that ships with the package: ``configs/ner.cfg`` says how, ``../shared/data`` holds the corpora."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.config import config_file
from extractor.errors import ConfigError
from extractor.structure.entities.corpora import COARSE, Example, read_examples, split_sentences_of
from extractor.structure.entities.features import OFFSETS, Lexicon, find_genre, list_local_features, list_word_features
from extractor.structure.entities.lexicons import compile_gazetteer, count_cases
from extractor.structure.entities.tagger import Tagger, write_labels

if TYPE_CHECKING:
    from spacy.language import Language

LABELS = ("O", *(f"{place}-{label}" for place in "BILU" for label in COARSE))


@dataclass(frozen=True)
class Recipe:
    """The values of ``configs/ner.cfg``."""

    train: tuple[str, ...]
    repeat: Mapping[str, int]
    sentences_of: tuple[str, ...]
    crf: Mapping[str, float]
    meta: Mapping[str, str]
    lang: str
    batch_size: int


def read_recipe(path: Path | None = None) -> Recipe:
    """Read the training recipe.

    Raises:
        ConfigError: The file is missing or lacks a value.
    """
    from spacy.util import load_config

    path = path or config_file("ner.cfg")
    try:
        values = load_config(path)
        return Recipe(
            train=tuple(values["paths"]["train"]),
            repeat=dict(values["repeat"]),
            sentences_of=tuple(values["augment"]["sentences_of"]),
            crf=dict(values["crf"]),
            meta=dict(values["meta"]),
            lang=values["nlp"]["lang"],
            batch_size=values["nlp"]["batch_size"],
        )
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"The recipe {path.name} cannot be read: {error}.", code="config.bad-recipe") from None


def train_pipeline(corpora: Path, recipe: Recipe, *, more_texts: Iterable[str] = ()) -> Language:
    """Train on the corpora in a folder and give a spaCy pipeline that sets ``doc.ents``; two CPU cores need some minutes.

    ``more_texts`` are texts of ours without annotation; they teach which words are written small.

    Raises:
        ConfigError: A corpus cannot be read, or a package that training needs is missing.
    """
    import spacy

    from extractor.structure.entities.component import FACTORY

    corpora_read = {Path(name).stem: read_examples(corpora / name) for name in recipe.train}
    texts = [example.text for examples in corpora_read.values() for example in examples]
    lexicon = Lexicon(compile_gazetteer(split_words), count_cases([*texts, *more_texts]), {})
    tagger = train_tagger(_mix_examples(corpora_read, recipe, lexicon), lexicon, recipe.crf)
    nlp = spacy.blank(recipe.lang, meta=dict(recipe.meta))
    nlp.batch_size = recipe.batch_size
    component: Any = nlp.add_pipe(FACTORY)
    component.tagger = tagger
    return nlp


def read_unlabelled(folder: Path) -> list[str]:
    """Read texts of ours without annotation: the bodies of the AnchorFact articles beside the corpora, where there are any."""
    paths = sorted(folder.glob("anchorfact-dev/*/*.md"))
    return [path.read_text("utf-8").split("\n---\n", 1)[-1] for path in paths]


def _mix_examples(corpora: Mapping[str, list[Example]], recipe: Recipe, lexicon: Lexicon) -> Iterator[tuple[Example, int]]:
    """Give each example with the number of times that it counts."""
    nationalities = {name for name, kinds in lexicon.gazetteer.names.items() if "nationality" in kinds}
    for name, examples in corpora.items():
        for example in examples:
            yield example, recipe.repeat.get(name, 1)
            if name in recipe.sentences_of:
                yield from ((sentence, 1) for sentence in split_sentences_of(example, nationalities))


def train_tagger(examples: Iterable[tuple[Example, int]], lexicon: Lexicon, crf: Mapping[str, float]) -> Tagger:
    """Fit the weights of a linear-chain CRF by L-BFGS (python-crfsuite).

    Raises:
        ConfigError: python-crfsuite is not installed.
    """
    try:
        import pycrfsuite
    except ImportError:
        raise ConfigError(
            "Training needs the package python-crfsuite.", code="config.no-package", hint="pip install 'extractor[train]'."
        ) from None
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({**crf, "feature.possible_transitions": False})
    for example, times in examples:
        words, labels = align_words(example)
        if words:
            features = pycrfsuite.ItemSequence(list_features(example.text, words, lexicon))
            for _ in range(times):
                trainer.append(features, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "weights.crfsuite")
        trainer.train(path)
        model = pycrfsuite.Tagger()
        model.open(path)
        return make_tagger(model.info().state_features, model.info().transitions, lexicon)


def make_tagger(
    weights: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float], lexicon: Lexicon
) -> Tagger:
    """Put a tagger together from weights by ``(feature, label)`` and by ``(label, next label)``."""
    import numpy as np

    columns = {label: column for column, label in enumerate(LABELS)}
    rows = {name: row for row, name in enumerate(sorted({name for name, _ in weights}), start=1)}
    table = np.zeros((len(rows) + 1, len(LABELS)), np.float32)
    for (name, label), weight in weights.items():
        table[rows[name], columns[label]] = weight
    steps = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (label, following), weight in transitions.items():
        steps[columns[label], columns[following]] = weight
    return Tagger(LABELS, rows, table, steps, lexicon)


def list_features(text: str, words: list[str], lexicon: Lexicon) -> list[list[str]]:
    """Give all features of each word of a text, as the tagger adds them up."""
    genre = find_genre(text)
    features = list_local_features(words, genre, lexicon)
    for at, word in enumerate(words):
        for offset in OFFSETS:
            if 0 <= at - offset < len(words):
                features[at - offset] += list_word_features(word, offset, genre, lexicon)
    return features


def align_words(example: Example) -> tuple[list[str], list[str]]:
    """Cut a text into words and label them; a name that ends inside a word takes the whole word."""
    tokens = [(token.idx, token.idx + len(token), token.text) for token in _tokenizer()(example.text) if not token.is_space]
    names = []
    for start, end, label in example.names:
        inside = [at for at, token in enumerate(tokens) if token[0] < end and start < token[1]]
        if inside:
            names.append((inside[0], inside[-1] + 1, label))
    return [token[2] for token in tokens], write_labels(len(tokens), names)


def split_words(text: str) -> list[str]:
    """Cut a text into words as the pipeline does."""
    return [token.text for token in _tokenizer()(text) if not token.is_space]


@cache
def _tokenizer() -> Any:
    import spacy

    return spacy.blank("en").tokenizer
