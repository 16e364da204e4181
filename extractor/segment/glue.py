"""Document labels in words, glued to what stands beside them: ``SourceThe Verge``, ``Jane DoePublished``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.knowledge import Knowledge
from extractor.segment.lines import Line, cut_block, make_line
from extractor.segment.vocabulary import fold, load_vocabulary

FEWEST_LABELS = 3


def unglue_lines(lines: Sequence[Line], *, knowledge: Knowledge) -> list[Line] | None:
    """Cut lines at labels that lack a blank on either side; None if the page does not have enough of them to be sure.

    Each label is cut once, where it stands first, and nothing after the label of the content: ``SourceForge`` is a word.
    """
    seen: set[str] = set()
    cut: list[Line] = []
    for line in lines:
        cuts = [] if "content" in seen else list(_find_cuts(line.text.text, seen, knowledge=knowledge))
        shift = line.text.start - line.block.start
        pieces = cut_block(line.block, [at + shift for at in cuts]) if cuts else ()
        cut += [make_line(piece, marker=False) for piece in pieces] or [line]
    return cut if len(seen) >= FEWEST_LABELS else None


def _find_cuts(words: str, seen: set[str], *, knowledge: Knowledge) -> Iterable[int]:
    vocabulary = load_vocabulary(knowledge)
    for match in vocabulary.document_word.finditer(words):
        start, end = match.span()
        name = vocabulary.document.labels[fold(match[0])]
        if name in seen or not (_may_end(words[:start][-1:]) and _may_start(words[end : end + 1])):
            continue
        seen.add(name)
        yield from (start, end)
        if name == "content":
            return


def _may_end(letter: str) -> bool:
    """Whether a value may end in this letter, with a capital glued to it."""
    return not letter or letter.islower() or letter.isdigit() or letter in ".)\"'”’!?"


def _may_start(letter: str) -> bool:
    return not letter or letter.isupper() or letter.isdigit() or letter in "(\"'“‘"
