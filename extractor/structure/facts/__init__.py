"""Fact choice: evidence passages → candidates → refusals and features → score → one fact a statement.

candidates  passages cut into sentences, with what stands around them
reduction   the listed edits that turn a sentence into a statement
refusals    what a fact can never be: a question, a command, a fragment, a dangling pronoun ...
features    what makes a sentence a better or a worse fact, each a number from 0 to 1
ranking     weights, near-duplicates, one fact a source first, the limit
"""

from extractor.structure.facts.ranking import choose_facts
from extractor.structure.facts.reduction import apply_edits

__all__ = ["apply_edits", "choose_facts"]
