"""Which words of a text are dates, and which are not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from extractor import find_dates
from extractor.spans import Span

BASE = date(2025, 7, 26)


def read(text, **options):
    return [when.edtf for when in find_dates(text, base=BASE, **options)]


def test_a_date_carries_its_words_its_range_and_the_days_it_may_mean():
    text = "It was founded in December 2015 in Leeds."
    (when,) = find_dates(text, base=BASE)
    assert when.raw == "December 2015" == text[when.start : when.end]
    assert when.span == Span(18, 31)
    assert (when.edtf, when.precision, when.qualifier, when.basis) == ("2015-12", "month", "", "stated")
    assert (when.earliest, when.latest) == (date(2015, 12, 1), date(2015, 12, 31))


def test_the_words_of_an_interval_are_kept_with_each_of_its_ends():
    text = "open from May 2019 to June 2020"
    (when,) = find_dates(text, base=BASE)
    assert when.edtf == "2019-05/2020-06"
    assert [(part.raw, part.edtf) for part in when.parts] == [("May 2019", "2019-05"), ("June 2020", "2020-06")]


def test_an_open_interval_has_one_known_end():
    since, until = find_dates("since 2019, and another until 2020", base=BASE)
    assert (since.edtf, since.earliest, since.latest) == ("2019/..", date(2019, 1, 1), None)
    assert (until.edtf, until.earliest, until.latest) == ("../2020", None, date(2020, 12, 31))


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("5 March 2022", "day"),
        ("March 2022", "month"),
        ("spring 2022", "season"),
        ("Q3 2022", "quarter"),
        ("2022", "year"),
        ("the 1990s", "decade"),
        ("the 19th century", "century"),
        ("2011–2015", "interval"),
        ("H1 2022", "interval"),
        ("30 February 2022", "unknown"),
    ],
)
def test_the_precision_is_the_unit_that_the_words_name(text, precision):
    assert [when.precision for when in find_dates(text, base=BASE)] == [precision]


@pytest.mark.parametrize(
    "form", ["%d %B", "%B %d", "on %d %B", "from %B %d", "in %B %Y", "%d %B %Y", "on %B %d, %Y", "%d/%m/%Y"]
)
@pytest.mark.parametrize("gap", ["\n", " ", ", "])
def test_of_a_long_list_of_days_none_is_torn_apart(form, gap):
    days = [date(2025, 1, 1) + timedelta(number) for number in range(365)]
    found = find_dates(gap.join(day.strftime(form) for day in days), base=BASE, order="DMY")
    written = "%d %m" if "%d" in form else "01 %m"
    assert [when.earliest.strftime("%d %m") for when in found] == [day.strftime(written) for day in days]
    assert {when.precision for when in found} == {"day" if "%d" in form else "month"}


def test_a_day_that_the_calendar_lacks_is_kept_raw_and_unknown():
    (when,) = find_dates("It closed on February 30, 2024.", base=BASE)
    assert (when.raw, when.edtf, when.earliest, when.basis) == ("February 30, 2024", None, None, "unknown")


def test_years_before_christ_count_astronomically():
    (when,) = find_dates("in 44 BC", base=BASE)
    assert (when.edtf, when.earliest) == ("-0043", None)


def test_a_day_and_month_without_a_year_takes_the_year_in_force():
    assert read("In 1939 the war began. On December 10 it spread; on 5 May 1940 it turned.") == [
        "1939",
        "1939-12-10",
        "1940-05-05",
    ]


def test_after_december_january_is_of_the_next_year():
    assert read("It fell in December 1941. In January it was retaken.") == ["1941-12", "1942-01"]


def test_what_has_no_date_to_be_counted_from_is_left_unread():
    assert read("The following year it closed; that October it burned.") == []


def test_the_next_day_needs_a_day():
    assert read("It opened in 1950. The next day it closed.") == ["1950"]
    assert read("It opened on 3 May 1950. The next day it closed.") == ["1950-05-03", "1950-05-04"]


def test_an_offset_from_an_event_is_no_date():
    assert read("In November 2023 he was removed, but reinstated five days later.") == ["2023-11"]


def test_today_is_the_pages_own_day_but_not_in_a_story_of_old():
    assert read("Prices rose today.") == ["2025-07-26"]
    assert read("Founded in 1655, it is used today.") == ["1655"]


def test_this_year_is_the_pages_own_unless_the_story_is_of_old():
    assert read("It grew in 2023. Earlier this year it shrank.") == ["2023", "2025"]
    assert read("In 1923 it grew. Later that year it shrank, and this year was its best.") == ["1923", "1923", "1923"]


def test_weekdays_count_from_the_pages_own_date():
    assert read("The minister resigned on Tuesday.") == ["2025-07-22"]
    assert read("We meet on a Monday.") == []


def test_the_order_of_day_and_month_comes_from_the_texts_own_clear_dates():
    assert read("signed 7/6/2025, closed 26/7/2025") == ["2025-06-07", "2025-07-26"]
    assert read("signed 7/6/2025, closed 7/26/2025") == ["2025-07-06", "2025-07-26"]
    assert read("signed 7/6/2025", order="DMY") == ["2025-06-07"]


def test_names_and_verbs_that_look_like_months_and_seasons_are_left_alone():
    assert read("In 1934 the Long March began, and prices fall when the Summer Institute opens. May it last.") == ["1934"]


def test_a_count_is_no_year():
    assert read("In 1862 some 1500 men, 2000 horses, 1200 km of road and a force of 1850 were lost.") == ["1862"]


def test_numbers_of_three_digits_are_years_only_in_a_story_of_their_time():
    assert read("In 492 BC they sailed, and in 480 they fell.") == ["-0491", "-0479"]
    assert read("In 1950 they lost 480 ships, a force of 300.") == ["1950"]


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("Gegründet am 5. März 2024 in Ulm, seit 2019 geplant.", ("de",), ["2024-03-05", "2019/.."]),
        ("Fondée le 1er mai 1990, puis vendue en décembre 2015.", ("fr",), ["1990-05-01", "2015-12"]),
        ("Fundada el 5 de marzo de 2024 y cerrada en los años 90.", ("es",), ["2024-03-05", "199X"]),
        ("公司成立于2015年12月,2019年以来盈利。", ("zh",), ["2015-12", "2019/.."]),
        ("会社は令和6年4月1日に設立された。", ("ja", "en"), ["2024-04-01"]),
        ("Основана 5 марта 2024 года.", ("ru",), ["2024-03-05"]),
        ("Opened on 5 March 2024, am 6. März 2024.", ("en", "de"), ["2024-03-05", "2024-03-06"]),
    ],
)
def test_dates_are_read_in_the_languages_of_the_page(text, languages, expected):
    assert read(text, languages=languages) == expected


def test_an_unknown_language_still_gives_its_numeric_dates():
    assert read("xx 2024-03-05", languages=("tlh",)) == ["2024-03-05"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("no", "5. mars 2019", "2019-03-05"),
        ("xx", "5 mars 2019", "2019"),
        ("pl", "W maju 2019", "2019-05"),
        ("", "2019", "2019"),
    ],
)
def test_a_language_that_nobody_knows_leaves_the_plain_forms(language, text, expected):
    assert [when.edtf for when in find_dates(text, base=date(2025, 7, 26), languages=(language,))] == [expected]
