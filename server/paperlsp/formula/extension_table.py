"""What TeX's fonts of large symbols hold: the character in each slot, its advance width, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass

# Parts that have no Unicode character of their own: the foot, shaft and corner of a tall radical, the four tips that
# horizontal braces are made of, and the bar between them.
RADICAL_FOOT, RADICAL_SHAFT, RADICAL_CORNER = "⎷", "\ue001", "\ue002"
TIP_DOWN_LEFT, TIP_DOWN_RIGHT, TIP_UP_LEFT, TIP_UP_RIGHT = "\ue011", "\ue012", "\ue013", "\ue014"
TIPS = TIP_DOWN_LEFT + TIP_DOWN_RIGHT + TIP_UP_LEFT + TIP_UP_RIGHT
BRACE_BAR = "\ue015"

SLOTS = (
    "()[]⌊⌋⌈⌉{}⟨⟩|‖/∖"
    "()()[]⌊⌋⌈⌉{}⟨⟩/∖"
    "()[]⌊⌋⌈⌉{}⟨⟩/∖/∖"
    "⎛⎞⎡⎤⎣⎦⎢⎥⎧⎫⎩⎭⎨⎬⎪⏐"
    "⎝⎠⎜⎟⟨⟩⨆⨆∮∮⨀⨀⨁⨁⨂⨂"
    "∑∏∫⋃⋂⨄⋀⋁∑∏∫⋃⋂⨄⋀⋁"
    "∐∐ˆˆˆ˜˜˜[]⌊⌋⌈⌉{}"
    f"√√√√{RADICAL_FOOT}{RADICAL_SHAFT}{RADICAL_CORNER}‖↑↓{TIPS}⇑⇓"
)
"""The character of each of the 128 slots, which all these fonts share."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One design of these fonts.

    ``widths`` are advance widths in thousandths of the size, slot by slot. ``sizes`` are the depths of the four sizes of
    delimiters, ``operators`` those of text and display operators, ``integral`` that of a text integral, ``piece``
    the height and depth of a piece of a tall delimiter; all in ems, from the origin.
    """

    widths: tuple[int, ...]
    sizes: tuple[float, float, float, float]
    operators: tuple[float, float]
    integral: float
    piece: tuple[float, float] | None = None


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(width) for width in text.split(" "))


_MODERN = Cut(
    _numbers(
        "458 458 417 417 472 472 472 472 583 583 472 472 333 556 578 578 "
        "597 597 736 736 528 528 583 583 583 583 750 750 750 750 1044 1044 "
        "792 792 583 583 639 639 639 639 806 806 806 806 1278 1278 811 811 "
        "875 875 667 667 667 667 667 667 889 889 889 889 889 889 889 667 "
        "875 875 875 875 611 611 833 1111 472 556 1111 1511 1111 1511 1111 1511 "
        "1056 944 472 833 833 833 833 833 1444 1278 556 1111 1111 1111 1111 1111 "
        "944 1278 556 1000 1444 556 1000 1444 472 472 528 528 528 528 667 667 "
        "1000 1000 1000 1000 1056 1056 1056 778 667 667 450 450 450 450 778 778"
    ),
    (1.16, 1.76, 2.36, 2.96),
    (1.0, 1.5),
    1.11,
)
_TX = Cut(
    _numbers(
        "343 343 333 333 371 371 371 371 328 328 402 402 232 436 365 365 "
        "356 356 369 369 353 353 371 371 371 371 446 446 433 433 401 401 "
        "382 382 363 363 371 371 371 371 562 562 448 448 419 419 383 383 "
        "400 400 363 363 363 363 363 363 552 552 552 552 552 552 552 533 "
        "400 400 400 400 418 418 853 1255 390 640 1255 1691 1255 1691 1255 1691 "
        "808 945 390 853 853 853 853 853 1323 1355 640 1255 1255 1255 1255 1255 "
        "945 1355 700 1050 1400 666 1000 1333 343 343 371 371 371 371 344 344 "
        "732 824 946 900 939 939 939 629 533 533 622 622 622 622 629 629"
    ),
    (0.91, 1.40, 1.88, 2.36),
    (0.87, 1.53),
    1.26,
    (0.0, 0.75),
)
_PX = Cut(
    tuple(round(width * 1.053) for width in _TX.widths), (0.94, 1.47, 1.98, 2.49), (0.94, 1.61), 1.33, (0.0, 0.75)
)
_NEWTX = Cut(
    _numbers(
        "293 293 333 333 371 371 371 371 432 432 402 402 232 436 529 529 "
        "356 356 369 369 353 353 371 371 371 371 446 446 433 433 621 621 "
        "382 382 363 363 371 371 371 371 562 562 448 448 659 659 567 567 "
        "400 400 363 363 363 363 363 363 552 552 552 552 552 552 552 533 "
        "400 400 400 400 418 418 853 1255 516 705 945 1393 945 1393 961 1393 "
        "808 945 423 853 853 853 812 812 1323 1355 603 1255 1255 1255 1135 1135 "
        "945 1355 666 1000 1450 666 1000 1333 343 343 371 371 371 371 414 414 "
        "732 824 946 900 939 939 939 629 533 533 622 622 622 622 629 629"
    ),
    (1.15, 1.75, 2.36, 2.95),
    (0.78, 1.24),
    1.24,
    (0.62, 0.0),
)


def cut_of(name: str) -> Cut:
    """The design that a font's name belongs to; Computer Modern's where the name says nothing."""
    lower = name.lower()
    if lower.startswith(("txexs", "pxexs", "ntx", "npx", "newtx", "newpx")):
        return _NEWTX
    if lower.startswith("tx"):
        return _TX
    return _PX if lower.startswith("px") else _MODERN


_BARS = frozenset((0x0C, 0x0D, 0x3F, 0x77, 0x78, 0x79, 0x7E, 0x7F))
_SHAFTS = frozenset((0x36, 0x37, 0x42, 0x43))


def reach_of(slot: int, cut: Cut) -> tuple[float, float]:
    """How far the glyph in ``slot`` reaches above and below its origin, in ems."""
    first, second, third, fourth = cut.sizes
    if slot in _BARS:
        return 0.0, 0.6 if cut.piece is None or cut.piece[0] > 0 else 0.44
    if slot == 0x75:
        return 0.0, 0.6 if cut.piece is None else 0.29
    if slot < 0x10 or slot == 0x70:
        return 0.04, first
    if slot in (0x10, 0x11, 0x2E, 0x2F, 0x44, 0x45, 0x71) or 0x68 <= slot <= 0x6F:
        return 0.04, second
    if slot < 0x20 or slot == 0x72:
        return 0.04, third
    if slot < 0x30 or slot == 0x73:
        return 0.04, fourth
    if slot < 0x44:
        return _piece_reach(slot, cut)
    if slot in (0x48, 0x52):
        return 0.0, cut.integral
    if slot in (0x49, 0x5A):
        return 0.0, 2.22
    if slot in (0x46, 0x4A, 0x4C, 0x4E, 0x60) or 0x50 <= slot <= 0x57:
        return 0.0, cut.operators[0]
    if slot in (0x47, 0x4B, 0x4D, 0x4F, 0x61) or 0x58 <= slot <= 0x5F:
        return 0.1 if cut.piece is None else 0.0, cut.operators[1]
    if slot < 0x68:
        # The wide accents stand above the letters that they are set over, like the small ones.
        return 0.75, -0.55
    if slot == 0x74:
        return 0.0, 1.8 if cut.piece is None else fourth
    return (0.04, 0.56) if slot == 0x76 else (0.12, 0.0)


def _piece_reach(slot: int, cut: Cut) -> tuple[float, float]:
    if cut.piece is not None and not (slot in (0x3C, 0x3D) or slot in (0x30, 0x31, 0x40, 0x41)):
        return cut.piece
    if slot in _SHAFTS:
        return 0.0, 0.6
    if slot < 0x36 or slot in (0x40, 0x41):
        return 0.04, 1.76 if cut.piece is None else 1.24
    if slot < 0x3E:
        return 0.0, (1.8 if cut.piece is None else 1.24) if slot >= 0x3C else 0.9
    return 0.0, 0.3
