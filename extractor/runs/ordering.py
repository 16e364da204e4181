"""The order of day and month in a batch, learned from the stamps of its pages that leave no doubt (7/26/2025)."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator

from extractor.config import Config
from extractor.errors import ExtractorError
from extractor.runs.inputs import Input
from extractor.structure.dates import infer_order
from extractor.workspace.storage import read_place

SAMPLE = 200
"""Inputs that are looked at: the first by name, so that a run that goes on learns the same as one that was not cut off."""
HEAD = 16_384
"""Bytes of each: stamps stand at the front of a page."""
_STAMP = re.compile(rb"(?<![\w/.-])\d{1,2}/\d{1,2}/\d{4}(?=,? \d{1,2}:\d\d)")


def learn_order(inputs: Iterable[Input], config: Config) -> Config:
    """Give the configuration with the order that a batch's stamps show.

    It is unchanged where the order is configured, no stamp tells, or two contradict each other. Only stamps with a clock
    time count: they are the site's own, while other dates may be quoted from anywhere.
    """
    if config.batch.order is not None:
        return config
    first = heapq.nsmallest(SAMPLE, inputs)
    order = infer_order(stamp for entry in first for stamp in _list_stamps(entry))
    return config if order is None else config.model_copy(update={"batch": config.batch.model_copy(update={"order": order})})


def _list_stamps(entry: Input) -> Iterator[str]:
    try:
        head = read_place(entry.url, HEAD)
    except (ExtractorError, OSError):  # the page itself will say so
        return
    for match in _STAMP.finditer(head):
        yield match[0].decode("ascii")
