"""Lines → all headings on lines of their own: the numbered ones, and those whose level their style gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile

from paperlsp.paper.heading import Heading, find_numbered, is_title, joined, opens_block, wrapped
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, continued_text, is_cells
from paperlsp.paper.style import LARGER, Style, differs, stands_out, style_of
from paperlsp.paper.told import NOTHING, Told

KNOWN = re.compile(
    r"^(?:abstract|introduction|references|bibliography|acknowledge?ments?|appendix|appendices|related work|background|"
    r"conclusions?|discussion|methods?|experiments|results|supplement(?:ary|al) (?:materials?|information)|contents|"
    r"broader impacts?|ethics statement|reproducibility statement|author contributions|contributions|notation|"
    r"résumé|bibliographie|remerciements|annexes?|limitations)\b[^a-z]{0,3}(?:and \w+ ?\w*)?[.:]?$",
    re.IGNORECASE,
)
OUTERMOST = re.compile(
    r"^(?:abstract|references|bibliography|appendix|appendices|supplement\w* \w+|résumé|bibliographie|annexes?)\b",
    re.IGNORECASE,
)
"""Headings that open a part of the paper of their own, whatever they are set in."""


RELATION = re.compile(r"[=≈≤≥<>←∼∝≡∈]")
"""A line with one of these and no number in front is a formula in bold."""


def find_sections(lines: Sequence[Line], measures: Measures, told: Told = NOTHING) -> list[Heading]:
    """Headings on lines of their own over the whole document's lines in reading order. Their lines get the role."""
    running = [line for line in lines if not line.role]
    numbered = find_numbered(running, measures, told)
    taken = {id(line) for heading in numbered for line in heading.lines}
    found = [*numbered, *_unnumbered(running, measures, taken, numbered, told)]
    order = {id(line): at for at, line in enumerate(lines)}
    found.sort(key=lambda heading: order[id(heading.lines[0])])
    kept = _after_front(found)
    for heading in kept:
        for line in heading.lines:
            line.role = "heading"
    return kept


def _after_front(headings: Sequence[Heading]) -> list[Heading]:
    """Leave out what stands before the abstract or the first section: there, bold lines are names."""
    for at, heading in enumerate(headings):
        if heading.number or KNOWN.match(heading.title):
            return list(headings[at:])
    # Without any of those, the first of the outermost headings opens the text.
    outermost = min((heading.level for heading in headings), default=1)
    return list(dropwhile(lambda heading: heading.level > outermost, headings))


def _unnumbered(
    lines: Sequence[Line], measures: Measures, taken: set[int], numbered: Sequence[Heading], told: Told
) -> list[Heading]:
    levels: dict[Style, int] = {}
    for heading in numbered:
        levels.setdefault(style_of(heading.lines[0], measures), heading.level)
    loose = _loose_headings(lines, measures, taken, levels, told)
    # A style that several headings share is a heading's style, also where one of them fills its line.
    times = Counter(style for _, style, sure in loose if sure)
    found = [(heading, style) for heading, style, sure in loose if sure or times[style] > 1]
    ranks = _ranks(levels, [style for heading, style in found if not KNOWN.match(heading.title)])
    for heading, style in found:
        if not OUTERMOST.match(heading.title):
            level = levels.get(style)
            heading.level = level if level is not None else 1 if KNOWN.match(heading.title) else ranks[style]
    return [heading for heading, _ in found]


def _loose_headings(
    lines: Sequence[Line], measures: Measures, taken: set[int], levels: dict[Style, int], told: Told
) -> list[tuple[Heading, Style, bool]]:
    """What may be a heading without a number, with its style, and whether it is one for itself."""
    found: list[tuple[Heading, Style, bool]] = []
    skip = set(taken)
    for at, line in enumerate(lines):
        if id(line) in skip or len(line.text) > 120:
            continue
        # What is cheap to see goes first: nearly every line is running text.
        if not opens_block(lines, at, measures):
            continue
        known = bool(KNOWN.match(line.text)) or told.heading(line.page, line.text)
        if not known and not _stands_alone(lines, at):
            continue
        if not is_title(line.text) or RELATION.search(line.text) or is_cells(line):
            continue
        style = style_of(line, measures)
        if not (stands_out(line, style, measures) or (known and differs(line, style, measures))):
            continue
        extent = wrapped(lines, at, measures)
        if extent is None or any(id(each) in taken for each in extent):
            continue
        usual = style in levels and (style.size > LARGER * measures.body or style.bold or style.small_caps)
        larger = style.size > LARGER * measures.body
        follows = (style.bold or larger) and _body_follows(lines, at, measures)
        if known or usual or follows:
            skip.update(id(each) for each in extent)
            title = joined([continued_text(each, line) for each in extent]).rstrip(".:")
            sure = known or usual or line.box.width < 0.8 * line.width
            found.append((Heading("section", None, title, 1, extent, []), style, sure))
    return found


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether a line has nothing beside it, begins at the margin or stands in the middle, and ends like a title."""
    line = lines[at]
    if line.text.endswith((",", ";", ".")):
        return False
    if at + 1 < len(lines) and lines[at + 1].y == line.y and lines[at + 1].page == line.page:
        return False
    centred = abs(line.box.centre_x - line.left - line.width / 2) < 4.0
    return abs(line.box.x0 - line.left) < 2.0 or centred


def _body_follows(lines: Sequence[Line], at: int, measures: Measures) -> bool:
    """A heading stands over running text, or over headings that do, not over a table's row or a picture."""
    above = lines[at]
    for below in lines[at + 1 : at + 4]:
        near = below.lane == above.lane and below.page == above.page and below.y - above.y < 3 * measures.gap
        if near and not is_cells(below) and stands_out(below, style_of(below, measures), measures):
            above = below
            continue
        same = abs(below.size - measures.body) < 0.3 and below.lane == above.lane
        return same and below.box.width > 0.55 * below.width and not below.role
    return False


def _ranks(levels: dict[Style, int], styles: Sequence[Style]) -> dict[Style, int]:
    """Levels of styles that no numbered heading has: below every numbered style that stands out more."""
    if levels:
        return {
            style: max((level + 1 for known, level in levels.items() if known.rank > style.rank), default=1)
            for style in styles
        }
    ranked = sorted({style.rank for style in styles}, reverse=True)
    return {style: ranked.index(style.rank) + 1 for style in styles}
