"""Glyphs → items: what is laid out, each with its meaning, its baseline and how far its ink reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paperlsp.formula.encodings import MAPSTO_FOOT
from paperlsp.formula.extension import Large, resolve
from paperlsp.formula.fonts import face_of
from paperlsp.formula.meaning import UNKNOWN, meaning_of
from paperlsp.formula.symbols import NEGATED, Kind, kind_of
from paperlsp.formula.tree import Node, Style, Symbol
from paperlsp.model.page import Glyph, Rule

# The maths axis, on which fraction bars, operators and tall delimiters are centred, in ems above the baseline.
AXIS = 0.25


@dataclass(slots=True)
class Item:
    """Something laid out: a symbol, or a part of the formula that has been read already.

    ``y`` is its baseline. A ``soft`` item has no baseline of its own (a fraction, a tall delimiter, a large operator):
    its ``y`` is where the baseline lies if it is centred on the axis. ``text`` is the character of a lone symbol, and
    empty for anything that has been put together. ``top`` and ``bottom`` are the ink's, ``size`` the font's, in points.
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
        glyph.y - height * glyph.size, glyph.y + depth * glyph.size, prose=style == "text",
    )  # fmt: skip


def _hanging(glyph: Glyph, large: Large) -> Item:
    """The item of a glyph of a font of large symbols, which hangs from its origin."""
    kind = kind_of(large.text)
    top, bottom = glyph.y - large.height * glyph.size, glyph.y + large.depth * glyph.size
    # An accent's origin is a baseline like a letter's.
    y = glyph.y if kind == "accent" else (top + bottom) / 2 + AXIS * glyph.size
    return Item(
        Symbol(large.text), large.text, kind, "roman", glyph.x, glyph.box.x1, y, glyph.size, top, bottom,
        soft=kind != "accent",
    )  # fmt: skip


def read_items(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Item]:
    """The items of a formula from left to right, with doubled glyphs, blanks and struck relations settled."""
    items: list[Item] = []
    extension: dict[str, list[Glyph]] = {}
    modern = any(face_of(g.font).computer_modern and face_of(g.font).encoding == "letters" for g in glyphs)
    for glyph in glyphs:
        face = face_of(glyph.font)
        if glyph.size <= 0.1 or glyph.code < 0 or glyph.text.isspace():
            continue
        if face.encoding == "extension":
            extension.setdefault(glyph.font.name, []).append(glyph)
            continue
        meaning = meaning_of(glyph.text, glyph.font)
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
        items.append(make_item(glyph, meaning.text, style))
    for name in sorted(extension):
        found = extension[name]
        for glyph, large in zip(found, resolve(found, _hints(found, items, rules)), strict=True):
            items.append(_hanging(glyph, large))
    items.sort(key=lambda item: (item.x0, item.y))
    return _centre_operators(_join(_drop_doubles(items)))


def _hints(glyphs: Sequence[Glyph], letters: Sequence[Item], rules: Sequence[Rule]) -> dict[int, str]:
    """What the surroundings say of each large glyph: a rule at its shoulder makes a radical, a letter under it a hat."""
    hints: dict[int, str] = {}
    for index, glyph in enumerate(glyphs):
        size = glyph.size
        if any(
            abs(rule.box.x0 - glyph.box.x1) < 0.12 * size and abs(rule.box.y0 - glyph.y) < 0.2 * size for rule in rules
        ):
            hints[index] = "√\ue002"
        elif any(
            glyph.box.x0 - 0.05 * size < letter.centre < glyph.box.x1 + 0.05 * size
            and -0.1 * size < letter.y - glyph.y < 0.6 * size
            for letter in letters
        ):
            hints[index] = "ˆ˜"
        else:
            hints[index] = "()[]{}⟨⟩⌊⌋⌈⌉∑∏∫⋃⋂⨄⋀⋁⨆∮⨀⨁⨂∐|‖/∖"
    return hints


def _drop_doubles(items: list[Item]) -> list[Item]:
    """Poor man's bold draws one glyph several times nearly at one place: keep the first, and call it bold."""
    kept: list[Item] = []
    for item in items:
        double = next(
            (
                other for other in reversed(kept[-6:])
                if other.text == item.text and other.style.removeprefix("bold-").replace("bold", "roman") == item.style
                and other.text not in "|′.·/"
                and abs(other.x0 - item.x0) < 0.08 * item.size and abs(other.y - item.y) < 0.08 * item.size
                and abs(other.size - item.size) < 0.05 * item.size
            ),
            None,
        )  # fmt: skip
        if double is None:
            kept.append(item)
            continue
        bold: Style = "bold-italic" if item.style == "italic" else "bold"
        if item.style in ("italic", "roman") and (item.x0, item.y) != (double.x0, double.y):
            double.style = bold
            double.node = Symbol(double.text, bold)
    return kept


