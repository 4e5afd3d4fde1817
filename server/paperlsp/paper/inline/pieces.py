"""Glyphs of one line → pieces: runs of glyphs that are maths, digits, operators or words, scripts with their base."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from paperlsp.formula import glyph_text
from paperlsp.formula.fonts import face_of
from paperlsp.formula.symbols import FUNCTIONS, LIMIT_WORDS
from paperlsp.model.page import Font, Glyph
from paperlsp.notation import word_set
from paperlsp.paper.line import WORD_GAP, is_extension, is_maths

PieceKind: TypeAlias = Literal["maths", "digits", "operator", "word"]

_COMPUTER_MODERN = re.compile(
    r"^(?:cm|lm|sf|ec|cmu)(?:r|b|bx|ti|sl|ss|csc|roman|sans|rm|serif|classical)", re.IGNORECASE
)
_MODERN_ROMAN = re.compile(r"^(?:cm(?:r|bx?|ss)\d|lmroman|lmsans)", re.IGNORECASE)
# Characters of mathematics that a text font may hold as well.
_SIGN = re.compile(r"[\u0370-\u03ff\u2190-\u22ff\u27c0-\u27ef\u2980-\u2aff×±÷∼\U0001d400-\U0001d7ff\u2100-\u214f]")
_MARKS = frozenset("•∗†‡§¶*◦▪–★✓✗⋆")
"""Marks of footnotes, lists and authors; TeX draws them with its fonts of symbols."""

_NAMES = FUNCTIONS | word_set(
    "softmax sigmoid relu ReLU GELU argmax argmin arg sign sgn diag tr Tr vec Var Cov KL rank span clip round "
    "softplus erf concat Concat LN FFN MLP ELBO mod st prox proj Softmax Attention MultiHead head"
)
"""Names of functions in upright letters, which belong to the formula that they stand before."""

_ACCENTS = frozenset("ˆ˜¯˙¨´`ˇ˘˚^~")
_OPERATORS = frozenset("()[]{}=+<>/|!,.;:%'’-–")
LEANING = frozenset("VYTPFWNU")
_THIN = 0.2
"""In ems. Spaces within a formula stay below it unless a relation or an operator stands beside them."""


@dataclass(slots=True)
class Piece:
    """Glyphs of one kind that touch. ``gap`` is the space before it, in ems; ``scripted`` that it has scripts."""

    kind: PieceKind
    glyphs: list[Glyph]
    text: str
    gap: float
    x1: float
    stem: str = ""
    """Its text up to the first script; empty while it has none."""
    named: bool = False
    """Whether a word is the name of a function, or stands in the upright font of the formulas."""
    upright: bool = False
    """Whether it is set in the roman of a family that sets nothing but the document's mathematics."""

    @property
    def scripted(self) -> bool:
        return bool(self.stem)

    @property
    def parted(self) -> bool:
        return self.gap > _THIN


class Faces:
    """Which fonts set mathematics in this document, whose running text is set in ``body``."""

    def __init__(self, body: str, fonts: Iterable[Font]) -> None:
        """``body`` is the font of the running text, ``fonts`` are all of the document's."""
        self.foreign = _COMPUTER_MODERN.match(body) is None
        self._maths: dict[str, bool] = {}
        self.italics = not any(
            face_of(font).maths and face_of(font).encoding in ("letters", "unicode") for font in fonts
        )
        """Whether there are no letters made for mathematics, so that variables are set in the text's italics."""

    def maths(self, font: Font) -> bool:
        """Whether all that this font sets is mathematics."""
        found = self._maths.get(font.name)
        if found is None:
            found = is_maths(font) or (face_of(font).maths and not font.mono) or self.upright(font)
            self._maths[font.name] = found
        return found

    def upright(self, font: Font) -> bool:
        """Digits, brackets and operator names of formulas: Computer Modern's roman in a text of another family."""
        return self.foreign and _MODERN_ROMAN.match(font.name) is not None

    def may_hold(self, glyphs: Sequence[Glyph], size: float) -> bool:
        """Whether a line has anything that could belong to a formula. Most lines of prose have nothing."""
        names = self._maths
        for glyph in glyphs:
            font = glyph.font
            if names.get(font.name, True) and self.maths(font):
                return True
            text = glyph.text
            if glyph.size < 0.86 * size or (text > "\u036f" and _SIGN.match(text)):
                return True
            if (font.italic or font.bold) and len(text) == 1 and text.isalpha():
                return True
        return False


