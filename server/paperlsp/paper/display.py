"""Lines → displayed equations: their lines, their printed numbers, and each row's glyphs and rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from paperlsp.formula import glyph_text
from paperlsp.model.geometry import Box, union_of
from paperlsp.model.page import Glyph, RawPage, Rule
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, is_maths, text_of
from paperlsp.paper.wording import RELATION, running_share

NUMBER = re.compile(r"^\(\s*((?:[A-Z]{1,2}[.-]?|S)?\d{1,3}(?:\.\d{1,3})*\s?[a-z]?[′'*]?(?:,[^()]{3,60})?)\s*\)$")
WORD = re.compile(r"[A-Za-z]{3,}")

PROSE = 0.5
"""A line is running text when at least so many of its characters belong to words beside words."""

ALL_PROSE = 0.75
"""So many are hardly ever seen in a row of a display."""

SOME_PROSE = 0.3
"""So many are enough for a line that is justified to the right edge, where displays have their numbers or nothing."""

LOOSE = 1.3
"""In ems of the body: rows of one display stand closer together than this, two displays further apart."""

BAND = 0.2
"""In ems of the body: white space of this height parts two rows, and keeps a sum and its limits together."""


WIDE = 0.8
NARROW = 0.4
"""In ems of the body: the least gaps between a formula and its number."""

FLUSH = 0.2
"""In ems of the body: how far from the edge a number may end that counts as ending there."""


JUSTIFIED = 1.5
"""In points: how near to both edges of its column a justified line comes."""


@dataclass(eq=False)
class Display:
    """One row of a display with its own number, or a whole display without. Boxes in points."""

    page: int
    number: str | None
    number_box: Box | None
    glyphs: Sequence[Glyph]
    rules: list[Rule]
    lines: list[Line]

    @cached_property
    def box(self) -> Box:
        """Where the formula's ink is, its number left out."""
        return union_of(ink_of(glyph) for glyph in self.glyphs)

    def let_go(self) -> None:
        """Pack the glyphs where those of the page are, until the formula is read."""
        if self.box:
            self.glyphs = self.lines[0].packed(self.glyphs)


def ink_of(glyph: Glyph) -> Box:
    """The ink of a glyph in points: known where the PDF holds the font, and else as tall as letters are."""
    shape, size = glyph.shape, glyph.size
    if shape is None or shape.height + shape.depth <= 0.0:
        return Box(glyph.box.x0, glyph.y - 0.72 * size, glyph.box.x1, glyph.y + 0.22 * size)
    left = min(glyph.x + shape.left * size, glyph.box.x1)
    return Box(
        left, glyph.y - shape.height * size, max(glyph.x + shape.right * size, left), glyph.y + shape.depth * size
    )


def find_displays(page: RawPage, lines: Sequence[Line], measures: Measures) -> list[Display]:
    """The displays of one page in reading order; their lines get the role "equation"."""
    found: list[Display] = []
    for lane in sorted({line.lane for line in lines}):
        members = [line for line in lines if line.lane == lane and not line.role]
        members.sort(key=lambda line: (line.y, line.box.x0))
        if not members:
            continue
        numbers = {id(line): number for line in members if (number := _printed_number(line, members, measures))}
        running = [line for line in members if id(line) not in numbers and _is_running(line, members, measures)]
        taken = {id(line) for line in running}
        pending = [line for line in members if id(line) not in taken and not _hangs_on(line, running, measures)]
        others = [line for line in lines if line.lane in (0, lane) and (line.role or id(line) in taken)]
        labels = [line for line in others if line.role == "float" and line.largest < 0.94 * measures.body]
        walls = [line for line in others if line not in labels]
        for group in _groups(pending, walls, measures):
            if _is_worth(group, numbers, measures):
                found.extend(_parted(page, [*group, *_within(group, labels)], numbers, measures))
    for display in found:
        display.let_go()
        for line in display.lines:
            line.role = "equation"
    order = {id(line): at for at, line in enumerate(lines)}
    return sorted(found, key=lambda display: min(order[id(line)] for line in display.lines))


