"""What people decided, as the reviewing side knows it; it lies with the jobs, whose merge obeys it."""

from extractor.jobs.decisions import (
    Action,
    Decision,
    Standing,
    append_decisions,
    close_last_line,
    fold_decisions,
    iterate_decisions,
    parse_decisions,
    read_decisions,
    read_number,
    read_words,
    require_decisions,
)

__all__ = [
    "Action",
    "Decision",
    "Standing",
    "append_decisions",
    "close_last_line",
    "fold_decisions",
    "iterate_decisions",
    "parse_decisions",
    "read_decisions",
    "read_number",
    "read_words",
    "require_decisions",
]
