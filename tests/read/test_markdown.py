"""Markdown is shown as it would be rendered, and every character and address keeps its place in the source."""

from __future__ import annotations

import pytest

from extractor.spans import quote_spans
from tests.read.reading import lines, links, marked, read_one

PAGE = """---
title: ignored
tags: [a, b]
---
# Ada *Lovelace*

Wrote **notes** on the [engine](https://one.example/e_(x) "t") \\[...\\] and [...] more.

## Extracted Attributes

- **Field:** Mathematics
- **Place**: London
| Key | Value |
|-----|-------|
| Born | [1815](https://two.example) |

Timeline
--------

* Notes were printed. (Source: wikipedia)
  1843-09-01

```
code *stays* <b>
```
> quoted
"""


def test_a_markdown_page_reads_as_its_text_copy_would() -> None:
    assert lines(read_one(PAGE))[4:] == [
        "Ada Lovelace",
        "Wrote notes on the engine [...] and [...] more.",
        "Extracted Attributes",
        "Field",
        "Mathematics",
        "Place",
        "London",
        "Key",
        "Value",
        "Born",
        "1815",
        "Timeline",
        "Notes were printed. (Source: wikipedia)",
        "1843-09-01",
        "code *stays* <b>",
        "quoted",
    ]


def test_what_the_marks_mean_is_kept() -> None:
    page = read_one(PAGE)
    assert marked(page, "title") == ["Ada Lovelace"]
    assert marked(page, "heading") == ["Ada Lovelace", "Extracted Attributes", "Timeline"]
    assert marked(page, "key") == ["Field", "Place", "Born"]
    assert marked(page, "value") == ["Mathematics", "London", "1815"]
    assert marked(page, "item") == ["Notes were printed. (Source: wikipedia)"]
    assert marked(page, "furniture") == ["---\ntitle: ignored\ntags: [a, b]\n---", "Key\nValue"]


def test_links_are_kept_with_their_place_in_the_source() -> None:
    assert links(read_one(PAGE)) == [
        ("engine", "https://one.example/e_(x)", "https://one.example/e_(x)"),
        ("1815", "https://two.example", "https://two.example"),
    ]


def test_dropped_marks_leave_the_words_around_them_traced() -> None:
    page = read_one(PAGE)
    at = page.view.text.index("Wrote notes")
    assert quote_spans(page.raw, page.view.spans(at, at + 11)) == "Wrote notes"


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("snake_case_name and 2*3*4 and a * b", "snake_case_name and 2*3*4 and a * b"),
        ("***both*** _one_ __two__ ~~three~~ `four*`", "both one two three four*"),
        ("[not a link] and [1] and ![picture](x.png)end", "[not a link] and [1] and end"),
        ("<https://one.example> AT&amp;T &copy; x", "https://one.example AT&T \u00a9 x"),
        ("a<br>b <b>c</b>", "a\nb c"),
        ("\\*not emphasis\\*", "*not emphasis*"),
        ("[text][ref]\n\n[ref]: https://one.example", "text"),
        ("1. first\n2) second\n10. third", "first\nsecond\nthird"),
        ("1. one 2. two in prose", "1. one 2. two in prose"),
        ("### A\n1. one 2. two\n### B\n1. three 4. four", "A\n1. one 2. two\nB\n1. three 4. four"),
        ("15. August 2020\n2020. A year", "15. August 2020\n2020. A year"),
        ("- a title\n   1. step one 2. step two", "a title\n1. step one 2. step two"),
        ("one \\| two", "one | two"),
    ],
)
def test_marks_inside_a_line(line: str, seen: str) -> None:
    assert read_one(f"# Title\n\n{line}\n").view.text.partition("\n")[2] == seen


def test_front_matter_lends_its_title_to_a_page_without_a_heading() -> None:
    page = read_one('---\ntitle: "Ada: a life"\n---\n\nA mathematician.\n')
    assert marked(page, "title") == ["Ada: a life"]
    assert lines(page)[0] == "Ada: a life"


@pytest.mark.timing
@pytest.mark.parametrize("unit", ["[", "[a](", "*a ", "*", "`a", "<a ", "|a", "\\", "> ", "#", " #", "![", "&"])
def test_hostile_marks_are_read_in_linear_time(unit: str) -> None:
    data = "# Title\n\nx " + unit * (200_000 // len(unit))
    assert read_one(data).view.text.startswith("Title\nx")
