"""The lines of a table and the rules in it → rows of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from paperlsp.model.geometry import Box
from paperlsp.model.page import Glyph, RawPage
from paperlsp.paper.line import Line

WORDS = 0.45
"""In ems: a wider gap parts cells, a narrower one words."""

SPACE = 0.2
"""In ems: the least space between words."""

NARROWEST = 2.5
"""In points: the least width of the white between two columns."""

CROSSING = 0.15
"""The share of rows that may cross the white between two columns: heads that stand over several of them."""


Cell = list[tuple[Sequence[Glyph], Line]]
"""The glyphs of a cell, line by line, each with the line of the table that they stand in."""


@dataclass(eq=False)
class TableBody:
    """``rows`` are as long as there are columns; a cell over several columns stands in each. ``heads`` counts rows.

    ``columns`` and ``heights`` are the edges between which the cells stand, in points.
    """

    box: Box
    lines: list[Line]
    rows: list[tuple[Cell, ...]]
    heads: int
    columns: list[float]
    heights: list[float]


@dataclass(eq=False)
class _Words:
    """Glyphs of one row without a wide gap."""

    glyphs: list[Glyph]
    x0: float
    x1: float


def read_table(page: RawPage, lines: Sequence[Line], box: Box) -> TableBody | None:
    """The cells of a table; None where there is but one column or one row."""
    ordered = sorted(lines, key=lambda line: (line.y, line.box.x0))
    drawn = [
        rule.box for rule in page.rules if not rule.horizontal and box.contains(rule.box.centre_x, rule.box.centre_y)
    ]
    uprights = _uprights(drawn, box)
    rows = [
        _words(line, [each.centre_x for each in drawn if each.y0 - 1 < line.box.centre_y < each.y1 + 1])
        for line in ordered
    ]
    edges = _edges(rows, uprights, box)
    if len(edges) < 3 or len(rows) < 2:
        return None
    whole = [(words, _columns(words, edges)) for row in rows for words in row]
    sure = [(words, columns[0]) for words, columns in whole if len(columns) == 1]
    open_edges = [edge for edge in edges if not any(abs(edge - x) < 3 for x in uprights)]
    placed = [_apart([part for words in row for part in _placed(words, edges, sure, open_edges)]) for row in rows]
    bars = _bars(page, box)
    groups = _grouped(ordered, [{column for _, columns in row for column in columns} for row in placed], bars)
    table: list[tuple[Cell, ...]] = []
    for group in groups:
        cells: list[Cell] = [[] for _ in edges[1:]]
        for at in group:
            for words, columns in placed[at]:
                kept = ordered[at].packed(words.glyphs)
                for column in columns:
                    cells[column].append((kept, ordered[at]))
        table.append(tuple(cells))
    table, groups = _merged(table, groups, ordered)
    heads = _heads(ordered, groups, bars)
    heights = [box.y0, *(ordered[group[0]].box.y0 for group in groups[1:]), box.y1]
    return TableBody(box, list(lines), table, heads, edges, heights)


def _words(line: Line, uprights: Sequence[float]) -> list[_Words]:
    found: list[_Words] = []
    for glyph in sorted(line.glyphs, key=lambda each: each.x):
        last = found[-1] if found else None
        ruled = last is not None and any(last.x1 - 0.5 < x < glyph.box.x0 + 0.5 for x in uprights)
        if last is not None and not ruled and glyph.box.x0 - last.x1 <= WORDS * line.size:
            last.glyphs.append(glyph)
            last.x1 = max(last.x1, glyph.box.x1)
        else:
            found.append(_Words([glyph], glyph.box.x0, glyph.box.x1))
    return found


def _edges(rows: Sequence[Sequence[_Words]], uprights: Sequence[float], box: Box) -> list[float]:
    """The edges of the columns: the middles of the white that few rows cross, and upright rules."""
    # What spans several columns stands in rows of few cells, so the rows of many cells show where the columns are.
    most = max(len(row) for row in rows)
    full = [row for row in rows if len(row) >= max(2, 0.6 * most)]
    allowed = int(CROSSING * len(full)) if len(full) > 3 else 0
    changes = sorted(
        [(words.x0, 1) for row in full for words in row] + [(words.x1, -1) for row in full for words in row]
    )
    gutters: list[tuple[float, float]] = []
    covered, start, inside = 0, box.x0, False
    for x, change in changes:
        before = covered
        covered += change
        if before <= allowed < covered:
            # The first column's left edge is no gutter.
            if inside and x - start >= NARROWEST:
                gutters.append((start, x))
            inside = True
        elif covered <= allowed < before:
            start = x
    middles = [(a + b) / 2 for a, b in gutters]
    middles += [x for x in uprights if not any(a - 2 <= x <= b + 2 for a, b in gutters)]
    return [box.x0, *sorted(middles), box.x1]


def _uprights(drawn: Sequence[Box], box: Box) -> list[float]:
    """Where upright rules stand within a table for the most part of its height; each may be drawn row by row."""
    lengths: dict[int, float] = {}
    for rule in drawn:
        x = round(rule.centre_x)
        lengths[x] = lengths.get(x, 0.0) + rule.height
    return [
        float(x) for x, length in sorted(lengths.items()) if length > 0.5 * box.height and box.x0 + 4 < x < box.x1 - 4
    ]


def _bars(page: RawPage, box: Box) -> list[float]:
    """The heights of the rules that run through the whole table, from top to bottom."""
    found: list[float] = []
    for rule in sorted((rule.box for rule in page.rules if rule.horizontal), key=lambda each: each.y0):
        inside = box.y0 - 2 < rule.y0 < box.y1 + 2 and rule.x0 < box.centre_x < rule.x1
        if inside and rule.width > 0.6 * box.width and (not found or rule.y0 - found[-1] > 2.5):
            found.append(rule.y0)
    return found


def _placed(
    words: _Words, edges: Sequence[float], sure: Sequence[tuple[_Words, int]], open_edges: Sequence[float]
) -> list[tuple[_Words, list[int]]]:
    """Words with their columns. Those that overfill their column are parted where the next one's cells begin or end.

    What crosses an edge that is ruled in other rows stands over both columns.
    """
    columns = _columns(words, edges)
    over = (edges[columns[0]] + edges[columns[-1] + 1]) / 2
    if len(columns) == 1 or abs((words.x0 + words.x1) / 2 - over) < 2.5:
        # What stands in the middle over several columns is their head.
        return [(words, columns)]
    glyphs = words.glyphs
    gaps = [
        at
        for at, (one, other) in enumerate(pairwise(glyphs), 1)
        if other.box.x0 - one.box.x1 > SPACE * max(one.size, other.size)
    ]
    for at in gaps:
        start = glyphs[at].box.x0
        column = next((each for each in columns[1:] if edges[each] - 1 <= start < edges[each + 1]), None)
        cells = [each for each, home in sure if home == column]
        ends = [end for end in (*gaps, len(glyphs)) if end > at]
        if edges[column or 0] in open_edges and any(
            sum(_aligned(_part(glyphs[at:end]), cell) for cell in cells) > 1 for end in ends
        ):
            left = [each for each in columns if each < (column or 0)]
            return [(_part(glyphs[:at]), left), *_placed(_part(glyphs[at:]), edges, sure, open_edges)]
    return [(words, columns)]


def _apart(row: list[tuple[_Words, list[int]]]) -> list[tuple[_Words, list[int]]]:
    """A row whose long cells, which reach over their column's edge, leave the next column to the cell that is there."""
    taken = {columns[0] for _, columns in row if len(columns) == 1}
    return [
        (words, [each for each in columns if each not in taken] or columns) if len(columns) > 1 else (words, columns)
        for words, columns in row
    ]


