"""A page disagrees with itself where two of its sources do, or where one says that the matter is open."""

from __future__ import annotations

from tests.structure.pages_structured import MILL, structure


def disputes(*results: tuple[str, ...], **parts: object) -> list[str]:
    _, article = structure(results=results, **parts)
    return [dispute.statement for dispute in article.disputed_statements]


def test_two_founding_years_of_one_subject_are_a_dispute_that_names_who_says_what() -> None:
    found = disputes(
        ("Quorvex - IBM", "Quorvex was founded in 1998 by two brothers."),
        ("About the firm - TechTarget", "Quorvex was founded in 2001."),
        title="Quorvex",
    )
    assert found == [
        "IBM says that Quorvex was founded in 1998 by two brothers, whereas TechTarget says that Quorvex was founded in 2001."
    ]


def test_years_of_two_subjects_are_no_dispute() -> None:
    found = disputes(
        ("Quorvex - IBM", "Quorvex was founded in 1998 by two brothers."),
        ("About the firm - TechTarget", "Its rival Brindlemoor was founded in 2001 and moved to the old mill soon after."),
        title="Quorvex",
    )
    assert found == []


def test_an_attribute_that_an_excerpt_contradicts_is_a_dispute() -> None:
    found = disputes(
        ("Quorvex - IBM", "Quorvex was founded in 1998 by two brothers."),
        title="Quorvex",
        attributes=(("Founded", "2003"),),
    )
    assert found == [
        "IBM says that Quorvex was founded in 1998 by two brothers, whereas the entity record gives 2003 for Founded."
    ]


def test_a_summary_that_an_excerpt_contradicts_is_a_dispute() -> None:
    found = disputes(
        ("Mills - IBM", f"{MILL} The tide mill at Eling was rebuilt in 1778."),
        summary=("The tide mill at Eling was rebuilt in 1790.",),
    )
    (statement,) = found
    assert statement == (
        "The entity record says that the tide mill at Eling was rebuilt in 1790, whereas "
        "IBM says that the tide mill at Eling was rebuilt in 1778."
    )


def test_opposite_effects_in_two_sources_are_a_dispute_and_in_one_source_are_not() -> None:
    fair = "Tide mills level the playing field for small towns that have no coal of their own."
    unfair = "Critics of tide mills worry about widening divides between coastal and inland towns."
    assert len(disputes(("Mills - IBM", f"{MILL} {fair}"), ("More mills - TechTarget", f"{unfair}"))) == 1
    assert disputes(("Mills - IBM", f"{MILL} {fair} {unfair}")) == []


def test_a_source_that_calls_the_matter_open_is_quoted_with_the_sentence_it_hangs_on() -> None:
    words = (
        f"{MILL} The oldest tide mill stood in Nendrum in 619. "
        "But exactly what that ruin was depends on your interpretation of it."
    )
    (statement,) = disputes(("Mills - IBM", words))
    assert statement == (
        "IBM says that the oldest tide mill stood in Nendrum in 619, but that exactly what that ruin was depends on your "
        "interpretation of it."
    )


def test_a_page_that_agrees_with_itself_has_no_disputes() -> None:
    assert disputes(("Mills - IBM", MILL), ("More mills - TechTarget", "The mills of the coast closed in 1957.")) == []
