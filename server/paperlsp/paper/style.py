"""A line → the style it is set in, and how far that stands out from running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from paperlsp.model.page import Glyph
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, is_maths
from paperlsp.paper.wording import is_statement

CAPS_FONT = re.compile(r"csc\d|smallcap|[-_]sc(?:$|[-_.\d])|caps", re.IGNORECASE)
SANS_FONT = re.compile(
    r"sans|helvet|arial|cmss|sfss|phv|lmss|roboto|calibri|univers|frutiger|myriad|gill", re.IGNORECASE
)

NAMELESS_FONT = re.compile(r"^(?:[A-Z]{1,2}\d+|T3\w*|)$")
"""Type 3 fonts often have no name but that of a PDF's resource, so that nothing says whether they are bold."""

LARGER = 1.06
"""Relative to running text: the smallest step by which headings are set larger."""

MOST = 0.8
"""The share of a line's letters that gives the line its style."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set. ``size`` is that of its largest letters, in points to a tenth; ``other`` means a nameless font
    that is not the text's.
    """

    size: float
    bold: bool
    slanted: bool
    small_caps: bool
    capitals: bool
    sans: bool
    other: bool = False

    @property
    def rank(self) -> tuple[int, bool, bool]:
        """Higher for what stands out more: size first (to half a point), then weight, then capitals."""
        return round(2 * self.size), self.bold, self.capitals or self.small_caps


@dataclass(frozen=True, slots=True)
class _Face:
    """What a font's name says; asked for once a font, as every line asks for each of its letters."""

    caps: bool
    sans: bool
    nameless: bool


_faces: dict[str, _Face] = {}


def _face(name: str) -> _Face:
    found = _faces.get(name)
    if found is None:
        caps, sans = bool(CAPS_FONT.search(name)), bool(SANS_FONT.search(name))
        found = _faces[name] = _Face(caps, sans, bool(NAMELESS_FONT.match(name)))
    return found


def style_of(line: Line, measures: Measures) -> Style:
    letters = upper = lower = bold = slanted = caps = sans = other = unusual = 0
    for glyph in line.glyphs:
        text, font = glyph.text, glyph.font
        if not text.isalpha() or is_maths(font):
            continue
        face = _face(font.name)
        letters += 1
        bold += font.bold
        slanted += font.italic
        sans += face.sans
        other += face.nameless and font.name != measures.font
        if text.islower():
            lower += 1
            caps += face.caps
            unusual += measures.letters.get((font.name, text), glyph.code) != glyph.code
        elif text.isupper():
            upper += 1
    most = MOST * max(letters, 1)
    # Small caps come in three ways: two sizes of capitals, a font of their own, or other glyphs of the text's font.
    small_caps = (lower >= 2 and max(caps, unusual) > MOST * lower) or (not lower and line.small_caps)
    return Style(
        round(line.largest, 1),
        bold > most,
        slanted > most,
        small_caps,
        letters >= 4 and upper == letters,
        sans > most,
        other > most,
    )


def is_other_face(glyph: Glyph, measures: Measures) -> bool:
    return glyph.font.name != measures.font and _face(glyph.font.name).nameless


def stands_out(line: Line, style: Style, measures: Measures) -> bool:
    """Whether a style alone tells a heading from running text: bold, larger, small caps, or a short line of capitals."""
    larger = style.size > LARGER * measures.body and line.size > 0.8 * measures.body
    apart = style.bold or larger or style.small_caps
    return (apart or (style.capitals and not is_maths_line(line) and _short(line, 0.9))) and not is_statement(line)


def differs(line: Line, style: Style, measures: Measures) -> bool:
    """Whether a line is set unlike running text at all: also slanted, or without serifs where the text has them."""
    other_face = style.sans and not SANS_FONT.search(measures.font)
    return stands_out(line, style, measures) or ((style.slanted or style.other or other_face) and _short(line, 0.95))


def alike(one: Style, other: Style) -> bool:
    """Whether two lines of one heading may be set so: the second of two lines need not show its small caps."""
    caps = (one.small_caps or one.capitals) == (other.small_caps or other.capitals)
    near = abs(one.size - other.size) < 0.06 * one.size
    return near and one.bold == other.bold and (caps or one.small_caps) and (one.slanted == other.slanted or one.bold)


def is_maths_line(line: Line) -> bool:
    return line.maths > 0.5


def _short(line: Line, share: float) -> bool:
    return line.box.width < share * line.width