def _printed_number(line: Line, members: Sequence[Line], measures: Measures) -> tuple[str, list[Glyph]] | None:
    """The number at the end or the beginning of a line and its glyphs, where a gap parts it from the rest."""
    ordered = line.ordered
    right = line.left + line.width
    at_right = right - ordered[-1].box.x1 <= 0.7 * measures.body and not _ends_otherwise(ordered[-1])
    for at in range(len(ordered) - 1, -1, -1) if at_right else ():
        if ordered[at].text != "(":
            continue
        tail = ordered[at:]
        match = NUMBER.match(text_of(tail))
        if match is None:
            continue
        before = [glyph for glyph in ordered[:at] if glyph.box.x1 > 0]
        if all(glyph.text in ".,;" for glyph in before):
            # The rows of a tall display may leave nothing but its full stop on the number's own line.
            before = []
        # A formula as wide as its column leaves little room before a number, which then ends right at the edge.
        flush = right - tail[-1].box.x1 < FLUSH * measures.body
        least = (NARROW if flush else WIDE) * measures.body
        if before and tail[0].box.x0 - max(glyph.box.x1 for glyph in before) < least:
            return None
        if before and not _mathlike([*before, *_beside(line, members, measures)]):
            return None
        if not before and ordered[0].box.x0 < line.left + 0.3 * line.width and len(ordered) == len(tail):
            return None
        return _number(match[1]), tail
    if abs(ordered[0].box.x0 - line.left) < 2.0 and ordered[0].text == "(":
        for at, glyph in enumerate(ordered[:8]):
            if glyph.text == ")":
                head, rest = ordered[: at + 1], ordered[at + 1 :]
                match = NUMBER.match(text_of(head))
                alone = not rest or (rest[0].box.x0 - head[-1].box.x1 > 0.8 * measures.body and _mathlike(rest))
                return (_number(match[1]), head) if match and alone else None
    return None


def _ends_otherwise(last: Glyph) -> bool:
    """Whether a line's last glyph is plainly no closing bracket, as that of nearly every line of text."""
    return last.text != ")" and last.text.isascii() and last.text.isprintable() and not is_maths(last.font)


def _beside(line: Line, members: Sequence[Line], measures: Measures) -> list[Glyph]:
    """The glyphs of other pieces at the height of ``line``: a formula's letters may lie on a slightly other baseline."""
    near = (each for each in members if each is not line and abs(each.y - line.y) < 0.3 * measures.body)
    return [glyph for each in near for glyph in each.glyphs]


def _number(printed: str) -> str:
    """The number without the spaces that letter-spacing leaves in it; words after a comma stay as they are."""
    number, comma, words = printed.partition(",")
    return number.replace(" ", "") + comma + words


def _mathlike(glyphs: Sequence[Glyph]) -> bool:
    """Whether glyphs before a number are mathematics and not the end of a sentence or the cells of a table."""
    return running_share(glyphs) < ALL_PROSE and (
        any(is_maths(glyph.font) for glyph in glyphs) or RELATION.search(text_of(glyphs)) is not None
    )


def _is_running(line: Line, members: Sequence[Line], measures: Measures) -> bool:
    """Whether a line is running text, or part of it that happens to be all symbols."""
    if line.box.x0 > line.left + 0.25 * measures.body or line.lane == 0:
        share = running_share(line.glyphs)
        if share >= ALL_PROSE or (share >= PROSE and not _has_quad(line)):
            return True
        # The first line of a paragraph is set in, and its spaces may be stretched like quads to reach the right edge.
        return share >= SOME_PROSE and line.box.x1 > line.left + line.width - 2.0
    # At the left edge stand the lines of paragraphs, and displays as wide as the column, a display's space below them.
    # What is cheap to see goes first: nearly every line is running text.
    narrow = line.box.width < 0.6 * line.width
    if narrow or not RELATION.search(_text(line.glyphs)) or running_share(line.glyphs) > 0.25:
        return len(line.glyphs) > 3 or any(glyph.text.isalpha() and not is_maths(glyph.font) for glyph in line.glyphs)
    if abs(line.box.x0 - line.left) < JUSTIFIED and abs(line.box.x1 - line.left - line.width) < JUSTIFIED:
        # Only a paragraph's lines are stretched from edge to edge; high roots may part such a line from its neighbours.
        return True
    above = max((each.y for each in members if each.y < line.y - 0.5 * measures.body), default=None)
    return above is not None and line.y - above < 1.3 * measures.gap


