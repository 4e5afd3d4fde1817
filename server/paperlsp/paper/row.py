"""Runs that stand side by side → rows: what reads as one line, with the scripts and big delimiters that hang on it."""

from __future__ import annotations

from collections.abc import Sequence

from paperlsp.formula import glyph_text
from paperlsp.paper.line import Run, is_maths

ACCENTS = frozenset("ˆ˜¯˙ˇ´`¨˘˚")
MARKS = ACCENTS | frozenset("√→⃗^~")
"""Radical signs and accents: their origin is above the line whose letters they belong to."""


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
    for row in sorted(rows, key=lambda each: (_only_marks(each), -weights[id(each)], each[0].y, each[0].x0)):
        if _only_marks(row):
            _sink(row, kept)
            continue
        size = max(run.size for run in row)
        small = weights[id(row)] <= 12 and all(run.x1 - run.x0 < 60 for run in row)
        host = None
        if small:
            for other in kept:
                base = other[0]
                inside = min(base.bottom, row[0].bottom) - max(base.top, row[0].top) > 0.4 * 0.94 * size
                smaller = size < 0.9 * base.size
                near = min(_distance(run, each) for run in row for each in other) < 0.5 * base.size
                if inside and smaller and near:
                    host = other
                    break
        if host is None:
            kept.append(row)
        else:
            host.extend(row)
    return sorted(kept, key=lambda each: (each[0].y, each[0].x0))


def _only_marks(row: Sequence[Run]) -> bool:
    glyphs = [glyph for run in row for glyph in run.glyphs]
    return all(glyph_text(g) in MARKS if is_maths(g.font) else g.text in ACCENTS for g in glyphs)


def _sink(row: list[Run], kept: list[list[Run]]) -> None:
    """Give each mark to the nearest row below it that has something near; one that finds none stays alone."""
    alone: list[Run] = []
    for run in row:
        hosts = [
            other
            for other in kept
            if -0.2 * run.size < other[0].y - run.y < 1.1 * other[0].size
            and min(_distance(run, each) for each in other) < 0.3 * run.size
        ]
        if hosts:
            min(hosts, key=lambda other: (other[0].y - run.y, other[0].x0)).append(run)
        else:
            alone.append(run)
    if alone:
        kept.append(alone)


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
