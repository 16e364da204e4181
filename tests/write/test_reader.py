"""Front matter is read as plain data, and nothing dangerous comes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import WriteError
from extractor.write import read_yaml, write_yaml
from tests.drawing import draws

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1), inner, max_size=4),
    max_leaves=12,
)


@draws(60)
@given(st.dictionaries(st.text(min_size=1), plain, max_size=5))
def test_whatever_is_written_is_read_back(data):
    assert read_yaml(write_yaml(data)) == data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-03-04", "2025-03-04"), ("no", "no"), ("12:30", "12:30"), ("1_000", "1_000"), ("0o17", 15),
        ("017", 17), ("-3", -3),
        ("0.85", 0.85), ("1e3", 1000.0), ("True", True), ("~", None), ("", None),
        ("'1'", "1"), ('"\\u00e9"', "\u00e9"), ("1.2.3", "1.2.3"),
    ],
)  # fmt: skip
def test_scalars_mean_what_they_mean_to_js_yaml(text, value):
    found = read_yaml(f"key: {text}\n")["key"]
    assert found == value
    assert type(found) is type(value)


def test_a_bomb_of_aliases_is_refused_at_once():
    levels = "\n".join(f"k{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 30))
    with pytest.raises(WriteError, match="aliases are not allowed"):
        read_yaml(f"k0: &a0 [x]\n{levels}\n")


def test_a_mapping_that_holds_itself_is_refused():
    with pytest.raises(WriteError, match="aliases are not allowed"):
        read_yaml("key: &a\n  key: *a\n")


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "a: 1\n<<: {a: 2}\na: 3\n", "--- a\n--- b\n", "x", "[a]", "a: 'b"])
def test_what_is_no_plain_mapping_is_refused(text):
    with pytest.raises(WriteError):
        read_yaml(text)


def test_a_huge_front_matter_is_refused():
    with pytest.raises(WriteError, match="more than 4000000 characters"):
        read_yaml("a: " + "x" * 4_000_001)
