"""What the program knows besides the page: headings and labels, the words of each language, publishers, names.

Knowledge is one frozen value. It is read once from ``configs/``, overlaid with the user's profile, and passed down beside the
configuration; no stage reads a file or a global. What is worked out from it (compiled patterns, tables) hangs on it too: a
function marked ``derived`` is worked out once for each ``Knowledge`` and goes with it.
"""

from extractor.knowledge.language import Language
from extractor.knowledge.loading import default_knowledge, knowledge_for, load_knowledge
from extractor.knowledge.parts import Part
from extractor.knowledge.values import Knowledge, derived

__all__ = ["Knowledge", "Language", "Part", "default_knowledge", "derived", "knowledge_for", "load_knowledge"]
