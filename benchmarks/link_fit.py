"""Judged links → weights and calibration: the most likely ones, held near zero so that few judgements cannot bend them.

Pure Python on purpose: a handful of parameters and a few thousand pairs need no library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

Vector = list[float]


@dataclass(frozen=True)
class Choice:
    """One judged definition: feature rows of its candidate anchors, which of them are right, and its weight."""

    rows: Sequence[Sequence[float]]
    right: Sequence[bool]
    weight: float


def fit_choice(choices: Sequence[Choice], start: Vector, prior: Vector, strength: float, steps: int = 200) -> Vector:
    """Weights under which the right anchors take as large a share as can be, minus ``strength`` · |w − prior|² / 2.

    No weight changes its sign: a witness that speaks for a pair never comes to speak against it.
    """
    signs = [(value > 0) - (value < 0) for value in prior]

    def loss(w: Vector) -> tuple[float, Vector]:
        total, gradient = 0.0, [strength * (a - b) for a, b in zip(w, prior, strict=True)]
        total += strength / 2 * sum((a - b) ** 2 for a, b in zip(w, prior, strict=True))
        for choice in choices:
            scores = [sum(a * b for a, b in zip(w, row, strict=True) if b) for row in choice.rows]
            top = max(scores)
            shares = [exp(score - top) for score in scores]
            everything = sum(shares)
            good = sum(share for share, right in zip(shares, choice.right, strict=True) if right)
            total -= choice.weight * log(good / everything)
            for share, right, row in zip(shares, choice.right, choice.rows, strict=True):
                pull = choice.weight * (share / everything - (share / good if right else 0.0))
                if abs(pull) > 1e-6:
                    for at, value in enumerate(row):
                        if value:
                            gradient[at] += pull * value
        return total, gradient

    return _descend(loss, start, steps, signs)


def fit_logistic(
    rows: Sequence[Sequence[float]],
    labels: Sequence[bool],
    weights: Sequence[float],
    prior: Vector,
    strength: float,
    signs: Sequence[int],
) -> Vector:
    """Logistic regression; the first column is the bias and is not held back.

    ``signs`` says of each column whether its weight may only be positive (1), only negative (−1), or either (0).
    """

    def loss(w: Vector) -> tuple[float, Vector]:
        total, gradient = 0.0, [0.0] * len(w)
        for at in range(1, len(w)):
            total += strength / 2 * (w[at] - prior[at]) ** 2
            gradient[at] += strength * (w[at] - prior[at])
        for row, label, weight in zip(rows, labels, weights, strict=True):
            z = sum(a * b for a, b in zip(w, row, strict=True))
            p = 1 / (1 + exp(-max(min(z, 30), -30)))
            total -= weight * log(max(p if label else 1 - p, 1e-12))
            for at, value in enumerate(row):
                gradient[at] += weight * (p - label) * value
        return total, gradient

    return _descend(loss, prior, 400, signs)


def written(text: str, owner: str, values: Mapping[str, float]) -> str:
    """The text of a module in which the class ``owner`` has these values as the defaults of its fields."""
    before, head, rest = text.partition(f"class {owner}:\n")
    own, separator, after = rest.partition("\n\n\n")
    for name, value in values.items():
        own, count = re.subn(rf"^(    {name}: float = ).*$", rf"\g<1>{value}", own, flags=re.MULTILINE)
        if count != 1:
            message = f"{owner} has {count} fields called {name}"
            raise ValueError(message)
    return before + head + own + separator + after


def _descend(loss: Callable[[Vector], tuple[float, Vector]], start: Vector, steps: int, signs: Sequence[int]) -> Vector:
    """Adam with a shrinking step: deterministic and good enough for a smooth function of twenty numbers."""
    w, m, v = list(start), [0.0] * len(start), [0.0] * len(start)
    best, best_w = float("inf"), list(start)
    for step in range(1, steps + 1):
        value, gradient = loss(w)
        if value < best:
            best, best_w = value, list(w)
        rate = 0.15 * (1 - step / (steps + 1))
        for at, g in enumerate(gradient):
            m[at] = 0.9 * m[at] + 0.1 * g
            v[at] = 0.99 * v[at] + 0.01 * g * g
            w[at] -= rate * (m[at] / (1 - 0.9**step)) / (sqrt(v[at] / (1 - 0.99**step)) + 1e-8)
            if signs[at] * w[at] < 0:
                w[at] = 0.0
    return best_w
