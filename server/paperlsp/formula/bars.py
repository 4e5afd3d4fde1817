"""Drawn rules → fractions, roots, overlines and underlines, the innermost first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from paperlsp.formula.items import AXIS, Item
from paperlsp.formula.tree import Accent, Fraction, Node, Root, Symbol
from paperlsp.model.geometry import Box
from paperlsp.model.page import Rule

Compose: TypeAlias = Callable[[list[Item]], Node]


def read_bars(items: list[Item], rules: Sequence[Rule], compose: Compose) -> list[Item]:
    """Replace what belongs to a rule by one item, narrow rules before wide ones.

    A rule within a numerator or under a root is never wider than the one around it, so that order goes from the
    inside out.
    """
    bars = [rule.box for rule in rules if rule.horizontal and rule.box.width > 1.0 and rule.box.height < 2.5]
    bars.sort(key=lambda box: (round(box.width, 2), box.y0, box.x0))
    for position, bar in enumerate(bars):
        items = _read_bar(items, bar, bars[position + 1 :], compose)
    return sorted(items, key=lambda item: (item.x0, item.y))


def _read_bar(items: list[Item], bar: Box, waiting: Sequence[Box], compose: Compose) -> list[Item]:
    radical = _radical_of(items, bar)
    if radical is not None:
        return _read_root(items, bar, radical, waiting, compose)
    inside = [item for item in items if _spans(bar, item)]
    above = _reach_from(bar, [item for item in inside if item.middle < bar.centre_y], waiting, upwards=True)
    below = _reach_from(bar, [item for item in inside if item.middle >= bar.centre_y], waiting, upwards=False)
    if above and below:
        return _replace(items, [*above, *below], _fraction(bar, above, below, compose))
    if below:
        return _replace(items, below, _line(bar, below, compose, over=True))
    if above:
        return _replace(items, above, _line(bar, above, compose, over=False))
    return items


def _spans(bar: Box, item: Item) -> bool:
    """Whether ``item`` stands over or under the bar: its middle within, and not reaching far out."""
    slack = 0.22 * item.size
    return (
        bar.x0 - slack <= item.x0
        and item.x1 <= bar.x1 + slack + 0.1 * item.size
        and bar.x0 < item.centre < bar.x1 + 0.05 * item.size
    )


def _reach_from(
    bar: Box, candidates: list[Item], waiting: Sequence[Box], *, upwards: bool, first: float = 0.55
) -> list[Item]:
    """The items that hang together with the bar on one side: one line of letters with all that is attached to it."""
    limit = _nearest_wall(bar, waiting, upwards=upwards)
    pending = [
        item for item in candidates
        if limit is None or not (item.middle < limit if upwards else item.middle > limit)
    ]  # fmt: skip
    pending.sort(key=lambda item: -_near_edge(item, upwards=True) if upwards else _near_edge(item, upwards=False))
    loose = _chain(bar, pending, None, upwards=upwards, first=first)
    letters = [item for item in loose if _is_line(item)]
    if not letters:
        return loose
    # The line is that of the letters nearest to the bar: of the largest that stand beside the nearest.
    nearest = next((item for item in letters if not any(_is_limit(item, other) for other in loose)), letters[0])
    letters = [item for item in letters if abs(item.y - nearest.y) < 0.62 * max(item.size, nearest.size)]
    # Where all the letters are small, the delimiters around them tell the size of the line that these are scripts on.
    around = [*letters, *(item for item in loose if item.soft and item.text and item.kind in ("open", "close"))]
    size = max(item.size for item in around)
    line = next(item for item in around if item.size > 0.85 * size)
    foreign = {id(item) for item in pending if _belongs_elsewhere(item, line, pending)}
    return _chain(bar, [item for item in pending if id(item) not in foreign], line, upwards=upwards, first=first)


def _chain(bar: Box, pending: Sequence[Item], line: Item | None, *, upwards: bool, first: float) -> list[Item]:
    """Items from the bar outwards, until a gap or a second line of letters as large as those on ``line``."""
    taken: list[Item] = []
    edge = bar.y0 if upwards else bar.y1
    for item in pending:
        near = _near_edge(item, upwards=upwards)
        gap = edge - near if upwards else near - edge
        allowed = first + (0.2 if item.soft else 0.0)
        if taken:
            allowed = 0.7 if any(_is_limit(item, other) for other in taken) else 0.3
        if gap > allowed * item.size:
            break
        if (
            line is not None
            and _is_line(item)
            and item.size > 0.85 * line.size
            and abs(item.y - line.y) > 0.62 * line.size
        ):
            break
        taken.append(item)
        edge = min(edge, item.top) if upwards else max(edge, item.bottom)
    return taken


def _is_limit(item: Item, operator: Item) -> bool:
    """Whether ``item`` may be a limit of a large operator: smaller letters keep a distance from it."""
    return operator.kind == "large" and item.size < operator.size and item.x0 < operator.x1 and item.x1 > operator.x0


def _belongs_elsewhere(item: Item, line: Item, candidates: Sequence[Item]) -> bool:
    """Whether a small item is a script of a letter that stands on another line than ``line``."""
    if item.soft or item.size > 0.85 * line.size:
        return False
    owners = [
        other for other in candidates
        if other.size > 1.2 * item.size and -0.15 * other.size < item.x0 - other.x1 < 0.3 * other.size
        and abs(item.y - other.y) < 0.6 * other.size and _is_line(other)
    ]  # fmt: skip
    if not owners:
        return False
    owner = min(owners, key=lambda other: (abs(item.x0 - other.x1), abs(item.y - other.y)))
    return owner.size > 0.85 * line.size and abs(owner.y - line.y) > 0.62 * line.size


def _is_line(item: Item) -> bool:
    """Whether an item carries a line: a letter, or something put together, but no lone delimiter or operator."""
    return not (item.soft and item.text) and item.kind != "accent"


def _near_edge(item: Item, *, upwards: bool) -> float:
    """The edge that faces the bar. A letter leaves room for descenders and ascenders that it does not have itself."""
    if item.soft:
        return item.bottom if upwards else item.top
    return max(item.bottom, item.y + 0.2 * item.size) if upwards else min(item.top, item.y - 0.7 * item.size)


def _nearest_wall(bar: Box, waiting: Sequence[Box], *, upwards: bool) -> float | None:
    """The height of the nearest wider bar on this side: what lies beyond it belongs to that one's other side."""
    walls = [
        box.centre_y for box in waiting
        if (box.centre_y < bar.y0 - 0.5 if upwards else box.centre_y > bar.y1 + 0.5)
        and box.x0 <= bar.x0 + 1 and box.x1 >= bar.x1 - 1
    ]  # fmt: skip
    if not walls:
        return None
    return max(walls) if upwards else min(walls)


