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
        (item for item in items if item.text and (item.kind == "accent" or _is_arrow_over(item, items))),
        key=lambda item: (-item.y, item.x0),
    )
    for accent in accents:
        base = _accented(items, accent)
        if not base:
            continue
        narrow, wide = ACCENTS[_ARROWS.get(accent.text, accent.text)]
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


_ARROWS = {"→": "⃗", "⟶": "⃗", "←": "⃖", "⟵": "⃖"}


def _is_arrow_over(arrow: Item, items: Sequence[Item]) -> bool:
    """Whether an arrow lies right over letters of its own size that it spans, and is no relation."""
    if arrow.text not in _ARROWS or not arrow.inked:
        return False
    size = arrow.size
    under = [
        item for item in items if item is not arrow and item.size > 0.9 * size and arrow.x0 < item.centre < arrow.x1
    ]
    return (
        bool(under)
        and all(0.4 * size < item.y - arrow.y < 1.15 * size for item in under)
        and not any(
            abs(item.y - arrow.y) < 0.1 * size and abs(item.centre - arrow.centre) < arrow.x1 - arrow.x0
            for item in items
            if item is not arrow
        )
    )


def _accented(items: Sequence[Item], accent: Item) -> list[Item]:
    slack = 0.12 * accent.size
    under = [
        item for item in items
        if (item is not accent and item.kind in ("ordinary", "relation", "large", "binary") and item.text not in ("", "⏞", "⏟", "…", "/", "|")) or (item is not accent and not item.text)
    ]  # fmt: skip
    level = [
        item for item in under
        if _stands_under(item, accent) and item.x1 > accent.x0 - slack and item.x0 < accent.x1 + slack
        and item.size < 1.6 * accent.size
    ]  # fmt: skip
    if not level:
        return []
    wide = accent.x1 - accent.x0 > 0.54 * accent.size
    if wide:
        covered = [item for item in level if accent.x0 - slack < item.centre < accent.x1 + slack]
        if covered:
            return _spanned(covered, accent)
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


def _spanned(covered: list[Item], accent: Item) -> list[Item]:
    """What of the items under a wide accent is its base: a script behind it may stand under the accent's end."""
    size = max(item.size for item in covered)
    last = max((item for item in covered if item.size > 0.85 * size), key=lambda item: item.x1)
    bare = [item for item in covered if item.x0 < last.x1 - 0.05 * size]

    def off(items: Sequence[Item]) -> float:
        return abs((min(item.x0 for item in items) + max(item.x1 for item in items)) / 2 - accent.centre)

    return bare if off(bare) <= off(covered) + 0.12 * size else covered


def _stands_under(item: Item, accent: Item) -> bool:
    """Whether an item is as high as the base of an accent would be."""
    if accent.inked and item.inked:
        return -0.2 * accent.size < item.top - accent.bottom < 0.6 * accent.size
    return -0.12 * accent.size <= item.y - accent.y < 0.75 * accent.size


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
        if gap > (1.05 if not taken else 0.35) * item.size:
            break
        taken.append(item)
        edge = min(edge, item.top) if upwards else max(edge, item.bottom)
    return taken


