"""Training of the pipeline that ships with the package: ``configs/ner.cfg`` says how, ``../shared/data`` holds the corpora."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.config import config_file
from extractor.errors import ConfigError
from extractor.extras import require_extra
from extractor.structure.entities.features import Lexicon
from extractor.structure.entities.runs import ClueWords
from extractor.training.corpora import Example, read_examples, split_sentences_of
from extractor.training.fitting import add_weights, fit_weights, make_tagger, split_words
from extractor.training.lexicons import compile_gazetteer, count_cases

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True)
class Fit:
    """One of the models that are added up: its method, how its examples are mixed, and the method's own values."""

    method: str
    repeat: Mapping[str, int]
    sentences_of: tuple[str, ...]
    values: Mapping[str, float]


@dataclass(frozen=True)
class Recipe:
    """The values of ``configs/ner.cfg``."""

    train: tuple[str, ...]
    fits: tuple[Fit, ...]
    least_weight: float
    words: ClueWords
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
            fits=tuple(_read_fit(method, fit) for method, fit in values["fit"].items()),
            least_weight=values["keep"]["least_weight"],
            words=ClueWords(**{name: frozenset(known) for name, known in values["words"].items()}),
            meta=dict(values["meta"]),
            lang=values["nlp"]["lang"],
            batch_size=values["nlp"]["batch_size"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"The recipe {path.name} cannot be read: {error}.", code="config.bad-recipe") from None


def _read_fit(method: str, values: Mapping[str, Any]) -> Fit:
    return Fit(method, dict(values["repeat"]), tuple(values["sentences_of"]), dict(values["values"]))


def train_pipeline(corpora: Path, recipe: Recipe, *, more_texts: Iterable[str] = ()) -> Language:
    """Train on the corpora in a folder and give a spaCy pipeline that sets ``doc.ents``; two CPU cores need some minutes.

    ``more_texts`` are texts of ours without annotation; they teach which words are written small.

    Raises:
        ConfigError: A corpus cannot be read, or a package that training needs is missing.
    """
    require_extra("train", "Training")
    import spacy

    from extractor.structure.entities.component import FACTORY

    corpora_read = {Path(name).stem: read_examples(corpora / name) for name in recipe.train}
    texts = [example.text for examples in corpora_read.values() for example in examples]
    lexicon = Lexicon(compile_gazetteer(split_words), count_cases([*texts, *more_texts]), recipe.words)
    fitted = [
        fit_weights(mix_examples(corpora_read, fit, lexicon), lexicon, method=fit.method, values=fit.values)
        for fit in recipe.fits
    ]
    tagger = make_tagger(reduce(add_weights, fitted), lexicon, least=recipe.least_weight)
    nlp = spacy.blank(recipe.lang, meta=dict(recipe.meta))
    nlp.batch_size = recipe.batch_size
    component: Any = nlp.add_pipe(FACTORY)
    component.tagger = tagger
    return nlp


def read_unlabelled(folder: Path) -> list[str]:
    """Read texts of ours without annotation: the bodies of the AnchorFact articles beside the corpora, where there are any."""
    paths = sorted(folder.glob("anchorfact-dev/*/*.md"))
    return [path.read_text("utf-8").split("\n---\n", 1)[-1] for path in paths]


def mix_examples(corpora: Mapping[str, list[Example]], fit: Fit, lexicon: Lexicon) -> Iterator[tuple[Example, int]]:
    """Give each example with the number of times that it counts."""
    nationalities = {name for name, kinds in lexicon.gazetteer.names.items() if "nationality" in kinds}
    for name, examples in corpora.items():
        for example in examples:
            yield example, fit.repeat.get(name, 1)
            if name in fit.sentences_of:
                yield from ((sentence, 1) for sentence in split_sentences_of(example, nationalities))
