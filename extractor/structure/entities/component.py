"""The tagger as a component of a spaCy pipeline, so that the trained model is a pipeline like any other.

Importing this module registers the factory ``extractor_names``; ``pipelines`` does so before it loads a pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.structure.entities.storage import load_tagger, save_tagger
from extractor.structure.entities.tagger import Tagger, read_labels

FACTORY = "extractor_names"


class NameTagger:
    """Sets ``doc.ents``. It gives no scores: the best path has none that would mean a probability."""

    def __init__(self, name: str = FACTORY, tagger: Tagger | None = None) -> None:
        self.name = name
        self.tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Tag documents in batches, in order.

        Raises:
            ValueError: The component was made without a trained tagger.
        """
        if self.tagger is None:
            raise ValueError(
                "This pipeline holds no trained tagger: load it with spacy.load from the folder that training wrote."
            )
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            pieces = [[token.text_with_ws for token in doc] for doc in batch]
            places = [[at for at, piece in enumerate(some) if not piece.isspace()] for some in pieces]
            texts = [("".join(some), [some[at].rstrip(" ") for at in kept]) for some, kept in zip(pieces, places, strict=True)]
            for doc, kept, labels in zip(batch, places, self.tagger.tag_texts(texts), strict=True):
                doc.set_ents([Span(doc, kept[start], kept[end - 1] + 1, kind) for start, end, kind in read_labels(labels)])
                yield doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights and the lists beside them."""
        _ = exclude
        if self.tagger is not None:
            save_tagger(self.tagger, Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NameTagger:
        """Read what ``to_disk`` wrote."""
        _ = exclude
        self.tagger = load_tagger(Path(path))
        return self


@Language.factory(FACTORY, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_name_tagger(nlp: Language, name: str) -> NameTagger:
    """Make the component without weights; ``spacy.load`` fills it."""
    _ = nlp
    return NameTagger(name)
