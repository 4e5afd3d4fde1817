"""Fonts with a Unicode map draw one character in many sizes: how far each reaches, from what stands around it.

Latin Modern Math, STIX Two, Cambria Math and the like name every size of a bracket, radical or brace alike, and a PDF
does not tell their sizes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paperlsp.formula.items import AXIS, Item
from paperlsp.formula.tree import Symbol

_FENCES = frozenset("()[]{}⟨⟩⌊⌋⌈⌉|‖")
_PIECES = frozenset("⎛⎜⎝⎞⎟⎠⎡⎢⎣⎤⎥⎦⎧⎨⎩⎫⎬⎭⎪")
_PARTNERS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "|": "|", "‖": "‖"}
# In ems: where the ink of a mark without advance width lies before its origin.
_MARK_INK = (0.5, 0.04)


def unsettle(item: Item) -> Item:
    """An item of a Unicode maths font with what its glyph leaves open: size of delimiters, place of marks."""
    if item.kind == "accent" and item.x1 - item.x0 < 0.02 * item.size:
        item.x0, item.x1 = item.x0 - _MARK_INK[0] * item.size, item.x0 - _MARK_INK[1] * item.size
    elif item.kind == "radical" or item.text == "⎷":
        item.text, item.kind, item.node = "√", "radical", Symbol("√")
        # Reach unknown: the bar at its shoulder and what is under it will tell.
        item.top = item.bottom = item.y
        item.soft = True
    elif item.text in _FENCES:
        item.soft = True
    elif item.text in _PIECES:
        # The parts that such fonts build from stand on their origins.
        item.top, item.bottom, item.soft = item.y - (0.6 if item.text in "⎢⎥⎜⎟⎪" else 1.2) * item.size, item.y, True
    elif item.text in ("⏞", "⎴"):
        item.top, item.bottom = item.y - 0.95 * item.size, item.y - 0.6 * item.size
        item.text, item.soft, item.node = "⏞", True, Symbol("⏞")
    elif item.text in ("⏟", "⎵"):
        item.top, item.bottom = item.y + 0.12 * item.size, item.y + 0.5 * item.size
        item.text, item.soft, item.node = "⏟", True, Symbol("⏟")
    return item


def join_alike(items: Sequence[Item]) -> list[Item]:
    """Join pieces that carry the character of their whole: brackets and radicals in a stack, braces in a row."""
    result: list[Item] = []
    for item in sorted(items, key=lambda item: (round(item.x0, 1), item.y)):
        if (
            not item.text
            or not item.soft
            or (item.inked and item.text not in "⏞⏟")
            or (item.text not in _FENCES and item.text not in "√⏞⏟")
        ):
            result.append(item)
            continue
        whole = next((other for other in reversed(result[-12:]) if _continues(other, item)), None)
        if whole is None:
            result.append(item)
            continue
        result[result.index(whole)] = _joined(whole, item)
    return sorted(result, key=lambda item: (item.x0, item.y))


def _joined(first: Item, second: Item) -> Item:
    made = replace(
        first, x0=min(first.x0, second.x0), x1=max(first.x1, second.x1), top=min(first.top, second.top),
        bottom=max(first.bottom, second.bottom), code=second.code,
    )  # fmt: skip
    made.last = second.last if second.inked else second.y
    if made.text == "√":
        # Its reach stays unknown.
        made.top = made.bottom = made.y
    elif made.text in _FENCES:
        made.y = made.middle + AXIS * made.size
    return made


def _continues(first: Item, second: Item) -> bool:
    if first.text != second.text or not first.soft or abs(first.size - second.size) > 0.1 or first.code < 0:
        return False
    size = first.size
    if first.text in "⏞⏟":
        # The ends of a brace and its point reach up or down differently, but stand on one origin.
        apart = abs(first.last - second.last) if first.inked and second.inked else abs(first.y - second.y)
        return apart < 0.1 * size and second.x0 - first.x1 < 0.3 * size
    if abs(first.x0 - second.x0) > 0.05 * size:
        return False
    if first.code == second.code:
        # Only shafts repeat one glyph, and they touch; two roots or bars on different lines are further apart.
        return first.text in "√|‖" and 0.05 * size < second.y - first.last < (0.7 if first.text == "√" else 1.0) * size
    return 0.05 * size < second.y - first.last < (2.2 if first.text == "√" else 1.3) * size


def stretch_fences(items: list[Item]) -> list[Item]:
    """Give delimiters of unknown size the height of the rows that they hold, where they hold more than one."""
    for left in [item for item in items if item.soft and item.text in _PARTNERS and item.code >= 0 and not item.inked]:
        right = _partner(left, items)
        rows = _rows_within(left, right, items)
        if rows is None:
            continue
        for fence in (left, right):
            if fence is not None:
                fence.top = min(fence.top, *(item.top for item in rows))
                fence.bottom = max(fence.bottom, *(item.bottom for item in rows))
    return items


def _partner(left: Item, items: Sequence[Item]) -> Item | None:
    """The delimiter that closes ``left`` on the same line."""
    depth = 0
    for item in items:
        if item is left or item.x0 <= left.x0 or not item.soft or abs(item.y - left.y) > 0.12 * left.size:
            continue
        if item.text == _PARTNERS[left.text]:
            if depth == 0:
                return item
            depth -= 1
        elif item.text == left.text:
            depth += 1
    return None


def _rows_within(left: Item, right: Item | None, items: Sequence[Item]) -> list[Item] | None:
    """What stands between two delimiters when it has lines above and below theirs; None otherwise."""
    if right is None and left.text != "{":
        return None
    size = left.size
    end = right.x0 if right is not None else float("inf")
    near = [
        item for item in items
        if left.x0 < item.centre < end and item is not left and abs(item.y - left.y) < 4.5 * size
        and (not item.soft or not item.text) and item.kind != "accent"
    ]  # fmt: skip
    # Small letters alone within delimiters are a binomial in a line of text.
    full = [item for item in near if item.size > 0.85 * size or not item.text] or near
    if left.height > 1.3 * size:
        # Joined from pieces: about as tall as it looks, but where the pieces reach is not known exactly.
        held = [item for item in full if left.top - 1.2 * size < item.y < left.bottom + 1.2 * size]
        return [item for item in held if not _goes_on(item.y, left, right, items)] or None
    # The lines next to the delimiter's own are as near as a matrix's, and are not part of lines that go on outside.
    taken: list[Item] = []
    for sign in (-1, 1):
        edge = left.y
        for item in sorted(
            (item for item in full if (item.y - left.y) * sign > 0.3 * size), key=lambda item: sign * item.y
        ):
            step = (item.y - edge) * sign
            tall = item.height > 1.3 * item.size
            if step > (2.6 if tall else 1.42) * size:
                break
            if _goes_on(item.y, left, right, items):
                break
            taken.append(item)
            edge = item.y
    above = any(item.y < left.y for item in taken)
    below = any(item.y > left.y for item in taken)
    return [*taken, *(item for item in full if abs(item.y - left.y) <= 0.3 * size)] if above and below else None


def _goes_on(y: float, left: Item, right: Item | None, items: Sequence[Item]) -> bool:
    """Whether the line at ``y`` continues outside the delimiters without another delimiter in between."""
    size = left.size
    line = [item for item in items if abs(item.y - y) < 0.08 * size and not (item.soft and item.text)]
    fences = [item for item in items if item.soft and item.text in _FENCES and item is not left and item is not right]
    before = max((item.x1 for item in line if item.x1 <= left.x0 + 0.1 * size), default=None)
    if (
        before is not None
        and left.x0 - before < 1.5 * size
        and not any(before - 0.1 * size <= f.x0 <= left.x0 for f in fences)
    ):
        return True
    if right is None:
        return False
    behind = min((item.x0 for item in line if item.x0 >= right.x1 - 0.1 * size), default=None)
    return behind is not None and behind - right.x1 < 1.5 * size and not any(right.x0 < f.x0 <= behind for f in fences)
