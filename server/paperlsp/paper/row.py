"""Runs that stand side by side → rows: what reads as one line, with the scripts and big delimiters that hang on it."""

from __future__ import annotations

from collections.abc import Sequence

from paperlsp.formula import glyph_text
from paperlsp.model.page import Glyph
from paperlsp.paper.line import is_maths
from paperlsp.paper.run import Run

FLOATING = frozenset("ˆ˜¯˙¨´`ˇ˘˚√^~")
"""Signs that TeX raises as a whole: accents over capitals, and roots, which hang from their origin."""


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs of one lane that stand on one line, scripts and small pieces with the line that they hang on."""
    ordered = sorted(runs, key=lambda run: (run.y, run.x0))
    rows: list[list[Run]] = []
    for run in ordered:
        if run.size == 0.0:
            continue
        for row in reversed(rows[-6:]):
            first = row[0]
            if abs(first.y - run.y) < 0.15 * max(first.size, run.size):
                row.append(run)
                break
        else:
            rows.append([run])
    rows = _attach(rows)
    for run in ordered:
        if run.size == 0.0:
            _hang(run, rows)
    for row in rows:
        row.sort(key=lambda each: each.x0)
    return rows


def _attach(rows: list[list[Run]]) -> list[list[Run]]:
    """Join rows of scripts and inline fractions' halves to the longer row beside them that they overlap."""
    kept: list[list[Run]] = []
    weights = {id(row): sum(len(run.glyphs) for run in row) for row in rows}
    for row in sorted(rows, key=lambda each: (-weights[id(each)], each[0].y, each[0].x0)):
        size = max(run.size for run in row)
        small = weights[id(row)] <= 12 and all(run.x1 - run.x0 < 60 for run in row)
        floating = small and all(_floats(glyph) for run in row for glyph in run.glyphs)
        host = None
        if small:
            for other in kept:
                base = other[0]
                inside = min(base.bottom, row[0].bottom) - max(base.top, row[0].top) > 0.4 * 0.94 * size or (
                    floating and _hovers(row[0], base)
                )
                smaller = size < 0.9 * base.size or (floating and _hovers(row[0], base))
                near = min(_distance(run, each) for run in row for each in other) < 0.5 * base.size
                if inside and smaller and near:
                    host = other
                    break
        if host is None:
            kept.append(row)
        else:
            host.extend(row)
    return sorted(kept, key=lambda each: (each[0].y, each[0].x0))


def _floats(glyph: Glyph) -> bool:
    return glyph.text in FLOATING or (is_maths(glyph.font) and glyph_text(glyph) in FLOATING)


def _hovers(run: Run, base: Run) -> bool:
    """Whether a hat or a root's sign, whose origin is raised, stands on the line of ``base``."""
    return 0.1 * base.size < base.y - run.y < 0.95 * base.size


def _distance(one: Run, other: Run) -> float:
    return max(one.x0 - other.x1, other.x0 - one.x1, 0.0)


def _hang(run: Run, rows: list[list[Run]]) -> None:
    """A big delimiter goes to the row that is nearest; its origin is its top, so it reaches down."""
    if not rows:
        rows.append([run])
        return
    first = run.glyphs[0]
    middle = run.y + 0.5 * first.size
    if first.shape is not None:
        # Its ink is centred on the axis, a quarter of an em above the baseline of its row.
        middle = first.y + (0.5 * (first.shape.depth - first.shape.height) + 0.25) * first.size
    nearest = min(
        rows,
        key=lambda row: (abs(row[0].y - middle) + 0.2 * min(_distance(run, each) for each in row), row[0].y, row[0].x0),
    )
    nearest.append(run)
