"""Sums, products, powers → expressions without needless nodes, and the canonical order that two sources share."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from paperlsp.model.expr import (
    MINUS_ONE,
    ONE,
    ORDERLESS,
    ZERO,
    Add,
    Apply,
    Bind,
    Cases,
    Compare,
    Expr,
    Multiply,
    Number,
    Power,
    Symbol,
    Unknown,
    rebuilt,
    within_bounds,
)

_MOST_BITS = 256
"""Bits of a folded power's numerator or denominator; a larger one stays a power."""


def add(terms: Iterable[Expr]) -> Expr:
    """The sum, flat and without zeros, its numbers folded into the first of them; order is kept."""
    flat: list[Expr] = []
    for term in terms:
        flat.extend(term.terms if isinstance(term, Add) else (term,))
    return _folded(flat, ZERO, product=False)


def multiply(factors: Iterable[Expr]) -> Expr:
    """The product, flat and without ones, its numbers folded into one in front; order is kept otherwise."""
    flat: list[Expr] = []
    for factor in factors:
        flat.extend(factor.factors if isinstance(factor, Multiply) else (factor,))
    if any(factor == ZERO for factor in flat):
        return ZERO
    return _folded(flat, ONE, product=True)


def _folded(flat: list[Expr], neutral: Number, *, product: bool) -> Expr:
    constant = neutral.value
    place: int | None = None
    rest: list[Expr] = []
    for each in flat:
        if isinstance(each, Number):
            constant = constant * each.value if product else constant + each.value
            place = len(rest) if place is None else place
        else:
            rest.append(each)
    if constant != neutral.value:
        rest.insert(0 if product or place is None else place, Number(constant))
    if not rest:
        return neutral
    if len(rest) == 1:
        return rest[0]
    return Multiply(tuple(rest)) if product else Add(tuple(rest))


def negate(expr: Expr) -> Expr:
    return multiply((MINUS_ONE, expr))


def subtract(left: Expr, right: Expr) -> Expr:
    return add((left, negate(right)))


def divide(left: Expr, right: Expr) -> Expr:
    return multiply((left, power(right, MINUS_ONE)))


def power(base: Expr, exponent: Expr) -> Expr:
    """The power; numbers are folded where the result is exact and short, and powers of powers become one."""
    if isinstance(exponent, Number):
        if exponent.value == 1:
            return base
        if exponent.value == 0:
            return ONE
        if isinstance(base, Number):
            folded = _number_power(base.value, exponent.value)
            if folded is not None:
                return Number(folded)
        if isinstance(base, Power) and isinstance(base.exponent, Number):
            return power(base.base, Number(base.exponent.value * exponent.value))
    return ONE if base == ONE else Power(base, exponent)


def _number_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """The exact power, or None where there is none or it is long."""
    if exponent.denominator == 2:
        root = _root(base)
        return None if root is None else _number_power(root, Fraction(exponent.numerator))
    if exponent.denominator != 1 or abs(exponent.numerator) > _MOST_BITS or (base == 0 and exponent < 0):
        return None
    bits = max(abs(base.numerator).bit_length(), base.denominator.bit_length())
    return base**exponent.numerator if bits * abs(exponent.numerator) <= _MOST_BITS else None


def _root(value: Fraction) -> Fraction | None:
    """The exact square root of a short number that has one."""
    if value < 0 or max(value.numerator.bit_length(), value.denominator.bit_length()) > 52:
        return None
    root = Fraction(round(value.numerator**0.5), round(value.denominator**0.5))
    return root if root * root == value else None


def apply(function: str, *arguments: Expr) -> Expr:
    """The application; what is no function of its own becomes what it means: a root a power, relu a maximum."""
    match function, arguments:
        case "sqrt", (argument,):
            return power(argument, Number(Fraction(1, 2)))
        case "rsqrt", (argument,):
            return power(argument, Number(Fraction(-1, 2)))
        case "square", (argument,):
            return power(argument, Number(Fraction(2)))
        case "reciprocal", (argument,):
            return power(argument, MINUS_ONE)
        case "relu", (argument,):
            return Apply("max", (ZERO, argument))
        case _:
            return Apply(function, arguments)


def canonical(expr: Expr) -> Expr:
    """The one form of all expressions that differ in the order and grouping of terms and factors alone.

    Like terms and like factors are joined. Meant for expressions within bounds; what is not comes back as it is.
    """
    return _canonical(expr) if within_bounds(expr) else expr


def _canonical(expr: Expr) -> Expr:
    match expr:
        case Add(terms):
            return _joined_terms([_canonical(term) for term in terms])
        case Multiply(factors):
            return _joined_factors([_canonical(factor) for factor in factors])
        case Power(base, exponent):
            return power(_canonical(base), _canonical(exponent))
        case Apply(function, arguments):
            inner = [_canonical(argument) for argument in arguments]
            return apply(function, *(sorted(inner, key=written) if function in ORDERLESS else inner))
        case _:
            return rebuilt(expr, _canonical)


def _joined_terms(terms: list[Expr]) -> Expr:
    total = add(terms)
    if not isinstance(total, Add):
        return total
    shares: dict[Expr, Fraction] = {}
    for term in total.terms:
        share, rest = coefficient(term)
        shares[rest] = shares.get(rest, Fraction(0)) + share
    joined = [multiply((Number(share), rest)) for rest, share in shares.items() if share]
    return add(sorted(joined, key=written))


def _joined_factors(factors: list[Expr]) -> Expr:
    total = multiply(factors)
    if not isinstance(total, Multiply):
        return total
    shares: dict[Expr, list[Expr]] = {}
    for factor in total.factors:
        base, exponent = (factor.base, factor.exponent) if isinstance(factor, Power) else (factor, ONE)
        if isinstance(base, Number) and isinstance(exponent, Number):
            # A number that could not be folded stays by itself.
            base, exponent = factor, ONE
        shares.setdefault(base, []).append(exponent)
    joined = [power(base, _joined_terms(exponents)) for base, exponents in shares.items()]
    return multiply(sorted(joined, key=written))


def coefficient(term: Expr) -> tuple[Fraction, Expr]:
    """A term as a number times the rest."""
    if isinstance(term, Number):
        return term.value, ONE
    if isinstance(term, Multiply) and isinstance(term.factors[0], Number):
        return term.factors[0].value, multiply(term.factors[1:])
    return Fraction(1), term


def written(expr: Expr) -> str:
    """A text that is the same for equal expressions alone; it orders terms and factors."""
    match expr:
        case Number(value):
            return f"0{value}"
        case Symbol(text, _, time):
            return f"1{text}" if time is None else f"1{text}@{time}"
        case Power(base, exponent):
            return f"2({written(base)})^({written(exponent)})"
        case Multiply(factors):
            return f"3({'*'.join(written(factor) for factor in factors)})"
        case Add(terms):
            return f"4({'+'.join(written(term) for term in terms)})"
        case Apply(function, arguments):
            return f"5{function}({','.join(written(argument) for argument in arguments)})"
        case Bind(kind, variable, lower, upper, body):
            inner = (variable, lower, upper, body)
            return f"6{kind}({','.join('' if each is None else written(each) for each in inner)})"
        case Compare(operator, left, right):
            return f"7({written(left)}{operator}{written(right)})"
        case Cases(branches):
            inner = (f"{written(value)}:{'' if when is None else written(when)}" for value, when in branches)
            return f"8({';'.join(inner)})"
        case Unknown(text):
            return f"9{text!r}"
