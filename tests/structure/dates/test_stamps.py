"""Time stamps and the order of their numbers."""

from __future__ import annotations

import pytest

from extractor.structure.dates import infer_order, parse_stamp


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("7/26/2025, 5:17:38 AM", "MDY", "2025-07-26T05:17:38"),
        ("7/26/2025, 5:17:38 AM", "DMY", "2025-07-26T05:17:38"),
        ("7/6/2025, 12:00:01 AM", "MDY", "2025-07-06T00:00:01"),
        ("7/6/2025, 12:00:01 PM", "DMY", "2025-06-07T12:00:01"),
        ("26.07.2025 05:17", "MDY", "2025-07-26T05:17:00"),
        ("06.07.2025, 05:17:38", "MDY", "2025-07-06T05:17:38"),
        ("2025-07-26T05:17:38Z", "DMY", "2025-07-26T05:17:38Z"),
        ("2025-07-26T05:17:38.123+02:00", "DMY", "2025-07-26T05:17:38+02:00"),
        ("2025/7/26 17:05", "MDY", "2025-07-26T17:05:00"),
        ("2025-07-26", "MDY", "2025-07-26"),
        ("13/13/2025", "MDY", None),
        ("7/26/2025, 25:00", "MDY", None),
        ("soon", "MDY", None),
        ("", "MDY", None),
    ],
)
def test_a_stamp_reads_as_iso_without_inventing_a_zone(text, order, expected):
    assert parse_stamp(text, order=order) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["7/6/2025", "7/26/2025"], "MDY"),
        (["7/6/2025", "26/7/2025"], "DMY"),
        (["7/6/2025"], None),
        (["7/26/2025", "26/7/2025"], None),
        (["2025/07/26"], "YMD"),
        (["26.7.2025"], None),
        ([], None),
    ],
)
def test_the_order_is_learned_from_values_that_leave_no_doubt(texts, expected):
    assert infer_order(texts) == expected
