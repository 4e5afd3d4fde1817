"""Lines → captions of figures, tables and algorithms, each with its number, kind and lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from paperlsp.model.paper import AnchorKind
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, is_cells
from paperlsp.paper.style import is_other_face
from paperlsp.paper.table import TableBody

LABEL = re.compile(
    r"^(?P<word>Figure|Fig\.?|Table|Tab\.|Algorithm|Alg\.|Procedure|Listing|Tableau|Algorithme)\s*"
    r"(?P<number>(?:[A-Z][.-]?)?\d+(?:\.\d+)*[a-z]?|[IVX]+)(?P<mark>\s*[:.|–—]|\s|$)",
    re.IGNORECASE,
)
KINDS: dict[str, AnchorKind] = {"f": "figure", "t": "table", "a": "algorithm", "p": "algorithm", "l": "algorithm"}
AGAIN = re.compile(r"^\W*(?:cont(?:inued|'d|\.)?|suite)\b", re.IGNORECASE)

Look = tuple[str, bool, int]


@dataclass(eq=False)
class Caption:
    """``body`` holds an algorithm's own lines, ``table`` a table's cells."""

    kind: AnchorKind
    number: str
    lines: list[Line]
    body: list[Line] = field(default_factory=list[Line])
    table: TableBody | None = None


@dataclass(eq=False)
class _Candidate:
    """A line that may begin a caption: ``look`` is how its label is set, by which captions know each other."""

    page: int
    at: int
    kind: AnchorKind
    number: str
    look: Look


def find_captions(lines: Sequence[Sequence[Line]], measures: Measures) -> list[Caption]:
    """Captions in reading order. Their lines get the role "caption"."""
    candidates = [
        candidate
        for page, each in enumerate(lines)
        for at, line in enumerate(each)
        if line.role in ("", "float", "footnote") and (candidate := _candidate(page, each, at, measures)) is not None
    ]
    looks = Counter((each.kind, each.look) for each in candidates)
    best: dict[tuple[AnchorKind, str], int] = {}
    for each in candidates:
        key = each.kind, each.number
        best[key] = max(best.get(key, 0), looks[each.kind, each.look])
    found: list[Caption] = []
    for each in candidates:
        # Where two lines claim one number, the one that looks as other captions do is right; two that look alike are
        # two floats to which their authors gave the same number.
        if looks[each.kind, each.look] < best[each.kind, each.number] or lines[each.page][each.at].role == "caption":
            continue
        members = _extent(lines[each.page], each.at, measures, each.kind)
        for member in members:
            member.role = "caption"
        found.append(Caption(each.kind, each.number, members))
    return found


def _candidate(page: int, lines: Sequence[Line], at: int, measures: Measures) -> _Candidate | None:
    line = lines[at]
    text = line.text
    if not text[:1].isupper():
        return None
    match = LABEL.match(text)
    if match is None or AGAIN.match(text[match.end() :]) or not _is_caption(lines, at, match, measures):
        return None
    look = match["mark"].strip(), _label_marked(line, measures), round(2 * line.size)
    return _Candidate(page, at, KINDS[match["word"][0].lower()], match["number"], look)


def _is_caption(lines: Sequence[Line], at: int, match: re.Match[str], measures: Measures) -> bool:
    """A caption opens a block of its own; a sentence that begins "Table 1 shows" stands within one."""
    line = lines[at]
    marked = _label_marked(line, measures)
    mark = match["mark"].strip()
    rest = line.text[match.end() :].lstrip()
    if not mark and rest and not marked and not _label_gap(line, len(match[0].replace(" ", ""))):
        return False
    if mark == "." and rest[:1].islower():
        return False
    previous = _previous(lines, at)
    if previous is None or previous.role:
        return True
    apart = line.box.y0 - previous.box.y1 > 0.45 * (measures.gap - 0.94 * measures.body) + 0.35 * measures.body
    other_style = abs(line.size - measures.body) > 0.3 or marked
    return apart or other_style or mark == ":"


def _label_marked(line: Line, measures: Measures) -> bool:
    """Whether a label is set in bold, or in a nameless face of its own."""
    return all(glyph.font.bold or is_other_face(glyph, measures) for glyph in line.ordered[:5])


def _label_gap(line: Line, count: int) -> bool:
    """Whether a wide space follows the label's ``count`` glyphs."""
    ordered = line.ordered
    return count < len(ordered) and ordered[count].box.x0 - ordered[count - 1].box.x1 > 0.55 * line.size


def _previous(lines: Sequence[Line], at: int) -> Line | None:
    line = lines[at]
    return next((each for each in reversed(lines[:at]) if each.lane == line.lane and each.y < line.y - 1), None)


def _extent(lines: Sequence[Line], at: int, measures: Measures, kind: AnchorKind) -> list[Line]:
    first = lines[at]
    members = [first]
    # An algorithm's title is a few lines; its steps come after the rule.
    limit = 6 if kind == "algorithm" else 40
    for line in lines[at + 1 :]:
        last = members[-1]
        if line.lane != first.lane or len(members) >= limit or line.role in ("furniture", "caption", "table"):
            break
        gap = line.y - last.y
        if not -1 < gap < 1.45 * max(first.size * 1.2, min(measures.gap, first.size * 1.35)):
            break
        if abs(line.size - first.size) > 0.05 * first.size or LABEL.match(line.text) or is_cells(line):
            break
        if gap >= 1 and not _goes_on(members, line):
            break
        members.append(line)
    return members


def _goes_on(members: Sequence[Line], line: Line) -> bool:
    """Whether a line under a caption's lines is one of them: the last one is full, or this one stands as they do."""
    first, last = members[0], members[-1]
    right = max(each.box.x1 for each in members)
    if last.box.x1 > last.left + 0.9 * last.width or (len(members) > 1 and last.box.x1 > right - 1.5 * last.size):
        return True
    under = any(abs(line.box.x0 - each.box.x0) < 2 for each in members[:2])
    centred = abs(line.box.centre_x - first.box.centre_x) < 3 and len(members) == 1
    return (under or centred) and line.box.x1 < right + 3 and len(members) == 1
