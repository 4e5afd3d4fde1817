"""Pages → lines in reading order: regions first, then columns, then blocks beside each other within a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paperlsp.model.packed import PackedGlyphs
from paperlsp.model.page import RawPage
from paperlsp.paper.beside import Item, blocks_of, item_of
from paperlsp.paper.line import Line, fold
from paperlsp.paper.line_numbers import without_line_numbers
from paperlsp.paper.measure import Measures, Tally
from paperlsp.paper.region import CAPTION, Region, find_regions, is_prose, row_text
from paperlsp.paper.row import rows_of
from paperlsp.paper.run import Run, runs_of
from paperlsp.paper.running import without_running_rules

__all__ = ["Layout", "Measures", "lay_out"]

FEWEST_COLUMN_LINES = 5
"""A page stands in two columns when at least so many long lines begin at the right column's edge."""

ROLES = {"table": "table", "figure": "float", "algorithm": ""}


@dataclass(eq=False)
class _Piece:
    """Lines that stay together when columns are put in order; ``top`` is where they begin, in points."""

    top: float
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Layout:
    """A document laid out: ``lines`` has a list in reading order for each page, ``regions`` what is drawn on it.

    ``pages`` are the pages without the rules of their running heads and feet.
    """

    measures: Measures
    pages: Sequence[RawPage]
    lines: list[list[Line]]
    regions: list[list[Region]]


def lay_out(pages: Sequence[RawPage]) -> Layout:
    """Measure the document, then lay out each page. Of pages whose glyphs are packed, no more than one is held at once."""
    pages = without_line_numbers(pages)
    tally = Tally()
    kept: list[list[Run]] = []
    for page in pages:
        glyphs = list(page.glyphs)
        runs = runs_of(glyphs)
        tally.add(page, glyphs, runs)
        kept.append([] if isinstance(page.glyphs, PackedGlyphs) else runs)
    measures = tally.measures()
    letters = tally.letters(measures)
    lines: list[list[Line]] = []
    regions: list[list[Region]] = []
    plain = without_running_rules(pages)
    for page, held in zip(plain, kept, strict=True):
        glyphs = list(page.glyphs) if isinstance(page.glyphs, PackedGlyphs) else []
        runs = held or runs_of(glyphs)
        letters.add(runs)
        laid = _Page(page, runs, measures)
        lines.append(laid.lines())
        regions.append(laid.regions)
        if isinstance(page.glyphs, PackedGlyphs):
            fold(lines[-1], glyphs, page.glyphs)
    return Layout(replace(measures, letters=letters.usual()), plain, lines, regions)