def _aligned(one: _Words, other: _Words) -> bool:
    middles = (one.x0 + one.x1) / 2, (other.x0 + other.x1) / 2
    return abs(one.x0 - other.x0) < 1.5 or abs(one.x1 - other.x1) < 1.5 or abs(middles[0] - middles[1]) < 1.5


def _part(glyphs: list[Glyph]) -> _Words:
    return _Words(glyphs, min(glyph.box.x0 for glyph in glyphs), max(glyph.box.x1 for glyph in glyphs))


def _grouped(lines: Sequence[Line], filled: Sequence[set[int]], bars: Sequence[float]) -> list[list[int]]:
    """The lines of each row. Where rows are ruled off, a line that fills few columns goes on with the one before."""
    inner = [bar for bar in bars if lines[0].y < bar < lines[-1].y]
    ruled = len(inner) >= 3 and len(inner) + 1 > 0.4 * len(lines)
    columns = len(set[int]().union(*filled))
    groups: list[list[int]] = []
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        together = ruled and above is not None and not any(above.y < bar < line.y for bar in inner)
        wraps = len(filled[at]) <= min(0.5 * columns, len(filled[at - 1]))
        if above is not None and (line.y - above.y < 0.35 * line.size or (together and wraps)):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _merged(
    table: list[tuple[Cell, ...]], groups: list[list[int]], lines: Sequence[Line]
) -> tuple[list[tuple[Cell, ...]], list[list[int]]]:
    """Rows without those that hold but one cell set between two rows: it goes to the nearer one that lacks it."""
    gaps = sorted(lines[below[0]].y - lines[above[0]].y for above, below in pairwise(groups))
    # Rows with a cell between them make small gaps, so the usual one is looked for among the larger.
    usual = gaps[3 * len(gaps) // 4] if gaps else 0.0
    rows, kept = list(table), list(groups)
    at = 0
    while at < len(rows):
        filled = [column for column, cell in enumerate(rows[at]) if cell]
        y = lines[kept[at][0]].y
        near = [
            (abs(lines[kept[other][0]].y - y), other)
            for other in (at + 1, at - 1)
            if len(filled) == 1
            and 0 <= other < len(rows)
            and abs(lines[kept[other][0]].y - y) < 0.75 * usual
            and not rows[other][filled[0]]
        ]
        if not near:
            at += 1
            continue
        _, other = min(near)
        rows[other] = tuple(a or b for a, b in zip(rows[other], rows[at], strict=True))
        kept[other] = sorted([*kept[other], *kept[at]])
        del rows[at], kept[at]
    return rows, kept


def _columns(words: _Words, edges: Sequence[float]) -> list[int]:
    """The columns that words stand in: one, or several for a head that stands over them."""
    found = [
        at
        for at, (left, right) in enumerate(pairwise(edges))
        if min(words.x1, right) - max(words.x0, left) > min(1.0, 0.3 * (words.x1 - words.x0))
    ]
    return found or [0 if words.x0 < edges[0] else len(edges) - 2]


def _heads(lines: Sequence[Line], groups: Sequence[Sequence[int]], bars: Sequence[float]) -> int:
    """The rows above the first rule within the table, or a first row in bold."""
    first = next((bar for bar in bars if bar > lines[0].y), None)
    if first is not None and first < lines[-1].y:
        return sum(lines[group[-1]].y < first for group in groups)
    return 1 if lines[0].bold > 0.8 and lines[-1].bold < 0.5 else 0
