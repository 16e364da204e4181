"""HTML → visible text, marks, declared language and address.

In the order a source passes through:

    tokens        the source cut into tags and text, each with its place
    tree          the tokens as an lxml tree whose nodes know their tokens
    walk          the tree laid out as text
    labels        what entity and document pages call their parts
    main_content  for pages of unknown make: which lines are the page's content
"""

from extractor.read.html.reading import read_html

__all__ = ["read_html"]