def _has_quad(line: Line) -> bool:
    ordered = line.ordered
    return any(
        0.9 * line.size < after.box.x0 - before.box.x1 < 6.0 * line.size
        for before, after in zip(ordered, ordered[1:], strict=False)
    )


def _text(glyphs: Iterable[Glyph]) -> str:
    return "".join(glyph_text(glyph) for glyph in glyphs)


def _hangs_on(line: Line, running: Sequence[Line], measures: Measures) -> bool:
    """Whether a small piece belongs to a line of running text: half of an inline fraction, a limit, a radical."""
    if len(line.glyphs) > 24:
        return False
    slack = 0.6 * measures.body
    top, bottom = _extent(line)
    for text in running:
        aside = line.box.x0 > text.box.x1 + slack or line.box.x1 < text.box.x0 - slack
        if aside or (line.size > 1.05 * text.size and line.maths < 1.0):
            continue
        shared = min(bottom, text.box.y1) - max(top, text.box.y0)
        if shared > 0.5 * (bottom - top) or abs(line.y - text.y) < 0.75 * measures.body:
            return True
    return False


def _extent(line: Line) -> tuple[float, float]:
    boxes = [ink_of(glyph) for glyph in line.glyphs]
    return min(box.y0 for box in boxes), max(box.y1 for box in boxes)


def _groups(pending: Sequence[Line], walls: Sequence[Line], measures: Measures) -> list[list[Line]]:
    """Lines that stand together, with no running text, heading or float between them."""
    extents = {id(line): _extent(line) for line in pending}
    groups: list[list[Line]] = []
    bottom = 0.0
    for line in sorted(pending, key=lambda line: (extents[id(line)][0], line.box.x0)):
        top, foot = extents[id(line)]
        if groups:
            lowest = max(each.y for each in groups[-1])
            parted = any(lowest - 2 < wall.y < line.y + 2 and wall.y > lowest and wall.y < line.y for wall in walls)
            if top - bottom < LOOSE * measures.body and not parted:
                groups[-1].append(line)
                bottom = max(bottom, foot)
                continue
        groups.append([line])
        bottom = foot
    for group in groups:
        group.sort(key=lambda line: (line.y, line.box.x0))
    return groups


def _within(group: Sequence[Line], labels: Sequence[Line]) -> list[Line]:
    """Small lines that passed for labels of a figure and lie inside a display: limits, or halves of fractions."""
    if not labels:
        return []
    box = union_of(ink_of(glyph) for line in group for glyph in line.glyphs)
    reach = 0.9 * max(glyph.size for line in group for glyph in line.glyphs)
    box = Box(box.x0, box.y0 - reach, box.x1, box.y1 + reach)
    return [line for line in labels if box.contains(line.box.centre_x, line.y - 0.25 * line.size)]


def _is_worth(group: Sequence[Line], numbers: dict[int, tuple[str, list[Glyph]]], measures: Measures) -> bool:
    """A display has a relation or a number, or is at least a formula of some length."""
    glyphs = [glyph for line in group for glyph in line.glyphs]
    numbered = [numbers[id(line)] for line in group if id(line) in numbers]
    text = _text(glyphs)
    maths = sum(1 for glyph in glyphs if is_maths(glyph.font))
    related = RELATION.search(text) is not None
    if numbered:
        return len(glyphs) - sum(len(tail) for _, tail in numbered) >= 3 and (maths > 0 or related)
    if max(glyph.size for glyph in glyphs) < 0.75 * measures.body:
        return False
    if related:
        return len(glyphs) >= 4
    # Without a relation it has to be mathematics through and through, and no row of a table's cells.
    return not _has_columns(glyphs, measures) and len(glyphs) >= 6 and maths >= 2 and _signs(text) >= 2


