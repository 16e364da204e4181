"""What each trick of the recipe is worth, and how scores grow with data.

    python -m benchmarks.ner.ablation                        every variant: some minutes each on one core
    python -m benchmarks.ner.ablation all no-lists share-25  some of them

Every variant is the averaged perceptron of the recipe on the plain mix of corpora: it costs a third of the whole recipe, and
differences between variants are what is asked for. "share-25" takes every fourth example; "with-lower" adds a copy of every
fourth example in small letters, and so on (altering.py).
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy

from benchmarks.ner.altering import ALTERATIONS, alter_examples
from extractor.structure.entities import mentions, pipelines
from extractor.structure.entities.component import FACTORY
from extractor.structure.entities.features import Lexicon
from extractor.training.corpora import Example, read_examples
from extractor.training.fitting import fit_weights, make_tagger, split_words
from extractor.training.lexicons import compile_gazetteer, count_cases
from extractor.training.measuring import average_scores, measure_corpora
from extractor.training.pipeline import Fit, mix_examples, read_recipe, read_unlabelled

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
DROPPED = {
    "no-lists": r"-?\dg=|G(?:par|soc|inf|sen)(?:[BILU][a-z]|[fl]n)",
    "no-runs": r"r\w*=|d[nm]=|an=|j\w*=|q[up]=|D",
    "no-shared": r"D",
    "no-genres": r"G",
    "no-cases": r"-?\dlb=|stlb|shlb",
    "no-affixes": r"[ps]\d=|fs=",
}
SHARES = {"share-12": 8, "share-25": 4, "share-50": 2}
COPIES_EVERY = 4
VARIANTS = ("all", "sentences", *DROPPED, *ALTERATIONS, *SHARES)


def main() -> None:
    """Train each variant and print its scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("variants", nargs="*", choices=VARIANTS, default=VARIANTS, metavar="VARIANT")
    for variant in parser.parse_args().variants:
        started = time.process_time()
        print(f"{variant:<12} {measure_variant(variant)}  {time.process_time() - started:.0f} s of CPU time", flush=True)


def measure_variant(variant: str) -> str:
    """Train one variant; give F1 by corpus and the macro average."""
    recipe = read_recipe()
    step = SHARES.get(variant, 1)
    corpora = {Path(name).stem: read_examples(DATA / "train" / name)[::step] for name in recipe.train}
    texts = [example.text for examples in corpora.values() for example in examples]
    lexicon = Lexicon(compile_gazetteer(split_words), count_cases([*texts, *read_unlabelled(DATA)]), recipe.words)
    fit = _choose_fit(variant, recipe.fits)
    examples = [*mix_examples(corpora, fit, lexicon), *_list_copies(corpora.values(), variant)]
    weights = fit_weights(examples, lexicon, method=fit.method, values=fit.values, keep=_choose_features(variant))
    nlp = spacy.blank("en")
    nlp.add_pipe(FACTORY).tagger = make_tagger(weights, lexicon)
    scores = list(measure_corpora(sorted((DATA / "dev").glob("ner_*.jsonl")), lambda texts: _find(nlp, texts)))
    parts = "  ".join(
        f"{score.corpus.removeprefix('ner_')} {score.values['f1']:.1f}" for score in scores if "/" not in score.corpus
    )
    return f"{parts}  macro {average_scores(scores):.2f}"


def _list_copies(corpora: Iterable[list[Example]], variant: str) -> list[tuple[Example, int]]:
    alter = ALTERATIONS.get(variant)
    originals = (example for examples in corpora for example in examples)
    return [(copy, 1) for copy in alter_examples(originals, alter, every=COPIES_EVERY)] if alter else []


def _choose_fit(variant: str, fits: tuple[Fit, ...]) -> Fit:
    perceptron = next(fit for fit in fits if fit.method == "perceptron")
    if variant == "sentences":
        return perceptron
    return Fit("perceptron", {"ner_crossner_train": 2}, (), perceptron.values)


def _choose_features(variant: str) -> Callable[[str], bool] | None:
    if variant not in DROPPED:
        return None
    dropped = re.compile(DROPPED[variant])
    return lambda name: dropped.match(name) is None


def _find(nlp, texts):
    for doc in nlp.pipe(texts):
        names = [pipelines.Name(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        yield mentions.refine_names(doc.text, names)


if __name__ == "__main__":
    main()
