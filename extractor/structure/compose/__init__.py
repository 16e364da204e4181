"""The prose of an article: sentences of the page, put in order and attributed.

selection    which sentences stand where, none of them twice
attribution  who says them
context      what only the entity record says, and the timeline
dating       dates in words
body         the sections of the article
"""

from extractor.structure.compose.body import compose_body

__all__ = ["compose_body"]
