"""A document's pages as runs → what is typical of it: body size and face, line gap, columns, margins."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from paperlsp.model.page import Font, Glyph, RawPage
from paperlsp.paper.run import Run

FONT = attrgetter("font")

SAMPLE = 400
"""The number of lines from which the usual glyphs of letters are learnt."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What is typical of the document. Sizes and gaps in points; lanes as (left, right) edges.

    ``columns`` is 1 or 2; ``lanes`` holds one pair for each column. ``letters`` has the usual glyph of each small
    letter in each font of running text, by the font's name and the letter; ``fonts`` are all of the document's.
    """

    body: float
    font: str
    gap: float
    columns: int
    lanes: tuple[tuple[float, float], ...]
    width: float
    height: float
    letters: Mapping[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    fonts: Mapping[str, Font] = field(default_factory=dict[str, Font])

    @property
    def left(self) -> float:
        return self.lanes[0][0]

    @property
    def right(self) -> float:
        return self.lanes[-1][1]


class Extent(NamedTuple):
    """What measuring needs of a run, in points."""

    size: float
    x0: float
    x1: float
    y: float


class Tally:
    """What is counted page by page, so that no page's glyphs are held until the last one has been seen."""

    def __init__(self) -> None:
        self.fonts: dict[str, Font] = {}
        self._widths: list[int] = []
        self._heights: list[int] = []
        self._votes: Counter[float] = Counter()
        self._faces: Counter[tuple[float, str]] = Counter()
        self._sizes: Counter[float] = Counter()
        self._runs: list[array[float]] = []

    def add(self, page: RawPage, glyphs: Sequence[Glyph], runs: Sequence[Run]) -> None:
        """Count one page, the next of its document."""
        self.fonts.update([(font.name, font) for font in map(FONT, glyphs)])
        self._widths.append(round(page.width))
        self._heights.append(round(page.height))
        self._runs.append(array("d", [number for run in runs for number in (run.size, run.x0, run.x1, run.y)]))
        self._vote(page, runs)
        if not self._votes:
            self._sizes.update(round(glyph.size, 1) for glyph in glyphs if glyph.text.isalpha())

    def _vote(self, page: RawPage, runs: Sequence[Run]) -> None:
        """Vote for the size and the face of most letters in long runs, each page having one vote to share.

        A plot's thousands of dingbats and an appendix of tiny cells are many glyphs, but no long runs, or on few pages.
        """
        long = [run.glyphs for run in runs if run.x1 - run.x0 > 0.2 * page.width]
        letters = Counter(
            [(glyph.size, glyph.font.name) for glyphs in long for glyph in glyphs if glyph.text.isalpha()]
        )
        total = letters.total()
        for (exact, name), count in letters.items():
            # Whole numbers keep the sum exact, whatever the order in which it is added up.
            size, share = round(exact, 1), 1_000_000 * count // total
            self._votes[size] += share
            self._faces[size, name] += share

    def measures(self) -> Measures:
        """Measure before judging: later thresholds are relative to these. The usual letters are not among them yet."""
        body, font = self._body()
        width, height = _typical(self._widths, 612.0), _typical(self._heights, 792.0)
        lanes: list[Extent] = []
        gaps: Counter[float] = Counter()
        for numbers in self._runs:
            near = [extent for extent in _extents(numbers) if abs(extent.size - body) < 0.6]
            lanes += [extent for extent in near if extent.x1 - extent.x0 > 0.2 * width]
            long = [extent for extent in near if abs(extent.size - body) < 0.3 and extent.x1 - extent.x0 > 0.25 * width]
            for above, below in pairwise(long):
                if 0.8 * body < below.y - above.y < 2.6 * body:
                    gaps[round(below.y - above.y, 1)] += 1
        gap = max(gaps, key=lambda value: (gaps[value], -value)) if gaps else 1.2 * body
        columns = _lanes(lanes, width)
        return Measures(body, font, gap, len(columns), columns, width, height, fonts=self.fonts)

    def _body(self) -> tuple[float, str]:
        votes, faces = self._votes, self._faces
        if not votes:
            sizes = self._sizes
            return (max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0), ""
        body = max(votes, key=lambda size: (votes[size], size))
        return body, max((key for key in faces if key[0] == body), key=lambda key: (faces[key], key))[1]

    def letters(self, measures: Measures) -> Letters:
        """What gathers the usual letters while the pages are gone through again."""
        body, width = measures.body, measures.width
        long = sum(
            abs(size - body) < 0.3 and x1 - x0 > 0.2 * width
            for numbers in self._runs
            for size, x0, x1, _ in _extents(numbers)
        )
        return Letters(body, width, 1 + long // SAMPLE)


def _extents(numbers: array[float]) -> Iterator[Extent]:
    at = iter(numbers)
    return map(Extent, at, at, at, at)


class Letters:
    """The glyph that each font of running text mostly draws a small letter with: small caps are other ones.

    Lines are taken from all over the paper, and no more than are needed to know every letter: one in ``step``.
    """

    def __init__(self, body: float, width: float, step: int) -> None:
        self._body = body
        self._width = width
        self._step = step
        self._seen = 0
        self._counts: Counter[tuple[str, str, int]] = Counter()

    def add(self, runs: Sequence[Run]) -> None:
        """Count one page's runs, the next of its document."""
        for run in runs:
            if abs(run.size - self._body) < 0.3 and run.x1 - run.x0 > 0.2 * self._width:
                if self._seen % self._step == 0:
                    self._counts.update([(g.font.name, g.text, g.code) for g in run.glyphs if g.text.islower()])
                self._seen += 1

    def usual(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for (font, letter, code), _ in sorted(self._counts.items(), key=lambda item: (-item[1], item[0])):
            found.setdefault((font, letter), code)
        return found


def _typical(values: Sequence[int], otherwise: float) -> float:
    counts = Counter(values)
    return float(max(counts, key=lambda value: (counts[value], value))) if counts else otherwise


def _lanes(long: Sequence[Extent], width: float) -> tuple[tuple[float, float], ...]:
    """The columns that long lines of body text stand in."""
    if not long:
        return ((0.12 * width, 0.88 * width),)
    right_starts = Counter(round(run.x0) for run in long if run.x0 > 0.45 * width and run.x1 - run.x0 > 0.28 * width)
    narrow = [run for run in long if run.x1 - run.x0 < 0.5 * width]
    wide = len(long) - len(narrow)
    if right_starts and sum(right_starts.values()) > 0.2 * len(long) and wide < len(narrow):
        start = _mode(right_starts)
        left_runs = [run for run in narrow if run.x1 < start]
        left = _mode(Counter(round(run.x0) for run in left_runs)) if left_runs else 0.08 * width
        left_end = _mode(Counter(round(run.x1) for run in left_runs)) if left_runs else start - 15.0
        right_end = _mode(Counter(round(run.x1) for run in long if abs(run.x0 - start) < 3))
        return ((left, max(left_end, left + 1)), (start, max(right_end, start + 1)))
    left = _mode(Counter(round(run.x0) for run in long))
    right = _mode(Counter(round(run.x1) for run in long))
    return ((left, max(right, left + 0.3 * width)),)


def _mode(counts: Counter[int]) -> float:
    """The value that most are within a point of."""
    return float(max(counts, key=lambda value: (counts[value - 1] + counts[value] + counts[value + 1], -value)))
