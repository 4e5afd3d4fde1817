"""A form → what of it stays when its symbols are renamed: one number for the whole, and a colour for each symbol.

Colours are refined as in graph isomorphism: a symbol's colour is where it stands among what colours. Two symbols of one
colour may be exchanged without a difference, or nearly so; all others have at most one partner in an equal form.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

from paperlsp.model.expr import (
    ORDERLESS,
    Add,
    Apply,
    Assignment,
    Bind,
    Cases,
    Compare,
    Expr,
    Multiply,
    Number,
    Power,
    Symbol,
    Unknown,
    parts,
    walk,
)

_ROUNDS = 3
Colours = Mapping[Symbol, int]


def fingerprint(form: Assignment) -> tuple[int, Colours]:
    """The number that equal forms share under any renaming, and the colours of the form's symbols."""
    target = form.target if isinstance(form.target, Symbol) else None
    symbols = dict.fromkeys(each for each in walk(form.value) if isinstance(each, Symbol))
    if target is not None:
        symbols.setdefault(target)
    colours: dict[Symbol, int] = {symbol: 11 if symbol == target else 7 for symbol in symbols}
    for _ in range(_ROUNDS):
        places: dict[Symbol, list[int]] = {symbol: [] for symbol in symbols}
        _place(form.value, 3, colours, places)
        colours = {symbol: hash((colours[symbol], *sorted(found))) for symbol, found in places.items()}
    whole = hash((shape_of(form.value, colours), colours[target] if target is not None else 0))
    return whole, colours


def shape_of(expr: Expr, colours: Mapping[Symbol, int]) -> int:
    """A number for an expression by the colours of its symbols. Numbers of integers alone: no text is hashed."""
    match expr:
        case Symbol():
            return colours.get(expr, 5)
        case Number(value):
            return hash((1, value.numerator, value.denominator))
        case Add(terms):
            return hash((2, *sorted(shape_of(term, colours) for term in terms)))
        case Multiply(factors):
            return hash((3, *sorted(shape_of(factor, colours) for factor in factors)))
        case Power(base, exponent):
            return hash((4, shape_of(base, colours), shape_of(exponent, colours)))
        case Apply(function, arguments):
            inner = [shape_of(argument, colours) for argument in arguments]
            return hash((5, _number(function), *(sorted(inner) if function in ORDERLESS else inner)))
        case Unknown(text):
            return hash((6, _number(text)))
        case Bind(kind):
            return hash((7, _number(kind), *(shape_of(part, colours) for part in parts(expr))))
        case Compare(operator):
            return hash((8, _number(operator), *(shape_of(part, colours) for part in parts(expr))))
        case Cases():
            return hash((9, *(shape_of(part, colours) for part in parts(expr))))


def _place(expr: Expr, above: int, colours: Mapping[Symbol, int], places: dict[Symbol, list[int]]) -> None:
    """Note for each symbol where it stands: what is around it, and at which place where places differ."""
    if isinstance(expr, Symbol):
        if expr in places:
            places[expr].append(above)
        return
    mine = hash((above, shape_of(expr, colours)))
    free = isinstance(expr, (Add, Multiply)) or (isinstance(expr, Apply) and expr.function in ORDERLESS)
    for at, part in enumerate(parts(expr)):
        _place(part, mine if free else hash((mine, at)), colours, places)


def _number(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))
