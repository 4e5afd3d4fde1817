"""An assignment → the form in which it is compared: multiplied out, with times settled and opaque things as symbols.

Papers write a product of matrices as any product, and leave out what turns them over; so that the two sides meet, the
order of factors and transposition are forgotten here, for both. What is no arithmetic stands as a symbol of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from paperlsp.model.arithmetic import add, canonical, multiply, power, written
from paperlsp.model.expr import (
    KNOWN,
    MINUS_ONE,
    ONE,
    Add,
    Apply,
    Assignment,
    Bind,
    Cases,
    Expr,
    Multiply,
    Number,
    Power,
    Symbol,
    Unknown,
    rebuilt,
    settled,
    substituted,
    symbols_of,
    walk,
    within_bounds,
)
from paperlsp.model.expr_text import expression_text

_MOST_TERMS = 48
"""Terms of a sum that is multiplied out; a longer one stays a product."""
TRANSPARENT = frozenset(("transpose", "cast", "diag", "matmul", "inverse"))
"""Functions that are looked through: what they are given is all that counts."""
_GRADIENTS = frozenset("∇∂")
E_BASE = Symbol("e", "e", 0)

_Monomial = tuple[tuple[Expr, Expr], ...]
"""Factors as (base, exponent), in the order of how they are written."""
_Polynomial = dict[_Monomial, Fraction]


def loosened(assignment: Assignment) -> Assignment:
    """The assignment as it is compared, not yet multiplied out."""
    moved = settled(assignment)
    sides = (moved.value,) if moved.target is None else (moved.target, moved.value)
    timed = {each.text for side in sides for each in symbols_of(side) if each.time is not None}

    def present(symbol: Symbol) -> Expr | None:
        # What has no time is of the present, unless the same letter has times as well: then it is another thing.
        return Symbol(symbol.text, symbol.key, 0) if symbol.time is None and symbol.text not in timed else None

    value = canonical(substituted(_loose(moved.value), present))
    return Assignment(None if moved.target is None else substituted(_loose(moved.target), present), value)


def _loose(expr: Expr) -> Expr:
    match expr:
        case Unknown(text):
            return Symbol(text, "", 0)
        case Apply("matmul", arguments):
            return multiply(_loose(argument) for argument in arguments)
        case Apply("inverse", (argument,)):
            return power(_loose(argument), MINUS_ONE)
        case Apply(function, (argument,)) if function in TRANSPARENT:
            return _loose(argument)
        case Apply("exp", (argument,)):
            return power(E_BASE, _loose(argument))
        case Apply(function) if function not in KNOWN:
            key = "gradient" if function in _GRADIENTS else ""
            return Symbol(expression_text(expr), key or _own_key(function), 0)
        case Cases(branches):
            values = [_loose(value) for value, _ in branches]
            if all(value == values[0] for value in values):
                # What differs in shape alone is no case.
                return values[0]
            return rebuilt(expr, _loose)
        case Bind(kind, _, lower, upper, body):
            parts = (lower, upper)
            low, high = (None if part is None else _loose(part) for part in parts)
            return Bind(kind, None, low, high, _loose(body))
        case _:
            return rebuilt(expr, _loose)


def _own_key(function: str) -> str:
    """What a function of the paper's or the code's own is called, as a hint for what its value is called."""
    last = function.rpartition(".")[2].lower()
    return last if last.isascii() and last.isalpha() and len(last) == 1 else ""


def expanded(expr: Expr) -> Expr:
    """The sum of products that an expression within bounds comes to, in canonical order."""
    if not within_bounds(expr):
        return expr
    found = _polynomial(expr)
    if any(_open(base, exponent) for monomial in found for base, exponent in monomial):
        found = _polynomial(_built(found))
    return _built(found)


def _open(base: Expr, exponent: Expr) -> bool:
    """Whether roots or quotients that have met may leave something to multiply out: a sum itself, or powers of numbers."""
    return isinstance(base, Number) or (isinstance(base, Add) and exponent == ONE)


def _polynomial(expr: Expr) -> _Polynomial:
    match expr:
        case Number(value):
            return {(): value} if value else {}
        case Add(terms):
            return _summed(_polynomial(term) for term in terms)
        case Multiply(factors):
            found: _Polynomial = {(): Fraction(1)}
            for factor in factors:
                other = _polynomial(factor)
                if len(found) * len(other) > _MOST_TERMS:
                    found, other = _atom(_built(found)), _atom(_built(other))
                found = _product(found, other)
            return found
        case Power(base, exponent):
            return _raised(base, exponent)
        case _:
            return _atom(rebuilt(expr, expanded))


def _atom(expr: Expr, exponent: Expr = ONE) -> _Polynomial:
    if isinstance(expr, Number) and exponent == ONE:
        return {(): expr.value} if expr.value else {}
    return {((expr, exponent),): Fraction(1)}


def _summed(parts: Iterable[_Polynomial]) -> _Polynomial:
    total: _Polynomial = {}
    for part in parts:
        for monomial, share in part.items():
            total[monomial] = total.get(monomial, Fraction(0)) + share
    return {monomial: share for monomial, share in total.items() if share}


def _product(left: _Polynomial, right: _Polynomial) -> _Polynomial:
    return _summed(
        {_joined(first, second): share * other} for first, share in left.items() for second, other in right.items()
    )


def _joined(left: _Monomial, right: _Monomial) -> _Monomial:
    if not left or not right:
        return left or right
    exponents: dict[Expr, Expr] = dict(left)
    for base, exponent in right:
        exponents[base] = expanded(add((exponents[base], exponent))) if base in exponents else exponent
    return _ordered(exponents)


def _ordered(exponents: dict[Expr, Expr]) -> _Monomial:
    kept = [(base, exponent) for base, exponent in exponents.items() if exponent != Number(Fraction(0))]
    return tuple(sorted(kept, key=lambda pair: written(pair[0])))


def _raised(base: Expr, exponent: Expr) -> _Polynomial:
    raised = expanded(exponent)
    inner = _polynomial(base)
    if not isinstance(raised, Number):
        return _named_power(base, raised, inner)
    value = raised.value
    if (
        value.denominator == 1
        and 1 < value.numerator <= 4
        and len(inner) ** value.numerator <= _MOST_TERMS
        and len(inner) > 1
    ):
        found = inner
        for _ in range(value.numerator - 1):
            found = _product(found, inner)
        return found
    if len(inner) == 1:
        ((monomial, share),) = inner.items()
        return _with_share(share, raised, _scaled(monomial, raised))
    if not inner:
        return {}
    content, rest = _content(inner)
    return _with_share(content, raised, ((_built(rest), raised),))


def _named_power(base: Expr, exponent: Expr, inner: _Polynomial) -> _Polynomial:
    """A power whose exponent is no number; e to a multiple of a logarithm is a power of what stands in it."""
    if base == E_BASE:
        terms = exponent.terms if isinstance(exponent, Add) else (exponent,)
        if len(terms) == 1:
            factors = terms[0].factors if isinstance(terms[0], Multiply) else terms
            for at, factor in enumerate(factors):
                if isinstance(factor, Apply) and factor.function == "log" and len(factor.arguments) == 1:
                    rest = expanded(multiply((*factors[:at], *factors[at + 1 :])))
                    return _raised(factor.arguments[0], rest)
    if len(inner) == 1:
        ((monomial, share),) = inner.items()
        if share == 1 and monomial:
            return {_scaled(monomial, exponent): Fraction(1)}
    return {((_built(inner), exponent),): Fraction(1)}


def _scaled(monomial: _Monomial, exponent: Expr) -> _Monomial:
    """The exponents of a monomial multiplied; roots are taken as of what is positive."""
    return _ordered({base: expanded(multiply((own, exponent))) for base, own in monomial})


def _with_share(share: Fraction, exponent: Number, monomial: _Monomial) -> _Polynomial:
    folded = power(Number(share), exponent)
    if isinstance(folded, Number):
        return {monomial: folded.value}
    return {_joined(monomial, ((Number(share), exponent),)): Fraction(1)}


def _content(polynomial: _Polynomial) -> tuple[Fraction, _Polynomial]:
    """A sum as a number times a sum whose number alone, or else most of whose terms, are positive."""
    alone = polynomial.get((), Fraction(0))
    shares = list(polynomial.values())
    size = min(abs(share) for share in shares)
    size = abs(alone) if alone else size
    balance = sum(1 if share > 0 else -1 for share in shares)
    sign = 1 if alone > 0 or (not alone and balance >= 0) else -1
    content = size * sign
    return content, {monomial: share / content for monomial, share in polynomial.items()}


def _built(polynomial: _Polynomial) -> Expr:
    terms = [
        multiply((Number(share), *(base if exponent == ONE else Power(base, exponent) for base, exponent in monomial)))
        for monomial, share in polynomial.items()
    ]
    return add(sorted(terms, key=written))


def weight_of(assignment: Assignment) -> float:
    """How much a loosened assignment says: its operations, its functions, its numbers, and what it names again.

    β·m′ + (1 − β)·g says more than a·b + c·d: it names β twice, and its own past.
    """
    total = 0.0
    seen: set[Symbol] = set()
    for part in walk(assignment.value):
        match part:
            case Add(terms):
                total += len(terms) - 1
            case Multiply(factors):
                total += sum(factor != MINUS_ONE for factor in factors) - 1
            case Power(_, exponent):
                total += 0.0 if exponent == MINUS_ONE else 1.0
            case Apply() | Bind():
                total += 2.0
            case Number(value) if value not in (0, 1, -1, 2) and value.denominator != 2:
                total += 1.0
            case Number(value) if value == 1:
                total += 0.5
            case Symbol():
                total += 1.0 if part in seen else 0.0
                seen.add(part)
            case _:
                pass
    target = assignment.target
    if isinstance(target, Symbol) and any(each.text == target.text and each.time != target.time for each in seen):
        total += 1.0
    return total
