"""One process, page by page: the whole pipeline beside the naive notebook and beside the floor.

The notebook is what one writes on the first day: spaCy over the whole page, ``search_dates`` over the whole page, PyYAML.
The floor is the least that a pipeline with this model can do: the model over the evidence text, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.batch.pages import generate_pages
from benchmarks.batch.table import Row, race
from extractor.config import Config, load_config
from extractor.knowledge import default_knowledge
from extractor.pipeline import convert_pages
from extractor.runs.worker import summarise_outcome

KNOWLEDGE = default_knowledge()


def run_pipeline(pages: Sequence[str], config: Config) -> None:
    for page in pages:
        for outcome in convert_pages(page.encode(), "page.txt", config=config):
            assert outcome.article is not None, outcome.failure
            summarise_outcome(outcome)


def run_notebook(pages: Sequence[str], *, model: bool) -> None:
    import yaml
    from dateparser.search import search_dates

    nlp = load_bundled() if model else None
    for page in pages:
        names = [(entity.text, entity.label_) for entity in nlp(page).ents] if nlp else []
        dates = search_dates(page) or []
        front = {"title": page.partition("\n")[0], "names": names, "dates": [(text, str(when)) for text, when in dates]}
        yaml.safe_dump(front, allow_unicode=True)


def run_floor(evidence: Sequence[Sequence[str]]) -> None:
    nlp = load_bundled()
    for texts in evidence:
        for _ in nlp.pipe(texts):
            pass


def load_bundled():
    from extractor.structure.entities.pipelines import load_pipeline

    return load_pipeline("bundled")


def list_evidence(page: str, config: Config) -> list[str]:
    """Give the texts of a page that the model has to read: excerpts, extract, summary, description, timeline."""
    from extractor.read import read_pages
    from extractor.scrub import scrub_page
    from extractor.segment import segment_page

    raw = next(iter(read_pages(page.encode(), "page.txt", config=config, knowledge=KNOWLEDGE)))
    sections = segment_page(scrub_page(raw, config=config, knowledge=KNOWLEDGE), config=config, knowledge=KNOWLEDGE)
    texts = [sections.description, *sections.summary, *(entry.statement for entry in sections.timeline)]
    texts += [fragment for result in sections.web_results for fragment in result.fragments]
    texts += [sections.wikipedia.extract if sections.wikipedia else None]
    return [text.text for text in texts if text is not None]


def measure(*, sample: int, rounds: int) -> list[Row]:
    """Time ``sample`` new pages a round, as what was read before may be remembered; a fifth of them for the notebook."""
    bundled, none = load_config(), load_config(None, ["entities.model=none"])
    sets = [list(generate_pages(sample, seed=n)) for n in range(rounds + 1)]
    evidence = [[list_evidence(page, bundled) for page in pages] for pages in sets]
    few = [pages[: max(3, sample // 5)] for pages in sets]
    share = len(few[0]) / sample
    run_pipeline(sets[-1][:2], bundled)
    run_notebook(sets[-1][:2], model=True)
    whole, floor = race(lambda n: run_pipeline(sets[n], bundled), lambda n: run_floor(evidence[n]), rounds=rounds)
    plain, bare = race(lambda n: run_pipeline(sets[n], none), lambda n: run_notebook(few[n], model=False), rounds=rounds)
    _, notebook = race(lambda _: None, lambda n: run_notebook(few[n], model=True), rounds=rounds)
    notebook, bare = notebook / share, bare / share
    return [
        Row("whole pipeline, bundled model: ms a page", f"{whole / sample * 1000:.1f}"),
        Row("whole pipeline, no model: ms a page", f"{plain / sample * 1000:.1f}"),
        Row("whole pipeline / floor (the model over the evidence)", f"{whole / floor:.2f}x", "<= 1.25x", whole / floor <= 1.25),
        Row("naive notebook / whole pipeline", f"{notebook / whole:.1f}x", ">= 4x", notebook / whole >= 4),
        Row("naive notebook without model / pipeline without model", f"{bare / plain:.1f}x", ">= 25x", bare / plain >= 25),
    ]
