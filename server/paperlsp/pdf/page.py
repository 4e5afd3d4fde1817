"""One PyMuPDF page → ``RawPage``: glyphs in drawing order, thin rules, and the boxes of pictures."""

from __future__ import annotations

import re
from typing import Any

import pymupdf

from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph, RawPage, Rule, Shape
from paperlsp.pdf.painted import painted_boxes
from paperlsp.pdf.shapes import ProgramBook

MAX_RULE_THICKNESS = 2.5
"""In points. LaTeX's fraction bars and table lines are 0.4 to 1.2; a thicker bar is a picture's."""

MIN_RULE_LENGTH = 2.0
"""In points. Shorter strokes are dots and serifs of drawn glyphs."""

MAX_RULES = 2_000
"""A page with more thin strokes than this is a plot; its rules say nothing about formulas."""

INVISIBLE = 3
"""The text trace's type for text that is not painted: the hidden layer under a scanned page."""

SUBSET_PREFIX = re.compile(r"^[A-Z]{6}\+")
BOLD_NAME = re.compile(
    r"bold|black|heavy|[-,]medi|semib|demi|^(cm|sf)bx|^cmb\d|^cmssbx|^lmroman.*-bold|^cmmib|^cmbsy", re.IGNORECASE
)
BOLD_ALIAS = re.compile(r"(?:-Bd|-B|BX\d*|Medi(?:Ital)?)$")
ITALIC_NAME = re.compile(r"ital|obli|slant|^cmti|^cmsl|^cmmi|^sfti|-it$|-rmi", re.IGNORECASE)
MONO_NAME = re.compile(r"mono|courier|typewriter|^cmtt|^sftt|consol|inconsolata|nimbusmon|beramono", re.IGNORECASE)

SLOTS = 128
"""Of a font made for TeX; a bitmap font's glyph numbers are these."""

SIGN_FONT = re.compile(r"^(?:CM(?:B?SY|EX|MI)|MS[AB]M)")
PRIVATE = 0xF000
"""Where Unicode's private area holds the slots of fonts of symbols, by a custom older than Unicode maps in PDFs."""

_new = tuple.__new__
"""What a named tuple's own constructor calls, at half its cost: a paper has 100,000 glyphs."""

SPACE = 0x20
FAINTEST = 0.05
"""In ems: the least height of a sign's ink."""
BLANK_NAME = re.compile(r"space|blank|notdef|^uni(?:0020|00A0)$|^$", re.IGNORECASE)

TRACE_BOLD = 16
TRACE_ITALIC = 2
TRACE_MONO = 8


class FontBook:
    """Remembers the ``Font`` for each name, so that a paper's 100,000 glyphs share a few dozen records."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], Font] = {}

    def font(self, name: str, flags: int) -> Font:
        key = (name, flags)
        found = self._known.get(key)
        if found is None:
            plain = SUBSET_PREFIX.sub("", name)
            found = Font(
                plain,
                bold=bool(flags & TRACE_BOLD) or bool(BOLD_NAME.search(plain) or BOLD_ALIAS.search(plain)),
                italic=bool(flags & TRACE_ITALIC) or bool(ITALIC_NAME.search(plain)),
                mono=bool(flags & TRACE_MONO) or bool(MONO_NAME.search(plain)),
            )
            self._known[key] = found
        return found


def read_page(page: pymupdf.Page, number: int, fonts: FontBook, programs: ProgramBook) -> RawPage:
    """Read one page, in points of the page as it is shown (rotation undone)."""
    turn = page.rotation_matrix if page.rotation else None
    shown = [span for span in page.get_texttrace() if span["type"] != INVISIBLE]
    spans = shown or page.get_texttrace()
    glyphs: list[Glyph] = []
    turned: list[str] = []
    programs.open(page, sorted({span["font"] for span in spans}))
    for span in spans:
        if _runs_across(span, turn):
            _add_span(glyphs, span, fonts, programs, turn)
        else:
            # Turned text is a margin stamp or an axis label, and no line of the paper.
            turned.append("".join(chr(char[0]) for char in span["chars"] if 31 < char[0] < 0x110000))
    rules, pictures = _read_drawings(page, turn)
    return RawPage(
        number, float(page.rect.width), float(page.rect.height), tuple(glyphs), rules, pictures, " ".join(turned)[:2000]
    )


def _runs_across(span: dict[str, Any], turn: pymupdf.Matrix | None) -> bool:
    dir_x, dir_y = span["dir"]
    if turn is not None:
        dir_x, dir_y = dir_x * turn.a + dir_y * turn.c, dir_x * turn.b + dir_y * turn.d
    return dir_x > 0.99


def _add_span(
    glyphs: list[Glyph], span: dict[str, Any], fonts: FontBook, programs: ProgramBook, turn: pymupdf.Matrix | None
) -> None:
    bitmap = programs.made_from(span["font"])
    font = fonts.font(bitmap or span["font"], span["flags"])
    shapes = programs.program(span["font"])
    size = round(float(span["size"]), 2)
    for code, glyph, (x, y), (x0, y0, x1, y1) in span["chars"]:
        text = chr(code) if 0 < code < 0x110000 else "\x00" if code == 0 else "\ufffd"
        shape = shapes[glyph]
        if code == SPACE and shape is not None and _is_drawn(shape):
            text = "\x00"
        if bitmap is not None and 0 <= glyph < SLOTS and _is_bare_slot(bitmap, glyph):
            text = chr(PRIVATE + glyph)
        if glyph < 0 and glyphs:
            # A ligature that stands for several characters is traced as one glyph and bare characters after it.
            last = glyphs[-1]
            glyphs[-1] = last._replace(text=last.text + text)
            continue
        if turn is not None:
            point = pymupdf.Point(x, y) * turn
            rect = pymupdf.Rect(x0, y0, x1, y1) * turn
            x, y, x0, y0, x1, y1 = point.x, point.y, rect.x0, rect.y0, rect.x1, rect.y1  # noqa: PLW2901 -- Same glyph.
        glyphs.append(_new(Glyph, (text, glyph, font, size, x, y, _new(Box, (x0, y0, x1, y1)), shape)))


def _is_drawn(shape: Shape) -> bool:
    """Whether what a Unicode map calls a space has ink: some programs write so of every sign that they do not know."""
    return shape.height + shape.depth > FAINTEST and shape.right > shape.left and not BLANK_NAME.search(shape.name)


def _is_bare_slot(font: str, slot: int) -> bool:
    """Whether the character with the slot's number says nothing: control characters, and all signs of maths fonts."""
    return slot <= ord(" ") or (SIGN_FONT.match(font) is not None and not chr(slot).isalnum())


def _read_drawings(page: pymupdf.Page, turn: pymupdf.Matrix | None) -> tuple[tuple[Rule, ...], tuple[Box, ...]]:
    """Thin strokes and fills, and everything else that is painted but not text.

    The log of painted boxes costs a tenth of reading the paths themselves, and a box is all that a rule is.
    """
    rules: list[Rule] = []
    pictures: list[Box] = []
    for kind, painted in painted_boxes(page):
        rect = pymupdf.Rect(painted) * turn if turn is not None else painted
        box = Box(float(rect[0]), float(rect[1]), float(rect[2]), float(rect[3]))
        if kind == "path" and min(box.width, box.height) <= MAX_RULE_THICKNESS:
            if max(box.width, box.height) >= MIN_RULE_LENGTH:
                rules.append(Rule(box))
        elif box.width > 1 and box.height > 1:
            pictures.append(box)
    if len(rules) > MAX_RULES:
        rules = []
    return tuple(rules), tuple(pictures)
