"""RawPage → CleanPage: small named rules over text that remembers where it came from.

From the outside in:

    cleaning    runs the rules until nothing changes     rules      the registry, in the order the rules run
    characters  line ends, blanks, invisible characters  mojibake   wrongly decoded text
    furniture   phrases of web pages, elision marks      blocks     clean text → one block a line
"""

from extractor.scrub.cleaning import scrub_page
from extractor.scrub.rules import list_rules

__all__ = ["list_rules", "scrub_page"]
