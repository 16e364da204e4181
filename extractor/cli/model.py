"""``extractor model``: train the named-entity pipeline and measure it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.options import ConfigOption, ProfileOption, SetOption, read_config

if TYPE_CHECKING:
    from extractor.types import Mention

app = typer.Typer(help="Train and measure the named-entity pipeline.", no_args_is_help=True)

CorporaOption = Annotated[Path, typer.Option("--corpora", help="Folder with train/ and dev/ corpora (JSON Lines).")]


@app.command("train")
def train_model(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write the pipeline to.")],
    corpora: CorporaOption = Path("../shared/data"),
    recipe: Annotated[Path | None, typer.Option("--recipe", help="Training recipe; configs/ner.cfg by default.")] = None,
) -> None:
    """Train the pipeline by its recipe: minutes on one core, the same weights each time."""
    from extractor.extras import require_extra
    from extractor.training.pipeline import read_recipe, read_unlabelled, train_pipeline
    from extractor.workspace.paths import name_command

    require_extra("train", "Training")
    values = read_recipe(recipe)
    typer.echo(f"Training on {', '.join(values.train)} ...", err=True)
    nlp = train_pipeline(corpora / "train", values, more_texts=read_unlabelled(corpora))
    output.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(output)
    typer.echo(f"Wrote {output}. Measure it: {name_command('model', 'evaluate', '--set', f'entities.model={output}')}")


@app.command("evaluate")
def evaluate_model(
    corpora: CorporaOption = Path("../shared/data"),
    config: ConfigOption = None,
    assignments: SetOption = None,
    profile: ProfileOption = None,
) -> None:
    """Print exact-span micro F1 of the configured pipeline, rules included, on each development corpus."""
    from extractor.knowledge import knowledge_for
    from extractor.structure.entities import find_mentions, model_name
    from extractor.training.measuring import average_scores, format_score, list_corpora, measure_corpora

    knobs = read_config(config, assignments, profile)
    knowledge = knowledge_for(knobs)

    def find(texts: Sequence[str]) -> Iterable[tuple[Mention, ...]]:
        return find_mentions(texts, config=knobs, knowledge=knowledge)

    paths = list_corpora(corpora)
    typer.echo(f"Pipeline: {model_name(knobs) or 'none, rules and lists alone'}")
    scores = []
    for score in measure_corpora(paths, find):
        scores.append(score)
        typer.echo(format_score(score))
    whole = [score for score in scores if "/" not in score.corpus]
    typer.echo(f"Macro average of F1 over {len(whole)} corpora: {average_scores(scores):.2f}")
