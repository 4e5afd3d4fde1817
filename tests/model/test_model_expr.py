"""Expressions: one form for what means the same, a text that reads well, and bounds that hold."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.model.arithmetic import add, apply, canonical, divide, multiply, negate, power, subtract, written
from paperlsp.model.expr import (
    MOST_NODES,
    Add,
    Apply,
    Assignment,
    Cases,
    Expr,
    Multiply,
    Number,
    Power,
    Symbol,
    Unknown,
    number,
    parse_number,
    settled,
    size,
    within_bounds,
)
from paperlsp.model.expr_text import assignment_text, expression_text

A, B, C = Symbol("a"), Symbol("b"), Symbol("c", time=-1)
LEAVES = st.one_of(
    st.sampled_from([A, B, C, Unknown("?")]),
    st.fractions(min_value=-4, max_value=4, max_denominator=4).map(Number),
)


def _above(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        several.map(Add),
        several.map(Multiply),
        st.builds(Power, parts, parts),
        st.builds(Apply, st.sampled_from(["exp", "max", "f"]), several),
        several.map(lambda values: Cases(tuple((value, None) for value in values))),
    )


EXPRESSIONS = st.recursive(LEAVES, _above, max_leaves=12)


@given(EXPRESSIONS)
def test_canonical_form_is_final(expr: Expr) -> None:
    assert canonical(canonical(expr)) == canonical(expr)


@given(st.lists(EXPRESSIONS, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_order_and_grouping_do_not_matter(parts: list[Expr], random) -> None:
    mixed = list(parts)
    random.shuffle(mixed)
    assert canonical(add(parts)) == canonical(add([mixed[0], add(mixed[1:])]))
    assert canonical(multiply(parts)) == canonical(multiply([multiply(mixed[:-1]), mixed[-1]]))


@given(EXPRESSIONS, EXPRESSIONS)
def test_writing_tells_expressions_apart(left: Expr, right: Expr) -> None:
    assert (written(left) == written(right)) == (left == right)


@given(EXPRESSIONS)
def test_every_expression_has_a_text(expr: Expr) -> None:
    assert expression_text(expr)


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (subtract(A, multiply((B, C))), "a − b·c′"),
        (divide(negate(A), add((apply("sqrt", B), number(Fraction(1, 10**8))))), "−a/(√b + 10⁻⁸)"),
        (power(subtract(number(1), A), number(-1)), "1/(1 − a)"),
        (power(A, number(Fraction(1, 2))), "√a"),
        (multiply((number(Fraction(1, 3)), A)), "a/3"),
        (multiply((number(Fraction(999, 1000)), A)), "0.999·a"),
        (power(A, add((B, number(1)))), "a^(b + 1)"),
        (apply("relu", A), "max(0, a)"),
        (number(10**10), "10¹⁰"),
        (subtract(A, subtract(B, C)), "a − (b − c′)"),
    ],
)
def test_text(expr: Expr, text: str) -> None:
    assert expression_text(expr) == text


def test_like_terms_and_factors_are_joined() -> None:
    assert canonical(add((A, B, A))) == canonical(add((multiply((number(2), A)), B)))
    assert canonical(multiply((A, A, power(A, number(-1))))) == A
    assert canonical(subtract(A, A)) == number(0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-8", Fraction(1, 10**8)),
        (".5", Fraction(1, 2)),
        ("1_000", Fraction(1000)),
        ("0x10", Fraction(16)),
        ("2.", Fraction(2)),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction) -> None:
    assert parse_number(text) == Number(value)


@pytest.mark.parametrize("text", ["1e-999999999", "9" * 100, "", "e", "1.2.3", "nan", "inf", "0x"])
def test_what_is_no_number_or_too_long_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_a_power_that_would_fill_the_memory_stays_a_power() -> None:
    assert power(number(10), number(10**9)) == Power(number(10), number(10**9))
    assert power(number(0), number(-1)) == Power(number(0), number(-1))


def test_bounds_count_nodes_and_levels() -> None:
    assert within_bounds(Add((A,) * (MOST_NODES - 1)))
    assert not within_bounds(Add((A,) * MOST_NODES))
    deep: Expr = A
    for _ in range(10_000):
        deep = Apply("f", (deep,))
    assert not within_bounds(deep)
    assert size(deep) == 10_001


def test_times_count_back_from_the_latest_of_each_name() -> None:
    later, now = Symbol("θ", "theta", 1), Symbol("θ", "theta", 0)
    equation = Assignment(later, subtract(now, multiply((Symbol("α"), Symbol("g", "g", 1)))))
    assert assignment_text(settled(equation)) == "θ ← θ′ − α·g"
    assert settled(settled(equation)) == settled(equation)
