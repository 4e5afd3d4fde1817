"""Printed numbers of headings → comparable keys, and the longest run of candidates that counts on as sections do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Key = tuple[int, ...]

NUMBERED = re.compile(
    r"^(?P<word>(?i:Appendix|Appendices|Annexe?|Section|Chapter|Supplement(?:ary)?(?: Materials?| Notes?| Information)?)\s+)?"
    r"(?P<number>(?:S?\d{1,2}|[IVX]{1,5}(?![A-Za-z])|[A-Z]\d{1,2}|[A-Z])(?:\.\d{1,2}|\.[A-Z](?=[.\s]))*)"
    r"(?P<mark>[.:)]|\s*[–—-](?=\s))?(?P<gap>\s*)(?P<title>\S.*)?$"
)
APPENDIX = 1000
"""Letters count on from here, as appendices come last."""

SUPPLEMENT = 2000
"""And the sections of a supplement, S1, S2…, come after them."""

ROMAN = re.compile(r"^[IVX]+$")
FARTHEST = 2
"""A number may be this much above the last one: one heading between them may have been missed."""

FARTHEST_BACK = 200
"""In candidates: a page of numbered bold rows must not make the search quadratic."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a numbered heading: its place among the lines, its number, and how well it looks like one.

    ``family`` tells the styles of headings apart: in a paper with Roman numbers, "A" in another style than "I" is a
    subsection. ``weight`` is above 0.
    """

    at: int
    number: str
    family: object
    weight: float


def is_roman(number: str) -> bool:
    return bool(ROMAN.match(number))


def roman_value(number: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for at, character in enumerate(number):
        value = values[character]
        total += -value if at + 1 < len(number) and values[number[at + 1]] > value else value
    return total


def roman_family(candidates: Sequence[Candidate]) -> object | None:
    """The style of the sections of a paper that counts them I, II, III; None in the other papers."""
    first: set[object] = set()
    for each in candidates:
        if each.number == "I":
            first.add(each.family)
        elif each.number == "II" and each.family in first:
            return each.family
    return None


def key_of(candidate: Candidate, last: Key, roman: object | None) -> Key:
    """What a number counts as after ``last``. Letters are appendices, except under sections with Roman numbers."""
    number = candidate.number
    if roman is not None:
        if candidate.family == roman and is_roman(number):
            return (roman_value(number),)
        if candidate.family != roman and last and last[0] < APPENDIX:
            if len(number) == 1 and number.isalpha():
                return (last[0], ord(number) - ord("A") + 1)
            if number.isdigit():
                return (*last[:2], int(number)) if len(last) > 1 else (*last[:1], 0, int(number))
    key: list[int] = []
    for part in re.findall(r"S?\d+|[A-Z]", number):
        if part.isdigit():
            key.append(int(part))
        elif part[0] == "S" and len(part) > 1:
            key.append(SUPPLEMENT + int(part[1:]))
        else:
            key.append((APPENDIX if not key else 0) + ord(part) - ord("A") + 1)
    return tuple(key)


def step(last: Key, key: Key) -> float | None:
    """The cost of ``key`` coming after ``last``: 0 for the next number; None where it cannot come at all."""
    if not last:
        start = key[0] % APPENDIX
        return 0.3 * max(start - 1, 0) + 0.3 * (len(key) - 1) if start <= 6 else None
    if key[0] // APPENDIX > last[0] // APPENDIX:
        return 0.3 * (key[0] % APPENDIX - 1 + len(key) - 1) if key[0] % APPENDIX <= FARTHEST else None
    depth = next((at for at, (a, b) in enumerate(zip(last, key, strict=False)) if a != b), min(len(last), len(key)))
    if depth == len(key):
        return None
    ahead = key[depth] - (last[depth] if depth < len(last) else 0)
    below = key[depth + 1 :]
    if not 0 < ahead <= FARTHEST or any(part > FARTHEST for part in below):
        return None
    return 0.4 * (ahead - 1) + sum(0.3 * part for part in below)


def best_chain(candidates: Sequence[Candidate]) -> list[tuple[Candidate, Key]]:
    """The candidates that together count on best, in order, each with its key."""
    roman = roman_family(candidates)
    # For each candidate: the weight of the best chain that ends in it, its key there, and the candidate before it.
    ends: list[tuple[float, Key, int]] = []
    for at, candidate in enumerate(candidates):
        key = key_of(candidate, (), roman)
        cost = step((), key)
        best = (candidate.weight - cost if cost is not None else float("-inf"), key, -1)
        for before in range(max(0, at - FARTHEST_BACK), at):
            weight, last, _ = ends[before]
            if weight == float("-inf"):
                continue
            key = key_of(candidate, last, roman)
            cost = step(last, key)
            if cost is not None and weight + candidate.weight - cost > best[0] + 1e-9:
                best = (weight + candidate.weight - cost, key, before)
        ends.append(best)
    if not ends:
        return []
    at = max(range(len(ends)), key=lambda index: (ends[index][0], -index))
    if ends[at][0] <= 0:
        return []
    chain: list[tuple[Candidate, Key]] = []
    while at >= 0:
        chain.append((candidates[at], ends[at][1]))
        at = ends[at][2]
    return chain[::-1]
