"""CleanPage → Sections: headings and labels are data (``configs/languages``), the grammar is here.

lines       blocks without bullets, cut at glued labels     shapes      what a line looks like by itself
labels      what may be a label, and how well it fits       headings    which of them are
layouts     entity page, document page or article           draft       what the parts collect
entity, documents, attributes, timeline, wikipedia, results: the parts     truncation: is the end missing
induction   the labels that a batch of pages of an unknown site shows
"""

from extractor.segment.induction import Example, LearntLabel, learn_labels
from extractor.segment.page import segment_page

__all__ = ["Example", "LearntLabel", "learn_labels", "segment_page"]