def _has_columns(glyphs: Sequence[Glyph], measures: Measures) -> bool:
    """Whether two gaps or more run through the whole height of the group."""
    gaps, end = 0, None
    for box in sorted(ink_of(glyph) for glyph in glyphs):
        if end is not None and box.x0 - end > 1.3 * measures.body:
            gaps += 1
        end = box.x1 if end is None else max(end, box.x1)
    return gaps >= 2


def _signs(text: str) -> int:
    """How many characters are signs or letters of mathematics, and not Latin letters, digits or a sentence's marks."""
    marks = ".,;:!?’'“”\"%&-–—•*†‡§()[]"
    return sum(1 for each in text if not each.isdigit() and each not in marks and not (each.isalpha() and each < "Α"))


def _parted(
    page: RawPage, group: list[Line], numbers: dict[int, tuple[str, list[Glyph]]], measures: Measures
) -> list[Display]:
    """One display for each number; a row without one goes with the next number below it, as in a split equation."""
    numbered = [line for line in group if id(line) in numbers]
    if len(numbered) <= 1:
        return [_display(page, group, numbers[id(numbered[0])] if numbered else None)]
    bands = _bands(group, numbers, BAND * measures.body)
    shares: dict[int, list[Line]] = {id(line): [] for line in numbered}
    waiting: list[Line] = []
    last: Line | None = None
    for band in bands:
        here = [line for line in band if id(line) in numbers]
        if not here:
            waiting += band
            continue
        for line in [*waiting, *band]:
            nearest = min(here, key=lambda each: (abs(each.y - line.y) - (0.5 if each.y >= line.y else 0.0), each.y))
            shares[id(nearest)].append(line)
        waiting, last = [], here[-1]
    if last is not None:
        shares[id(last)] += waiting
    return [_display(page, shares[id(line)], numbers[id(line)]) for line in numbered]


def _bands(group: Sequence[Line], numbers: dict[int, tuple[str, list[Glyph]]], gap: float) -> list[list[Line]]:
    """The lines of each row: rows are parted by white space across the whole display."""
    printed = {id(glyph) for line in group if id(line) in numbers for glyph in numbers[id(line)][1]}
    spans: list[tuple[float, float, Line]] = []
    for line in group:
        boxes = [ink_of(glyph) for glyph in line.glyphs if id(glyph) not in printed] or [ink_of(g) for g in line.glyphs]
        spans.append((min(box.y0 for box in boxes), max(box.y1 for box in boxes), line))
    bands: list[list[Line]] = []
    bottom = 0.0
    for top, foot, line in sorted(spans, key=lambda span: (span[0], span[2].box.x0)):
        if bands and top - bottom < gap:
            bands[-1].append(line)
            bottom = max(bottom, foot)
        else:
            bands.append([line])
            bottom = foot
    return bands


def _display(page: RawPage, lines: list[Line], number: tuple[str, list[Glyph]] | None) -> Display:
    dropped = {id(glyph) for glyph in number[1]} if number else set[int]()
    glyphs = [glyph for line in lines for glyph in line.glyphs if id(glyph) not in dropped]
    box = union_of(ink_of(glyph) for glyph in glyphs).padded(3.0) if glyphs else lines[0].box
    rules = [rule for rule in page.rules if box.contains(rule.box.centre_x, rule.box.centre_y)]
    number_box = union_of(glyph.box for glyph in number[1]) if number else None
    return Display(page.number, number[0] if number else None, number_box, glyphs, rules, lines)
