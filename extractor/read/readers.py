"""The registry: which reader lays out which kind of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from extractor.config import Config
from extractor.knowledge import Knowledge
from extractor.read.html import read_html
from extractor.read.html.labels import is_known
from extractor.read.markdown import read_markdown
from extractor.read.sniffing import sniff_media_type
from extractor.read.text import read_text
from extractor.read.views import View

SURROGATE = re.compile("[\ud800-\udfff]")
"""A half of a pair that stands alone: no raw text holds one."""


READERS: dict[str, Callable[..., View]] = {
    "text/plain": read_text,
    "text/html": read_html,
    "text/markdown": read_markdown,
}


class TextReader(NamedTuple):
    """Lays out a text of a known kind, with what that needs besides the text."""

    config: Config
    knowledge: Knowledge

    def read(self, raw: str, media_type: str) -> View:
        """Lay a text out; a kind that no reader has is plain text."""
        raw = SURROGATE.sub("\ufffd", raw)
        return READERS.get(media_type, read_text)(raw, config=self.config, knowledge=self.knowledge)

    def is_known(self, raw: str) -> bool:
        """Whether a text is a page of a known make: it has the labels of one."""
        if is_known(raw, knowledge=self.knowledge):
            return True
        kind = sniff_media_type(raw)
        return kind in {"text/html", "text/markdown"} and is_known(self.read(raw, kind).text.text, knowledge=self.knowledge)