# Two symbols that touch and make one: TeX builds its long arrows so.
_TOUCHING = {
    ("−", "→"): "⟶", ("←", "−"): "⟵", ("=", "⇒"): "⟹", ("⇐", "="): "⟸", ("⇐", "⇒"): "⟺", ("←", "→"): "⟷",
    ("|", "="): "⊨", (MAPSTO_FOOT, "→"): "↦", (MAPSTO_FOOT, "⟶"): "⟼", ("⟶", "→"): "⟶",
}  # fmt: skip


def _merge(first: Item, second: Item, text: str) -> Item:
    return replace(
        second, node=Symbol(text), text=text, kind=kind_of(text), style="roman", x0=min(first.x0, second.x0),
        x1=max(first.x1, second.x1), top=min(first.top, second.top), bottom=max(first.bottom, second.bottom),
    )  # fmt: skip


def _join(items: list[Item]) -> list[Item]:
    """Strike relations through, close up long arrows, and make three dots one symbol."""
    result: list[Item] = []
    waiting: Item | None = None
    for item in items:
        if item.text == "\u0338":
            # The slash may sort behind the relation that it strikes, since both start at one place.
            last = result[-1] if result else None
            if (
                last is not None
                and last.text in NEGATED
                and abs(last.x0 - item.x0) < 0.15 * item.size
                and abs(last.y - item.y) < 0.2 * item.size
            ):
                result[-1] = _merge(item, last, NEGATED[last.text])
            else:
                waiting = item
            continue
        if waiting is not None:
            near = abs(item.x0 - waiting.x0) < 0.35 * item.size and abs(item.y - waiting.y) < 0.2 * item.size
            if near and item.text in NEGATED:
                item = _merge(waiting, item, NEGATED[item.text])  # noqa: PLW2901 the struck relation takes its place
                waiting = None
        last = result[-1] if result else None
        if last is not None and abs(last.y - item.y) < 0.05 * item.size and item.x0 < last.x1 + 0.03 * item.size:
            joined = _TOUCHING.get((last.text, item.text))
            if joined is not None and (item.x0 < last.x1 - 0.05 * item.size or last.text == MAPSTO_FOOT):
                result[-1] = _merge(last, item, joined)
                continue
        result.append(item)
    return _join_dots(result)


def _join_dots(items: list[Item]) -> list[Item]:
    """Three dots at equal distances, level or one over the other, are one symbol."""
    taken: set[int] = set()
    dots: dict[int, Item] = {}
    for text, level, upright in ((".", "…", "⋮"), ("·", "⋯", "⋮")):
        places = [index for index, item in enumerate(items) if item.text == text]
        for position, first in enumerate(places):
            if first in taken:
                continue
            a = items[first]
            for b_index, c_index in (
                (second, third) for second in places[position + 1 : position + 7] for third in places[position + 1 : position + 7]
                if third != second and second not in taken and third not in taken
            ):  # fmt: skip
                b, c = items[b_index], items[c_index]
                step_x, step_y = b.x0 - a.x0, b.y - a.y
                if abs(c.x0 - b.x0 - step_x) > 0.06 * a.size or abs(c.y - b.y - step_y) > 0.06 * a.size:
                    continue
                if abs(step_y) < 0.05 * a.size and 0.1 * a.size < step_x < 0.62 * a.size:
                    shape = level
                elif abs(step_x) < 0.05 * a.size and 0.1 * a.size < step_y < 0.6 * a.size:
                    shape = upright
                elif 0.1 * a.size < step_y < 0.6 * a.size and 0.1 * a.size < step_x < 0.8 * a.size:
                    shape = "⋱"
                else:
                    continue
                taken.update((first, b_index, c_index))
                merged = _merge(_merge(a, b, shape), c, shape)
                if shape in "⋮⋱":
                    # Its middle stands on the axis of its row.
                    merged = replace(merged, y=merged.middle + AXIS * a.size, soft=True)
                dots[first] = merged
                break
    return [dots.get(index, item) for index, item in enumerate(items) if index in dots or index not in taken]


def _centre_operators(items: list[Item]) -> list[Item]:
    """Large operators and roots of fonts with a Unicode map: where they are, as far as the font's size tells."""
    for item in items:
        if item.kind == "large" and not item.soft:
            # Symbol fonts and Unicode fonts draw them about the axis, a little larger than a letter.
            item.top, item.bottom = item.y - 0.95 * item.size, item.y + 0.45 * item.size
        if item.kind == "radical" and not item.soft:
            # TeX's small radical hangs from its origin like the large ones.
            item.top, item.bottom = item.y - 0.04 * item.size, item.y + 0.96 * item.size
            item.soft = True
    return [item for item in items if item.text != UNKNOWN or item.x1 > item.x0]
