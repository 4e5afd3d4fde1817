"""What is drawn on a page → the regions that it marks off: ruled tables and algorithms, and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from paperlsp.formula import glyph_text
from paperlsp.model.geometry import Box, union_of
from paperlsp.model.page import RawPage
from paperlsp.paper.line import BY_X, is_maths, text_of
from paperlsp.paper.measure import Measures
from paperlsp.paper.run import Run

CAPTION = re.compile(
    r"^(?:Figure|Fig\.?|Table|Tab\.|Algorithm|Alg\.|Procedure|Listing|Tableau|Algorithme)\s*[A-Z]?[.-]?\d",
    re.IGNORECASE,
)
CAPTION_LETTERS = frozenset("fFtTaApPlL")
"""What a caption's first word may begin with."""

ALGORITHM = re.compile(r"^(?:Algorithm|Alg\.|Procedure|Listing|Algorithme)\s*[A-Z]?[.-]?\d", re.IGNORECASE)

SHORTEST_RULE = 40.0
"""In points. Shorter rules are fraction bars, or part a table's columns."""

SAME = 4.0
"""In points: two rules with edges so near belong to one table."""

MOST_PICTURES = 20_000
"""A page with more painted shapes is one large drawing, whose outline the first of them show."""

CELL = 6.0
"""In points: drawings nearer to each other than a square of this side are one figure."""

PROSE_LETTERS = 25
"""A run of so many letters is running text and no cell."""


@dataclass(eq=False)
class Region:
    """``box`` in points. The runs in it are its cells, lines or labels, and no running text of the page."""

    kind: Literal["table", "algorithm", "figure"]
    box: Box


def is_prose(run: Run, measures: Measures) -> bool:
    """Whether a run is a line of the paper's text and no label of a figure."""
    long = len(run.glyphs) >= PROSE_LETTERS and run.x1 - run.x0 > 0.4 * (measures.lanes[0][1] - measures.left)
    return long and abs(run.size - measures.body) < 0.1 * measures.body


def find_regions(page: RawPage, runs: Sequence[Run], measures: Measures) -> list[Region]:
    """The page's regions from top to bottom; none lies within another."""
    found = [_whole_table(region, runs, measures) for region in _ruled(page, runs)]
    for box in _drawings(page, runs, found, measures):
        if not any(_within(box, each.box, 0.6) for each in found):
            found.append(Region("figure", box))
    return sorted(found, key=lambda region: (region.box.y0, region.box.x0))


def _within(inner: Box, outer: Box, share: float) -> bool:
    return inner.overlap(outer) > share * max(inner.width * inner.height, 0.1)


def _bars(page: RawPage) -> list[Box]:
    """Horizontal rules, with what is drawn cell by cell put together."""
    found: list[Box] = []
    rules = sorted((rule.box for rule in page.rules if rule.horizontal), key=lambda box: (round(box.y0), box.x0))
    for box in rules:
        last = found[-1] if found else None
        if last is not None and abs(box.y0 - last.y0) < 1.0 and last.x0 - 1 <= box.x0 <= last.x1 + 3:
            found[-1] = last.union(box)
        else:
            found.append(box)
    return sorted((box for box in found if box.width >= SHORTEST_RULE), key=lambda box: (box.y0, box.x0))


def _ruled(page: RawPage, runs: Sequence[Run]) -> list[Region]:
    bars = _bars(page)
    uprights = [rule.box for rule in page.rules if not rule.horizontal]
    taken: set[int] = set()
    found: list[Region] = []
    for at in range(len(bars)):
        if at in taken:
            continue
        stack, region = _stack(bars, at, runs, uprights)
        if region is not None:
            taken.update(stack)
            # Short rules under a few columns' heads lie inside.
            taken.update(index for index, bar in enumerate(bars) if _within(bar.padded(0.5), region.box.padded(1), 0.9))
            if not any(region.box.overlap(each.box) > 0 for each in found):
                found.append(region)
    for box in _crossings(bars, uprights):
        region = next((each for each in found if each.box.overlap(box) > 0), None)
        rows = _rows_between(runs, Box(box.x0, box.y0, box.x1, box.y0), Box(box.x0, box.y1, box.x1, box.y1))
        if region is not None and region.kind == "table":
            region.box = region.box.union(box)
        elif region is None and len(rows) > 1 and sum(len(row) > 1 for row in rows) > 0.6 * len(rows):
            found.append(Region("table", box))
    return found


def _crossings(bars: Sequence[Box], uprights: Sequence[Box]) -> list[Box]:
    """Where a long upright rule crosses a bar: a table may have no more rules than these two."""
    whole: list[Box] = []
    for box in sorted(uprights, key=lambda each: (round(each.x0), each.y0)):
        last = whole[-1] if whole else None
        if last is not None and abs(last.x0 - box.x0) < 1.0 and box.y0 - last.y1 < 4.0:
            whole[-1] = last.union(box)
        else:
            whole.append(box)
    found: list[Box] = []
    for upright in whole:
        for bar in bars:
            crosses = bar.x0 + 5 < upright.x0 < bar.x1 - 5 and upright.y0 - 3 < bar.y0 < upright.y1 + 3
            if crosses and upright.height > SHORTEST_RULE:
                found.append(Box(bar.x0, min(upright.y0, bar.y0), bar.x1, max(upright.y1, bar.y1)))
    return found


