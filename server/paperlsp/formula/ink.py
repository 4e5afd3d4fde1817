"""Glyphs whose ink is known → items that reach exactly as far as they are drawn.

Font programs tell each glyph's ink. With it a bracket of any size, a radical, a brace or a mark over a letter is placed
by what is seen on the page, whatever the font calls it and wherever its origin is.
"""

from __future__ import annotations

from paperlsp.formula.glyph_names import large_named
from paperlsp.formula.items import AXIS, Item
from paperlsp.formula.symbols import kind_of
from paperlsp.formula.tree import Symbol
from paperlsp.model.page import Glyph, Shape

FENCES = frozenset("()[]{}⟨⟩⌊⌋⌈⌉|‖⟦⟧/∖")
PIECES = frozenset("⎛⎜⎝⎞⎟⎠⎡⎢⎣⎤⎥⎦⎧⎨⎩⎫⎬⎭⎪⏐⎷")
_TALL = 1.25
"""In ems. A text font's own brackets are about one em tall, and TeX's next larger ones 1.2."""

_OFF = 0.08
"""In ems: how far the middle of a font's own brackets is from the axis."""

_ALIKE = {"⎴": "⏞", "⎵": "⏟", "⏠": "⏞", "⏡": "⏟"}


def large_item(glyph: Glyph) -> Item | None:
    """The item of a glyph of a font of large symbols whose name and ink are known; None for any other."""
    shape = glyph.shape
    text = large_named(shape.name) if shape is not None else None
    if shape is None or text is None:
        return None
    kind = kind_of(text)
    item = Item(
        Symbol(text), text, kind, "roman", glyph.x, max(glyph.box.x1, glyph.x), glyph.y, glyph.size, glyph.y, glyph.y,
        soft=kind != "accent", inked=True, last=glyph.y,
    )  # fmt: skip
    _set_ink(item, glyph, shape)
    if kind == "accent":
        item.x0, item.x1 = glyph.x + shape.left * glyph.size, glyph.x + shape.right * glyph.size
    else:
        item.y = item.middle + AXIS * glyph.size
    return item


def _set_ink(item: Item, glyph: Glyph, shape: Shape) -> None:
    item.top, item.bottom = glyph.y - shape.height * glyph.size, glyph.y + shape.depth * glyph.size


def _is_stretched(item: Item, shape: Shape) -> bool:
    """Whether a delimiter is larger than a letter, or set where its middle is on the axis: then its origin says nothing."""
    if item.text in "/∖":
        return shape.height + shape.depth > _TALL
    off = item.middle + AXIS * item.size - item.y
    return shape.height + shape.depth > _TALL or abs(off) > _OFF * item.size


def ink_item(item: Item, glyph: Glyph, *, maths: bool) -> Item:
    """``item`` with the ink of its glyph; ``maths`` is true for a font made for formulas."""
    shape = glyph.shape
    if shape is None or shape.height + shape.depth <= 0.0:
        return item
    _set_ink(item, glyph, shape)
    item.inked = True
    size, kind = glyph.size, item.kind
    text = _ALIKE.get(item.text, item.text)
    if kind == "accent":
        item.x0, item.x1 = glyph.x + shape.left * size, glyph.x + shape.right * size
    elif text in "⏞⏟":
        item.x0, item.x1 = glyph.x + shape.left * size, glyph.x + shape.right * size
        item.text, item.node, item.soft, item.y = text, Symbol(text), True, item.middle
    elif maths and (text in PIECES or (text in FENCES and _is_stretched(item, shape))):
        item.soft, item.code, item.y = True, -1, item.middle + AXIS * size
    elif kind == "large":
        item.soft, item.y = True, item.middle + AXIS * size
    elif kind == "radical":
        item.soft, item.x1 = True, max(item.x1, glyph.x + shape.right * size)
    return item
