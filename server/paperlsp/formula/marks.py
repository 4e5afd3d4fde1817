"""Accents, horizontal braces and limits: what stands centred over or under something else."""

from __future__ import annotations

from collections.abc import Sequence

from paperlsp.formula.bars import Compose
from paperlsp.formula.items import Item
from paperlsp.formula.symbols import ACCENTS, LIMIT_WORDS
from paperlsp.formula.tree import Accent, Braced, Limits, Node, Text, Word


def read_accents(items: list[Item], compose: Compose) -> list[Item]:
    """Put each accent over the item, or the items, that it stands above; the lowest accents first."""
    accents = sorted(
        (item for item in items if item.kind == "accent" and item.text), key=lambda item: (-item.y, item.x0)
    )
    for accent in accents:
        base = _accented(items, accent)
        if not base:
            continue
        narrow, wide = ACCENTS[accent.text]
        stretched = accent.x1 - accent.x0 > 0.54 * accent.size or len(base) > 1
        node = Accent(wide if stretched and accent.text != "¯" else narrow, compose(base))
        anchor = max(base, key=lambda item: (not item.soft, item.size, -item.x0))
        gone = {id(item) for item in (*base, accent)}
        items = [item for item in items if id(item) not in gone]
        items.append(
            Item(
                node, "", anchor.kind if len(base) == 1 else "ordinary", "roman", min(i.x0 for i in base), max(i.x1 for i in base), anchor.y,
                anchor.size, min(i.top for i in base) - 0.2 * anchor.size, max(i.bottom for i in base), soft=anchor.soft,
            )
        )  # fmt: skip
    return sorted(items, key=lambda item: (item.x0, item.y))


def _accented(items: Sequence[Item], accent: Item) -> list[Item]:
    slack = 0.12 * accent.size
    under = [
        item for item in items
        if item is not accent and item.kind in ("ordinary", "relation", "large", "binary") and item.text not in ("", "⏞", "⏟", "…", "/", "|") or (item is not accent and not item.text)
    ]  # fmt: skip
    level = [
        item for item in under
        if -0.12 * accent.size <= item.y - accent.y < 0.75 * accent.size and item.x1 > accent.x0 - slack and item.x0 < accent.x1 + slack
        and item.size < 1.6 * accent.size
    ]  # fmt: skip
    if not level:
        return []
    wide = accent.x1 - accent.x0 > 0.54 * accent.size
    if wide:
        covered = [item for item in level if accent.x0 - slack < item.centre < accent.x1 + slack]
        if covered:
            # Its own scripts, between the first and the last letter, are under it as well.
            return covered
    # Letters lean: an accent over a capital stands to the right of the middle.
    return [
        min(
            level,
            key=lambda item: (
                abs(item.centre + 0.05 * item.size - accent.centre) + 0.3 * abs(item.size - accent.size),
                item.x0,
            ),
        )
    ]


def read_braces(items: list[Item], compose: Compose) -> list[Item]:
    """Put each horizontal brace, with its label, over or under what it spans."""
    for brace in sorted(
        (item for item in items if item.text in ("⏞", "⏟")), key=lambda item: (item.x1 - item.x0, item.x0)
    ):
        over = brace.text == "⏞"
        slack = 0.2 * brace.size
        spanned = [
            item for item in items if item is not brace and brace.x0 - slack < item.x0 and item.x1 < brace.x1 + slack
        ]
        outside = [
            item for item in items
            if item is not brace and (item.bottom <= brace.bottom + slack if over else item.top >= brace.top - slack)
            and _overlaps(item, brace)
        ]  # fmt: skip
        label = _contiguous(outside, brace, upwards=over)
        taken = {id(item) for item in label}
        body = [
            item for item in spanned
            if id(item) not in taken and (item.middle > brace.middle if over else item.middle < brace.middle)
            and abs(item.middle - brace.middle) < 4.0 * brace.size
        ]  # fmt: skip
        if not body:
            continue
        anchor = max(body, key=lambda item: (not item.soft, item.size, -item.x0))
        node = Braced(compose(body), over, compose(label) if label else None)
        gone = {id(item) for item in (*body, *label, brace)}
        everything = [*body, *label, brace]
        items = [item for item in items if id(item) not in gone]
        items.append(
            Item(
                node, "", "ordinary", "roman", min(brace.x0, *(i.x0 for i in body)), max(brace.x1, *(i.x1 for i in body)), anchor.y,
                anchor.size, min(i.top for i in everything), max(i.bottom for i in everything), soft=anchor.soft,
            )
        )  # fmt: skip
    return sorted(items, key=lambda item: (item.x0, item.y))


def _overlaps(item: Item, other: Item) -> bool:
    return item.x1 > other.x0 and item.x0 < other.x1


