"""Glyphs → items: what is laid out, each with its meaning, its baseline and how far its ink reaches."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.formula.symbols import Kind, kind_of
from paperlsp.formula.tree import Node, Style, Symbol
from paperlsp.model.page import Glyph

# The maths axis, on which fraction bars, operators and tall delimiters are centred, in ems above the baseline.
AXIS = 0.25


@dataclass(slots=True)
class Item:
    """Something laid out: a symbol, or a part of the formula that has been read already.

    ``y`` is its baseline. A ``soft`` item has no baseline of its own (a fraction, a tall delimiter, a large operator):
    its ``y`` is where the baseline lies if it is centred on the axis. ``text`` is the character of a lone symbol, and
    empty for anything that has been put together; ``code`` is its glyph's number.
    ``last`` is the origin of the lowest of the pieces that it was joined from. ``top`` and ``bottom`` are the ink's,
    exactly where ``inked`` and else as far as characters of this kind reach. ``size`` is the font's. All in points.
    """

    node: Node
    text: str
    kind: Kind
    style: Style
    x0: float
    x1: float
    y: float
    size: float
    top: float
    bottom: float
    soft: bool = False
    prose: bool = False
    code: int = -1
    last: float = 0.0
    inked: bool = False

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


_TALL_LETTERS = frozenset("bdfhklßαβγδζηθλξφψϕϑℓ∂ij!?ıȷ′∀∃∇℘\"'&@%$#")
_DEEP = frozenset("gjpqyQβγζημξρςφχψϕϱ,;ϖ")
_FENCES = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉/∖⟦⟧√∫")


def reach(text: str) -> tuple[float, float]:
    """How far a character's ink reaches above and below the baseline, in ems: what is common to text fonts."""
    if len(text) > 1:
        return max(reach(c)[0] for c in text), max(reach(c)[1] for c in text)
    if text in _FENCES:
        return 0.75, 0.25
    if text in ".,":
        return 0.11, 0.19 if text == "," else 0.0
    if text in "−-¯·∼=⋯≈∗":
        return 0.45, 0.0
    if text.isupper() or text.isdigit() or text in _TALL_LETTERS:
        return 0.7, 0.2 if text in _DEEP else 0.0
    if text.isalpha():
        return 0.45, 0.21 if text in _DEEP else 0.0
    if kind_of(text) in ("relation", "binary"):
        return 0.6, 0.1
    return 0.7, 0.1


def make_item(glyph: Glyph, text: str, style: Style) -> Item:
    """The item of a glyph that stands on its baseline."""
    height, depth = reach(text)
    x1 = max(glyph.box.x1, glyph.x)
    return Item(
        Symbol(text, style), text, kind_of(text), style, glyph.x, x1, glyph.y, glyph.size,
        glyph.y - height * glyph.size, glyph.y + depth * glyph.size, prose=style == "text", code=glyph.code, last=glyph.y,
    )  # fmt: skip
