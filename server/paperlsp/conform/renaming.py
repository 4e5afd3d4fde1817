"""Two forms with one fingerprint → the renaming that makes one of the other, the likeliest where there are several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from paperlsp.conform.fingerprint import Colours
from paperlsp.conform.hints import agreement, last_name
from paperlsp.conform.normal import expanded
from paperlsp.model.arithmetic import canonical
from paperlsp.model.expr import Assignment, Expr, Symbol, substituted

_AGREES = 0.3
"""What two names must say of each other at least to agree."""
_MOST_TRIES = 48
"""Renamings that are tried where several symbols have one colour."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """``pairs`` go from the paper's symbols to the code's; ``agreement`` is the sum of what their names say.

    ``conflicts`` counts names that spell something else, and letters whose past has another name in code than their
    present. ``least`` is what the worst pair says, ``agreeing`` the share of the names that agree, results left aside:
    what a result is called says little.
    """

    pairs: tuple[tuple[Symbol, Symbol], ...]
    agreement: float
    conflicts: int = 0
    least: float = 0.0
    agreeing: float = 1.0


def find_renaming(
    paper: Assignment, code: Assignment, paper_colours: Colours, code_colours: Colours
) -> Renaming | None:
    """A renaming of the paper's symbols under which the two forms are equal; None where there is none."""
    groups = _groups(paper_colours, code_colours)
    if groups is None:
        return None
    best: Renaming | None = None
    for mapping in _mappings(groups):
        found = _judged(mapping, paper.target)
        if (best is None or found.agreement > best.agreement) and _equal(paper, code, mapping):
            best = found
    return best


def _judged(mapping: Mapping[Symbol, Symbol], target: Expr | None) -> Renaming:
    said = [agreement(mine, theirs) for mine, theirs in mapping.items() if mine != target]
    conflicts = sum(each <= -1 for each in said) + _estranged(mapping)
    agreeing = sum(each >= _AGREES for each in said) / max(len(said), 1)
    return Renaming(tuple(mapping.items()), _agreement(mapping), conflicts, min(said, default=0.0), agreeing)


def _estranged(mapping: Mapping[Symbol, Symbol]) -> int:
    """Letters that stand for two things in code at two times, one of them called like something else."""
    by_text: dict[str, list[tuple[Symbol, Symbol]]] = {}
    for mine, theirs in mapping.items():
        by_text.setdefault(mine.text, []).append((mine, theirs))
    found = 0
    for pairs in by_text.values():
        names = {last_name(theirs.text) for _, theirs in pairs}
        if len(names) > 1 and any(agreement(mine, theirs) < _AGREES for mine, theirs in pairs):
            found += 1
    return found


def _groups(paper: Colours, code: Colours) -> list[tuple[list[Symbol], list[Symbol]]] | None:
    """The symbols of each colour on both sides, in order; None where they are not equally many."""
    mine: dict[int, list[Symbol]] = {}
    theirs: dict[int, list[Symbol]] = {}
    for side, found in ((paper, mine), (code, theirs)):
        for symbol, colour in side.items():
            found.setdefault(colour, []).append(symbol)
    if mine.keys() != theirs.keys() or any(len(mine[colour]) != len(theirs[colour]) for colour in mine):
        return None
    return [(mine[colour], theirs[colour]) for colour in mine]


def _mappings(groups: Sequence[tuple[list[Symbol], list[Symbol]]]) -> list[dict[Symbol, Symbol]]:
    """Ways to pair the symbols off, those whose names agree best first, up to a bound."""
    ways: list[dict[Symbol, Symbol]] = [{}]
    for mine, theirs in groups:
        if len(mine) == 1:
            choices = [dict(zip(mine, theirs, strict=True))]
        elif len(mine) <= 4:
            choices = [dict(zip(mine, order, strict=True)) for order in permutations(theirs)]
        else:
            choices = [dict(zip(mine, theirs, strict=True))]
        choices.sort(key=lambda choice: -_agreement(choice))
        ways = [{**way, **choice} for way in ways for choice in choices][:_MOST_TRIES]
    return ways


def _agreement(mapping: Mapping[Symbol, Symbol]) -> float:
    total = sum(agreement(mine, theirs) for mine, theirs in mapping.items())
    # One name at two times on paper should be one name at two times in code, in the same order.
    by_text: dict[str, list[tuple[Symbol, Symbol]]] = {}
    for mine, theirs in mapping.items():
        by_text.setdefault(mine.text, []).append((mine, theirs))
    for pairs in by_text.values():
        if len(pairs) > 1:
            total += 0.5 if len({theirs.text for _, theirs in pairs}) == 1 else -0.5
            if len({theirs.text for _, theirs in pairs}) == 1 and not _in_order(pairs):
                total -= 2.0
    return total


def _in_order(pairs: Sequence[tuple[Symbol, Symbol]]) -> bool:
    ordered = sorted(pairs, key=lambda pair: pair[0].time or 0)
    times = [theirs.time or 0 for _, theirs in ordered]
    return times == sorted(times)


def _equal(paper: Assignment, code: Assignment, mapping: Mapping[Symbol, Symbol]) -> bool:
    def renamed(symbol: Symbol) -> Expr | None:
        return mapping.get(symbol)

    if (
        isinstance(paper.target, Symbol)
        and isinstance(code.target, Symbol)
        and mapping.get(paper.target) != code.target
    ):
        return False
    made = substituted(paper.value, renamed)
    return canonical(made) == canonical(code.value) or expanded(made) == expanded(code.value)
