"""The three-way merge of an article, field by field.

base (what the machine last said) · mine (what lies on disk) · theirs (what the machine says now)

READ ``articles.merge_articles`` first; ``placing`` says which files it is asked about.
"""

from extractor.merge.articles import merge_articles
from extractor.merge.fields import Conflict, Merge, MergePolicy

__all__ = ["Conflict", "Merge", "MergePolicy", "merge_articles"]