def _replace(items: list[Item], used: list[Item], made: Item) -> list[Item]:
    gone = {id(item) for item in used}
    return [*(item for item in items if id(item) not in gone), made]


def _fraction(bar: Box, above: list[Item], below: list[Item], compose: Compose) -> Item:
    both = [*above, *below]
    # A soft item's size says little; where there is nothing else, it has to do.
    size = max(item.size for item in [item for item in both if not item.soft or len(both) == 2] or both)
    top, bottom = min(item.top for item in above), max(item.bottom for item in below)
    node = Fraction(compose(above), compose(below))
    return Item(node, "", "ordinary", "roman", bar.x0, bar.x1, bar.centre_y + AXIS * size, size, top, bottom, soft=True)


def _line(bar: Box, body: list[Item], compose: Compose, *, over: bool) -> Item:
    anchor = max(body, key=lambda item: (not item.soft, item.size, -item.x0))
    node = Accent("overline" if over else "underline", compose(body))
    return Item(
        node, "", "ordinary", "roman", min(bar.x0, *(i.x0 for i in body)), max(bar.x1, *(i.x1 for i in body)), anchor.y,
        anchor.size, min(bar.y0, *(i.top for i in body)), max(bar.y1, *(i.bottom for i in body)), soft=anchor.soft,
    )  # fmt: skip


def _radical_of(items: list[Item], bar: Box) -> Item | None:
    """The radical sign whose shoulder meets the left end of the bar."""
    best: tuple[float, Item] | None = None
    for item in items:
        if item.kind != "radical" or not isinstance(item.node, Symbol):
            continue
        aside = abs(item.x1 - bar.x0)
        # A radical of unknown reach begins somewhere below its bar.
        unknown = item.height <= 0.0 and not item.inked
        lift = (
            (0.0 if -0.3 * item.size < item.y - bar.y0 < 6.0 * item.size else 9.0 * item.size)
            if unknown
            else abs(item.top - bar.y0)
        )
        if (
            aside < (0.07 if unknown else 0.15) * item.size
            and lift < 0.2 * item.size
            and (best is None or aside + lift < best[0])
        ):
            best = (aside + lift, item)
    return best[1] if best is not None else None


def _read_root(items: list[Item], bar: Box, radical: Item, waiting: Sequence[Box], compose: Compose) -> list[Item]:
    under = [item for item in items if item is not radical and _spans(bar, item) and item.middle > bar.centre_y]
    body = _reach_from(bar, under, waiting, upwards=False, first=0.9)
    if radical.height <= 0.0 and body:
        radical.top, radical.bottom = bar.y0, max(item.bottom for item in body)
    # An index stands in the radical's arm and overlaps it; a superscript of what comes before does not.
    index = [
        item for item in items
        if not item.soft and item is not radical and item.size < 0.8 * radical.size and item.y < radical.middle + 0.3 * radical.size
        and radical.x0 - 0.6 * radical.size < item.x0 and radical.x0 + 0.12 * radical.size < item.x1 < radical.x0 + 0.8 * radical.size
        and item.top > radical.top - 0.6 * radical.size
    ]  # fmt: skip
    if not body:
        return items
    anchor = max(body, key=lambda item: (not item.soft, item.size, -item.x0))
    node = Root(compose(body), compose(index) if index else None)
    made = Item(
        node, "", "ordinary", "roman", min(radical.x0, *(i.x0 for i in (*index, radical))), max(bar.x1, *(i.x1 for i in body)),
        anchor.y, anchor.size, min(bar.y0, radical.top), max(radical.bottom, *(i.bottom for i in body)), soft=anchor.soft,
    )  # fmt: skip
    return _replace(items, [radical, *index, *body], made)
