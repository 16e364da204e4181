"""The three-way merge of an article, field by field.

base (what the machine last said) · mine (what lies on disk) · theirs (what the machine says now)

READ ``articles.merge_articles`` first; ``placing`` says which files it is asked about.
"""

from extractor.jobs.merge.articles import merge_articles
from extractor.jobs.merge.values import Conflict, Merge, Stance

__all__ = ["Conflict", "Merge", "Stance", "merge_articles"]
