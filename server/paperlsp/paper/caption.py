"""Lines → captions of figures, tables and algorithms, each with its number, kind and lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.model.page import RawPage
from paperlsp.model.paper import AnchorKind
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, is_cells

LABEL = re.compile(
    r"^(?P<word>Figure|Fig\.?|Table|Tab\.|Algorithm|Alg\.|Procedure|Listing|Tableau|Algorithme)\s*"
    r"(?P<number>(?:[A-Z][.-]?)?\d+(?:\.\d+)*[a-z]?|[IVX]+)(?P<mark>\s*[:.|–—]|\s|$)",
    re.IGNORECASE,
)
KINDS: dict[str, AnchorKind] = {"f": "figure", "t": "table", "a": "algorithm", "p": "algorithm", "l": "algorithm"}


@dataclass(eq=False)
class Caption:
    kind: AnchorKind
    number: str
    lines: list[Line]
    body: list[Line]
    """An algorithm's own lines."""


def find_captions(pages: Sequence[RawPage], lines: Sequence[Sequence[Line]], measures: Measures) -> list[Caption]:
    """Captions in reading order. Their lines get the role "caption", an algorithm's lines "algorithm"."""
    found: list[Caption] = []
    taken: set[tuple[AnchorKind, str]] = set()
    for page, each in zip(pages, lines, strict=True):
        for at, line in enumerate(each):
            if line.role not in ("", "float", "footnote"):
                continue
            match = LABEL.match(line.text)
            if match is None or not _is_caption(each, at, match, measures):
                continue
            kind = KINDS[match["word"][0].lower()]
            if (kind, match["number"]) in taken:
                continue
            caption = Caption(kind, match["number"], _extent(each, at, measures, kind), [])
            taken.add((kind, match["number"]))
            for member in caption.lines:
                member.role = "caption"
            if kind == "algorithm":
                caption.body = _algorithm_body(page, each, caption)
            found.append(caption)
    return found


def _is_caption(lines: Sequence[Line], at: int, match: re.Match[str], measures: Measures) -> bool:
    """A caption opens a block of its own; a sentence that begins "Table 1 shows" stands within one."""
    line = lines[at]
    if match["word"].islower():
        return False
    label_bold = all(g.font.bold for g in sorted(line.glyphs, key=lambda g: g.x)[:5])
    mark = match["mark"].strip()
    rest = line.text[match.end() :].lstrip()
    if not mark and rest and not label_bold and not _label_gap(line, len(match[0].replace(" ", ""))):
        return False
    if mark == "." and rest[:1].islower():
        return False
    previous = _previous(lines, at)
    if previous is None or previous.role:
        return True
    apart = line.box.y0 - previous.box.y1 > 0.45 * (measures.gap - 0.94 * measures.body) + 0.35 * measures.body
    other_style = abs(line.size - measures.body) > 0.3 or label_bold
    return apart or other_style or mark == ":"


def _label_gap(line: Line, count: int) -> bool:
    """Whether a wide space follows the label's ``count`` glyphs."""
    ordered = sorted(line.glyphs, key=lambda glyph: glyph.x)
    return count < len(ordered) and ordered[count].box.x0 - ordered[count - 1].box.x1 > 0.55 * line.size


def _previous(lines: Sequence[Line], at: int) -> Line | None:
    line = lines[at]
    above = [each for each in lines[:at] if each.lane == line.lane and each.y < line.y - 1]
    return above[-1] if above else None


def _extent(lines: Sequence[Line], at: int, measures: Measures, kind: AnchorKind) -> list[Line]:
    first = lines[at]
    members = [first]
    # An algorithm's title is a line or two; its steps come after the rule.
    limit = 2 if kind == "algorithm" else 40
    for line in lines[at + 1 :]:
        last = members[-1]
        if line.lane != first.lane or len(members) >= limit or line.role in ("furniture", "caption"):
            break
        gap = line.y - last.y
        if not -1 < gap < 1.45 * max(first.size * 1.2, min(measures.gap, first.size * 1.35)):
            break
        if abs(line.size - first.size) > 0.12 * first.size or LABEL.match(line.text) or is_cells(line):
            break
        full = last.box.x1 > last.left + 0.85 * last.width or gap < 1
        if abs(first.size - measures.body) < 0.3 and not full:
            break
        members.append(line)
    return members


def _algorithm_body(page: RawPage, lines: Sequence[Line], caption: Caption) -> list[Line]:
    """The lines down to the rule that closes the float, or while numbered steps go on."""
    first, last = caption.lines[0], caption.lines[-1]
    rules = sorted(
        rule.box.y0
        for rule in page.rules
        if rule.horizontal and rule.box.width > 0.6 * first.width and rule.box.y0 > last.y + 0.1 * last.size
    )
    bottom = rules[-1] if rules and len(rules) <= 3 else (rules[1] if len(rules) > 1 else None)
    if bottom is None:
        return []
    body = [
        line
        for line in lines
        if line.lane == first.lane and line.role in ("", "float") and last.y < line.y < bottom + 1
    ]
    for line in body:
        line.role = "algorithm"
    return body
