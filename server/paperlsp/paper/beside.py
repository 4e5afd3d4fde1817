"""The runs and regions of one column → blocks in reading order, where blocks stand beside each other.

Text flows around a narrow figure, captions stand side by side, and a page of a paper in one column may have two. A
gutter between such blocks is crossed by nothing, and on both of its sides stand running text, captions or regions; the
gaps between a table's cells or before an equation's number have no such sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from paperlsp.model.geometry import Box
from paperlsp.paper.region import Region, opens_caption
from paperlsp.paper.run import Run

NARROWEST = 5.0
"""In points: the least width of a gutter."""

FEWEST_FULL = 3
"""So many lines that reach from edge to edge make running text."""

DEEPEST = 4
"""Blocks within blocks: three captions in a row need two levels."""


@dataclass(eq=False)
class Item:
    """A run, or a region with all that is in it."""

    box: Box
    run: Run | None = None
    region: Region | None = None


@dataclass(eq=False)
class Block:
    """Items that are read together, in a column of their own; ``apart`` says that others stand beside it."""

    items: list[Item]
    left: float
    right: float
    apart: bool = False


def item_of(run: Run) -> Item:
    size = run.size or run.glyphs[0].size
    return Item(Box(run.x0, run.y - 0.7 * size, run.x1, run.y + 0.15 * size), run)


def blocks_of(items: Sequence[Item], left: float, right: float, gap: float, depth: int = 0) -> list[Block]:
    """Blocks in reading order: what is above a pair of blocks, its left one, its right one, what is below."""
    found = _gutter(items, gap) if depth < DEEPEST and len(items) > 1 else None
    if found is None:
        return [Block(list(items), left, right)]
    one, other, top, bottom = found
    inside = {id(item) for item in (*one, *other)}
    rest = [item for item in items if id(item) not in inside]
    above = [item for item in rest if item.box.centre_y < (top + bottom) / 2]
    below = [item for item in rest if item.box.centre_y >= (top + bottom) / 2]
    blocks: list[Block] = []
    if above:
        blocks += blocks_of(above, left, right, gap, depth)
    for side in (one, other):
        edges = min(item.box.x0 for item in side), max(item.box.x1 for item in side)
        for block in blocks_of(side, *edges, gap, depth + 1):
            block.apart = True
            blocks.append(block)
    if below:
        blocks += blocks_of(below, left, right, gap, depth)
    return blocks


def _gutter(items: Sequence[Item], gap: float) -> tuple[list[Item], list[Item], float, float] | None:
    """What stands left and right of the first gutter from the top, and the heights between which it runs."""
    ordered = sorted(items, key=lambda item: (item.box.y0, item.box.x0))
    tried: list[tuple[float, float, float, float]] = []
    for left, right, y in _gaps(ordered):
        if any(a <= left + 1 and right - 1 <= b and top <= y <= bottom for a, b, top, bottom in tried):
            continue
        low, high, top, bottom = _grown(ordered, left, right, y)
        tried.append((low, high, top, bottom))
        pair = _sides(ordered, low, high, top, bottom, gap)
        if pair is not None:
            return pair
    return None


def _gaps(ordered: Sequence[Item]) -> list[tuple[float, float, float]]:
    """Gaps between neighbours at one height, from the top: (left edge, right edge, height)."""
    found: list[tuple[float, float, float]] = []
    for at, item in enumerate(ordered):
        box = item.box
        right: Box | None = None
        left: Box | None = None
        for following in range(at + 1, len(ordered)):
            other = ordered[following].box
            if other.y0 >= box.y1:
                break
            if not (other.y0 < box.centre_y < other.y1 or box.y0 < other.centre_y < box.y1):
                continue
            if other.x0 >= box.x1 + NARROWEST and (right is None or other.x0 < right.x0):
                right = other
            elif box.x0 >= other.x1 + NARROWEST and (left is None or other.x1 > left.x1):
                left = other
        if right is not None:
            found.append((box.x1, right.x0, right.centre_y))
        if left is not None:
            found.append((left.x1, box.x0, left.centre_y))
    return found


def _grown(ordered: Sequence[Item], low: float, high: float, y: float) -> tuple[float, float, float, float]:
    """A gap, drawn up and down as far as it stays open: (left edge, right edge, top, bottom)."""
    top = bottom = y
    start = next((at for at, item in enumerate(ordered) if item.box.y0 > y), len(ordered))
    for direction in (ordered[:start][::-1], ordered[start:]):
        for item in direction:
            box = item.box
            if box.x0 < high - 1 and box.x1 > low + 1:
                narrower_low, narrower_high = low, high
                if box.centre_x < (low + high) / 2:
                    narrower_low = box.x1
                else:
                    narrower_high = box.x0
                if narrower_high - narrower_low < NARROWEST:
                    break
                low, high = narrower_low, narrower_high
            top, bottom = min(top, box.y0), max(bottom, box.y1)
    return low, high, top, bottom


def _sides(
    ordered: Sequence[Item], low: float, high: float, top: float, bottom: float, gap: float
) -> tuple[list[Item], list[Item], float, float] | None:
    inside = [item for item in ordered if item.box.y0 >= top - 0.1 and item.box.y1 <= bottom + 0.1]
    one = [item for item in inside if item.box.x1 <= low + 1]
    other = [item for item in inside if item.box.x0 >= high - 1]
    if not one or not other:
        return None
    natures = _nature(one), _nature(other)
    if "" in natures or natures == ("region", "region"):
        return None
    for side, facing, nature in ((one, other, natures[0]), (other, one, natures[1])):
        if nature == "text":
            _trim(side, facing, gap)
    spans = [(min(i.box.y0 for i in side), max(i.box.y1 for i in side)) for side in (one, other) if side]
    if len(spans) < 2 or min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0]) < 0.5 * gap:
        return None
    return one, other, min(span[0] for span in spans), max(span[1] for span in spans)


def _nature(side: Sequence[Item]) -> str:
    """What makes a side stand for itself, "caption", "region" or "text"; "" for cells and equations."""
    rows = _rows(side)
    for row in rows:
        # Sides are looked at again and again, so that each run is asked but once whether a caption begins with it.
        runs = [item.run for item in row if item.run]
        if runs and opens_caption(min(runs, key=attrgetter("x0"))):
            return "caption"
    if any(item.region is not None for item in side):
        return "region"
    return "text" if _full(rows) >= FEWEST_FULL and _full(rows) >= 0.4 * len(rows) else ""


def _rows(side: Sequence[Item]) -> list[list[Item]]:
    rows: list[list[Item]] = []
    for item in side:
        if rows and item.box.y0 < rows[-1][0].box.centre_y:
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


def _full(rows: Sequence[Sequence[Item]]) -> int:
    """The number of rows of letters that reach from the left edge of their block to its right edge."""
    left = min(item.box.x0 for row in rows for item in row)
    right = max(item.box.x1 for row in rows for item in row)
    count = 0
    for row in rows:
        letters = sum(len(item.run.glyphs) for item in row if item.run)
        covered = sum(item.box.width for item in row)
        count += letters >= 12 and covered > 0.85 * (right - left)
    return count


def _trim(side: list[Item], facing: Sequence[Item], gap: float) -> None:
    """Leave out lines of text above and below what they flow around, unless they are as narrow as those beside it."""
    top = min(item.box.y0 for item in facing) - 0.5 * gap
    bottom = max(item.box.y1 for item in facing) + 0.5 * gap
    right = max(item.box.x1 for item in side)
    left = min(item.box.x0 for item in side)
    narrow = [item for item in side if item.box.width > 0.6 * (right - left) and item.box.x1 > right - 3]
    if narrow:
        top = min(top, min(item.box.y0 for item in narrow) - 1)
        bottom = max(bottom, max(item.box.y1 for item in narrow) + 1)
    side[:] = [item for item in side if top <= item.box.centre_y <= bottom]
