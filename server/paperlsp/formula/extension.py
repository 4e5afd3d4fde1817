"""TeX's fonts of large symbols (CMEX and its kin): what each glyph is and how far it reaches, from what the PDF tells.

Such a glyph hangs from its origin, and most PDFs have no Unicode for it: MuPDF then gives the slot as a control
character, or U+FFFD. Its advance width tells slots apart, and the order of glyph numbers, which in a subset made by TeX is the
order of slots, settles what the width leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from paperlsp.model.page import Glyph

# Parts that have no Unicode character of their own: the foot, shaft and corner of a tall radical, and the four tips
# that horizontal braces are made of.
RADICAL_FOOT, RADICAL_SHAFT, RADICAL_CORNER = "⎷", "\ue001", "\ue002"
TIP_DOWN_LEFT, TIP_DOWN_RIGHT, TIP_UP_LEFT, TIP_UP_RIGHT = "\ue011", "\ue012", "\ue013", "\ue014"
TIPS = TIP_DOWN_LEFT + TIP_DOWN_RIGHT + TIP_UP_LEFT + TIP_UP_RIGHT

_SLOTS = (
    "()[]⌊⌋⌈⌉{}⟨⟩|‖/∖"
    "()()[]⌊⌋⌈⌉{}⟨⟩/∖"
    "()[]⌊⌋⌈⌉{}⟨⟩/∖/∖"
    "⎛⎞⎡⎤⎣⎦⎢⎥⎧⎫⎩⎭⎨⎬⎪⏐"
    "⎝⎠⎜⎟⟨⟩⨆⨆∮∮⨀⨀⨁⨁⨂⨂"
    "∑∏∫⋃⋂⨄⋀⋁∑∏∫⋃⋂⨄⋀⋁"
    "∐∐ˆˆˆ˜˜˜[]⌊⌋⌈⌉{}"
    f"√√√√{RADICAL_FOOT}{RADICAL_SHAFT}{RADICAL_CORNER}‖↑↓{TIPS}⇑⇓"
)

# Advance widths in thousandths of the size, slot by slot.
_CM_WIDTHS = tuple(
    int(width)
    for width in (
        "458 458 417 417 472 472 472 472 583 583 472 472 333 556 578 578 "
        "597 597 736 736 528 528 583 583 583 583 750 750 750 750 1044 1044 "
        "792 792 583 583 639 639 639 639 806 806 806 806 1278 1278 811 811 "
        "875 875 667 667 667 667 667 667 889 889 889 889 889 889 889 667 "
        "875 875 875 875 611 611 833 1111 472 556 1111 1511 1111 1511 1111 1511 "
        "1056 944 472 833 833 833 833 833 1444 1278 556 1111 1111 1111 1111 1111 "
        "944 1278 556 1000 1444 556 1000 1444 472 472 528 528 528 528 667 667 "
        "1000 1000 1000 1000 1056 1056 1056 778 667 667 450 450 450 450 778 778"
    ).split(" ")
)
_TX_WIDTHS = tuple(
    int(width)
    for width in (
        "343 343 333 333 371 371 371 371 328 328 402 402 232 436 365 365 "
        "356 356 369 369 353 353 371 371 371 371 446 446 433 433 401 401 "
        "382 382 363 363 371 371 371 371 562 562 448 448 419 419 383 383 "
        "400 400 363 363 363 363 363 363 552 552 552 552 552 552 552 533 "
        "400 400 400 400 418 418 853 1255 390 640 1255 1691 1255 1691 1255 1691 "
        "808 945 390 853 853 853 853 853 1323 1355 640 1255 1255 1255 1255 1255 "
        "945 1355 700 1050 1400 666 1000 1333 343 343 371 371 371 371 344 344 "
        "732 824 946 900 939 939 939 629 533 533 622 622 622 622 629 629"
    ).split(" ")
)

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


def _reach(slot: int, *, times: bool) -> tuple[float, float]:
    """How far the glyph in ``slot`` reaches above and below its origin, in ems."""
    sizes = (0.91, 1.40, 1.88, 2.36) if times else (1.16, 1.76, 2.36, 2.96)
    if slot in (0x0C, 0x0D, 0x3F, 0x77, 0x36, 0x37, 0x42, 0x43, 0x75, 0x78, 0x79, 0x7E, 0x7F):
        return 0.0, 0.25 if times else 0.6
    if slot < 0x10 or slot == 0x70:
        return 0.04, sizes[0]
    if slot in (0x10, 0x11, 0x2E, 0x2F, 0x44, 0x45, 0x71) or 0x68 <= slot <= 0x6F:
        return 0.04, sizes[1]
    if slot < 0x20 or slot == 0x72:
        return 0.04, sizes[2]
    if slot < 0x30 or slot == 0x73:
        return 0.04, sizes[3]
    if slot < 0x36 or slot in (0x40, 0x41):
        return 0.04, 0.8 if times else 1.76
    if slot < 0x3E:
        return 0.0, (0.7 if times else 1.8) if slot >= 0x3C else (0.63 if times else 0.9)
    if slot == 0x3E:
        return 0.0, 0.25 if times else 0.3
    if slot in (0x48, 0x52):
        return 0.0, 1.26 if times else 1.11
    if slot in (0x49, 0x5A):
        return 0.0, 2.22
    if slot in (0x46, 0x4A, 0x4C, 0x4E, 0x60) or 0x50 <= slot <= 0x57:
        return 0.0, 0.87 if times else 1.0
    if slot in (0x47, 0x4B, 0x4D, 0x4F, 0x61) or 0x58 <= slot <= 0x5F:
        return (0.0, 1.53) if times else (0.1, 1.5)
    if slot < 0x68:
        return 0.75, -0.55
    if slot == 0x74:
        return 0.0, 1.8
    return (0.04, 0.56) if slot == 0x76 else (0.12, 0.0)


def is_times(name: str) -> bool:
    """Whether a font of large symbols is cut for Times or Palatino, as txfonts and its descendants are."""
    return name.lower().startswith(("tx", "px", "ntx", "npx"))


def _widths(name: str) -> tuple[tuple[int, ...], float]:
    times = is_times(name)
    return (_TX_WIDTHS if times else _CM_WIDTHS), (1.053 if name.lower().startswith(("px", "npx")) else 1.0)


def _candidates(glyph: Glyph) -> tuple[list[tuple[int, float]], bool]:
    """Slots that ``glyph`` may stand for, each with a weight, and whether its text names it."""
    table, scale = _widths(glyph.font.name)
    width = glyph.box.width / max(glyph.size, 0.01) * 1000 / scale
    bare = glyph.text.strip("\ufe00\ufe01\ufe0e\ufe0f") or glyph.text
    text = PIECES.get(bare, bare)
    code = ord(text) if len(text) == 1 else -1
    if 0 <= code < 128 and abs(table[code] - width) < 25:
        return [(code, 1.0)], True
    named = [slot for slot, character in enumerate(_SLOTS) if character == text]
    if named:
        nearest = min(named, key=lambda slot: (abs(table[slot] - width), slot))
        return [(nearest, 1.0)], True
    if 0 <= code < 32:
        return [(code, 1.0)], True
    distances = sorted((abs(width - entry), slot) for slot, entry in enumerate(table))
    # A font that is not cut exactly like these two is only near to them.
    limit = distances[0][0] + (1.2 if distances[0][0] < 2.0 else 4.0)
    near = [slot for distance, slot in distances if distance <= limit]
    return [(slot, _WEIGHTS.get(_SLOTS[slot], 1.0)) for slot in sorted(near)], False


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


def _fit(slot: int, around: Surroundings, *, times: bool) -> float:
    """How well a slot agrees with what stands around it, as a factor."""
    text = _SLOTS[slot]
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
    height, depth = _reach(slot, times=times)
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
    times = is_times(glyphs[0].font.name)
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
            found = [(slot, weight * max(_fit(slot, one, times=times) for one in seen)) for slot, weight in found]
        options.append(found)
    chosen = dict(zip(codes, _assign(options), strict=True))
    _face_inwards(glyphs, chosen, named)
    result: list[Large] = []
    for glyph in glyphs:
        slot = chosen[glyph.code]
        height, depth = _reach(slot, times=times)
        result.append(Large(_SLOTS[slot], height, depth, named[glyph.code]))
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
        if _SLOTS[slot] not in "([{⟨⌊⌈" or twin is None or named[code] or named[twin]:
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
            text = _SLOTS[slot]
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
