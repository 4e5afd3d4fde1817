"""The glyphs of a formula → its items, with large symbols told apart by what stands around them."""

from __future__ import annotations

from collections.abc import Sequence

from paperlsp.formula.extension import PIECE_TEXTS, Large, Surroundings, resolve
from paperlsp.formula.fonts import Face, face_of
from paperlsp.formula.ink import ink_item, large_item
from paperlsp.formula.items import AXIS, Item, make_item
from paperlsp.formula.meaning import glyph_meaning, settle
from paperlsp.formula.stretchy import unsettle
from paperlsp.formula.strokes import merge_strokes
from paperlsp.formula.symbols import kind_of
from paperlsp.formula.tree import Symbol
from paperlsp.model.page import Glyph, Rule


def read_items(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Item]:
    """The items of a formula from left to right, with doubled glyphs, blanks and struck relations settled."""
    items: list[Item] = []
    extension: dict[str, list[Glyph]] = {}
    faces = [face_of(glyph.font) for glyph in glyphs]
    modern = _has_modern_letters(glyphs, faces)
    for glyph, face in zip(glyphs, faces, strict=True):
        if glyph.size <= 0.1 or glyph.code < 0 or glyph.text.isspace():
            continue
        if face.encoding == "extension":
            large = large_item(glyph)
            if large is not None:
                items.append(large)
                continue
            extension.setdefault(glyph.font.name, []).append(glyph)
            continue
        meaning = glyph_meaning(glyph)
        if not meaning.text or meaning.text.isspace():
            continue
        style = meaning.style
        if style == "script" and not modern:
            style = "calligraphic"
        # With Computer Modern letters, an upright or italic letter of another family is prose set into the formula.
        if (
            modern
            and style in ("roman", "italic")
            and not face.maths
            and not face.computer_modern
            and meaning.text.isalpha()
        ):
            style = "text"
        item = make_item(glyph, settle(meaning.text, glyph), style)
        if glyph.shape is not None:
            items.append(ink_item(item, glyph, maths=face.maths))
        else:
            items.append(unsettle(item) if face.encoding == "unicode" and face.maths else item)
    for name in sorted(extension):
        found = extension[name]
        around = [_surroundings(glyph, found, items, rules) for glyph in found]
        items.extend(_hanging(glyph, large) for glyph, large in zip(found, resolve(found, around), strict=True))
    body = max((item.size for item in items if item.kind == "ordinary"), default=10.0)
    return [_centred(item, body) for item in merge_strokes(items)]


def _has_modern_letters(glyphs: Sequence[Glyph], faces: Sequence[Face]) -> bool:
    """Whether the letters are Computer Modern's: other set-ups borrow a stop or a slash from its fonts, but no letters."""
    modern = other = 0
    for glyph, face in zip(glyphs, faces, strict=True):
        if not glyph.text.isalpha():
            continue
        if face.encoding == "letters" and face.computer_modern and not face.bold:
            modern += 1
        elif face.style in ("italic", "bold-italic") and not face.computer_modern:
            other += 1
    return modern > 0 and modern * 2 >= other


def _hanging(glyph: Glyph, large: Large) -> Item:
    """The item of a glyph of a font of large symbols, which hangs from its origin."""
    kind = kind_of(large.text)
    top, bottom = glyph.y - large.height * glyph.size, glyph.y + large.depth * glyph.size
    # An accent's origin is a baseline like a letter's.
    y = glyph.y if kind == "accent" else (top + bottom) / 2 + AXIS * glyph.size
    return Item(
        Symbol(large.text), large.text, kind, "roman", glyph.x, max(glyph.box.x1, glyph.x), y, glyph.size, top, bottom,
        soft=kind != "accent",
    )  # fmt: skip


def _surroundings(glyph: Glyph, large: Sequence[Glyph], letters: Sequence[Item], rules: Sequence[Rule]) -> Surroundings:
    """What stands around a large glyph and says what it is."""
    size, x0, x1 = glyph.size, glyph.x, glyph.box.x1
    shoulder = any(abs(rule.box.x0 - x1) < 0.12 * size and abs(rule.box.y0 - glyph.y) < 0.2 * size for rule in rules)
    under = any(
        x0 - 0.05 * size < letter.centre < x1 + 0.05 * size and -0.1 * size < letter.y - glyph.y < 0.6 * size
        for letter in letters
    )
    stacked = any(
        other is not glyph and abs(other.x - x0) < 0.02 * size and 0.01 < abs(other.y - glyph.y) < 1.0 * size
        for other in large
    ) or glyph.text in PIECE_TEXTS  # fmt: skip
    axes = [
        (letter.y - AXIS * letter.size - glyph.y) / size
        for letter in letters
        if letter.x1 > x0 - 4.0 * size and letter.x0 < x1 + 4.0 * size and abs(letter.y - glyph.y) < 3.2 * size
    ]
    return Surroundings(shoulder, under, stacked, tuple(axes))


def _centred(item: Item, body: float) -> Item:
    """Large operators and roots of fonts that do not hang them: where they are, as far as their size and width tell.

    ``body`` is the size of the formula's letters.
    """
    if item.inked:
        if item.kind == "large":
            item.size = min(item.size, body)
            item.y = item.middle + AXIS * item.size
        return item
    if item.kind == "large" and not item.soft:
        if item.size > 1.2 * body:
            # Adobe's Symbol, and fonts made like it, have one size of each, which TeX enlarges and lowers.
            height, depth = 0.75, 0.11
        # The fonts' text sums are up to 1.06 ems wide, and their display sums from 1.1 on.
        elif item.x1 - item.x0 > (1.07 if item.text in "∑∏∐" else 0.95) * item.size or (
            item.text in "∫∬∭∮" and item.x1 - item.x0 > 0.5 * item.size
        ):
            height, depth = (1.36, 0.86) if item.text in "∫∬∭∮" else (0.95, 0.45)
        else:
            height, depth = 0.75, 0.25
        item.top, item.bottom = item.y - height * item.size, item.y + depth * item.size
        item.y = item.middle + AXIS * min(item.size, body)
        item.size = min(item.size, body)
        item.soft = True
    if item.kind == "radical" and not item.soft:
        # TeX's small radical hangs from its origin like the large ones.
        item.top, item.bottom = item.y - 0.04 * item.size, item.y + 0.96 * item.size
        item.soft = True
    return item
