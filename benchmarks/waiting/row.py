"""Times → a row of the table, and a curve → its exponent and its picture."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"


@dataclass(frozen=True)
class Row:
    """What was measured, beside what, and the ratio with the aim."""

    what: str
    measured: str
    beside: str = "—"
    ratio: str = "—"

    def __str__(self) -> str:
        return f"| {self.what} | {self.measured} | {self.beside} | {self.ratio} |"


@dataclass(frozen=True)
class Curve:
    """``points`` are a number and its cost."""

    name: str
    unit: str
    points: tuple[tuple[float, float], ...]

    @property
    def exponent(self) -> float:
        """Of the straight line through the logarithms: 1 is linear."""
        xs, ys = zip(*((math.log(x), math.log(max(y, 1e-9))) for x, y in self.points), strict=True)
        return statistics.linear_regression(xs, ys).slope


@dataclass(frozen=True)
class Machine:
    """Where and with what is measured. ``jedi`` is the peer's command, "" where there is none."""

    folder: Path
    papers: tuple[Path, ...]
    rounds: int
    jedi: str
    most: int
    """Files or papers at most; a hundred or more."""


def clock(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def quantile(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.2f} ms" if seconds < 0.01 else f"{1000 * seconds:.0f} ms"


def compared(
    what: str, times: Sequence[float], peer: str, beside: Sequence[float], aim: str = "", late: int = 99
) -> list[Row]:
    """The median and a late quantile beside a peer's. The aim is for the late one."""
    rows: list[Row] = []
    for percent in (50, late):
        one, other = quantile(times, percent), quantile(beside, percent)
        told = f", {aim}" if aim and percent == late else ""
        rows.append(Row(f"{what}, p{percent}", ms(one), f"{peer}: {ms(other)}", f"{one / other:.2f}{told}"))
    return rows
