"""The prose of an article: attributed, in order, nothing twice."""

from __future__ import annotations

from extractor.knowledge import default_knowledge
from extractor.structure import structure_page
from tests.structure.pages_structured import CONFIG, LAST, MILL, POND, section, structure
from tests.structure.sections_maker import make_sections

KNOWLEDGE = default_knowledge()


def test_the_definition_comes_first_and_names_the_subject() -> None:
    _, article = structure()
    assert section(article, "TL;DR") == MILL


def test_without_a_definition_the_record_describes_the_subject() -> None:
    _, article = structure(results=(("Mills - IBM", POND),), description="A mill that the sea drives.")
    assert section(article, "TL;DR") == "Tide mill, according to the entity record: a mill that the sea drives."


def test_a_long_description_is_cut_to_fifty_words() -> None:
    words = "A mill of " + ", ".join(f"part number {chr(97 + at % 26)}{at}" for at in range(40)) + "."
    _, article = structure(results=(("Mills - IBM", POND),), description=words)
    assert len(section(article, "TL;DR").split()) <= 50


def test_every_sentence_of_the_explanation_says_who_says_it() -> None:
    _, article = structure()
    assert section(article, "Core Explanation") == (
        "According to IBM, the Woodbridge tide mill was the last one to work, and it closed in 1957. "
        "IBM adds that the Eling tide mill, which was rebuilt in 1778, has a pond of 4 hectares."
    )


def test_parallel_definitions_are_numbered_points_with_their_sources() -> None:
    results = (
        ("Mills - IBM", f"{MILL} Tide mill power is a form of energy that two daily floods give to a wheel."),
        ("Mills today - TechTarget", "A tide mill pond is a basin that the flood fills and a gate closes."),
        ("Words of the coast", "A tide mill keeper is a miller who works by the clock of the moon."),
    )
    _, article = structure(results=results)
    assert section(article, "Core Explanation") == (
        "The sources describe it in these ways: (1) tide mill power is a form of energy that two daily floods give to a wheel "
        "(IBM); (2) a tide mill pond is a basin that the flood fills and a gate closes (TechTarget); (3) a tide mill keeper is "
        'a miller who works by the clock of the moon ("Words of the coast").'
    )


def test_no_sentence_stands_twice() -> None:
    _, article = structure(description=MILL, summary=(MILL,), attributes=(("Definition", MILL),))
    assert article.body.render().count("driven by the rise and fall") == 1


def test_what_only_the_record_says_is_told_apart() -> None:
    _, article = structure(attributes=(("Rebuilt", "1778 at Eling"), ("Energy source", "lunar gravity")))
    assert (
        "According to the entity record: Rebuilt -- 1778 at Eling. "
        "Without support in the source excerpts, it also gives: Energy source -- lunar gravity."
    ) in section(article, "Detailed Analysis")


def test_the_timeline_is_sorted_and_unknown_dates_stand_last() -> None:
    events = (
        ("The pond was drained.", "related_documents", "Unknown"),
        ("The wheel stopped.", "wikipedia", "1957-03-04"),
        ("The mill was rebuilt.", "wikipedia", "1778"),
    )
    _, article = structure(timeline=events)
    assert section(article, "Detailed Analysis").split("Timeline:\n")[1] == (
        "- 1778: The mill was rebuilt (Wikipedia).\n"
        "- March 4, 1957: The wheel stopped (Wikipedia).\n"
        "- Date unknown: The pond was drained (related document)."
    )


def test_further_reading_lists_only_what_has_an_address() -> None:
    results = (("Mills - IBM", f"{MILL} {LAST}", "https://example.org/mills"), ("More mills", POND))
    _, article = structure(results=results)
    assert section(article, "Further Reading") == "- [Mills](https://example.org/mills) (IBM)"
    assert structure()[1].body.find("Further Reading") is None


def test_damage_of_the_page_stays_out_of_the_article() -> None:
    results = (("Mills - IBM", f"{MILL} The tide mill costs between €59 and €99 a day, as the board decided in 1957. {LAST}"),)
    _, article = structure(results=results, attributes=(("Note", "TODO: weigh the wheel"), ("Price", "€59 to €99")))
    assert "€" not in article.body.render()
    assert "TODO" not in article.body.render()


def test_empty_praise_stays_out_of_the_prose() -> None:
    praise = "The tide mill reflects a broader spirit of its coast and keeps surprising seasoned observers."
    page = make_sections("Tide mill", results=(("Mills - IBM", f"{MILL} {praise} {LAST}"),))
    _, article = structure_page(page, config=CONFIG, knowledge=KNOWLEDGE)
    assert "seasoned observers" not in article.body.render()


def test_a_description_that_is_a_clause_is_not_called_a_thing() -> None:
    words = "The mill is where a miller waits for the sea."
    _, article = structure(results=(("Mills - IBM", f"{MILL} {LAST}"),), description=words)
    assert "The entity record says that the mill is where a miller waits for the sea." in article.body.render()


def test_one_sentence_that_names_no_benefit_has_no_heading_of_its_own() -> None:
    enabled = "A tide mill gate of 1778 enabled the flood to enter the Eling pond by itself."
    _, article = structure(results=(("Mills - IBM", f"{MILL} {POND} {LAST} {enabled}"),))
    assert "Reported benefits" not in article.body.render()


def test_one_of_a_kind_does_not_open_the_article_as_the_kind() -> None:
    _, article = structure(results=(("Mills - IBM", f"{LAST} {MILL}"),))
    assert section(article, "TL;DR") == MILL


def test_two_pages_of_one_publisher_are_not_introduced_twice() -> None:
    results = (
        ("Mills - IBM", "The Woodbridge tide mill was the last one to work, and it closed in 1957."),
        ("Ponds - IBM", "The Eling tide mill, which was rebuilt in 1778, has a pond of 4 hectares."),
    )
    _, article = structure(results=(*results, ("Kinds of mill - TechTarget", MILL)))
    assert article.body.render().count("According to IBM") == 1
    assert "IBM adds that the Eling tide mill" in article.body.render()
