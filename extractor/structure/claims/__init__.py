"""What the page claims of itself, laid beside what its sources say.

text ──quantities, words, names, dates──▶ Parts ──comparison with sentences──▶ features ──weights──▶ Backing
"""

from __future__ import annotations

from extractor.structure.claims.backing import AttributeBacking, Backing, back_attribute, back_events, back_sentences
from extractor.structure.claims.evidence import EvidenceIndex, Sentence, index_all, index_facts
from extractor.structure.claims.measures import Position, find_conflicts
from extractor.structure.claims.parts import ClaimReader

__all__ = [
    "AttributeBacking",
    "Backing",
    "ClaimReader",
    "EvidenceIndex",
    "Position",
    "Sentence",
    "back_attribute",
    "back_events",
    "back_sentences",
    "find_conflicts",
    "index_all",
    "index_facts",
]