def _stack(
    bars: Sequence[Box], at: int, runs: Sequence[Run], uprights: Sequence[Box]
) -> tuple[list[int], Region | None]:
    """The rules of one table or algorithm from its first one down, and its region, if it is one."""
    top = bars[at]
    members = [at]
    rows: list[list[Run]] = []
    kind: Literal["table", "algorithm"] = "table"
    for lower in range(at + 1, len(bars)):
        bar = bars[lower]
        if abs(bar.x0 - top.x0) > SAME or abs(bar.x1 - top.x1) > SAME:
            continue
        between = _rows_between(runs, bars[members[-1]], bar)
        label = next((row for row in between if CAPTION.match(row_text(row))), None)
        if label is not None and ALGORITHM.match(row_text(label)) and len(members) == 1 and label is between[0]:
            kind = "algorithm"
        elif label is not None or (kind == "table" and _is_prose(between, top, uprights)):
            break
        members.append(lower)
        rows += between
        if kind == "algorithm" and len(members) == 3:
            break
    box = union_of(bars[index] for index in members)
    if len(members) < 2 or _lines(rows) < 2 or (len(members) == 2 and _roots(top, runs)):
        return members, None
    if kind == "algorithm":
        return members, Region("algorithm", box)
    celled = sum(len(row) > 1 for row in rows)
    grid = sum(box.contains(each.centre_x, each.centre_y) for each in uprights)
    return members, Region("table", box) if celled > 0.3 * len(rows) or (celled and grid > 2) else None


def _whole_table(region: Region, runs: Sequence[Run], measures: Measures) -> Region:
    """A table with what its rules leave out: a first column beside them, a row of heads above them."""
    if region.kind != "table":
        return region
    box = region.box
    beside = [run for run in runs if run.size > 0 and box.y0 < run.y - 0.3 * run.size < box.y1]
    inside = [run for run in beside if run.x1 > box.x0 and run.x0 < box.x1]
    outside = [run for run in beside if run.x1 <= box.x0 or run.x0 >= box.x1]
    near = [run for run in outside if min(abs(box.x0 - run.x1), abs(run.x0 - box.x1)) < 4 * measures.body]
    if near and not any(len(run.glyphs) >= PROSE_LETTERS for run in outside):
        heights = {round(run.y) for run in inside}
        on_rows = sum(any(abs(round(run.y) - y) <= 1 for y in heights) for run in near)
        if on_rows > 0.8 * len(near) and len(near) >= 2:
            box = union_of([box, *(Box(run.x0, run.top, run.x1, run.bottom) for run in near)])
    above = [
        run
        for run in runs
        if run.size > 0 and 0 < box.y0 - run.bottom < 0.8 * run.size and run.x0 > box.x0 - 2 and run.x1 < box.x1 + 2
    ]
    short = all(len(run.glyphs) < PROSE_LETTERS for run in above)
    if len(above) >= 3 and short and not CAPTION.match(row_text(above)):
        box = union_of([box, *(Box(run.x0, run.top, run.x1, run.bottom) for run in above)])
    return Region("table", box)


def _roots(bar: Box, runs: Sequence[Run]) -> bool:
    """Whether a rule begins where a root's sign ends: what stands between it and a fraction's bar is no table."""
    return any(
        abs(glyph.box.x1 - bar.x0) < 1.5 and abs(glyph.y - bar.y0) < 4.0 * glyph.size and glyph_text(glyph) == "√"
        for run in runs
        if run.x0 <= bar.x0 + 1.5 and run.x1 >= bar.x0 - 1.5
        for glyph in run.glyphs
    )


def _lines(rows: Sequence[Sequence[Run]]) -> int:
    """How many lines rows make up: a fraction under a root has scripts between two bars, but one line."""
    count, last = 0, float("-inf")
    size = max((run.size for row in rows for run in row), default=0.0)
    for row in rows:
        if row[0].y - last > 0.8 * size:
            count, last = count + 1, row[0].y
    return count


def _rows_between(runs: Sequence[Run], upper: Box, lower: Box) -> list[list[Run]]:
    inside = [
        run
        for run in runs
        if run.size > 0 and upper.y0 < run.y - 0.3 * run.size < lower.y1 and run.x1 > upper.x0 and run.x0 < upper.x1
    ]
    rows: list[list[Run]] = []
    for run in sorted(inside, key=lambda each: (each.y, each.x0)):
        if rows and abs(rows[-1][0].y - run.y) < 0.3 * run.size:
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def opens_caption(run: Run) -> bool:
    """Whether a run begins as captions do."""
    if run.captioned is None:
        first = min(run.glyphs[:20], key=BY_X)
        other = first.text not in CAPTION_LETTERS and first.text.isascii() and first.text.isprintable()
        run.captioned = not (other and not is_maths(first.font)) and CAPTION.match(row_text([run])) is not None
    return run.captioned


