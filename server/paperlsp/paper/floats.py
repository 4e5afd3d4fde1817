"""Captions and what is drawn → what belongs to each caption: a table's cells, an algorithm's lines, a figure's labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperlsp.model.geometry import Box, union_of
from paperlsp.model.page import RawPage
from paperlsp.paper.caption import Caption
from paperlsp.paper.layout import Layout, Measures
from paperlsp.paper.line import Line, is_cells
from paperlsp.paper.region import PROSE_LETTERS, Region
from paperlsp.paper.steps import KEYWORD
from paperlsp.paper.table import read_table

FARTHEST = 3.0
"""In line gaps: a table stands no farther from its caption."""

FEWEST_STEPS = 3
"""An algorithm without rules has at least so many lines; fewer may be a paragraph's first line, set in."""

NUMBERED_STEP = re.compile(r"^\d{1,2}\s*[:.]?\s")


def attach_floats(pages: Sequence[RawPage], layout: Layout, captions: Sequence[Caption]) -> None:
    """Give each caption its body, and the lines of bodies their roles."""
    under = _captions_under(captions, layout)
    for page, lines, regions in zip(pages, layout.lines, layout.regions, strict=True):
        mine = [caption for caption in captions if caption.lines[0].page == page.number]
        for caption in mine:
            if caption.kind == "algorithm":
                _take_algorithm(page, lines, caption, layout.measures)
        tables = [caption for caption in mine if caption.kind == "table"]
        _take_tables(page, lines, regions, tables, layout.measures, under=under)
        for caption in mine:
            if caption.kind == "figure":
                _mark_labels(lines, regions, caption, layout.measures)


def _top(caption: Caption) -> float:
    return min(line.box.y0 for line in caption.lines)


def _bottom(caption: Caption) -> float:
    return max(line.box.y1 for line in caption.lines)


def _beside(box: Box, caption: Caption) -> bool:
    """Whether a box stands above or below a caption and not left or right of it."""
    first = caption.lines[0]
    return min(box.x1, first.left + first.width) - max(box.x0, first.left) > 0.4 * min(box.width, first.width)


def _distance(region: Region, caption: Caption, *, under: bool) -> float:
    """How far a region is above a caption that stands under it, or below one that stands over it."""
    return _top(caption) - region.box.y1 if under else region.box.y0 - _bottom(caption)


def _captions_under(captions: Sequence[Caption], layout: Layout) -> bool:
    """Whether this paper sets the captions of its tables under them, as most of its tables say."""
    votes = {True: 0, False: 0}
    pages = {lines[0].page: regions for lines, regions in zip(layout.lines, layout.regions, strict=True) if lines}
    for caption in captions:
        if caption.kind != "table":
            continue
        tables = [
            each for each in pages.get(caption.lines[0].page, ()) if each.kind == "table" and _beside(each.box, caption)
        ]
        for under in votes:
            votes[under] += any(
                -2 < _distance(each, caption, under=under) < FARTHEST * layout.measures.gap for each in tables
            )
    return votes[True] > votes[False]


def _take_tables(
    page: RawPage,
    lines: Sequence[Line],
    regions: Sequence[Region],
    captions: Sequence[Caption],
    measures: Measures,
    *,
    under: bool,
) -> None:
    """On the side on which the paper has its captions first; between two tables, a caption is near to both."""
    pairs: list[tuple[bool, float, int, int]] = []
    tables = [region for region in regions if region.kind == "table"]
    for at, caption in enumerate(captions):
        for index, region in enumerate(tables):
            for side in (under, not under):
                distance = _distance(region, caption, under=side)
                if -2 < distance < FARTHEST * measures.gap and _beside(region.box, caption):
                    pairs.append((side != under, distance, at, index))
    taken: set[int] = set()
    for _, _, at, index in sorted(pairs):
        if captions[at].table is None and index not in taken:
            held = [line for line in lines if line.region == tables[index].box]
            captions[at].table = read_table(page, held, tables[index].box) if held else None
            taken.add(index)
    for caption in captions:
        if caption.table is None:
            _take_aligned(page, lines, caption, measures)


def _take_aligned(page: RawPage, lines: Sequence[Line], caption: Caption, measures: Measures) -> None:
    """A table without rules: rows of cells that follow a caption, or lead up to it."""
    below = _rows_from(sorted(lines, key=lambda line: line.y), caption, measures, down=True)
    above = _rows_from(sorted(lines, key=lambda line: -line.y), caption, measures, down=False)
    found = max((below, above), key=len)
    if sum(is_cells(line) or line.role == "float" for line in found) < 2:
        return
    caption.table = read_table(page, found, union_of(line.box for line in found))
    if caption.table is not None:
        for line in found:
            line.role = "table"


