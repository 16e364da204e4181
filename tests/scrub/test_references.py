"""Reference marks, brackets that lost their words, escapes and wiki links leave no trace in a sentence."""

from __future__ import annotations

import pytest

from tests.scrub.cleaning import text_of


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("The mill turns.[1][2] It grinds.", "The mill turns. It grinds."),
        ("The mill[3] turns at night.[4–6]", "The mill turns at night."),
        ("It closed in 1957. [12]", "It closed in 1957."),
        ("It closed.[a] It stood.[note 2]", "It closed. It stood."),
        ("It closed.[citation needed] Then it opened.[who?]", "It closed. Then it opened."),
        ("Sie schloss.[Beleg erforderlich]", "Sie schloss."),
        ("It closed.[^3] It opened.[^1_2]", "It closed. It opened."),
        ("It closed.【12†source】 It opened 【4:7†report】.", "It closed. It opened."),
        ("It closed.¹ It employs 310 people.² ³", "It closed. It employs 310 people."),
        ("It was built by Mary Carew.1 In June it burnt down.2", "It was built by Mary Carew. In June it burnt down."),
    ],
)
def test_a_mark_of_reference_is_dropped_from_behind_its_words(raw: str, clean: str) -> None:
    assert text_of(raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        "Moen et al. [2004] tested a wheel.",
        "The yard holds 310 m² of shore and 10⁶ stones.",
        "[1] The mill and the sea",
        "[^1]: https://mills.example/closing",
        "It runs on Node.js 2.1 and Python 3.",
        "He wrote [sic] that it [the mill] burnt.",
    ],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert text_of(text) == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Carew (; born 14 March 1961) built it.", "Carew (born 14 March 1961) built it."),
        ("Carew ( ; , ) built it.", "Carew built it."),
        ("Carew () built it ().", "Carew built it."),
        ("The mill (Welsh: [melin] ) turns.", "The mill (Welsh: [melin]) turns."),
    ],
)
def test_brackets_from_which_a_template_fell_out_are_mended(raw: str, clean: str) -> None:
    assert text_of(raw) == clean


def test_an_escape_that_was_escaped_twice_is_its_letter() -> None:
    assert text_of("Lund &amp; Sons&#39; &quot;mill&quot; &copy; &unknown; R&D") == 'Lund & Sons\' "mill" © &unknown; R&D'


def test_a_wiki_link_leaves_its_words() -> None:
    assert (
        text_of("[[Tide mill|Mills]] by [[people/carew|Mary Carew]] in [[Bergen]].![[photo.png]]")
        == "Mills by Mary Carew in Bergen."
    )
