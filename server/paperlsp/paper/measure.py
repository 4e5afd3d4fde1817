"""A document's pages as runs → what is typical of it: body size and face, line gap, columns, margins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from paperlsp.model.page import RawPage
from paperlsp.paper.line import Run

SAMPLE = 400
"""The number of lines from which the usual glyphs of letters are learnt."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What is typical of the document. Sizes and gaps in points; lanes as (left, right) edges.

    ``columns`` is 1 or 2; ``lanes`` holds one pair for each column. ``letters`` has the usual glyph of each small
    letter in each font of running text, by the font's name and the letter.
    """

    body: float
    font: str
    gap: float
    columns: int
    lanes: tuple[tuple[float, float], ...]
    width: float
    height: float
    letters: Mapping[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])

    @property
    def left(self) -> float:
        return self.lanes[0][0]

    @property
    def right(self) -> float:
        return self.lanes[-1][1]


def measure(pages: Sequence[RawPage], runs: Sequence[Sequence[Run]]) -> Measures:
    """Measure before judging: later thresholds are relative to these."""
    body, font = _body_of(pages, runs)
    width = _typical([round(page.width) for page in pages], 612.0)
    height = _typical([round(page.height) for page in pages], 792.0)
    lanes = _lanes([run for each in runs for run in each if abs(run.size - body) < 0.6], width)
    gaps: Counter[float] = Counter()
    for each in runs:
        long = [run for run in each if abs(run.size - body) < 0.3 and run.x1 - run.x0 > 0.25 * width]
        for above, below in zip(long, long[1:], strict=False):
            if 0.8 * body < below.y - above.y < 2.6 * body:
                gaps[round(below.y - above.y, 1)] += 1
    gap = max(gaps, key=lambda value: (gaps[value], -value)) if gaps else 1.2 * body
    return Measures(body, font, gap, len(lanes), lanes, width, height, _letters(runs, body, width))


def _body_of(pages: Sequence[RawPage], runs: Sequence[Sequence[Run]]) -> tuple[float, str]:
    """The size and the face of running text: those of most letters in long runs, each page having one vote to share.

    A plot's thousands of dingbats and an appendix of tiny cells are many glyphs, but no long runs, or on few pages.
    """
    votes: Counter[float] = Counter()
    faces: Counter[tuple[float, str]] = Counter()
    for page, each in zip(pages, runs, strict=True):
        long = [run.glyphs for run in each if run.x1 - run.x0 > 0.2 * page.width]
        letters = Counter(
            [(glyph.size, glyph.font.name) for glyphs in long for glyph in glyphs if glyph.text.isalpha()]
        )
        total = letters.total()
        for (exact, name), count in letters.items():
            # Whole numbers keep the sum exact, whatever the order in which it is added up.
            size, share = round(exact, 1), 1_000_000 * count // total
            votes[size] += share
            faces[size, name] += share
    if not votes:
        letters = Counter(round(g.size, 1) for page in pages for g in page.glyphs if g.text.isalpha())
        return (max(letters, key=lambda size: (letters[size], size)) if letters else 10.0), ""
    body = max(votes, key=lambda size: (votes[size], size))
    return body, max((key for key in faces if key[0] == body), key=lambda key: (faces[key], key))[1]


def _letters(runs: Sequence[Sequence[Run]], body: float, width: float) -> dict[tuple[str, str], int]:
    """The glyph that each font of running text mostly draws a small letter with: small caps are other ones."""
    long = [run for each in runs for run in each if abs(run.size - body) < 0.3 and run.x1 - run.x0 > 0.2 * width]
    # Lines from all over the paper, and no more than are needed to know every letter.
    sample = long[:: 1 + len(long) // SAMPLE]
    counts = Counter([(g.font.name, g.text, g.code) for run in sample for g in run.glyphs if g.text.islower()])
    found: dict[tuple[str, str], int] = {}
    for (font, letter, code), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        found.setdefault((font, letter), code)
    return found


def _typical(values: Sequence[int], otherwise: float) -> float:
    counts = Counter(values)
    return float(max(counts, key=lambda value: (counts[value], value))) if counts else otherwise


def _lanes(runs: Sequence[Run], width: float) -> tuple[tuple[float, float], ...]:
    """The columns that long lines of body text stand in."""
    long = [run for run in runs if run.x1 - run.x0 > 0.2 * width]
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
