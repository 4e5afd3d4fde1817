"""Statements that only begin what a later one on the same target completes → matched together with that one.

``p.add_(-lr * nu, buffer)`` and then ``p.add_(-lr * (1 - nu), grad)`` are one update in two statements. By itself the first
is a shorter update, or one with something added, which it is not meant to be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from paperlsp.conform.matching import Match
from paperlsp.model.expr import Cases, Expr, Symbol
from paperlsp.model.source import Step


def completed(steps: Sequence[Step], found: Sequence[tuple[Match, ...]]) -> list[tuple[Match, ...]]:
    """The matches of each step; one that a later step completes has the later one's, and none that is inexact."""
    result = list(found)
    places = {step.assignment.target: at for at, step in enumerate(steps)}
    for at in range(len(steps) - 1, -1, -1):
        exact = next((match for match in found[at] if match.kind == "exact"), None)
        if exact is not None:
            for before in _begun_by(steps, at, exact, places):
                own = tuple(match for match in result[before] if match.kind == "exact")
                result[before] = own or (replace(exact, through=(), completed_by=at),)
    return result


def _begun_by(steps: Sequence[Step], at: int, match: Match, places: Mapping[Expr | None, int]) -> list[int]:
    """The steps right before that gave the target what this one goes on from, as far as the equation covers them."""
    target = steps[at].assignment.target
    if not isinstance(target, Symbol) or target.time is None:
        return []
    # The pairs' times count back from the target: the earliest is the value that the equation starts from.
    back = [mine.time for _, mine in match.pairs if mine.text == target.text and mine.time is not None]
    earliest = target.time + min(back, default=0)
    found: list[int] = []
    for time in range(target.time - 1, earliest, -1):
        symbol = replace(target, time=time)
        before = places.get(symbol)
        # Where branches meet, the equation may well be about another branch.
        if before is None or isinstance(steps[before].assignment.value, Cases):
            break
        if time == target.time - 1 and symbol not in match.through:
            break
        found.append(before)
    return found
