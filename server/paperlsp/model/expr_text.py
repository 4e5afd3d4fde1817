"""An expression → the text that a person reads: ``β₁·exp_avg′ + (1 − β₁)·d_p``."""

from __future__ import annotations

from fractions import Fraction
from math import log10

from paperlsp.model.arithmetic import coefficient, multiply, power
from paperlsp.model.expr import (
    ONE,
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
)

_SUM, _PRODUCT, _POWER, _ATOM = range(4)
_SIGNS = {
    "sum": "∑",
    "product": "∏",
    "integral": "∫",
    "limit": "lim",
    "expectation": "𝔼",
    "union": "⋃",
    "best": "argopt",
}
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def assignment_text(assignment: Assignment) -> str:
    """``target ← value``; a value of the target before has a prime."""
    if assignment.target is None:
        return expression_text(assignment.value)
    return f"{expression_text(assignment.target)} ← {expression_text(assignment.value)}"


def expression_text(expr: Expr) -> str:
    """The expression on one line. A time before the present shows as primes: one for each step back."""
    return _text(expr, _SUM)


def _text(expr: Expr, least: int) -> str:
    text, level = _levelled(expr)
    return text if level >= least else f"({text})"


def _levelled(expr: Expr) -> tuple[str, int]:
    match expr:
        case Number(value):
            return _number(value)
        case Symbol(text, _, time):
            return text + "′" * min(-time, 4) if time is not None and time < 0 else text, _ATOM
        case Add(terms):
            return _sum(terms), _SUM
        case Multiply(factors):
            return _product(factors)
        case Power(base, exponent):
            return _raised(base, exponent)
        case Apply("abs", (argument,)):
            return f"|{_text(argument, _SUM)}|", _ATOM
        case Apply("∇" | "∂", (argument,)):
            return expr.function + _text(argument, _ATOM), _POWER
        case Apply("norm", (argument,)):
            return f"‖{_text(argument, _SUM)}‖", _ATOM
        case Apply("matmul", arguments):
            return " ".join(_text(each, _POWER) for each in arguments), _PRODUCT
        case Apply("transpose", (argument,)):
            return f"{_text(argument, _ATOM)}ᵀ", _POWER
        case Apply(function, arguments):
            return f"{function}({', '.join(_text(each, _SUM) for each in arguments)})", _ATOM
        case Bind():
            return _bound(expr), _PRODUCT
        case Compare(operator, left, right):
            return f"{_text(left, _SUM)} {operator} {_text(right, _SUM)}", _SUM - 1
        case Cases(branches):
            inner = (
                _text(value, _SUM) + ("" if when is None else f" if {_text(when, -1)}") for value, when in branches
            )
            return f"{{{'; '.join(inner)}}}", _ATOM
        case Unknown(text):
            return text, _ATOM


def _number(value: Fraction) -> tuple[str, int]:
    denominator = value.denominator
    level = _ATOM if value >= 0 else _SUM
    if denominator == 1:
        digits = str(value.numerator)
        short = digits.rstrip("0")
        plain = len(digits) <= 7 or len(short) > 4
        zeros = f"10{str(len(digits) - len(short)).translate(_RAISED)}"
        return (digits, level) if plain else (zeros, _POWER) if short == "1" else (f"{short}·{zeros}", _PRODUCT)
    for factor in (2, 5):
        while denominator % factor == 0:
            denominator //= factor
    if denominator != 1 or value.denominator.bit_length() > 128:
        return f"{value.numerator}/{value.denominator}", _PRODUCT
    places = next(n for n in range(256) if (10**n * value).denominator == 1)
    digits = abs(int(value * 10**places))
    minus = "-" if value < 0 else ""
    if places > 5 and log10(digits) < places - 3:
        shown = str(digits)
        exponent = str(len(shown) - 1 - places).translate(_RAISED)
        mantissa = shown[0] + ("." + shown[1:] if len(shown) > 1 else "")
        return (f"{minus}10{exponent}" if shown == "1" else f"{minus}{mantissa}·10{exponent}"), _POWER
    filled = str(digits).rjust(places + 1, "0")
    return f"{minus}{filled[:-places]}.{filled[-places:]}", level


def _sum(terms: tuple[Expr, ...]) -> str:
    pieces: list[str] = []
    for term in terms:
        share, rest = coefficient(term)
        negative = share < 0
        shown = _text(multiply((Number(abs(share)), rest)), _PRODUCT)
        pieces.append((("−" if negative else "") if not pieces else (" − " if negative else " + ")) + shown)
    return "".join(pieces)


def _product(factors: tuple[Expr, ...]) -> tuple[str, int]:
    share, _ = coefficient(Multiply(factors))
    rest = factors[1:] if isinstance(factors[0], Number) else factors
    above: list[Expr] = (
        [] if abs(share) == 1 or share.numerator in (1, -1) else [Number(Fraction(abs(share.numerator)))]
    )
    below: list[Expr] = [] if share.denominator == 1 else [Number(Fraction(share.denominator))]
    if share.denominator != 1 and "/" not in _number(abs(share))[0]:
        above, below = [Number(abs(share))], []
    for factor in rest:
        if isinstance(factor, Power) and isinstance(factor.exponent, Number) and factor.exponent.value < 0:
            below.append(power(factor.base, Number(-factor.exponent.value)))
        else:
            above.append(factor)
    text = "·".join(_text(each, _POWER) for each in above or [ONE])
    if below:
        bottom = "·".join(_text(each, _POWER) for each in below)
        text += f"/{bottom}" if len(below) == 1 else f"/({bottom})"
    return ("−" + text, _SUM) if share < 0 else (text, _PRODUCT)


def _raised(base: Expr, exponent: Expr) -> tuple[str, int]:
    if isinstance(exponent, Number):
        if exponent.value == Fraction(1, 2):
            return f"√{_text(base, _ATOM)}", _POWER
        if exponent.value < 0:
            return f"1/{_text(power(base, Number(-exponent.value)), _POWER)}", _PRODUCT
        if exponent.value.denominator == 1:
            return _text(base, _ATOM) + str(exponent.value.numerator).translate(_RAISED), _POWER
    return f"{_text(base, _ATOM)}^{_text(exponent, _ATOM)}", _POWER


def _bound(expr: Bind) -> str:
    sign = _SIGNS[expr.kind]
    limits = "" if expr.variable is None else _text(expr.variable, _SUM)
    if expr.lower is not None:
        limits += f"={_text(expr.lower, _SUM)}"
    if expr.upper is not None:
        limits += f"…{_text(expr.upper, _SUM)}"
    return f"{sign}{f'[{limits}]' if limits else ''} {_text(expr.body, _PRODUCT)}"
