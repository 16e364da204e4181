"""Article and record as text and on disk."""

from extractor.write.articles import ParsedArticle, mend_style, parse_article, read_article, render_article, update_article
from extractor.write.bodies import parse_body
from extractor.write.emitter import write_yaml
from extractor.write.files import write_atomic
from extractor.write.layouts import find_difference
from extractor.write.reader import read_yaml
from extractor.write.record_files import (
    parse_record,
    read_machine_article,
    render_record,
    replace_machine_article,
    seal_record,
)
from extractor.write.side_by_side import render_side_by_side

__all__ = [
    "ParsedArticle",
    "find_difference",
    "mend_style",
    "parse_article",
    "parse_body",
    "parse_record",
    "read_article",
    "read_machine_article",
    "read_yaml",
    "render_article",
    "render_record",
    "render_side_by_side",
    "replace_machine_article",
    "seal_record",
    "update_article",
    "write_atomic",
    "write_yaml",
]
