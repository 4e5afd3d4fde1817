"""Arithmetic as paper and code share it: immutable expressions, and the assignments that they stand in.

An expression is a tree of records that compare by value. Subtraction is the addition of a product with −1, division
a power with the exponent −1, a square root the exponent ½: so the same thing has one form wherever it comes from.
The order of terms and factors is that of the source; ``model.arithmetic`` has the order that two sources share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias

MOST_NODES = 240
"""Nodes of an expression. What is longer was generated, or composed too often, and says nothing to a reader."""
MOST_DEPTH = 40
"""Levels of an expression, so that what walks over it may recurse."""

BinderKind: TypeAlias = Literal["sum", "product", "integral", "limit", "expectation", "union", "best"]


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number: 0.999 is 999/1000."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name. ``text`` is how its source shows it ("β₁", "exp_avg") and tells it from others of that source.

    ``key`` is the notation that the name spells (``beta1``), "" for none: a hint and no identity. ``time`` counts the
    steps of what changes: θₜ₊₁ has 1 where θₜ has 0, and code's value before its first update 0; None without any.
    """

    text: str
    key: str = ""
    time: int | None = None


@dataclass(frozen=True, slots=True)
class Add:
    terms: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Multiply:
    factors: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Power:
    base: Expr
    exponent: Expr


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of its arguments. ``function`` is a name of ``KNOWN``, or what the source calls its own."""

    function: str
    arguments: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Bind:
    """What binds a variable in its body: a sum from ``lower`` to ``upper``, an expectation, an integral."""

    kind: BinderKind
    variable: Expr | None
    lower: Expr | None
    upper: Expr | None
    body: Expr


@dataclass(frozen=True, slots=True)
class Compare:
    operator: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Cases:
    """One of several values; a condition is None where nobody says when."""

    branches: tuple[tuple[Expr, Expr | None], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is no arithmetic, as its source writes it."""

    text: str


Expr: TypeAlias = Number | Symbol | Add | Multiply | Power | Apply | Bind | Compare | Cases | Unknown


@dataclass(frozen=True)
class Assignment:
    """``target = value``; without a target an expression that stands alone."""

    target: Expr | None
    value: Expr


_KNOWN = (
    "exp log sin cos tan tanh sinh cosh arctan softmax logsoftmax sigmoid relu gelu softplus abs norm max min argmax "
    "argmin clip sign floor ceil round mean sum prod std var transpose trace det diag inverse matmul concat dropout "
    "mask step cumsum erf where zeros ones normal cast"
)
KNOWN = frozenset(_KNOWN.split())
"""Functions that mean the same in every paper and every library."""
ORDERLESS = frozenset({"max", "min"})
"""Functions whose arguments may stand in any order."""

ZERO, ONE, MINUS_ONE = Number(Fraction(0)), Number(Fraction(1)), Number(Fraction(-1))
HALF = Number(Fraction(1, 2))


def number(value: int | Fraction) -> Number:
    return Number(Fraction(value))


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Number | None:
    """A decimal number as code or a paper writes it, without sign: "1e-8", "0.999", "1_000", ".5", "0x1F"."""
    plain = text.replace("_", "").lower()
    if len(plain) > 60:
        return None
    try:
        if plain[:2] in ("0x", "0o", "0b"):
            return Number(Fraction(int(plain, 0)))
        _, _, exponent = plain.partition("e")
        # A power of ten without bound would fill the memory.
        return None if exponent and abs(int(exponent)) > 300 else Number(Fraction(plain))
    except ValueError:
        return None


def parts(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly below."""
    match expr:
        case Add(terms):
            return terms
        case Multiply(factors):
            return factors
        case Power(base, exponent):
            return base, exponent
        case Apply(_, arguments):
            return arguments
        case Bind(_, variable, lower, upper, body):
            return tuple(part for part in (variable, lower, upper, body) if part is not None)
        case Compare(_, left, right):
            return left, right
        case Cases(branches):
            return tuple(part for branch in branches for part in branch if part is not None)
        case _:
            return ()


def rebuilt(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The expression with ``change`` applied to each part directly below it."""
    match expr:
        case Add(terms):
            return Add(tuple(change(term) for term in terms))
        case Multiply(factors):
            return Multiply(tuple(change(factor) for factor in factors))
        case Power(base, exponent):
            return Power(change(base), change(exponent))
        case Apply(function, arguments):
            return Apply(function, tuple(change(argument) for argument in arguments))
        case Bind(kind, variable, lower, upper, body):
            low, high = (None if each is None else change(each) for each in (lower, upper))
            return Bind(kind, None if variable is None else change(variable), low, high, change(body))
        case Compare(operator, left, right):
            return Compare(operator, change(left), change(right))
        case Cases(branches):
            return Cases(
                tuple(
                    (change(value), None if condition is None else change(condition)) for value, condition in branches
                )
            )
        case _:
            return expr


def walk(expr: Expr) -> Iterator[Expr]:
    """The expression and everything below it, outer ones first; iterative, so that no depth can end it."""
    stack: list[Expr] = [expr]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(parts(current)))


def within_bounds(expr: Expr) -> bool:
    """Whether the expression has no more nodes and levels than anything here is made for."""
    stack: list[tuple[Expr, int]] = [(expr, 1)]
    count = 0
    while stack:
        current, depth = stack.pop()
        count += 1
        if count > MOST_NODES or depth > MOST_DEPTH:
            return False
        stack.extend((part, depth + 1) for part in parts(current))
    return True


def size(expr: Expr) -> int:
    return sum(1 for _ in walk(expr))


def symbols_of(expr: Expr) -> tuple[Symbol, ...]:
    """The symbols in order of appearance, without repeats."""
    return tuple(dict.fromkeys(each for each in walk(expr) if isinstance(each, Symbol)))


def substituted(expr: Expr, found: Callable[[Symbol], Expr | None]) -> Expr:
    """The expression with those symbols replaced for which ``found`` gives something; for one within bounds."""
    if isinstance(expr, Symbol):
        new = found(expr)
        return expr if new is None else new
    return rebuilt(expr, lambda part: substituted(part, found))


def settled(assignment: Assignment) -> Assignment:
    """Times counted back from the latest of each name: in θₜ₊₁ ← θₜ − α·gₜ₊₁ only θₜ is of the past.

    A name without a time stands for the present, unless the same name has times as well. What is assigned is of the
    present in any case.
    """
    values = (assignment.value,) if assignment.target is None else (assignment.target, assignment.value)
    latest: dict[str, int] = {}
    for value in values:
        for symbol in symbols_of(value):
            if symbol.time is not None:
                latest[symbol.text] = max(latest.get(symbol.text, symbol.time), symbol.time)

    assigned = assignment.target
    if isinstance(assigned, Symbol) and assigned.time is None and assigned.text in latest:
        latest[assigned.text] = max(latest[assigned.text], 0)

    def moved(symbol: Symbol) -> Expr | None:
        if symbol == assigned and symbol.text in latest and symbol.time is None:
            return Symbol(symbol.text, symbol.key, -latest[symbol.text])
        if symbol.text not in latest or symbol.time is None:
            return None
        return Symbol(symbol.text, symbol.key, symbol.time - latest[symbol.text])

    target = assignment.target
    return Assignment(None if target is None else substituted(target, moved), substituted(assignment.value, moved))
