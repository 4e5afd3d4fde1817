"""The work that a function costs grows with its length: shown by counting, never by the clock."""

from __future__ import annotations

import pytest
from paperlsp.code import read_source
from paperlsp.conform import composing
from paperlsp.conform.composing import Composer


def test_a_name_that_stands_twice_in_each_line_costs_no_more_than_once(monkeypatch: pytest.MonkeyPatch) -> None:
    source = read_source("a.py", b"def f(x, y):\n" + b"    x = x * y + x\n" * 40 + b"    return x\n")
    (computation,) = source.computations
    count = 0
    bounded = composing.within_bounds

    def counted(expr):
        nonlocal count
        count += 1
        return bounded(expr)

    monkeypatch.setattr(composing, "within_bounds", counted)
    composer = Composer(computation)
    for step in computation.steps:
        list(composer.variants(step))
    # Twelve earlier values for each line, looked at in two ways; every one of 2 to the 12th would be a hundred thousand.
    assert count < 60 * len(computation.steps)
