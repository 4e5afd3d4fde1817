"""A form → the forms that come of leaving one thing out: a term, a factor, a function around something.

So that ``g + λ·θ`` is seen to be a paper's g with a weight decay added, and √v + ε a paper's √v with its ε.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from paperlsp.model.arithmetic import add, multiply
from paperlsp.model.expr import (
    ZERO,
    Add,
    Apply,
    Cases,
    Expr,
    Multiply,
    Number,
    Power,
    Symbol,
    parts,
    rebuilt,
    size,
    walk,
)

_MOST_REMOVED = 9
"""Nodes of what may be left out."""
_MOST_WEIGHT = 5
"""Nodes of a factor such as 1 − β."""
_AROUND = frozenset(("dropout", "mask", "normalize", "round", "floor"))


@dataclass(frozen=True, slots=True)
class Removal:
    """``value`` is what remains. ``removed`` was ``kind`` there."""

    value: Expr
    removed: Expr
    kind: str


def removals(expr: Expr) -> Iterator[Removal]:
    """One thing left out at a time, outer ones first."""
    yield from _here(expr)
    for at, part in enumerate(parts(expr)):
        for inner in removals(part):
            yield Removal(_with_part(expr, at, inner.value), inner.removed, inner.kind)


def _here(expr: Expr) -> Iterator[Removal]:
    match expr:
        case Add(terms):
            for at, term in enumerate(terms):
                rest = add((*terms[:at], *terms[at + 1 :]))
                if (
                    size(term) <= min(_MOST_REMOVED, size(rest))
                    and not isinstance(rest, Number)
                    and not isinstance(term, Number)
                ):
                    yield Removal(rest, term, "term")
        case Multiply(factors):
            for at, factor in enumerate(factors):
                rest = multiply((*factors[:at], *factors[at + 1 :]))
                base = factor.base if isinstance(factor, Power) else factor
                negative = isinstance(factor, Number) and factor.value < 0
                small = isinstance(base, (Symbol, Number)) and size(factor) <= 4 and not negative
                if small and not isinstance(rest, (Number, Symbol)):
                    yield Removal(rest, factor, "factor")
        case Apply("max", (first, second)) if first == ZERO:
            yield Removal(second, expr, "function")
        case Apply(function, (argument,)) if function in _AROUND:
            yield Removal(argument, expr, "function")
        case Cases(((yes, _), (no, None))):
            yield Removal(yes, no, "case")
            yield Removal(no, yes, "case")
        case _:
            return


def without_weights(expr: Expr) -> Iterator[Removal]:
    """One factor left out that is a difference or a sum of its own, such as the 1 − β of a running mean."""
    if isinstance(expr, Multiply):
        for at, factor in enumerate(expr.factors):
            if isinstance(factor, Add) and size(factor) <= _MOST_WEIGHT:
                yield Removal(multiply((*expr.factors[:at], *expr.factors[at + 1 :])), factor, "factor")
    for at, part in enumerate(parts(expr)):
        for inner in without_weights(part):
            yield Removal(_with_part(expr, at, inner.value), inner.removed, inner.kind)


_WRAPPERS = frozenset(("dropout", "mask"))


def wrappers_of(expr: Expr) -> tuple[Expr, ...]:
    """The dropouts and masks in an expression, once each, around nothing."""
    names = dict.fromkeys(
        part.function for part in walk(expr) if isinstance(part, Apply) and part.function in _WRAPPERS
    )
    return tuple(Apply(name, ()) for name in names)


def without_wrappers(expr: Expr) -> Expr:
    """The expression without dropout and masks, which are no part of most papers' equations."""
    inner = rebuilt(expr, without_wrappers)
    match inner:
        case Apply(function, (argument,)) if function in _WRAPPERS:
            return argument
        case _:
            return inner


def _with_part(expr: Expr, at: int, new: Expr) -> Expr:
    place = -1

    def change(part: Expr) -> Expr:
        nonlocal place
        place += 1
        return new if place == at else part

    made = rebuilt(expr, change)
    match made:
        case Add(terms):
            return add(terms)
        case Multiply(factors):
            return multiply(factors)
        case _:
            return made
