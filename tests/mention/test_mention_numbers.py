"""Numbers of a paper's parts: ranges, Roman numbers, parts of a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.mention import without_part
from paperlsp.mention.numbers import RANGE_LIMIT, expand, roman, roman_value


@pytest.mark.parametrize(
    ("first", "last", "members"),
    [
        ("3", "5", "3 4 5"),
        ("3.1", "3.3", "3.1 3.2 3.3"),
        ("A.1", "A.2", "A.1 A.2"),
        ("S1", "S3", "S1 S2 S3"),
        ("3a", "3c", "3a 3b 3c"),
        ("3a", "c", "3a 3b 3c"),
        ("A", "C", "A B C"),
        ("I", "III", "I II III"),
        ("IX", "XI", "IX X XI"),
        ("C", "D", "C D"),
        ("5", "3", "5 3"),
        ("3.1", "4.2", "3.1 4.2"),
        ("3", "3", "3"),
        ("A", "c", "A c"),
    ],
)
def test_a_range_counts_up_within_one_series(first: str, last: str, members: str) -> None:
    assert expand(first, last) == tuple(members.split())


def test_a_very_long_range_keeps_its_ends() -> None:
    assert len(expand("1", str(1 + RANGE_LIMIT))) == RANGE_LIMIT + 1
    assert expand("1", str(2 + RANGE_LIMIT)) == ("1", str(2 + RANGE_LIMIT))


@given(st.integers(1, 399))
def test_roman_numbers_go_round(value: int) -> None:
    assert roman_value(roman(value)) == value


@pytest.mark.parametrize("written", ["", "IIII", "VX", "IC", "A", "CCCC"])
def test_letters_that_are_no_roman_number(written: str) -> None:
    assert roman_value(written) is None


@pytest.mark.parametrize(
    ("number", "whole"), [("3b", "3"), ("A.4'", "A.4"), ("3.2", "3.2"), ("A", "A"), ("3-1", "3-1")]
)
def test_the_whole_of_a_part(number: str, whole: str) -> None:
    assert without_part(number) == whole
