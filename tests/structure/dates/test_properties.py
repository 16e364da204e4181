"""What holds for every text: ranges, notation, order, time."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from extractor import find_dates
from tests.drawing import draws

ROOT = Path(__file__).resolve().parents[3]
BASE = date(2025, 7, 26)
MONTHS = "January February March April May June July August September October November December"
PIECES = """
1 5 12 13 31 44 49% 99 300 1850 1939 2000 2024 03 07 '24 1990s 80s 19th first Q3 H1 W12 FY2024 2024-03-05 5/3/2024
05.03.2024 March May December Sat Friday spring fall the of and to - – / , . ? ~ ( ) in on since until before from
between c. about early late mid next last that this same following year years day decade century BC AD B.C. today
yesterday ago two later every each present onwards 年 月 日 2024年 3月 5日 至 約 世紀 10:30 $100 GPT-4 men Christmas
"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])
TEXTS = st.lists(WORDS, max_size=14).map(" ".join) | st.lists(WORDS, max_size=14).map("".join) | st.text(max_size=60)


@draws(300)
@given(TEXTS, st.sampled_from([("en",), ("de", "en"), ("fr",), ("es",), ("it",), ("pt",), ("nl",), ("zh",)]))
def test_dates_are_sorted_apart_quoted_and_in_valid_notation(text, languages):
    end = 0
    for when in find_dates(text, base=BASE, languages=languages):
        assert end <= when.start < when.end <= len(text)
        assert when.raw == text[when.start : when.end]
        end = when.end
        if when.edtf is not None:
            assert str(parse_edtf(when.edtf)) == when.edtf
        if when.earliest and when.latest:
            assert when.earliest <= when.latest
        assert (when.edtf is None) == (when.precision == "unknown")


@pytest.mark.parametrize(
    ("text", "notations"),
    [
        ("c. spring 2021", ["2021-21"]),
        ("2024Q3–5/3/2024", ["2024-07/2024-09", "2024-05-03"]),
        ("since c. spring 2021", ["2021-21~/.."]),
    ],
)
def test_what_a_notation_cannot_say_it_does_not_say(text, notations):
    """A season by itself takes no mark, though the qualifier is kept; what ends before it begins is no interval."""
    found = find_dates(text, base=BASE)
    assert [when.edtf for when in found] == notations
    assert all(str(parse_edtf(notation)) == notation for notation in notations)
    assert all(when.qualifier == "approximate" for when in found if "c." in text)


@given(st.dates(min_value=date(1, 1, 1)))
def test_an_iso_day_reads_as_itself(day):
    found = find_dates(f"({day.isoformat()})", base=BASE)
    if day.year >= 1000 and day.year < 2200:
        assert [(when.edtf, when.earliest, when.latest) for when in found] == [(day.isoformat(), day, day)]


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 31)))
def test_a_written_day_reads_as_the_day_whichever_way_it_is_written(day):
    month = MONTHS.split()[day.month - 1]
    for words in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"the {day.day} of {month}, {day.year}"):
        assert [when.edtf for when in find_dates(words, base=BASE)] == [day.isoformat()]


SEEDS = [
    "1 ", "1-", "1/", "1.", "March ", "May ", "2020, ", "2020-", "2020?", "2020 and ", "2020 to ", "2 B.C. ", "A.D. ",
    "'24 ", "the of ", "the late ", "early ", "c. ", "19th and ", "19th century ", "that that ", "next ", "日", "年", "2020年",
    "十", "from ", "5 of the ", "12:", "Mon, ", "–", "every ", " ", "\n", "a", "_", "1_", "é", "Q1 ", "2020. ", "(2011–",
    "1,000,", "$1", "0",
]  # fmt: skip


def fill(piece, size):
    """Repeat a piece to a text of so many bytes."""
    return piece * (size // len(piece.encode()))


def measure(text):
    start = time.process_time()
    find_dates(text, base=BASE)
    return time.process_time() - start


@pytest.mark.timing
@pytest.mark.parametrize("piece", SEEDS)
def test_no_pattern_makes_the_finder_slower_than_linear(piece):
    size = 10_000
    small = min(measure((piece * size)[:size]) for _ in range(2))
    large = min(measure((piece * size * 4)[: 4 * size]) for _ in range(2))
    assert large < 10 * small + 0.2, f"{size} characters took {small:.3f} s, four times as many {large:.3f} s"


DENSE = [
    "2020–", "2020, ", "1999 ", "May ", "2020 and ", "2020年", "January 3 - ", "1-", "3 May ", "c. 2020 ", "2020?-", "Jan\n",
    "1990s-", "2024-3-5、", "Q3 2024 ", "5/3/2024 ", "in 2020 ",
]  # fmt: skip
CEILING = 27
"""Times its share of the seed page by bytes, which names few dates, that a text of nothing but dates may take. On a quiet
machine these take 13 to 26 times theirs (``benchmarks.dates.dense``), of our sample pages, with more dates, 5 to 13."""


@pytest.mark.timing
def test_no_hostile_text_takes_twenty_times_its_share_of_our_sample_pages():
    size = 20_000
    pages = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "raw").glob("*.txt")))
    share = min(measure(pages) for _ in range(3)) / len(pages.encode()) * size
    worst = max((min(measure(fill(piece, size)) for _ in range(3)), piece) for piece in [*SEEDS, *DENSE])
    assert worst[0] < 20 * share, f"{worst[1]!r} takes {worst[0] / share:.0f} times its share"


@pytest.mark.timing
@pytest.mark.parametrize("piece", DENSE)
def test_a_text_of_nothing_but_dates_stays_under_the_ceiling_by_the_share_of_a_page(seed_page, piece):
    page = seed_page.read_text("utf-8")
    size = 20_000
    ratios = []
    for _ in range(6):
        share = min(measure(page) for _ in range(3)) / len(page.encode()) * size
        ratios.append(measure(fill(piece, size)) / share)
        if ratios[-1] < CEILING / 2:
            break
    assert min(ratios) < CEILING, f"{piece!r} takes {min(ratios):.1f} times its share"