def pieces_of(glyphs: Iterable[Glyph], size: float, y: float, faces: Faces) -> list[Piece]:
    """The pieces of a line from left to right. ``size`` and ``y`` are its font size and baseline, in points."""
    pieces: list[Piece] = []
    ordered = _in_order(glyphs, size, y)
    for at, glyph in enumerate(ordered):
        last = pieces[-1] if pieces else None
        gap = (glyph.box.x0 - last.x1) / min(glyph.size, size) if last is not None else 9.0
        small = glyph.size < 0.86 * size and not is_extension(glyph.font)
        script = small and abs(glyph.y - y) > 0.06 * size
        if last is not None and (script or (small and last.scripted)) and gap < 0.35:
            if _takes_script(last, glyph, y) or _closes_formula(pieces) or _stands_on(glyph, last, y):
                last.kind = "maths"
                last.stem = last.stem or last.text
            _extend(last, glyph, glyph_text(glyph) if faces.maths(glyph.font) else glyph.text)
            continue
        kind, text = _kind_of(glyph, faces)
        if script and kind != "maths" and _is_stacked(ordered, at, y, size):
            # The first half of a small fraction; the rest follows as if it were scripts.
            pieces.append(Piece("maths", [glyph], text, gap, glyph.box.x1, stem=text))
            continue
        if text in _ACCENTS and kind == "word" and _over_maths(ordered, at, faces):
            kind = "maths"
        if (
            last is not None
            and kind == last.kind
            and kind != "operator"
            and gap <= (_reach(last) if kind == "maths" else WORD_GAP)
            and _goes_with(last, glyph, text, kind, faces)
        ):
            _extend(last, glyph, text)
            continue
        if last is not None and text in (".", ",") and last.kind == "digits" and _within_number(ordered, at, gap):
            _extend(last, glyph, text)
            continue
        pieces.append(Piece(kind, [glyph], text, gap, glyph.box.x1, upright=faces.upright(glyph.font)))
    for piece in pieces:
        if piece.kind == "word":
            piece.named = piece.upright or (not faces.foreign and piece.text in _NAMES)
    return pieces


def _within_number(ordered: Sequence[Glyph], at: int, gap: float) -> bool:
    """Whether a stop is a decimal point, or a comma parts thousands: digits follow it at once."""
    following = ordered[at + 1 : at + 5]
    count = 0
    for before, glyph in zip(ordered[at : at + 4], following, strict=False):
        if not glyph.text.isdigit() or glyph.box.x0 - before.box.x1 > 0.1 * glyph.size or glyph.y != before.y:
            break
        count += 1
    return gap < 0.1 and (count > 0 if ordered[at].text == "." else count == 3)


def _reach(piece: Piece) -> float:
    """How far the next glyph of a formula may be. Slanted capitals lean over their own width."""
    return 0.26 if len(piece.text) == 1 and piece.text in LEANING else _THIN


def _in_order(glyphs: Iterable[Glyph], size: float, y: float) -> list[Glyph]:
    """From left to right, with small letters over a relation ("def" over an equals sign) behind it, as its script."""
    ordered = sorted(glyphs, key=lambda each: each.x)
    relations = [glyph for glyph in ordered if glyph.text in "=≡∼≤" and glyph.size > 0.86 * size]
    if not relations or not any(glyph.size < 0.86 * size for glyph in ordered):
        return ordered
    moved: dict[int, float] = {}
    for relation in relations:
        for glyph in ordered:
            over = relation.box.x0 - 0.5 * size < glyph.box.centre_x < relation.box.x1 + 0.5 * size
            if over and glyph.size < 0.8 * size and 0.4 * size < y - glyph.y < 1.1 * size:
                moved[id(glyph)] = relation.x + 0.001 + 1e-5 * (glyph.x - relation.x)
    return sorted(ordered, key=lambda each: moved.get(id(each), each.x)) if moved else ordered