def row_text(row: Sequence[Run]) -> str:
    """The beginning of a row, enough to tell a caption."""
    first = min(row, key=lambda run: run.x0)
    return text_of(first.glyphs[:20])


def _is_prose(rows: Sequence[Sequence[Run]], extent: Box, uprights: Sequence[Box]) -> bool:
    """Whether what stands between two rules is running text and no rows of cells."""
    full = 0
    for row in rows:
        covered = sum(run.x1 - run.x0 for run in row)
        begins = min(run.x0 for run in row) - extent.x0 < 0.05 * extent.width + 6
        if begins and covered > 0.7 * extent.width and all(len(run.glyphs) >= PROSE_LETTERS for run in row):
            full += 1
    inner = sum(
        1
        for each in uprights
        if rows and extent.x0 + 5 < each.centre_x < extent.x1 - 5 and each.y0 < rows[-1][0].y and each.y1 > rows[0][0].y
    )
    return full >= 2 and full > 0.4 * len(rows) and not inner


def _drawings(page: RawPage, runs: Sequence[Run], ruled: Sequence[Region], measures: Measures) -> list[Box]:
    """The outlines of drawings and photographs; shades and frames behind running text are none."""
    page_area = page.width * page.height
    shapes = [*page.pictures[:MOST_PICTURES], *_frames(page)]
    shapes = [box for box in shapes if box.width * box.height < 0.6 * page_area]
    found: list[Box] = []
    for box in _blobs(shapes):
        if box.width < 24 or box.height < 24 or any(_within(box, each.box, 0.6) for each in ruled):
            continue
        if not _holds_text(box, runs, measures):
            found.append(box)
    return [box for box in found if not any(box is not other and _within(box, other, 0.9) for other in found)]


def _frames(page: RawPage) -> list[Box]:
    """Boxes drawn with four thin rules."""
    uprights = [rule.box for rule in page.rules if not rule.horizontal and rule.box.height > 24]
    if len(uprights) < 2:
        return []
    bars = _bars(page)
    found: list[Box] = []
    for upper, lower in zip(bars, bars[1:], strict=False):
        if abs(upper.x0 - lower.x0) > 2 or abs(upper.x1 - lower.x1) > 2:
            continue
        sides = [each for each in uprights if abs(each.y0 - upper.y0) < 3 and abs(each.y1 - lower.y1) < 3]
        if any(abs(each.x0 - upper.x0) < 3 for each in sides) and any(abs(each.x1 - upper.x1) < 3 for each in sides):
            found.append(upper.union(lower))
    return found


def _blobs(shapes: Sequence[Box]) -> list[Box]:
    """The boxes around shapes that touch, or that lie less than two squares of a grid apart.

    Each row of the grid is a number whose bits are its squares, so that whole rows are compared at once.
    """
    covered: dict[tuple[int, int, int, int], Box] = {}
    for box in shapes:
        key = _squares(box.x0), _squares(box.y0), _squares(box.x1), _squares(box.y1)
        covered[key] = covered[key].union(box) if key in covered else box
    rows = [0] * (max((y1 for _, _, _, y1 in covered), default=0) + 1)
    for x0, y0, x1, y1 in covered:
        bits = ((1 << (x1 - x0 + 1)) - 1) << x0
        for y in range(y0, y1 + 1):
            rows[y] |= bits
    blobs: list[dict[int, int]] = []
    for y in range(len(rows)):
        while rows[y]:
            blobs.append(_blob(rows, y, rows[y] & -rows[y]))
    found: list[Box] = []
    left = dict(covered)
    for blob in blobs:
        mine = [key for key in left if blob.get(key[1], 0) >> key[0] & 1]
        found.append(union_of(left.pop(key) for key in mine))
    return found


def _squares(edge: float) -> int:
    """The row or column of the grid, from 0 to 400, in which an edge lies."""
    return min(max(int(edge // CELL), 0), 400)


def _blob(rows: list[int], y: int, seed: int) -> dict[int, int]:
    """Take the squares that hang together with one of them out of the rows, and give them by row."""
    blob: dict[int, int] = {}
    todo = {y: seed}
    while todo:
        at = min(todo)
        grown = todo.pop(at) & rows[at]
        while grown:
            rows[at] &= ~grown
            blob[at] = blob.get(at, 0) | grown
            near = grown | grown << 1 | grown << 2 | grown >> 1 | grown >> 2
            for other in (at - 2, at - 1, at + 1, at + 2):
                if 0 <= other < len(rows) and rows[other] & near:
                    todo[other] = todo.get(other, 0) | near
            grown = near & rows[at]
    return blob


def _holds_text(box: Box, runs: Sequence[Run], measures: Measures) -> bool:
    """Whether running text stands in a box: then it is a shade, a highlight or a frame around it."""
    prose = 0
    for run in runs:
        if box.contains((run.x0 + run.x1) / 2, run.y - 0.3 * run.size):
            prose += is_prose(run, measures)
    return prose > 0 and prose * measures.gap > 0.25 * min(box.height, 8 * measures.gap)
