"""Pages as runs → lines in reading order, after measuring the document: body size, line gap, columns, margins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from paperlsp.formula import glyph_text
from paperlsp.model.page import Glyph, RawPage
from paperlsp.paper.line import Line, Run, is_maths, runs_of

FLOATING = frozenset("ˆ˜¯˙¨´`ˇ˘˚√^~")
"""Signs that TeX raises as a whole: accents over capitals, and roots, which hang from their origin."""

FEWEST_COLUMN_LINES = 5
"""A page stands in two columns when at least so many long lines begin at the right column's edge."""


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


def lines_of(pages: Sequence[RawPage]) -> tuple[Measures, list[list[Line]]]:
    """The document's measures, and each page's lines in reading order."""
    runs = [runs_of(page.glyphs) for page in pages]
    measures = _measure(pages, runs)
    laid = [_lay(page, each, measures) for page, each in zip(pages, runs, strict=True)]
    return measures, laid


def _measure(pages: Sequence[RawPage], runs: Sequence[Sequence[Run]]) -> Measures:
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
        letters = Counter(
            (round(glyph.size, 1), glyph.font.name)
            for run in each
            if run.x1 - run.x0 > 0.2 * page.width
            for glyph in run.glyphs
            if glyph.text.isalpha()
        )
        total = letters.total()
        for (size, name), count in letters.items():
            # Whole numbers keep the sum exact, whatever the order in which it is added up.
            share = 1_000_000 * count // total
            votes[size] += share
            faces[size, name] += share
    if not votes:
        letters = Counter(round(g.size, 1) for page in pages for g in page.glyphs if g.text.isalpha())
        return (max(letters, key=lambda size: (letters[size], size)) if letters else 10.0), ""
    body = max(votes, key=lambda size: (votes[size], size))
    return body, max((key for key in faces if key[0] == body), key=lambda key: (faces[key], key))[1]


def _letters(runs: Sequence[Sequence[Run]], body: float, width: float) -> dict[tuple[str, str], int]:
    """The glyph that each font of running text mostly draws a small letter with: small caps are other ones."""
    counts: Counter[tuple[str, str, int]] = Counter(
        (glyph.font.name, glyph.text, glyph.code)
        for each in runs
        for run in each
        if abs(run.size - body) < 0.3 and run.x1 - run.x0 > 0.2 * width
        for glyph in run.glyphs
        if glyph.text.islower()
    )
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


def _lay(page: RawPage, runs: Sequence[Run], measures: Measures) -> list[Line]:
    lanes = measures.lanes
    split = _split_at(runs, measures)
    buckets: dict[int, list[Run]] = {0: [], 1: [], 2: []}
    for run in runs:
        buckets[_lane(run, split, measures)].append(run)
    lines: list[Line] = []
    for lane, members in buckets.items():
        left, right = (measures.left, measures.right) if lane == 0 or split is None else lanes[lane - 1]
        for group in _rows(members):
            glyphs = [glyph for run in group for glyph in run.glyphs]
            lines.append(Line(page.number, lane, glyphs, width=right - left, left=left))
    return _in_order(lines)


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


def _lane(run: Run, split: float | None, measures: Measures) -> int:
    if split is None:
        return 1
    slack = 0.4 * measures.body
    if run.x0 < split - slack and run.x1 > split + slack:
        return 0
    return 1 if (run.x0 + run.x1) / 2 < split else 2


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
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


def _in_order(lines: list[Line]) -> list[Line]:
    """Reading order: bands between lines across the page, in each the left column and then the right one."""
    across = sorted((line for line in lines if line.lane == 0), key=lambda line: (line.y, line.box.x0))
    rest = sorted((line for line in lines if line.lane != 0), key=lambda line: (line.lane, line.y, line.box.x0))
    ordered: list[Line] = []
    for line in across:
        above = [each for each in rest if each.y < line.y]
        ordered += above
        rest = [each for each in rest if each.y >= line.y]
        ordered.append(line)
    return ordered + rest
