"""TeX's fonts of large symbols (CMEX and its kin): what each glyph is and how far it reaches, from what the PDF tells.

Such a glyph hangs from its origin, and most PDFs have no Unicode for it: MuPDF then gives the slot as a control
character, or U+FFFD. Its advance width tells slots apart, and the order of glyph numbers, which in a subset made by TeX is the
order of slots, settles what the width leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from paperlsp.formula.extension_table import (
    BRACE_BAR,
    RADICAL_CORNER,
    RADICAL_FOOT,
    RADICAL_SHAFT,
    SLOTS,
    TIPS,
    Cut,
    cut_of,
    reach_of,
)
from paperlsp.formula.symbols import kind_of
from paperlsp.model.page import Glyph

# How often each symbol is seen in formulas, to choose between slots that the evidence cannot tell apart.
_WEIGHTS = {
    **dict.fromkeys("()∑", 8.0), **dict.fromkeys("[]", 7.0), **dict.fromkeys("{}∏∫√", 5.0),
    **dict.fromkeys("|ˆ˜", 4.0), **dict.fromkeys("‖⟨⟩", 3.0), **dict.fromkeys(TIPS, 3.0), **dict.fromkeys("⌊⌋⌈⌉⋃⋂", 2.0),
    **dict.fromkeys("⎛⎞⎡⎤⎣⎦⎢⎥⎧⎫⎩⎭⎨⎬⎪⎝⎠⎜⎟", 3.0),
    **dict.fromkeys(RADICAL_FOOT + RADICAL_SHAFT + RADICAL_CORNER, 2.5),
}  # fmt: skip

_PRIVATE = {  # What Adobe's Symbol font and the glyph lists call the pieces of tall brackets.
    0xF8E5: "¯", 0xF8E6: "⏐", 0xF8E7: "―", 0xF8EB: "⎛", 0xF8EC: "⎜", 0xF8ED: "⎝", 0xF8EE: "⎡", 0xF8EF: "⎢",
    0xF8F0: "⎣", 0xF8F1: "⎧", 0xF8F2: "⎨", 0xF8F3: "⎩", 0xF8F4: "⎪", 0xF8F5: "⌠", 0xF8F6: "⎞", 0xF8F7: "⎟",
    0xF8F8: "⎠", 0xF8F9: "⎤", 0xF8FA: "⎥", 0xF8FB: "⎦", 0xF8FC: "⎫", 0xF8FD: "⎬", 0xF8FE: "⎭",
}  # fmt: skip
PIECES: Mapping[str, str] = {chr(code): piece for code, piece in _PRIVATE.items()}


@dataclass(frozen=True, slots=True)
class Large:
    """A glyph of a font of large symbols. ``height`` and ``depth`` are in ems above and below the origin."""

    text: str
    height: float
    depth: float
    sure: bool = True


def _beside_table(glyph: Glyph) -> Large | None:
    """A glyph that has no slot in the table: the operators that newer fonts add, and the second font of txfonts."""
    text = _bare(glyph)
    width = glyph.box.width / max(glyph.size, 0.01)
    if text not in SLOTS and kind_of(text) == "large":
        double = width > (0.9 if text in "∬∭∯" else 1.1)
        return Large(text, 0.0, (2.21 if double else 1.24) if text in "∬∭∯" else (1.24 if double else 0.78))
    if glyph.font.name.lower()[1:5] == "xexa":
        return Large(BRACE_BAR, 0.1, 0.0) if abs(width - 0.2) < 0.02 else Large("\ufffd", 0.0, 1.0, sure=False)
    return None


def _bare(glyph: Glyph) -> str:
    """The glyph's text without the marks by which newer fonts number the sizes of one symbol."""
    return glyph.text.strip("\ufe00\ufe01\ufe02\ufe03\ufe04\ufe0e\ufe0f") or glyph.text


