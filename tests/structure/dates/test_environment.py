"""The same dates in any time zone, under any locale, on any day."""

from __future__ import annotations

import locale
import os
import subprocess
import sys
import time
from datetime import date

import pytest
import time_machine

from extractor import find_dates

TEXT = (
    "Founded in July '24; on Tuesday and last year, 7/26/2025, two years ago, the 1990s, am 5. März 2024, 12 grudnia 2015, "
    "去年, since 2019, next month, this decade, 2024-W12."
)
LANGUAGES = ("en", "de", "pl")


def read():
    return [when.edtf for when in find_dates(TEXT, base=date(2025, 7, 26), languages=LANGUAGES)]


@pytest.fixture(scope="module")
def expected():
    found = read()
    assert len(found) == 13
    return found


@pytest.mark.parametrize("day", ["1999-12-31", "2024-02-29", "2026-11-22"])
def test_the_day_of_the_run_changes_nothing(expected, day):
    with time_machine.travel(f"{day}T23:59:00+00:00"):
        assert read() == expected


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"])
def test_the_time_zone_changes_nothing(expected, zone, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert read() == expected
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("name", ["C", "C.UTF-8", "POSIX"])
def test_the_locale_changes_nothing(expected, name):
    before = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, name)
    try:
        assert read() == expected
    finally:
        locale.setlocale(locale.LC_ALL, before)


@pytest.mark.process
@pytest.mark.parametrize(("seed", "lang"), [("0", "C"), ("1", "de_DE.UTF-8"), ("2", "tr_TR.UTF-8")])
def test_a_fresh_process_finds_the_same_whatever_its_hash_seed_and_language(expected, seed, lang):
    code = (
        "import sys; from datetime import date; from extractor import find_dates\n"
        f"found = find_dates(sys.argv[1], base=date(2025, 7, 26), languages={LANGUAGES!r})\n"
        "print([when.edtf for when in found])"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, TEXT],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "LANG": lang, "LC_ALL": lang, "TZ": "Asia/Tokyo"},
    )
    assert run.stdout.strip() == str(expected)
