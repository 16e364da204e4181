"""Gaps are the limits of one record, named."""

from __future__ import annotations

from tests.structure.pages_structured import MILL, structure


def gaps(**parts: object) -> list[str]:
    return list(structure(**parts)[1].known_gaps)


def test_a_page_with_everything_has_no_gaps() -> None:
    published = "Published: May 3, 2021."
    results = tuple(
        (f"{name} mills - {publisher}", f"{published} {words}", f"https://example.org/{name}")
        for name, publisher, words in (
            ("Tide", "IBM", MILL),
            ("Other", "TechTarget", "The Eling tide mill was rebuilt in 1778 and works to this day."),
        )
    )
    assert gaps(results=results) == []


def test_sources_without_address_publisher_or_date_are_named() -> None:
    found = gaps(results=(("What is a tide mill?", MILL),))
    assert found[:3] == [
        'Source locators -- the page gives no URL for "What is a tide mill?"',
        'Source publishers -- the page names no publisher for "What is a tide mill?"',
        "Source dates -- the page says of no source when it was published",
    ]


def test_an_event_without_a_date_is_named() -> None:
    found = gaps(timeline=(("The mill pond was drained.", "wikipedia", "Unknown"),))
    assert 'Undated events -- the page records no date for "The mill pond was drained"' in found


def test_an_event_that_no_source_tells_is_named() -> None:
    events = (("The Eling tide mill was rebuilt.", "wikipedia", "1778"), ("A dragon ate the miller.", "wikipedia", "1801"))
    results = (("Mills - IBM", f"{MILL} The Eling tide mill was rebuilt in 1778 and works to this day."),)
    assert 'Unsupported events -- no source text of the page tells that "A dragon ate the miller"' in gaps(
        timeline=events, results=results
    )


def test_what_only_the_record_claims_is_named() -> None:
    found = gaps(attributes=(("Energy source", "lunar gravity"), ("Kind", "water mill driven by the tide")))
    assert (
        'Unsupported claims -- no source excerpt backs what the entity record says on Energy source ("lunar gravity")' in found
    )


def test_an_encyclopedia_text_about_something_else_is_named() -> None:
    found = gaps(wikipedia=("OpenAI", "OpenAI is a company that was founded in 2015."))
    assert "Encyclopedic coverage -- the only encyclopedia text describes OpenAI, not Tide mill" in found


def test_a_page_without_stamps_says_so() -> None:
    assert "Page dates -- the page does not say when it was created, updated, or checked" in gaps(stamps=())


def test_a_cut_page_and_a_single_source_are_named() -> None:
    found = gaps(truncated=True)
    assert any(gap.startswith("Truncated page -- ") for gap in found)
    assert "Independent sources -- everything here rests on IBM alone" in found


def test_every_gap_has_a_topic_and_a_detail() -> None:
    assert all(" -- " in gap for gap in gaps(truncated=True, timeline=(("The pond was drained.", "wikipedia", "Unknown"),)))


def test_a_quotation_that_is_cut_says_so_and_one_that_is_not_ends_without_a_stop() -> None:
    long = f"A purple dragon guarded {'very ' * 25}fiercely the treasure of seven kings."
    found = gaps(summary=(f"{long} It is haunted.",))
    (gap,) = [line for line in found if line.startswith("Unsupported summary")]
    assert gap.endswith('very ..." and "It is haunted"')


def test_every_unbacked_item_of_a_list_is_named_and_no_other() -> None:
    results = (("Mills - IBM", f"{MILL} Tide mills grind wheat and oats but never maize."),)
    found = gaps(attributes=(("Grain", "wheat, oats, granite, violins"),), results=results)
    (gap,) = [line for line in found if line.startswith("Unsupported claims")]
    assert 'Grain ("granite", "violins")' in gap