def _stands_on(glyph: Glyph, base: Piece, y: float) -> bool:
    """Whether a small letter stands over the relation that ``base`` ends with."""
    return (base.stem or base.text)[-1:] in "=≡∼≤" and y - glyph.y > 0.4 * glyph.size


def _closes_formula(pieces: Sequence[Piece]) -> bool:
    """Whether the last piece closes a bracket with mathematics in it, so that a raised digit is its exponent."""
    if pieces[-1].kind != "operator" or pieces[-1].text not in ")]":
        return False
    depth = 0
    maths = False
    for piece in reversed(pieces[-24:]):
        if piece.kind == "operator":
            depth += (piece.text in ")]") - (piece.text in "([")
            if depth == 0:
                return maths
        elif piece.kind == "word" and len(piece.text) > 1 and piece.text not in _NAMES and not piece.upright:
            return False
        maths = maths or piece.kind == "maths"
    return False


def _kind_of(glyph: Glyph, faces: Faces) -> tuple[PieceKind, str]:
    text = glyph.text
    if is_extension(glyph.font):
        return "maths", glyph_text(glyph)
    if faces.maths(glyph.font):
        text = glyph_text(glyph)
        if text in _MARKS:
            return "word", text
        if text in (",", ".", ";", ":"):
            return "operator", text
        if text.isdigit() and not is_maths(glyph.font):
            return "digits", text
        if text in "()[]=+/":
            return "operator", text
        return "maths", text
    if text.isdigit():
        return "digits", text
    if text in _OPERATORS:
        return "operator", text
    if _SIGN.match(text):
        return "maths", text
    return "word", text


def _over_maths(ordered: Sequence[Glyph], at: int, faces: Faces) -> bool:
    """Whether an accent of a text font stands over a letter of a formula."""
    centre = ordered[at].box.centre_x
    near = [other for other in ordered[max(at - 2, 0) : at + 3] if other is not ordered[at]]
    base = min(near, key=lambda other: abs(other.box.centre_x - centre), default=None)
    return base is not None and base.box.x0 < centre < base.box.x1 + 0.2 * base.size and faces.maths(base.font)


def _goes_with(last: Piece, glyph: Glyph, text: str, kind: PieceKind, faces: Faces) -> bool:
    before = last.glyphs[-1]
    if kind == "word":
        # A letter of the roman that sets mathematics does not go on in a word of the text.
        return last.upright == faces.upright(glyph.font) and (text in _MARKS) == (last.text[-1:] in _MARKS)
    if kind == "digits":
        return before.font == glyph.font or before.text in (".", ",")
    return True


def _is_stacked(ordered: Sequence[Glyph], at: int, y: float, size: float) -> bool:
    """Whether another small glyph stands right above or below: the other half of a fraction."""
    one = ordered[at]
    for other in ordered[at + 1 : at + 8]:
        if other.box.x0 > one.box.x1:
            return False
        apart = (other.y - y) * (one.y - y) < 0 and abs(other.y - one.y) > 0.6 * one.size
        if apart and other.size < 0.86 * size:
            return True
    return False


def _takes_script(base: Piece, glyph: Glyph, y: float) -> bool:
    """Whether a raised or lowered glyph is an exponent or index of the piece, and no footnote's mark."""
    if base.kind == "maths" or base.scripted:
        return True
    maths = is_maths(glyph.font) and glyph_text(glyph) not in _MARKS
    raised = glyph.y < y
    if base.kind == "digits":
        return maths or (raised and glyph.text.isdigit() and base.text in ("10", "2", "e")) or glyph.text == "−"
    if base.kind == "operator":
        return maths and base.text in ")]}|"
    if len(base.text) == 1 and base.text.isalpha():
        return maths or not raised or base.upright or base.glyphs[-1].font.italic or base.glyphs[-1].font.bold
    return (maths and base.upright) or base.text in LIMIT_WORDS or base.text in FUNCTIONS


def _extend(piece: Piece, glyph: Glyph, text: str) -> None:
    piece.glyphs.append(glyph)
    piece.text += text
    piece.x1 = max(piece.x1, glyph.box.x1)
