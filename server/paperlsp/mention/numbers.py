"""The numbers that papers give to their parts ("3", "A.4", "III-B", "3a"): their form, and ranges → members."""

from __future__ import annotations

import re

RANGE_LIMIT = 60
"""A range that would have more members than this keeps its two ends only: nobody means to cite a hundred equations."""

# A counter with sub-counters, such as 3, 3.2 or 12.4.1, and the letter or prime that may follow it, such as 3a or 3'.
_DIGITS = r"(?!0\d)\d{1,4}(?:\.\d{1,3}){0,4}"
_PART = r"(?:[a-lA-H](?!\w))?"
# A letter and a counter: A.4, S3, C18, A1.2. "SI" and "SM" head the supplements of some journals.
_LETTERED = r"(?:S[IM]|[A-Z])\.?\d{1,3}(?:\.\d{1,3}){0,3}"
_ROMAN = r"[IVXLC]{1,7}(?:[-‐.][A-Z](?:\d{1,2})?)?"
# What may not follow a number: more of a word, a file's suffix or a version's next part, a compound ("3-layer"), a
# per cent sign, a size ("3 x 4"), a ratio ("1:1") or a product ("2*x"). A full stop with a capitalised word is a
# sentence that lost its space.
_END = r"(?!\w|\.(?![A-Z][a-z])\w|[-‐][A-Za-z]{2}|\s?%|\s?[x×]\s?\d|:\d|\*[\w(])"

PLAIN = rf"{_DIGITS}{_PART}{_END}"
LETTERED = rf"{_LETTERED}{_PART}{_END}"
ROMAN = rf"{_ROMAN}{_END}"
LETTER = rf"[A-Z]{_END}"
PARENTHESISED = rf"(?:{_DIGITS}|{_LETTERED})(?:[a-zA-Z](?!\w))?['′]{{0,3}}"
"""Inside brackets any letter may follow, and primes do."""

_ROMAN_VALUES = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_COUNTED = re.compile(r"(?P<head>(?:.*\D)?)(?P<count>\d{1,4})", re.DOTALL)
_WITH_PART = re.compile(r"(?P<head>.*\d)(?P<part>[a-zA-Z])", re.DOTALL)


def roman(value: int) -> str:
    """An integer from 1 to 399 as a Roman number."""
    written = ""
    for worth, letters in _ROMAN_VALUES:
        count, value = divmod(value, worth)
        written += letters * count
    return written


def roman_value(number: str) -> int | None:
    """The value of a well-formed Roman number up to 399, else None."""
    value = 0
    rest = number
    for worth, letters in _ROMAN_VALUES:
        while rest.startswith(letters):
            value += worth
            rest = rest[len(letters) :]
    return value if not rest and 0 < value < 400 and roman(value) == number else None


def without_part(number: str) -> str:
    """The number of the whole that a part belongs to: "3b" → "3", "A.4'" → "A.4"; any other number as it is."""
    bare = number.rstrip("'′")
    found = _WITH_PART.fullmatch(bare)
    return found["head"] if found else bare


def expand(first: str, last: str) -> tuple[str, ...]:
    """The members of a range: 3 to 5, 3.1 to 3.4, A.1 to A.3, 3a to 3c, A to C, II to IV.

    Where the two ends do not count up within one series the result is just these two.
    """
    ends = (first, last) if first != last else (first,)
    start, stop = _COUNTED.fullmatch(first), _COUNTED.fullmatch(last)
    if start and stop:
        head = start["head"]
        low, high = int(start["count"]), int(stop["count"])
        if head == stop["head"] and low < high <= low + RANGE_LIMIT:
            return tuple(f"{head}{count}" for count in range(low, high + 1))
        return ends
    low_part, high_part = _WITH_PART.fullmatch(first), _WITH_PART.fullmatch(last)
    if low_part and high_part:
        return (
            _letters(low_part["head"], low_part["part"], high_part["part"])
            if low_part["head"] == high_part["head"]
            else ends
        )
    if low_part and len(last) == 1 and last.isalpha():
        return _letters(low_part["head"], low_part["part"], last)
    low_roman, high_roman = roman_value(first), roman_value(last)
    if low_roman and high_roman and (first == "I" or len(first) + len(last) > 2):
        return tuple(roman(value) for value in range(low_roman, high_roman + 1)) if low_roman < high_roman else ends
    if len(first) == len(last) == 1 and first.isupper() and last.isupper():
        return _letters("", first, last)
    return ends


def _letters(head: str, first: str, last: str) -> tuple[str, ...]:
    if first.islower() == last.islower() and first < last:
        return tuple(f"{head}{chr(code)}" for code in range(ord(first), ord(last) + 1))
    return (f"{head}{first}", f"{head}{last}")