def _candidates(glyph: Glyph) -> tuple[list[tuple[int, float]], bool]:
    """Slots that ``glyph`` may stand for, each with a weight, and whether its text names it."""
    table = cut_of(glyph.font.name).widths
    width = glyph.box.width / max(glyph.size, 0.01) * 1000
    text = PIECES.get(_bare(glyph), _bare(glyph))
    code = ord(text) if len(text) == 1 else -1
    if 0xF000 <= code < 0xF080:
        code -= 0xF000
    if 0 <= code < 128 and abs(table[code] - width) < 25:
        return [(code, 1.0)], True
    named = [slot for slot, character in enumerate(SLOTS) if character == text]
    if named:
        nearest = min(named, key=lambda slot: (abs(table[slot] - width), slot))
        return [(nearest, 1.0)], True
    if 0 <= code < 32:
        return [(code, 1.0)], True
    distances = sorted((abs(width - entry), slot) for slot, entry in enumerate(table))
    # A font that is not cut exactly like these two is only near to them.
    limit = distances[0][0] + (1.2 if distances[0][0] < 2.0 else 4.0)
    near = [slot for distance, slot in distances if distance <= limit]
    return [(slot, _WEIGHTS.get(SLOTS[slot], 1.0)) for slot in sorted(near)], False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a large glyph.

    ``shoulder``: a rule begins at its upper right; ``under``: a letter stands where an accent's base would;
    ``stacked``: another glyph stands right above or below; ``axes``: the axes of the letters near it, in ems below its origin.
    """

    shoulder: bool = False
    under: bool = False
    stacked: bool = False
    axes: tuple[float, ...] = ()


PIECE_TEXTS = frozenset(PIECES)
_STACKABLE = frozenset("⎛⎞⎡⎤⎣⎦⎢⎥⎧⎫⎩⎭⎨⎬⎪⎝⎠⎜⎟⏐|‖" + RADICAL_FOOT + RADICAL_SHAFT + RADICAL_CORNER)


def _fit(slot: int, around: Surroundings, cut: Cut) -> float:
    """How well a slot agrees with what stands around it, as a factor."""
    text = SLOTS[slot]
    if around.shoulder:
        return 40.0 if text in ("√", RADICAL_CORNER) else 1.0
    if text in "ˆ˜":
        return 20.0 if around.under else 0.05
    if around.under and text not in TIPS:
        return 0.3
    if (text in _STACKABLE) and around.stacked:
        return 20.0
    if text in _STACKABLE and text not in "|‖":
        return 0.2
    height, depth = reach_of(slot, cut)
    middle = (depth - height) / 2
    # Everything else is centred on the axis of the line that it stands on.
    off = min((abs(axis - middle) for axis in around.axes), default=0.0)
    return 8.0 if off < 0.03 else 4.0 if off < 0.08 else 1.0


def resolve(glyphs: Sequence[Glyph], around: Sequence[Surroundings] = ()) -> list[Large]:
    """What each glyph of one font of large symbols is, with what stands ``around`` each of them, if that is known.

    The choice maximises the product of weights while slots rise with glyph numbers.
    """
    if not glyphs:
        return []
    cut = cut_of(glyphs[0].font.name)
    by_code: dict[int, list[int]] = {}
    for index, glyph in enumerate(glyphs):
        by_code.setdefault(glyph.code, []).append(index)
    codes = sorted(by_code)
    options: list[list[tuple[int, float]]] = []
    named: dict[int, bool] = {}
    for code in codes:
        found, named[code] = _candidates(glyphs[by_code[code][0]])
        if not named[code] and around:
            seen = [around[index] for index in by_code[code][:6]]
            found = [(slot, weight * max(_fit(slot, one, cut) for one in seen)) for slot, weight in found]
        options.append(found)
    chosen = dict(zip(codes, _assign(options), strict=True))
    _face_inwards(glyphs, chosen, named)
    result: list[Large] = []
    for glyph in glyphs:
        outside = _beside_table(glyph)
        if outside is not None:
            result.append(outside)
            continue
        slot = chosen[glyph.code]
        height, depth = reach_of(slot, cut)
        result.append(Large(SLOTS[slot], height, depth, named[glyph.code]))
    return result


def _assign(options: Sequence[Sequence[tuple[int, float]]]) -> list[int]:
    """Slots for glyph numbers in rising order.

    FreeType moves the first glyph of a font whose ``.notdef`` comes last to the end, so that the largest number may stand
    for the smallest slot; this reading has to be clearly better to be believed.
    """
    plain_score, plain = _rising(_paired(options))
    if len(options) < 2:
        return plain
    rotated_score, rotated = _rising(_paired([options[-1], *options[:-1]]))
    return plain if rotated_score <= plain_score + 1.0 else [*rotated[1:], rotated[0]]


def _face_inwards(glyphs: Sequence[Glyph], chosen: dict[int, int], named: Mapping[int, bool]) -> None:
    """Exchange the two of a pair where the closing one comes first on its line: glyph numbers may have been rotated."""
    by_slot = {slot: code for code, slot in chosen.items()}
    for slot, code in sorted(by_slot.items()):
        twin = by_slot.get(slot + 1)
        if SLOTS[slot] not in "([{⟨⌊⌈" or twin is None or named[code] or named[twin]:
            continue
        places = sorted((round(glyph.y, 1), glyph.x, glyph.code) for glyph in glyphs if glyph.code in (code, twin))
        if places[0][2] == twin and any(place[2] == code and place[0] == places[0][0] for place in places):
            chosen[code], chosen[twin] = slot + 1, slot


def _paired(options: Sequence[Sequence[tuple[int, float]]]) -> list[list[tuple[int, float]]]:
    """Raise the weight of an opening slot whose closing twin may come next, and of that twin."""
    slots = [{slot for slot, _ in choices} for choices in options]
    result: list[list[tuple[int, float]]] = []
    for position, choices in enumerate(options):
        before = slots[position - 1] if position > 0 else set[int]()
        behind = slots[position + 1] if position + 1 < len(slots) else set[int]()
        fresh: list[tuple[int, float]] = []
        for slot, weight in choices:
            text = SLOTS[slot]
            twin = (text in "([{⟨⌊⌈" and slot + 1 in behind) or (text in ")]}⟩⌋⌉" and slot - 1 in before)
            fresh.append((slot, weight * (3.0 if twin else 1.0)))
        result.append(fresh)
    return result


def _rising(options: Sequence[Sequence[tuple[int, float]]]) -> tuple[float, list[int]]:
    """One slot from each list of options with the largest product of weights, and that product's logarithm.

    A slot that is not above the one before it costs much.
    """
    best: list[tuple[float, list[int]]] = [(log(weight), [slot]) for slot, weight in options[0]]
    for choices in options[1:]:
        fresh: list[tuple[float, list[int]]] = []
        for slot, weight in choices:
            score, path = max(
                ((score - (0.0 if path[-1] < slot else 6.2), path) for score, path in best), key=lambda entry: entry[0]
            )
            fresh.append((score + log(weight), [*path, slot]))
        best = fresh
    return max(best, key=lambda entry: entry[0])
