"""Fitting weights to judged links: signs that hold, the same answer each time, and the file that they are written to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import link_fit  # noqa: E402 -- The folder of the benchmarks is no package.


def test_a_witness_that_helps_gains_and_one_that_misleads_stops_at_nought() -> None:
    choices = [link_fit.Choice([(1.0, 0.0), (0.0, 1.0)], [True, False], 1.0)] * 20
    helpful, misleading = link_fit.fit_choice(choices, [1.0, 1.0], [1.0, 1.0], strength=0.5)
    assert helpful > 2.0
    assert misleading == 0.0


def test_a_weight_that_may_only_be_positive_never_gets_negative() -> None:
    rows = [(1.0, float(at % 5)) for at in range(40)]
    labels = [row[1] < 2 for row in rows]
    weights = [1.0] * len(rows)
    free = link_fit.fit_logistic(rows, labels, weights, [0.0, 0.5], strength=0.3, signs=[0, 0])
    held = link_fit.fit_logistic(rows, labels, weights, [0.0, 0.5], strength=0.3, signs=[0, 1])
    assert free[1] < -1.0
    assert held[1] == 0.0
    assert held == link_fit.fit_logistic(rows, labels, weights, [0.0, 0.5], strength=0.3, signs=[0, 1])


def test_fitted_values_take_the_place_of_the_defaults() -> None:
    one = "class One:\n    words: float = 1.0\n    part: float = -2.0\n    # part of it\n\n\n"
    other = "class Other:\n    part: float = -2.0\n"
    assert link_fit.written(one + other, "One", {"part": 0.5}) == one.replace("-2.0", "0.5") + other
    assert link_fit.written(one + other, "Other", {"part": 0.5}) == one + other.replace("-2.0", "0.5")
    with pytest.raises(ValueError, match="words"):
        link_fit.written(one + other, "Other", {"words": 1.0})