def takes_limits(item: Item) -> bool:
    """Whether a symbol or word can carry limits above and below it."""
    if item.kind == "large":
        return True
    if item.kind == "relation" and item.text:
        return True
    if item.style == "blackboard" and item.text:
        # An expectation is set as an operator by many.
        return True
    return (isinstance(item.node, (Word, Text)) and item.text.replace(" ", "").lower() in LIMIT_WORDS) or isinstance(
        item.node, (Braced, Word)
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
        _widen(operator, [*below, *above], [item for item in items if item is not operator])
    return items


def _widen(operator: Item, limits: Sequence[Item], others: Sequence[Item]) -> None:
    """Make room for the limits on both sides of ``operator``, as TeX does, as far as its neighbours leave room."""
    x0, x1 = min(item.x0 for item in limits), max(item.x1 for item in limits)
    left = max((item.x1 for item in others if item.x0 < operator.x0), default=x0)
    right = min((item.x0 for item in others if item.x0 > operator.x0), default=x1)
    operator.x0 = min(operator.x0, max(x0, left))
    operator.x1 = max(operator.x1, min(x1, right))


def _limit(items: Sequence[Item], operator: Item, present: set[int], *, upwards: bool) -> list[Item]:
    """The items of the limit on one side of ``operator``; empty when there is none."""
    size = operator.size
    small = [
        item for item in items
        if id(item) in present and item is not operator and item.kind != "accent"
        and (item.size < 0.92 * size or (item.soft and item.text))
        and (item.middle < operator.middle if upwards else item.middle > operator.middle)
    ]  # fmt: skip
    seeds = [item for item in small if not item.soft and _is_seed(item, operator, upwards=upwards)]
    if not seeds:
        return []
    # The line of letters nearest to the operator, and of those the largest, carry the limit.
    largest = max(item.size for item in seeds)
    seed = min(
        (item for item in seeds if item.size > 0.85 * largest),
        key=lambda item: (round(-item.y if upwards else item.y, 1), abs(item.centre - operator.centre)),
    )
    near = [item for item in small if item.size <= seed.size * 1.12 or item.soft]
    clusters = _clusters([item for item in near if _in_band(item, seed)], 0.1 * seed.size)
    home = next((n for n, cluster in enumerate(clusters) if any(item is seed for item in cluster)), None)
    if home is None:
        return []
    chosen = _centred(clusters, home, operator)
    if chosen is None or _follows_letter(chosen, seed, operator, items):
        return []
    taken = {id(item) for item in chosen}
    return [
        *chosen,
        *_stacked([item for item in near if id(item) not in taken], chosen, operator, items, upwards=upwards),
    ]


def _follows_letter(chosen: Sequence[Item], seed: Item, operator: Item, items: Sequence[Item]) -> bool:
    """Whether what looks like a limit is raised or lowered behind a letter of the line above or below."""
    start = min(item.x0 for item in chosen)
    return any(
        item is not operator and item.size > 1.15 * seed.size and -0.12 * item.size < start - item.x1 < 0.25 * item.size
        and 0.1 * item.size < abs(item.y - seed.y) < 0.62 * item.size and not (item.soft and item.text) and abs(item.y - operator.y) > 0.3 * item.size
        for item in items
    )  # fmt: skip


def _is_seed(item: Item, operator: Item, *, upwards: bool) -> bool:
    """Whether a letter stands straight over or under the operator and close to it."""
    size = operator.size
    if item.x0 >= operator.x1 - 0.05 * size or item.x1 <= operator.x0 + 0.05 * size:
        return False
    if upwards:
        rise = (operator.top if operator.kind == "large" else operator.y - 0.4 * size) - item.y
        return (
            -0.12 * size < rise < (0.6 * size if operator.kind == "large" else 0.75 * size)
            and item.y < operator.y - 0.42 * size
        )
    if operator.kind == "large":
        return 0.3 * size < item.y - operator.bottom < (1.05 if operator.code < 0 else 1.3) * size
    if operator.kind == "relation":
        return 0.3 * size < item.y - operator.y < 0.9 * size and abs(item.centre - operator.centre) < 2.0 * size
    return 0.42 * size < item.y - operator.y < 1.25 * size


def _in_band(item: Item, seed: Item) -> bool:
    """Whether ``item`` may be of the seed's line: on its baseline, or a script of something on it."""
    if item.soft:
        return abs(item.middle - seed.y + 0.25 * seed.size) < 0.5 * seed.size
    return abs(item.y - seed.y) < (0.04 * seed.size if item.size > 0.9 * seed.size else 0.62 * seed.size)


def _clusters(items: Sequence[Item], gap: float) -> list[list[Item]]:
    """Items from left to right, cut where the space between them is wider than ``gap``."""
    result: list[list[Item]] = []
    end = 0.0
    for item in sorted(items, key=lambda item: item.x0):
        if result and item.x0 - end < gap:
            result[-1].append(item)
            end = max(end, item.x1)
        else:
            result.append([item])
            end = item.x1
    return result


def _centred(clusters: Sequence[Sequence[Item]], home: int, operator: Item) -> list[Item] | None:
    """The run of clusters around ``home`` that is centred on the operator best; None when none is centred.

    Limits of neighbouring operators stand on one line, each centred on its own.
    """
    best: tuple[float, int, list[Item]] | None = None
    widest = 0.9 * operator.size
    for first in range(home, max(home - 6, -1), -1):
        if first < home and clusters[first + 1][0].x0 - max(item.x1 for item in clusters[first]) > widest:
            break
        for last in range(home, min(home + 6, len(clusters))):
            if last > home and clusters[last][0].x0 - max(item.x1 for item in clusters[last - 1]) > widest:
                break
            members = [item for cluster in clusters[first : last + 1] for item in cluster]
            x0, x1 = min(item.x0 for item in members), max(item.x1 for item in members)
            # An operator's limits are shifted by half its slant, so that small differences mean nothing.
            off = round(abs((x0 + x1) / 2 - operator.centre) / (0.12 * operator.size))
            if best is None or (off, -len(members)) < (best[0], best[1]):
                best = (off, -len(members), members)
    if best is None:
        return None
    if operator.kind == "relation" and best[0] > 2:
        return None
    if best[0] * 0.12 * operator.size > max(0.4 * operator.size, 0.3 * (operator.x1 - operator.x0)):
        return None
    return best[2]


def _claimed(item: Item, operator: Item, everything: Sequence[Item], *, upwards: bool) -> bool:
    """Whether another operator, on the next line of the display, is nearer to ``item`` from its other side."""
    return any(
        other is not operator and other.kind == "large" and other.x0 < item.x1 and other.x1 > item.x0
        and -0.15 * item.size < ((item.top - other.bottom) if upwards else (other.top - item.bottom)) < 0.7 * item.size
        for other in everything
    )  # fmt: skip


def _stacked(
    items: Sequence[Item], chosen: Sequence[Item], operator: Item, everything: Sequence[Item], *, upwards: bool
) -> list[Item]:
    r"""Further lines of the same limit (``\substack``): each about a line's distance beyond the one before, and centred."""
    size = max(item.size for item in chosen)
    edge = min(item.y for item in chosen) if upwards else max(item.y for item in chosen)
    found: list[Item] = []
    pending = list(items)
    for _ in range(8):
        beyond = [
            item for item in pending
            if not item.soft and item.size > 0.85 * size and 0.76 * size < ((edge - item.y) if upwards else (item.y - edge)) < 1.3 * size
            and item.x0 < operator.x1 + size and item.x1 > operator.x0 - size and not _claimed(item, operator, everything, upwards=upwards)
        ]  # fmt: skip
        if not beyond:
            break
        seed = min(beyond, key=lambda item: (-item.y if upwards else item.y, abs(item.centre - operator.centre)))
        clusters = _clusters([item for item in pending if _in_band(item, seed)], 0.1 * size)
        home = next((n for n, cluster in enumerate(clusters) if any(item is seed for item in cluster)), None)
        line = _centred(clusters, home, operator) if home is not None else None
        if line is None:
            break
        found.extend(line)
        gone = {id(item) for item in line}
        pending = [item for item in pending if id(item) not in gone]
        edge = seed.y
    return found
