"""How fast articles are written, read and checked: ``python benchmarks/gate.py OUTPUT [RAW]``.

OUTPUT is a workspace, such as ``output/``; its articles are copied under new ids until there are a thousand.

One process does not reach a thousand a second, since every article is held against everything: of its time, half goes into
the article itself (a sixth to read its YAML, a sixth to validate it, a tenth to write it again for the comparison of
bytes), a quarter into validating its record, a tenth into comparing each quotation with the raw page, the rest into reading
and hashing three files. There is a process for each core.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from extractor.review.gate import check_paths
from extractor.workspace.articles import hash_text
from extractor.workspace.paths import Workspace
from extractor.write import parse_article, render_article

ARTICLES = 1000


def fill_workspace(source: Workspace, target: Workspace, number: int) -> list[Path]:
    """Copy articles and records, over and over, each time under new ids, until there are enough; give the articles' files."""
    files = list(source.find_articles())
    copies = []
    for at in range(number):
        file = files[at % len(files)]
        old = file.stem
        new = old if at < len(files) else f"{old}-x{at}"
        article, record = (rename(path.read_text("utf-8"), old, new) for path in (file, source.record(old)))
        record = record.replace(hash_text(file.read_text("utf-8")), hash_text(article))
        copies.append(target.pending(file.parent.name, new))
        for copy, text in ((copies[-1], article), (target.record(new), record)):
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text, "utf-8")
    return copies


def rename(text: str, old: str, new: str) -> str:
    """Put one id for another wherever a file of an article names it."""
    for mark in ('"{}"', "id: {}\n", "-{}-"):
        text = text.replace(mark.format(old), mark.format(new))
    return text


def report_speed(name: str, work: Callable[[], object]) -> None:
    """Print documents a second, by the wall clock and by this process's own time."""
    wall, own = time.perf_counter(), time.process_time()
    work()
    wall, own = time.perf_counter() - wall, time.process_time() - own
    print(f"{name:<28}{ARTICLES / wall:>8.0f}/s wall {ARTICLES / own:>8.0f}/s own time")


def main(output: Path, raw: Path) -> None:
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        target = Workspace(Path(folder) / "output")
        texts = [path.read_text("utf-8") for path in fill_workspace(Workspace(output), target, ARTICLES)]
        shutil.copytree(raw, Path(folder) / "raw")
        articles = [parse_article(text) for text in texts]
        report_speed("render_article", lambda: [render_article(article) for article in articles])
        report_speed("parse_article", lambda: [parse_article(text) for text in texts])
        report_speed("check, one process", lambda: check_paths([target.root], jobs=1))
        report_speed("check, a process a core", lambda: check_paths([target.root], jobs=0))
        print(f"findings: {sorted({finding.code for finding in check_paths([target.root]).findings})}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "raw"))
