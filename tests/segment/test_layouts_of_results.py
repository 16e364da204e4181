"""Web results are told apart in every layout that search tools and chats write."""

from __future__ import annotations

import pytest

from extractor.types import WebResult
from tests.segment.maker import segment_source

MILL, POND = "https://harbour.example/mill", "https://mills.example/pond"
ONE = "The tide mill of Norwick was built in 1790 and ground corn until 1957."
TWO = "A mill pond holds the water of the flood until the wheel can turn."


def read(body: str, media_type: str = "text/markdown") -> tuple[WebResult, ...]:
    head = "# Tide mill\n\nA mill that turns by the tide.\n\n## Summary\n\nTide mills turn.\n\n## Web Search Results\n\n"
    return segment_source(head + body, media_type).web_results


@pytest.mark.parametrize(
    "layout",
    [
        "Title: {t}\nURL: {u}\nContent: {x}\n\n",
        "**Title:** {t}\n**Link:** {u}\n**Snippet:** {x}\n\n",
        "- title: {t}\n  url: {u}\n  content: {x}\n",
        "Titel: {t}\nAdresse: {u}\nInhalt: {x}\n\n",
        "**[{n}] {t}**\nURL: {u}\n{x}\n\n",
        "{n}. **{t}**\n   {u}\n   {x}\n\n",
        "--- SOURCE {n}: {t} ---\nURL: {u}\n\nSUMMARY:\n{x}\n\n",
        "=== Result {n}: {t} ===\nLink: {u}\nExcerpt: {x}\n\n",
        "- **{t}** ({u}): {x}\n",
        "- [{t}]({u}) (score: 0.9{n})\n  {x}\n",
        "- [{t}]({u})\n  Score: 0.{n}\n  {x}\n",
        "- {t}\n  {x}\n  Source: {u}\n",
        "**{t}**\n> {x}\n\n[{u}]({u})\n\n",
        "### {t}\n\n{u}\n\n{x}\n\n",
        "{t}\n{u}\n{x}\n\n",
        "[{n}]: {t}\n{u}\n{x}\n\n",
    ],
)
def test_two_results_are_two_in_any_layout(layout: str) -> None:
    body = "".join(
        layout.format(n=number, t=title, u=address, x=words)
        for number, (title, address, words) in enumerate((("Mill of Norwick", MILL, ONE), ("Mill ponds", POND, TWO)), 1)
    )
    results = read(body)
    assert [result.title.text for result in results] == ["Mill of Norwick", "Mill ponds"]
    assert [result.link.href if result.link else None for result in results] == [MILL, POND]
    assert [" ".join(fragment.text for fragment in result.fragments) for result in results] == [ONE, TWO]


def test_a_table_of_results_has_one_a_row() -> None:
    table = f"| Title | URL | Snippet |\n|---|---|---|\n| Mill of Norwick | {MILL} | {ONE} |\n| Mill ponds | {POND} | {TWO} |\n"
    assert [result.title.text for result in read(table)] == ["Mill of Norwick", "Mill ponds"]


def test_a_title_that_begins_like_a_field_is_whole() -> None:
    (result,) = read(f"- Document: createElement() method\n  {ONE}\n")
    assert result.title.text == "Document: createElement() method"


def test_a_card_inside_one_link_is_one_result_and_an_aside_joins_none() -> None:
    page = (
        "<html><body><h1>Tide mill</h1><p>A mill.</p><h2>Summary</h2><p>They turn.</p><h2>Web Search Results</h2>"
        f'<a href="{MILL}"><div>Mill of Norwick</div><div>{ONE}</div></a>'
        f'<a href="{POND}"><div>Mill ponds</div><div>{TWO}</div></a>'
        "<aside><h3>Trending</h3><ul><li>A ship has sunk.</li></ul></aside><button>Copy</button></body></html>"
    )
    results = segment_source(page, "text/html").web_results
    assert [(result.title.text, [fragment.text for fragment in result.fragments]) for result in results] == [
        ("Mill of Norwick", [ONE]),
        ("Mill ponds", [TWO]),
    ]


def test_the_site_named_between_title_and_excerpt_is_the_publisher() -> None:
    (result,) = read(f"### [Mill of Norwick]({MILL})\n\nHarbour Review\n\n{ONE}\n")
    assert result.publisher is not None
    assert result.publisher.text == "Harbour Review"
    assert [fragment.text for fragment in result.fragments] == [ONE]
