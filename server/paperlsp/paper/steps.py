"""The lines of an algorithm as they are printed → its steps: with their numbers, wrapped lines put together, and depths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from paperlsp.formula import glyph_text
from paperlsp.model.geometry import Box, union_of
from paperlsp.model.page import Glyph
from paperlsp.paper.line import Line, is_maths, text_of

KEYWORD = re.compile(
    r"^(?:require|ensure|inputs?|outputs?|initiali[sz]\w*|return|parameters?|given|for|while|repeat|until|if|else|end|do|"
    r"procedure|function|entrée|sortie|pour|tant que|si|sinon|fin|retourner)\b",
    re.IGNORECASE,
)
"""What begins a step, also where the line above it is full."""

REMARK = "▷▹"
MARKS = ":.)"
GAP = 0.2
"""In ems: a number without a mark is at least so far from its step."""

SAME_DEPTH = 3.0
"""In points: steps whose edges are so near stand at one depth."""

FULL = 3.0
"""In ems: what is left free at the right of a line that was broken."""

ENDS = (";", ".", ":", "do", "then")


@dataclass(eq=False)
class Step:
    """``number`` is as printed, or None; ``parts`` are its lines, each with the glyphs that belong to the step itself."""

    number: str | None
    parts: list[tuple[list[Glyph], Line]]
    depth: int = 0

    @property
    def box(self) -> Box:
        return union_of(line.box for _, line in self.parts)

    @property
    def left(self) -> float:
        return min(glyph.box.x0 for glyph in self.parts[0][0])


@dataclass(eq=False)
class _Printed:
    """A line, with the number that it may begin with and the glyphs behind it."""

    line: Line
    number: int | None
    rest: list[Glyph] = field(default_factory=list[Glyph])


def steps_of(lines: Sequence[Line]) -> list[Step]:
    """The steps of an algorithm from top to bottom."""
    printed = [_taken_apart(line) for line in lines]
    numbered = _are_numbers([each.number for each in printed])
    steps: list[Step] = []
    for each in printed:
        number = each.number if numbered else None
        glyphs = each.rest if number is not None else sorted(each.line.glyphs, key=lambda glyph: glyph.x)
        if number is None and steps and _goes_on(steps[-1], glyphs, each.line):
            steps[-1].parts += _remark_apart(glyphs, each.line)
        else:
            steps.append(Step(str(number) if number is not None else None, _remark_apart(glyphs, each.line)))
    edges: list[float] = []
    for left in sorted(step.left for step in steps):
        if not edges or left - edges[-1] > SAME_DEPTH:
            edges.append(left)
    for step in steps:
        step.depth = sum(edge <= step.left + 0.01 for edge in edges) - 1
    return steps


def _taken_apart(line: Line) -> _Printed:
    ordered = sorted(line.glyphs, key=lambda glyph: glyph.x)
    count = 0
    while count < min(3, len(ordered)) and ordered[count].text in "0123456789":
        count += 1
    if not 0 < count < len(ordered) or any(is_maths(glyph.font) for glyph in ordered[:count]):
        return _Printed(line, None)
    number = int("".join(glyph.text for glyph in ordered[:count]))
    if ordered[count].text in MARKS and count + 1 < len(ordered):
        return _Printed(line, number, ordered[count + 1 :])
    gap = ordered[count].box.x0 - ordered[count - 1].box.x1
    return _Printed(line, number, ordered[count:]) if gap > GAP * line.size else _Printed(line, None)


def _remark_apart(glyphs: list[Glyph], line: Line) -> list[tuple[list[Glyph], Line]]:
    """A remark's triangle is no operator of the formula that it stands behind."""
    at = next((at for at, glyph in enumerate(glyphs) if at and is_maths(glyph.font) and glyph_text(glyph) in REMARK), 0)
    return [(glyphs[:at], line), (glyphs[at:], line)] if at and at + 1 < len(glyphs) else [(glyphs, line)]


def _are_numbers(found: Sequence[int | None]) -> bool:
    """Whether what lines begin with counts them: steps that begin with a digit do not go up one by one."""
    numbers = [number for number in found if number is not None]
    return len(numbers) >= 2 and all(after == before + 1 for before, after in zip(numbers, numbers[1:], strict=False))


def _goes_on(step: Step, glyphs: Sequence[Glyph], line: Line) -> bool:
    """Whether a line without a number belongs to the step above it, which ran to the edge or hangs behind its number."""
    text = text_of(glyphs[:40])
    _, above = step.parts[-1]
    if above.page != line.page or KEYWORD.match(text):
        return False
    if step.number is not None:
        # Some set what goes on at the edge of all steps, however far the step itself is set in.
        return glyphs[0].box.x0 > step.parts[0][1].box.x0 + 2.0
    hangs = glyphs[0].box.x0 > step.left - 1.0
    full = above.box.x1 > above.left + above.width - FULL * above.size
    return hangs and full and not above.text.endswith(ENDS)