def _rows_from(lines: Sequence[Line], caption: Caption, measures: Measures, *, down: bool) -> list[Line]:
    edge = _bottom(caption) if down else _top(caption)
    found: list[Line] = []
    for line in lines:
        beyond = line.box.y0 - edge if down else edge - line.box.y1
        if beyond < -2 or line.role in ("furniture", "footnote") or not _beside(line.box, caption):
            continue
        parted = is_cells(line) or line.role == "float" or line.count < PROSE_LETTERS
        if beyond > 1.8 * measures.gap or line.role not in ("", "float") or line.region is not None or not parted:
            break
        found.append(line)
        edge = line.box.y1 if down else line.box.y0
    return found


def _take_algorithm(page: RawPage, lines: Sequence[Line], caption: Caption, measures: Measures) -> None:
    """The lines of the region that the caption stands in or beside; without one, down to the rule that closes it, and
    without a rule as far as there are steps.
    """
    first, last = caption.lines[0], caption.lines[-1]
    if first.region is not None:
        bars = sorted(
            rule.box.y0
            for rule in page.rules
            if rule.horizontal
            and rule.box.width > 0.8 * first.region.width
            and first.y < rule.box.y0 < first.region.y1 - 2
        )
        title = bars[0] if bars else last.y
        held = [line for line in lines if line.region == first.region]
        # A first step right under the title looks like the title's second line, but for the rule between them.
        beyond = [line for line in caption.lines if line.y > title + 0.5]
        caption.lines = [line for line in caption.lines if line not in beyond]
        for line in beyond:
            line.role = ""
        for line in held:
            if line not in caption.lines and line.y < title and line.y > first.y:
                caption.lines.append(line)
                line.role = "caption"
        caption.body = [line for line in held if line.role != "caption"]
    else:
        caption.body = _down_to_rule(page, lines, first, last) or _down_to_text(lines, last, measures)
    for line in caption.body:
        line.role = "algorithm"


def _down_to_rule(page: RawPage, lines: Sequence[Line], first: Line, last: Line) -> list[Line]:
    rules = sorted(
        rule.box.y0
        for rule in page.rules
        if rule.horizontal and rule.box.width > 0.6 * first.width and rule.box.y0 > last.y + 0.1 * last.size
    )
    bottom = rules[-1] if rules and len(rules) <= 3 else (rules[1] if len(rules) > 1 else None)
    if bottom is None:
        return []
    return [
        line
        for line in lines
        if line.lane == first.lane and line.role in ("", "float") and last.y < line.y < bottom + 1
    ]


def _down_to_text(lines: Sequence[Line], last: Line, measures: Measures) -> list[Line]:
    """The steps that follow a title, up to the running text: they are set in, numbered, or begin as steps do."""
    found: list[Line] = []
    below = sorted((line for line in lines if line.lane == last.lane and line.y > last.y + 1), key=lambda line: line.y)
    above = last
    for line in below:
        set_in = line.box.x0 > line.left + 0.5 * measures.body
        step = set_in or NUMBERED_STEP.match(line.text) or KEYWORD.match(line.text)
        if line.role not in ("", "float") or not step or line.y - above.y > FARTHEST * measures.gap:
            break
        found.append(line)
        above = line
    return found if len(found) >= FEWEST_STEPS else []


def _mark_labels(lines: Sequence[Line], regions: Sequence[Region], caption: Caption, measures: Measures) -> None:
    """What stands between a figure's drawings, or between them and their caption, are labels."""
    top, bottom = _top(caption), _bottom(caption)
    drawn = [region.box for region in regions if region.kind == "figure" and _beside(region.box, caption)]
    above = [box for box in drawn if -2 < top - box.y1 < 8 * measures.gap]
    below = [box for box in drawn if -2 < box.y0 - bottom < 4 * measures.gap]
    if above:
        reach = min(box.y0 for box in above), top
    elif below:
        reach = bottom, max(box.y1 for box in below)
    else:
        return
    for line in lines:
        if line.role or not _beside(line.box, caption):
            continue
        small = line.size < 0.94 * measures.body
        inside = reach[0] < line.box.centre_y < reach[1]
        over = small and reach[0] - 1.5 * measures.gap < line.box.centre_y < reach[0]
        if over or (inside and (small or line.count < PROSE_LETTERS or is_cells(line))):
            line.role = "float"
