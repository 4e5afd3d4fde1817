"""Lines → displayed equations: their lines, their printed numbers, and each row's glyphs and rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.formula import glyph_text
from paperlsp.model.geometry import Box, union_of
from paperlsp.model.page import Glyph, RawPage, Rule
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, is_maths, text_of

NUMBER = re.compile(r"^\(\s*((?:[A-Z]{1,2}[.-]?|S)?\d{1,3}(?:\.\d{1,3})*\s?[a-z]?[′'*]?(?:,[^()]{3,60})?)\s*\)$")
WORD = re.compile(r"[A-Za-z]{3,}")
OPERATORS = frozenset(
    [
        "arg",
        "argmax",
        "argmin",
        "max",
        "min",
        "sup",
        "inf",
        "lim",
        "log",
        "exp",
        "sin",
        "cos",
        "tan",
        "tanh",
        "softmax",
        "sigmoid",
        "relu",
        "det",
        "trace",
        "diag",
        "rank",
        "span",
        "var",
        "cov",
        "mod",
        "gcd",
        "sign",
        "erf",
        "prob",
        "subject",
        "where",
        "such",
        "that",
        "for",
        "all",
        "and",
        "otherwise",
        "with",
        "if",
        "then",
    ]
)
RELATION = re.compile(r"[=≈≤≥<>←→∼∝≡∈⊂⊆≜≺≻⟶⇒⇔]|:=")


@dataclass(eq=False)
class Display:
    """One row of a display with its own number, or a whole display without. Boxes in points."""

    page: int
    number: str | None
    number_box: Box | None
    glyphs: list[Glyph]
    rules: list[Rule]
    lines: list[Line]

    @property
    def box(self) -> Box:
        return union_of(line.box for line in self.lines)


def find_displays(page: RawPage, lines: Sequence[Line], measures: Measures) -> list[Display]:
    """The displays of one page in reading order; their lines get the role "equation"."""
    found: list[Display] = []
    for lane in (0, 1, 2):
        members = [line for line in lines if line.lane == lane and not line.role]
        members.sort(key=lambda line: (line.y, line.box.x0))
        numbers = {id(line): number for line in members if (number := _printed_number(line, measures))}
        maths = [line for line in members if id(line) in numbers or _is_display(line, measures)]
        for group in _groups(maths, members, measures):
            found.extend(_rows(page, group, numbers))
    for display in found:
        for line in display.lines:
            line.role = "equation"
    order = {id(line): at for at, line in enumerate(lines)}
    return sorted(found, key=lambda display: min(order[id(line)] for line in display.lines))


def _printed_number(line: Line, measures: Measures) -> tuple[str, list[Glyph]] | None:
    """The number at the end or the beginning of a line and its glyphs, where a gap parts it from the rest."""
    ordered = sorted(line.glyphs, key=lambda glyph: glyph.x)
    right = line.left + line.width
    for at in range(len(ordered) - 1, -1, -1):
        if ordered[at].text != "(" or right - ordered[-1].box.x1 > 0.7 * measures.body:
            continue
        tail = ordered[at:]
        match = NUMBER.match(text_of(tail))
        if match is None:
            continue
        before = [glyph for glyph in ordered[:at] if glyph.box.x1 > 0]
        if before and tail[0].box.x0 - max(glyph.box.x1 for glyph in before) < 1.0 * measures.body:
            return None
        if before and not _mathlike(before):
            return None
        if not before and ordered[0].box.x0 < line.left + 0.3 * line.width:
            return None
        return _number(match[1]), tail
    if abs(ordered[0].box.x0 - line.left) < 2.0 and ordered[0].text == "(":
        for at, glyph in enumerate(ordered[:8]):
            if glyph.text == ")":
                head, rest = ordered[: at + 1], ordered[at + 1 :]
                match = NUMBER.match(text_of(head))
                if match and rest and rest[0].box.x0 - head[-1].box.x1 > 1.5 * measures.body and _mathlike(rest):
                    return _number(match[1]), head
                break
    return None


def _number(printed: str) -> str:
    """The number without the spaces that letter-spacing leaves in it; words after a comma stay as they are."""
    number, comma, words = printed.partition(",")
    return number.replace(" ", "") + comma + words


def _mathlike(glyphs: Sequence[Glyph]) -> bool:
    text = text_of(glyphs)
    if any(is_maths(glyph.font) for glyph in glyphs) or RELATION.search(text):
        words = [word for word in WORD.findall(_roman(glyphs)) if word.lower() not in OPERATORS]
        return sum(map(len, words)) < 0.55 * max(len(glyphs), 1)
    return False


def _roman(glyphs: Sequence[Glyph]) -> str:
    """The text of the glyphs that come from text fonts; maths leaves a gap."""
    pieces: list[str] = []
    previous: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda each: each.x):
        if is_maths(glyph.font) or not glyph.text.isalpha():
            pieces.append(" ")
        else:
            if previous is not None and glyph.box.x0 - previous.box.x1 > 0.16 * glyph.size:
                pieces.append(" ")
            pieces.append(glyph.text)
        previous = glyph
    return "".join(pieces)


def _is_display(line: Line, measures: Measures) -> bool:
    """Whether a line is mathematics on its own: indented or short, and with few words of prose."""
    glyphs = line.glyphs
    if line.box.x0 < line.left + 0.8 * measures.body and line.lane != 0 and len(glyphs) > 3:
        return False
    maths = sum(1 for glyph in glyphs if is_maths(glyph.font))
    words = [word for word in WORD.findall(_roman(glyphs)) if word.lower() not in OPERATORS]
    prose = sum(map(len, words))
    if maths == 0:
        text = line.text
        mathlike = len(glyphs) <= 6 and not text.isalpha() and not re.match(r"^[\d.]+%?$", text)
        return (mathlike and line.size < 0.9 * measures.body) or (
            bool(RELATION.search(text)) and prose < 0.3 * len(glyphs)
        )
    return prose < 0.4 * len(glyphs) and len(words) <= 8


def _groups(maths: list[Line], members: list[Line], measures: Measures) -> list[list[Line]]:
    """Lines of mathematics that stand together, with nothing else between them."""
    others = [line for line in members if line not in maths]
    groups: list[list[Line]] = []
    for line in maths:
        if groups:
            box = union_of(each.box for each in groups[-1])
            near = line.box.y0 - box.y1 < 0.9 * measures.body
            between = any(
                box.y1 - 2 < other.y < line.y and other.y > max(each.y for each in groups[-1]) for other in others
            )
            if near and not between:
                groups[-1].append(line)
                continue
        groups.append([line])
    kept = [group for group in groups if _worth(group, measures)]
    for group in kept:
        _absorb(group, others, measures)
    return kept


def _absorb(group: list[Line], others: list[Line], measures: Measures) -> None:
    """Take in the pieces that are no mathematics by themselves: a numerator "1", a hat, a lone limit."""
    box = union_of(line.box for line in group)
    for line in list(others):
        small = len(line.glyphs) <= 12 and line.box.width < 0.35 * line.width
        inside = box.x0 - 6 < line.box.centre_x < box.x1 + 6
        beside = line.box.y1 > box.y0 - 0.35 * measures.body and line.box.y0 < box.y1 + 0.35 * measures.body
        if small and inside and beside and not WORD.search(_roman(line.glyphs)):
            group.append(line)
            others.remove(line)
    group.sort(key=lambda line: (line.y, line.box.x0))


def _worth(group: list[Line], measures: Measures) -> bool:
    """A display has a relation or a number, or is at least a formula of some length."""
    glyphs = [glyph for line in group for glyph in line.glyphs]
    if any(_printed_number(line, measures) for line in group):
        return len(glyphs) > 5
    text = "".join(glyph_text(glyph) for glyph in glyphs)
    maths = sum(1 for glyph in glyphs if is_maths(glyph.font))
    return len(glyphs) >= 5 and maths >= 2 and (bool(RELATION.search(text)) or (len(glyphs) >= 10 and maths >= 5))


def _rows(page: RawPage, group: list[Line], numbers: dict[int, tuple[str, list[Glyph]]]) -> list[Display]:
    numbered = [line for line in group if id(line) in numbers]
    if len(numbered) <= 1:
        return [_display(page, group, numbers[id(numbered[0])] if numbered else None)]
    shares: dict[int, list[Line]] = {id(line): [] for line in numbered}
    # A number belongs to the row on whose baseline it stands; a row without one goes on to the number below it,
    # as in a split equation, unless the number above is much nearer.
    for line in group:
        nearest = min(numbered, key=lambda each: (abs(each.y - line.y) - (0.5 if each.y >= line.y else 0.0), each.y))
        shares[id(nearest)].append(line)
    return [_display(page, shares[id(line)], numbers[id(line)]) for line in numbered]


def _display(page: RawPage, lines: list[Line], number: tuple[str, list[Glyph]] | None) -> Display:
    dropped = {id(glyph) for glyph in number[1]} if number else set[int]()
    glyphs = [glyph for line in lines for glyph in line.glyphs if id(glyph) not in dropped]
    box = union_of(line.box for line in lines).padded(2.0)
    rules = [rule for rule in page.rules if box.contains(rule.box.centre_x, rule.box.centre_y)]
    number_box = union_of(glyph.box for glyph in number[1]) if number else None
    return Display(page.number, number[0] if number else None, number_box, glyphs, rules, lines)
