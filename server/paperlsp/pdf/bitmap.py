"""Nameless bitmap fonts of TeX (Type 3) → the fonts that they were made from, told by their advance widths.

Old TeX systems draw every glyph as a picture in a font called "F27", whose glyph numbers are still the slots of the font
that it was. Widths to a thousandth of an em are as good as a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

NEAR = 4
"""In thousandths of an em. Pixels round a bitmap's shape, but hardly its width."""


@cache
def _known() -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each font's name and the widths of its 128 slots in thousandths of an em, 0 for an empty slot."""
    text = files("paperlsp.pdf").joinpath("bitmap_widths.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines())
    return tuple((name, tuple(map(int, widths))) for name, *widths in rows)


def font_of_widths(widths: Mapping[int, float]) -> str | None:
    """The font whose slots have these widths, in ems; None unless nearly all of them agree with one.

    The text fonts come first in the table: what a text font and a maths font share is read alike in both.
    """
    seen = {slot: round(1000 * width) for slot, width in widths.items() if 0 <= slot < 128 and width > 0}
    if not seen:
        return None
    best: tuple[int, int, str] | None = None
    for name, known in _known():
        off = [abs(known[slot] - width) for slot, width in seen.items() if known[slot]]
        hits = sum(1 for each in off if each <= NEAR)
        if best is None or (hits, -sum(off)) > best[:2]:
            best = (hits, -sum(off), name)
    return best[2] if best is not None and best[0] >= 0.9 * len(seen) else None