def _contiguous(candidates: Sequence[Item], base: Item, *, upwards: bool) -> list[Item]:
    """The small items next to ``base`` on one side, and those that hang together with them sideways."""
    taken: list[Item] = []
    edge = base.top if upwards else base.bottom
    pending = sorted(candidates, key=lambda item: (-item.bottom if upwards else item.top, item.x0))
    for item in pending:
        gap = edge - max(item.bottom, item.y) if upwards else min(item.top, item.y - 0.7 * item.size) - edge
        if gap > (0.75 if not taken else 0.35) * item.size:
            break
        taken.append(item)
        edge = min(edge, item.top) if upwards else max(edge, item.bottom)
    return taken


def takes_limits(item: Item) -> bool:
    """Whether a symbol or word can carry limits above and below it."""
    if item.kind == "large":
        return True
    if item.kind in ("relation", "binary") and item.text:
        return True
    return (
        isinstance(item.node, (Word, Text))
        and item.text.replace(" ", "").lower() in LIMIT_WORDS
        or isinstance(item.node, (Braced, Word))
    )


def read_limits(items: list[Item], compose: Compose) -> list[Item]:
    """Put the smaller items that stand straight above and below an operator there."""
    operators = sorted((item for item in items if takes_limits(item)), key=lambda item: (-item.size, item.x0))
    present = {id(item) for item in items}
    for operator in operators:
        if id(operator) not in present:
            continue
        below = _limit(items, operator, present, upwards=False)
        above = _limit(items, operator, present, upwards=True)
        if not below and not above:
            continue
        node: Node = Limits(operator.node, compose(below) if below else None, compose(above) if above else None)
        gone = {id(item) for item in (*below, *above)}
        present -= gone
        items = [item for item in items if id(item) not in gone]
        operator.node = node
        for part in (*below, *above):
            operator.top, operator.bottom = min(operator.top, part.top), max(operator.bottom, part.bottom)
            # What follows keeps its place; only the ink has grown.
    return items


def _limit(items: Sequence[Item], operator: Item, present: set[int], *, upwards: bool) -> list[Item]:
    small = [
        item for item in items
        if id(item) in present and item is not operator and (item.size < 0.92 * operator.size or item.soft)
        and item.kind != "accent"
    ]  # fmt: skip
    size = operator.size
    if upwards:
        side = [item for item in small if item.bottom < operator.top + 0.12 * size and item.y < operator.y - 0.6 * size]
    elif operator.kind == "large":
        side = [item for item in small if item.top > operator.bottom - 0.18 * size and item.y > operator.y + 0.6 * size]
    else:
        side = [item for item in small if item.y - operator.y > 0.5 * size and item.top > operator.y - 0.05 * size]
    # The seed must stand under (over) the operator itself, not merely under its side.
    seeds = [
        item
        for item in side
        if item.x0 < operator.x1 - 0.05 * size and item.x1 > operator.x0 + 0.05 * size and not item.soft
    ]
    if not seeds:
        return []
    seed = min(seeds, key=lambda item: (item.y if not upwards else -item.y, abs(item.centre - operator.centre)))
    reach_limit = 1.3 * size if operator.kind != "large" else 1.1 * size
    distance = (
        (operator.top - seed.bottom)
        if upwards
        else (seed.top - (operator.bottom if operator.kind == "large" else operator.y))
    )
    if distance > reach_limit:
        return []
    # Grow sideways along the seed's baseline, with the scripts of its letters, as far as nothing larger interrupts.
    chosen = [seed]
    x0, x1 = seed.x0, seed.x1
    band_top, band_bottom = seed.y - 1.0 * seed.size, seed.y + 0.75 * seed.size
    grown = True
    rest = [item for item in side if item is not seed]
    while grown:
        grown = False
        for item in list(rest):
            level = band_top < item.middle < band_bottom
            stacked = item.x0 < x1 and item.x1 > x0 and (
                band_bottom <= item.middle < band_bottom + 0.7 * seed.size if not upwards else band_top >= item.middle > band_top - 0.7 * seed.size
            )  # fmt: skip
            gap = max(item.x0 - x1, x0 - item.x1)
            if (level and gap < 0.5 * seed.size) or stacked:
                chosen.append(item)
                rest.remove(item)
                x0, x1 = min(x0, item.x0), max(x1, item.x1)
                band_top, band_bottom = min(band_top, item.top), max(band_bottom, item.bottom)
                grown = True
    # Limits are centred; what is only raised or lowered behind the operator is not.
    centre = (x0 + x1) / 2
    if abs(centre - operator.centre) > max(0.45 * size, 0.3 * (operator.x1 - operator.x0)) and operator.kind != "large":
        return []
    if x0 >= operator.centre:
        return []
    return chosen
