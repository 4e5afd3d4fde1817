"""Lines → the same lines, with running heads, page numbers, line numbers, figures' insides and footnotes told apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from paperlsp.model.geometry import Box
from paperlsp.model.page import RawPage
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, is_cells

EDGE = 0.1
"""Running heads and page numbers stand within this share of the page's height from its top or bottom."""

SMALL = 0.86
"""Relative to the body: captions and references are set at 0.9, footnotes and labels below."""

PAGE_NUMBER = re.compile(r"^[-–— ]*(?:page )?(?:\d{1,4}|[ivxl]{1,6})(?: of \d+)?[-–— ]*$", re.IGNORECASE)
LINE_NUMBER = re.compile(r"^\d{1,4}$")
DIGITS = re.compile(r"\d+")
FOOTNOTE_MARK = re.compile(r"^(?:\d{1,2}|[∗*†‡§¶]+)")


def mark_furniture(pages: Sequence[RawPage], lines: Sequence[Sequence[Line]], measures: Measures) -> None:
    """Set ``role`` to "furniture", "float" (text inside a figure) or "footnote" where a line is no running text."""
    _mark_repeated(pages, lines)
    for page, each in zip(pages, lines, strict=True):
        _mark_line_numbers(each, measures)
        _mark_pictures(page, each)
        _mark_footnotes(page, each, measures)
    _mark_small(lines, measures)


def _mark_small(lines: Sequence[Sequence[Line]], measures: Measures) -> None:
    """Very small lines are labels of figures and cells of tables, unless the paper sets whole parts so small."""
    plain = [line for each in lines for line in each if not line.role and line.count > 3]
    small = [line for line in plain if line.largest < SMALL * measures.body and line.maths < 0.3]
    small += [
        line
        for line in plain
        if line.largest < 0.94 * measures.body and line.maths < 0.3 and is_cells(line) and line not in small
    ]
    if len(small) < 0.15 * len(plain):
        for line in small:
            line.role = "float"


def _mark_repeated(pages: Sequence[RawPage], lines: Sequence[Sequence[Line]]) -> None:
    # What stands on every page stands at one height there: a digit alone may be a number of a page or a denominator.
    seen: Counter[tuple[str, int]] = Counter()
    candidates: list[tuple[str, Line]] = []
    for page, each in zip(pages, lines, strict=True):
        shapes: set[tuple[str, int]] = set()
        for line in each:
            at = line.y / page.height if page.height else 0.5
            if EDGE < at < 1 - EDGE:
                continue
            shape = DIGITS.sub("#", line.text.lower())
            shapes.update((shape, round(line.y) + near) for near in (-2, -1, 0, 1, 2))
            candidates.append((shape, line))
        seen.update(shapes)
    often = max(2, min(4, len(pages) // 4)) if len(pages) > 1 else 2
    for shape, line in candidates:
        height = pages[line.page - pages[0].number].height
        outer = line.y < 0.075 * height or line.y > 0.925 * height
        if (
            (PAGE_NUMBER.match(line.text) and outer)
            or seen[shape, round(line.y)] >= often
            or (
                line.page == pages[0].number
                and outer
                and re.match(r"(?:published|under review|to appear|proceedings)", line.text, re.IGNORECASE)
            )
        ):
            line.role = "furniture"


def _mark_line_numbers(lines: Sequence[Line], measures: Measures) -> None:
    """Reviewing copies number their lines in the margin."""
    numbers = [line for line in lines if not line.role and line.count <= 4 and LINE_NUMBER.match(line.text)]
    for margin in (
        [line for line in numbers if line.box.x1 < measures.left - 2],
        [line for line in numbers if line.box.x0 > measures.right + 2],
    ):
        if len(margin) >= 8:
            for line in margin:
                line.role = "furniture"
    for line in lines:
        if not line.role and (line.box.x1 < measures.left - 4 or line.box.x0 > measures.right + 8):
            line.role = "float"


def _mark_pictures(page: RawPage, lines: Sequence[Line]) -> None:
    """Text that lies within a drawing is its labels."""
    big = [box for box in page.pictures if box.width > 30 and box.height > 30]
    big = [box for box in big if box.width * box.height < 0.6 * page.width * page.height]
    if not big:
        return
    for line in lines:
        if not line.role and any(_within(line.box, box) for box in big):
            line.role = "float"


def _within(inner: Box, outer: Box) -> bool:
    area = max(inner.width * inner.height, 0.1)
    return inner.overlap(outer) > 0.7 * area


def _mark_footnotes(page: RawPage, lines: Sequence[Line], measures: Measures) -> None:
    """Smaller lines at the foot of a column, under a short rule or begun by a raised mark."""
    by_lane: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if not line.role:
            by_lane[line.lane].append(line)
    for members in by_lane.values():
        members.sort(key=lambda line: line.y)
        tail: list[Line] = []
        for line in reversed(members):
            if line.size < 0.94 * measures.body and line.y > 0.5 * page.height:
                tail.append(line)
            else:
                break
        tail.reverse()
        start = next((at for at, line in enumerate(tail) if _opens_footnote(page, line)), None)
        if start is not None:
            for line in tail[start:]:
                line.role = "footnote"


def _opens_footnote(page: RawPage, line: Line) -> bool:
    first = min(line.glyphs, key=lambda glyph: glyph.x)
    raised = first.size < 0.9 * line.size and first.y < line.y - 0.15 * line.size
    ruled = any(
        rule.horizontal and 20 < rule.box.width < 0.45 * page.width and -4 < line.box.y0 - rule.box.y1 < 9
        for rule in page.rules
        if abs(rule.box.x0 - line.left) < 12
    )
    return ruled or (raised and bool(FOOTNOTE_MARK.match(line.text)))
