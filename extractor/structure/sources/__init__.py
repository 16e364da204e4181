"""Sources: which texts a page rests on, who published them, and what in them is evidence (ARTICLE 3)."""

from extractor.structure.sources.reading import read_sources

__all__ = ["read_sources"]
