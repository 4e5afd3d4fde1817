"""An assignment → what neither renaming nor multiplying out changes, at a fraction of the cost of comparing.

The value of an expression when all its symbols are one number is the same however the symbols are called and however its
products are written. With the count of its symbols and marks for its functions it tells nearly all expressions apart.
"""

from __future__ import annotations

from collections.abc import Collection
from math import cos, e, exp, inf, isfinite, log, sin, tan, tanh
from typing import NamedTuple
from zlib import crc32

from paperlsp.conform.normal import E_BASE, TRANSPARENT
from paperlsp.model.expr import (
    KNOWN,
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
)

_PROBE = 0.6180339887
"""What every symbol is: below one, so that roots of 1 − β are real, and in no simple ratio to anything."""
_LARGEST = 1e12
_UNMARKED = frozenset(("exp", "log"))
"""Functions that may be powers on the other side."""


class Signature(NamedTuple):
    symbols: int
    marks: int
    value: float


def signature(assignment: Assignment) -> Signature:
    """The signature of an assignment's value, of a form or of one not yet loosened."""
    symbols: set[Expr | tuple[str, int]] = set()
    marks = 0
    stack: list[Expr] = [assignment.value]
    while stack:
        part = stack.pop()
        match part:
            case Symbol(text, _, time):
                if part != E_BASE:
                    symbols.add((text, time or 0))
            case Unknown():
                symbols.add(part)
            case Apply(function, arguments):
                if function in TRANSPARENT or function in _UNMARKED:
                    stack.extend(arguments)
                elif function in KNOWN:
                    marks |= 1 << (_number(function) % 61)
                    stack.extend(arguments)
                else:
                    symbols.add(part)
            case _:
                stack.extend(parts(part))
    return Signature(len(symbols), marks, _rounded(_value(assignment.value)))


def may_meet_smaller(mine: Signature, known: Collection[tuple[int, int]], *, fewer: int) -> bool:
    """Whether one of the known forms may be what is left of this one when up to so many symbols go."""
    return any(mine.symbols - fewer <= count <= mine.symbols and not marks & ~mine.marks for count, marks in known)


def _value(expr: Expr) -> float:
    """The value with all symbols alike; functions that are no arithmetic get a value by their name."""
    match expr:
        case Number(value):
            found = value.numerator / value.denominator if abs(value.numerator) < 10**300 else inf
        case Symbol():
            found = e if expr == E_BASE else _PROBE
        case Add(terms):
            found = sum(_value(term) for term in terms)
        case Multiply(factors):
            found = 1.0
            for factor in factors:
                found *= _value(factor)
        case Power(base, exponent):
            found = _raised(
                _value(base), _value(exponent), whole=isinstance(exponent, Number) and exponent.value.denominator == 1
            )
        case Apply(function, arguments):
            found = _applied(function, arguments)
        case Bind(kind, _, lower, upper, body):
            inner = [0.3 if part is None else _value(part) for part in (lower, upper, body)]
            found = _mixed(kind, inner)
        case Cases(branches):
            values = [_value(value) for value, _ in branches]
            found = values[0] if all(abs(value - values[0]) < 1e-12 for value in values) else _mixed("cases", values)
        case Compare(operator, left, right):
            found = _mixed(operator, [_value(left), _value(right)])
        case Unknown():
            found = _PROBE
    return found if isfinite(found) and abs(found) < _LARGEST else _LARGEST


def _applied(function: str, arguments: tuple[Expr, ...]) -> float:
    if function not in KNOWN:
        return _PROBE
    values = [_value(argument) for argument in arguments]
    if function == "matmul":
        product = 1.0
        for value in values:
            product *= value
        return product
    if function == "inverse":
        return _raised(values[0], -1.0, whole=True) if values else 0.0
    if function in TRANSPARENT and len(values) == 1:
        return values[0]
    if len(values) == 1:
        value = values[0]
        match function:
            case "exp":
                return exp(min(value, 50.0))
            case "log":
                return log(max(abs(value), 1e-12))
            case "sin":
                return sin(value)
            case "cos":
                return cos(value)
            case "tan":
                return tan(value)
            case "tanh":
                return tanh(value)
            case "abs":
                return abs(value)
            case _:
                pass
    if function in ("max", "min") and values:
        # The extreme itself would forget the other values.
        return _mixed(function, sorted(values))
    return _mixed(function, values)


def _raised(base: float, exponent: float, *, whole: bool) -> float:
    try:
        return base**exponent if whole else max(abs(base), 1e-12) ** exponent
    except (OverflowError, ZeroDivisionError):
        return _LARGEST


def _mixed(name: str, values: list[float]) -> float:
    """A value by a name and what it is applied to, without meaning."""
    share = (_number(name) % 977) / 977 + 0.1
    return share + sum(value * (0.7 + share * (at + 1)) for at, value in enumerate(values))


def _rounded(value: float) -> float:
    """So coarse that the order of additions does not show."""
    return float(f"{value:.7e}")


def _number(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))