class _Page:
    """Lays one page. Lanes from 3 on are regions and blocks that stand beside others."""

    def __init__(self, page: RawPage, runs: Sequence[Run], measures: Measures) -> None:
        self._page = page
        self._measures = measures
        self._split = _split_at(runs, measures)
        self._lanes = 2
        self.regions = regions = find_regions(page, runs, measures)
        self._held: dict[int, list[Run]] = {id(region): [] for region in regions}
        self._buckets: dict[int, list[Item]] = {0: [], 1: [], 2: []}
        for run in runs:
            region = next((each for each in regions if _holds(each, run, measures)), None)
            if region is not None:
                self._held[id(region)].append(run)
            else:
                self._buckets[self._lane(run.x0, run.x1)].append(item_of(run))
        for region in regions:
            if region.kind == "figure":
                self._release_caption(region)
            if self._held[id(region)]:
                self._buckets[self._lane(region.box.x0, region.box.x1)].append(Item(region.box, region=region))
        self._widen()

    def lines(self) -> list[Line]:
        """Reading order: bands between what stands across the page, in each the left column and then the right one."""
        across, left, right = (self._pieces(lane) for lane in (0, 1, 2))
        ordered: list[_Piece] = []
        for piece in across:
            for column in (left, right):
                above = [each for each in column if each.top < piece.top]
                ordered += above
                column[:] = column[len(above) :]
            ordered.append(piece)
        return [line for piece in (*ordered, *left, *right) for line in piece.lines]

    def _lane(self, x0: float, x1: float) -> int:
        if self._split is None:
            return 1
        slack = 0.4 * self._measures.body
        if x0 < self._split - slack and x1 > self._split + slack:
            return 0
        return 1 if (x0 + x1) / 2 < self._split else 2

    def _release_caption(self, region: Region) -> None:
        """A figure's white ground may reach under its caption, which is text of the page all the same."""
        held = self._held[id(region)]
        starts = [run.y for run in held if CAPTION.match(row_text([run]))]
        for run in [run for run in held if starts and run.y > min(starts) - 0.5]:
            held.remove(run)
            self._buckets[self._lane(run.x0, run.x1)].append(item_of(run))

    def _widen(self) -> None:
        """The last line of a paragraph across the page may end in the left column; nothing stands right of it."""
        for item in sorted(self._buckets[1], key=lambda each: each.box.y0):
            above = [
                other.run
                for other in self._buckets[0]
                if other.run and item.run and 0 < item.run.y - other.run.y < 1.6 * item.run.size
            ]
            if item.run and any(abs(each.x0 - item.run.x0) < 2 and each.size == item.run.size for each in above):
                beside = any(
                    other.box.y0 < item.box.centre_y + 0.6 * item.run.size and other.box.y1 > item.box.y0
                    for other in self._buckets[2]
                )
                if not beside:
                    self._buckets[1].remove(item)
                    self._buckets[0].append(item)

    def _pieces(self, lane: int) -> list[_Piece]:
        """What stands in one lane, from top to bottom."""
        lanes = self._measures.lanes
        whole = lane == 0 or self._split is None
        left, right = (self._measures.left, self._measures.right) if whole else lanes[lane - 1]
        pieces: list[_Piece] = []
        for block in blocks_of(self._buckets[lane], left, right, self._measures.gap):
            number = lane
            if block.apart:
                self._lanes += 1
                number = self._lanes
            made = self._lines([i.run for i in block.items if i.run], number, block.left, block.right)
            inner = [_Piece(line.y, [line]) for line in made]
            inner += [_Piece(i.region.box.y0, self._region_lines(i.region)) for i in block.items if i.region]
            inner.sort(key=lambda piece: piece.top)
            if block.apart:
                top = min(item.box.y0 for item in block.items)
                pieces.append(_Piece(top, [line for piece in inner for line in piece.lines]))
            else:
                pieces += inner
        return _monotone(pieces)

    def _region_lines(self, region: Region) -> list[Line]:
        self._lanes += 1
        lines = self._lines(self._held[id(region)], self._lanes, region.box.x0, region.box.x1)
        for line in lines:
            line.role = ROLES[region.kind]
            line.region = region.box
        return lines

    def _lines(self, runs: Sequence[Run], lane: int, left: float, right: float) -> list[Line]:
        return [
            Line(self._page.number, lane, [g for run in row for g in run.glyphs], width=right - left, left=left)
            for row in rows_of(runs)
        ]


def _monotone(pieces: list[_Piece]) -> list[_Piece]:
    """Pieces keep their order, so each counts as beginning no higher than the one before it."""
    top = float("-inf")
    for piece in pieces:
        piece.top = top = max(top, piece.top)
    return pieces


def _holds(region: Region, run: Run, measures: Measures) -> bool:
    if not region.box.padded(1.0).contains((run.x0 + run.x1) / 2, run.y - 0.25 * (run.size or run.glyphs[0].size)):
        return False
    # A drawing may be cut off by a clip that nothing tells of, and reach over the text in what is not shown.
    return region.kind != "figure" or not is_prose(run, measures)


def _split_at(runs: Sequence[Run], measures: Measures) -> float | None:
    """The middle of the gutter on this page, or None where the page stands in one column."""
    if measures.columns == 1:
        return None
    (_, left_end), (right_start, _) = measures.lanes
    starts = sum(1 for run in runs if abs(run.x0 - right_start) < 3 and run.x1 - run.x0 > 0.1 * measures.width)
    crossing = sum(1 for run in runs if run.x0 < left_end - 10 and run.x1 > right_start + 10)
    if starts < FEWEST_COLUMN_LINES and crossing > starts:
        return None
    return (left_end + right_start) / 2
