"""How the dates of a timeline are settled, and what of its statements is shown."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.config import load_config
from extractor.knowledge import default_knowledge
from extractor.read import read_pages
from extractor.scrub import scrub_page
from extractor.segment import segment_page
from extractor.spans import quote_spans
from extractor.structure.dates import date_events

KNOWLEDGE = default_knowledge()

BASE = date(2025, 7, 26)
CONFIG = load_config()


def segment(text):
    raw = next(iter(read_pages(text.encode(), "page.txt", config=CONFIG, knowledge=KNOWLEDGE)))
    return segment_page(scrub_page(raw, config=CONFIG, knowledge=KNOWLEDGE), config=CONFIG, knowledge=KNOWLEDGE)


def make_page(*entries, extract="It makes robots.", stamp="7/26/2025, 5:17:38 AM"):
    lines = ["Northwind Robotics", "A maker of warehouse robots.", "entitydetail.created_at", stamp]
    lines += ["Summary", "Northwind Robotics makes warehouse robots.", "Timeline"]
    for statement, when in entries:
        lines += [f"- {statement} (Source: wikipedia)", when]
    lines += ["Wikipedia", "View on WikipediaNorthwind Robotics", f"Northwind Robotics is a company in Leeds. {extract}"]
    lines += ["Web Search Results", "- Robots at work - Trade News", "Robots are at work in many halls."]
    return segment("\n".join(lines))


def settle(statement, when, extract, **options):
    (event,), issues = date_events(
        make_page((statement, when), extract=extract, **options), base=BASE, config=CONFIG, knowledge=KNOWLEDGE
    )
    return event, {issue.code for issue in issues}


@pytest.mark.parametrize(
    ("when", "sentence", "expected"),
    [
        ("2010-03-01", "Northwind opened its Leeds plant in March 2010.", "2010-03"),
        ("2010-03-01", "Northwind opened its Leeds plant in 2010.", "2010"),
        ("2010-03-01", "Northwind opened its Leeds plant on March 17, 2010.", "2010-03-17"),
        ("2010-03-01", "Northwind opened its Leeds plant on 1 March 2010.", "2010-03-01"),
        ("2010-01-01", "Northwind opened its Leeds plant in June 2010.", "2010-06"),
        ("2010-01-01", "In 2010 and 2011, Northwind opened plants in Leeds.", "2010/2011"),
        ("2010-01-01", "In spring 2010 the company opened its plant in Leeds.", "2010-21"),
        ("2010-01-01", "Since 2010 the company has opened its Leeds plant to guests.", "2010"),
        ("3/1/2010", "Northwind opened its Leeds plant in March 2010.", "2010-03"),
    ],
)
def test_a_padded_date_becomes_what_a_sentence_about_the_same_event_says(when, sentence, expected):
    event, _ = settle("Northwind opened its plant in Leeds.", when, sentence)
    assert (event.date.edtf, event.date.basis, event.date.raw) == (expected, "corroborated", when)
    assert [text.text for text in event.evidence] == [sentence]


@pytest.mark.parametrize(
    ("when", "expected", "precision", "rule"),
    [("2010-03-01", "2010-03", "month", "padded-month"), ("2010-01-01", "2010", "year", "padded-year")],
)
def test_a_padded_date_that_nothing_backs_is_demoted(when, expected, precision, rule):
    event, _ = settle("Northwind opened its plant in Leeds.", when, "In 2012 a storm hit Leeds. It bought Acme in March 2010.")
    assert (event.date.edtf, event.date.precision, event.date.basis, event.rule) == (expected, precision, "demoted", rule)
    assert event.evidence == ()


def test_a_day_that_is_not_the_first_is_taken_as_stated():
    event, issues = settle("Northwind opened its plant in Leeds.", "2010-03-17", "Northwind opened its Leeds plant in 2010.")
    assert (event.date.edtf, event.date.basis, issues) == ("2010-03-17", "stated", set())


@pytest.mark.parametrize("when", ["Spring 2021", "2011–2015", "c. 1850", "the 1990s"])
def test_a_date_line_of_words_is_read_as_it_stands(when):
    page = make_page(("Northwind changed.", "2010-05-05"))
    entry = page.timeline[0]
    text = type(entry.when)(entry.when.start, entry.when.end, when)
    page = type(page)(**{**_fields(page), "timeline": (type(entry)(entry.statement, entry.source, text),)})
    (event,), _ = date_events(page, base=BASE, config=CONFIG, knowledge=KNOWLEDGE)
    assert (
        event.date.edtf == {"Spring 2021": "2021-21", "2011–2015": "2011/2015", "c. 1850": "1850~", "the 1990s": "199X"}[when]
    )
    assert event.date.basis == "stated"


def _fields(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


@pytest.mark.parametrize(
    ("language", "when", "expected"),
    [
        ("en", "yesterday", "2025-07-25"),
        ("en", "last year", "2024"),
        ("de", "gestern", "2025-07-25"),
        ("fr", "hier", "2025-07-25"),
        ("fr", "la semaine dernière", "2025-07-14/2025-07-20"),
        ("fr", "aujourd'hui", "2025-07-26"),
        ("es", "ayer", "2025-07-25"),
        ("it", "ieri", "2025-07-25"),
        ("pt", "ontem", "2025-07-25"),
        ("nl", "vorige week", "2025-07-14/2025-07-20"),
        ("en", "FY2023", "2023"),
        ("en", "Week 32, 2024", "2024-08-05/2024-08-11"),
        ("de", "KW 32/2024", "2024-08-05/2024-08-11"),
        ("en", "18th c.", "17XX"),
        ("de", "18. Jh.", "17XX"),
        ("fr", "XVIIIe siècle", "17XX"),
        ("es", "siglo XVIII", "17XX"),
        ("it", "sec. XVIII", "17XX"),
        ("pt", "séc. XVIII", "17XX"),
        ("nl", "18e eeuw", "17XX"),
        ("zh", "十八世纪", "17XX"),
        ("zh", "一九八四年", "1984"),
        ("en", "1998 (approx.)", "1998~"),
        ("it", "1998 circa", "1998~"),
        ("en", "-0044-03-15", "-0044-03-15"),
    ],
)
def test_a_line_that_says_nothing_but_a_time_is_a_date_line(language, when, expected):
    page = make_page(("Northwind opened its plant in Leeds.", when))
    (event,), _ = date_events(page, base=BASE, config=CONFIG, language=language, knowledge=KNOWLEDGE)
    assert (event.statement.text, event.date.raw) == ("Northwind opened its plant in Leeds.", when)
    assert event.date.edtf == expected


@pytest.mark.parametrize(
    ("when", "sentence", "expected"),
    [
        ("mid-1990s", "Northwind opened its Leeds plant in 1990.", "199X"),
        ("mid-1990s", "Northwind opened its Leeds plant in 1995.", "1995"),
        ("late 1980s", "Northwind opened its Leeds plant in 1981.", "198X"),
        ("early 2000s", "Northwind opened its Leeds plant in 2002.", "2002"),
        ("late 18th century", "Northwind opened its Leeds plant in 1710.", "17XX"),
        ("the 1990s", "Northwind opened its Leeds plant in 1990.", "1990"),
        ("1995", "Northwind opened its Leeds plant in the mid-1990s.", "1995"),
        ("early 2019", "Northwind opened its Leeds plant in November 2019.", "2019"),
    ],
)
def test_only_a_date_within_the_part_that_is_meant_makes_it_finer(when, sentence, expected):
    told = f"Northwind opened its Leeds plant in the {when}. {sentence}"
    event, _ = settle("Northwind opened its plant in Leeds.", when.removeprefix("the "), told)
    assert event.date.edtf == expected


def test_unknown_stays_unknown_wherever_it_stands():
    events, issues = date_events(
        make_page(("Northwind hid.", "Unknown"), ("Northwind grew.", "2012-05-06")),
        base=BASE,
        config=CONFIG,
        knowledge=KNOWLEDGE,
    )
    assert [(event.date.edtf, event.date.basis) for event in events] == [("2012-05-06", "stated"), (None, "unknown")]
    assert issues == ()


@pytest.mark.parametrize(
    ("when", "code"), [("2021-02-30", "dates.impossible"), ("2030-05-06", "dates.future"), ("13/13/2020", "dates.impossible")]
)
def test_an_impossible_or_future_date_is_kept_raw_and_unknown_with_an_issue(when, code):
    event, issues = settle("Northwind moved to Hull.", when, "")
    assert (event.date.edtf, event.date.raw, event.date.basis) == (None, when, "unknown")
    assert issues == {code}


def test_a_date_that_a_sentence_contradicts_is_unknown_and_says_so():
    event, issues = settle("Northwind sold its plant in Leeds.", "2018-05-17", "Northwind sold its plant in Leeds in 2021.")
    assert (event.date.edtf, event.date.basis, event.rule) == (None, "unknown", "contradicted")
    assert [text.text for text in event.evidence] == ["Northwind sold its plant in Leeds in 2021."]
    assert issues == {"dates.contradictory"}


def test_a_sentence_about_another_version_decides_nothing():
    event, issues = settle("Northwind released the Picker 2.", "2018-01-01", "Northwind released the Picker 3 in May 2018.")
    assert (event.date.edtf, event.date.basis, issues) == ("2018", "demoted", set())


@pytest.mark.parametrize(
    ("statement", "when", "sentence", "expected"),
    [
        ("Northwind opened a plant in Hull.", "2012-01-01", "In May 2012 Northwind opened a plant in Leeds.", "2012"),
        ("Northwind opened a school.", "2012-01-01", "In May 2012 Northwind opened a plant.", "2012"),
        ("Northwind opened a plant in Hull.", "2012-05-01", "In 2012 Northwind opened a plant in Leeds.", "2012-05"),
    ],
)
def test_a_sentence_about_another_event_of_the_same_kind_changes_no_date(statement, when, sentence, expected):
    event, _ = settle(statement, when, sentence)
    assert event.date.edtf == expected


def test_of_two_dates_in_a_sentence_the_one_by_the_event_decides():
    extract = "In 2012 Northwind opened a plant in Leeds, and in May 2012 it closed its shop."
    opened, closed = date_events(
        make_page(
            ("Northwind opened a plant in Leeds.", "2012-01-01"), ("Northwind closed its shop.", "2012-05-01"), extract=extract
        ),
        base=BASE,
        config=CONFIG,
        knowledge=KNOWLEDGE,
    )[0]
    assert (opened.date.edtf, closed.date.edtf) == ("2012", "2012-05")


def test_a_date_of_another_clause_contradicts_nothing():
    event, issues = settle("Northwind was born in Leeds.", "1967-01-01", "Born in Leeds, Northwind studied there until 1991.")
    assert (event.date.edtf, event.date.basis, issues) == ("1967", "demoted", set())


@pytest.mark.parametrize(
    ("statement", "when", "expected"),
    [("Ann Lee was born.", "1867-01-01", "1867-11-07"), ("Lee died of old age.", "1934-07-01", "1934-07-04")],
)
def test_the_dates_of_a_life_in_brackets_tell_birth_and_death(statement, when, expected):
    event, _ = settle(statement, when, "Ann Lee (7 November 1867 – 4 July 1934) led it. Lee died in 1934.")
    assert (event.date.edtf, event.date.basis) == (expected, "corroborated")


def test_three_padded_dates_mark_the_page_and_two_do_not():
    entries = [
        (f"Northwind did thing {name}.", when)
        for name, when in zip("ABC", ("2010-01-01", "2011-04-01", "2012-01-01"), strict=True)
    ]
    issues = date_events(make_page(*entries), base=BASE, config=CONFIG, knowledge=KNOWLEDGE)[1]
    assert [issue.code for issue in issues] == ["dates.padded-page"]
    assert len(issues[0].spans) == 3
    assert date_events(make_page(*entries[:2]), base=BASE, config=CONFIG, knowledge=KNOWLEDGE)[1] == ()


def test_the_order_of_numbers_is_inferred_from_the_page_else_configured_with_an_issue():
    event, issues = settle("Northwind moved.", "7/6/2020", "")
    assert (event.date.edtf, issues) == ("2020-07-06", set())
    event, issues = settle("Northwind moved.", "7/6/2020", "", stamp="26/7/2025, 05:17:38")
    assert (event.date.edtf, issues) == ("2020-06-07", set())
    event, issues = settle("Northwind moved.", "7/6/2020", "", stamp="7/6/2025, 05:17:38")
    assert (event.date.edtf, issues) == ("2020-07-06", {"dates.ambiguous-order"})


def test_entries_are_sorted_by_start_and_one_event_told_twice_is_one():
    events, _ = date_events(
        make_page(
            ("Northwind bought Acme.", "2015-06-01"),
            ("Northwind was founded.", "2010-03-17"),
            ("Northwind bought Acme, highlighting its growth.", "2015-06-12"),
        ),
        base=BASE,
        config=CONFIG,
        knowledge=KNOWLEDGE,
    )
    assert [event.date.edtf for event in events] == ["2010-03-17", "2015-06-12"]


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("Northwind bought Acme, highlighting the importance of robots.", "Northwind bought Acme."),
        ("Northwind bought Acme, which could reshape the broader landscape.", "Northwind bought Acme."),
        ("Northwind, a firm whose robots are contrasted with others, bought Acme.", "Northwind bought Acme."),
        ("Northwind bought Acme, Bolt and Cog.", "Northwind bought Acme, Bolt and Cog."),
        ("Northwind bought Acme, citing demand, reflecting a trend in the sector.", "Northwind bought Acme, citing demand."),
        ("Northwind opened in Leeds, West Yorkshire.", "Northwind opened in Leeds, West Yorkshire."),
        ("Northwind, a maker of robots, bought Acme.", "Northwind, a maker of robots, bought Acme."),
    ],
)
def test_a_relevance_clause_is_not_shown_and_the_statement_keeps_it(statement, shown):
    event, _ = settle(statement, "2015-06-12", "")
    assert event.statement.text == statement
    assert "".join(part.text for part in event.shown) == shown


def test_a_clause_that_a_source_supports_is_shown():
    event, _ = settle(
        "Northwind bought Acme, raising its output of robots.", "2015-06-12", "The deal raised its output of robots."
    )
    assert "".join(part.text for part in event.shown) == "Northwind bought Acme, raising its output of robots."


def test_every_text_of_an_event_can_be_shown_in_the_page():
    page = make_page(("Northwind bought Acme, highlighting growth.", "2015-06-01"), extract="It bought Acme in June 2015.")
    (event,), _ = date_events(page, base=BASE, config=CONFIG, knowledge=KNOWLEDGE)
    for text in (event.statement, *event.shown, *event.evidence):
        assert quote_spans(page.page.page.raw, page.page.spans(text)) == text.text
    assert page.page.text.text[event.date.start : event.date.end] == event.date.raw


def test_the_seed_page_gets_the_dates_that_its_extract_supports(seed_page):
    events, issues = date_events(segment(seed_page.read_text("utf-8")), base=BASE, config=CONFIG, knowledge=KNOWLEDGE)
    assert [event.date.edtf for event in events] == ["2015-12", "2022-11", "2023/2024", "2023-11", "2024", None]
    assert [len(event.evidence) for event in events] == [1, 1, 1, 1, 1, 0]
    assert [event.date.basis for event in events] == ["corroborated"] * 5 + ["unknown"]
    assert "dates.padded-page" in {issue.code for issue in issues}
