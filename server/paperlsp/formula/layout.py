"""Items and rules → the presentation tree: the recursive heart of reading a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paperlsp.formula.bars import read_bars
from paperlsp.formula.fences import close_fences, read_grids
from paperlsp.formula.items import Item
from paperlsp.formula.joints import join_braces, join_pieces, join_words
from paperlsp.formula.marks import read_accents, read_braces, read_limits
from paperlsp.formula.rows import main_baseline, on_line, split_lines
from paperlsp.formula.spacing import Entry, read_spaces
from paperlsp.formula.stretchy import join_alike, stretch_fences
from paperlsp.formula.tree import Grid, Lines, Node, Row, Scripts, row_of
from paperlsp.model.page import Rule

# Formulas nest a few levels deep; beyond this everything is read as one flat row.
_DEEPEST = 24


@dataclass(slots=True)
class Reading:
    """One reading of a formula: counts what could not be placed, and how deep it is."""

    leftovers: int = 0
    depth: int = 0

    def read(self, items: Sequence[Item], rules: Sequence[Rule]) -> Node:
        """The tree of a whole formula."""
        whole = join_alike(join_pieces(items))
        whole, bars = join_braces(whole, rules)
        whole = join_words(whole)
        whole = read_bars(whole, bars, self.compose)
        return self.compose(whole, outermost=True)

    def compose(self, items: list[Item], *, outermost: bool = False) -> Node:
        """The node of items that belong together: a row, or lines under each other."""
        if self.depth > _DEEPEST:
            self.leftovers += len(items)
            return Row(tuple(item.node for item in sorted(items, key=lambda item: item.x0)))
        if len(items) == 1 and not items[0].soft:
            # Most scripts are one letter or digit.
            return row_of(self.line(items))
        self.depth += 1
        try:
            items = sorted(items, key=lambda item: (item.x0, item.y))
            items = read_accents(items, self.compose)
            items = read_braces(items, self.compose)
            items = read_limits(items, self.compose)
            items = read_grids(stretch_fences(items), self.compose)
            lines = split_lines(items)
            if len(lines) == 1:
                return row_of(self.line(lines[0]))
            if outermost:
                return Lines(_aligned([self.line_items(line) for line in lines]))
            return Grid(tuple((row_of(self.line(line)),) for line in lines), "substack")
        finally:
            self.depth -= 1

    def line(self, items: Sequence[Item]) -> list[Node]:
        return [node for _, node in close_fences(self.line_items(items))]

    def line_items(self, items: Sequence[Item]) -> list[Entry]:
        """The nodes of one line, each with the item that it stands on, scripts attached."""
        if not items:
            return []
        y, size = main_baseline(items)
        ordered = sorted(items, key=lambda item: (item.x0, item.y))
        main = [item for item in ordered if on_line(item, y, size)]
        if not main:
            main = [max(ordered, key=lambda item: item.size)]
        standing = {id(item) for item in main}
        raised = [item for item in ordered if id(item) not in standing]
        after: dict[int, list[Item]] = {}
        before: dict[int, list[Item]] = {}
        for cluster in _clusters(raised, y):
            owner, leading = _owner(cluster, main)
            (before if leading else after).setdefault(id(owner), []).extend(cluster)
        result: list[Entry] = []
        starts: list[float] = []
        for item in main:
            node = item.node
            scripts = after.get(id(item), [])
            front = before.get(id(item), [])
            if scripts:
                node = self.scripted(item, node, scripts)
            if front:
                node = self.scripted(item, node, front, before=True)
            if scripts:
                item = replace(item, x1=max([item.x1, *(script.x1 for script in scripts)]))  # noqa: PLW2901 -- Longer.
            result.append((item, node))
            starts.append(min([item.x0, *(script.x0 for script in front)]))
        return read_spaces(result, starts, size)

    def scripted(self, base: Item, node: Node, scripts: list[Item], *, before: bool = False) -> Node:
        """``node`` with its raised and lowered items."""
        upper, lower = _split_scripts(base, scripts)
        sub = self.compose(lower) if lower else None
        sup = self.compose(upper) if upper else None
        return Scripts(node, sub, sup, before)


def _clusters(raised: Sequence[Item], y: float) -> list[list[Item]]:
    """Raised or lowered items that touch, from left to right, those above ``y`` apart from those below it."""
    clusters: list[list[Item]] = []
    for item in raised:
        up = _above(item, y)
        for cluster in clusters:
            last = cluster[-1]
            if (
                _above(last, y) == up
                and -0.5 * item.size < item.x0 - max(each.x1 for each in cluster) < 0.1 * item.size
            ):
                cluster.append(item)
                break
        else:
            clusters.append([item])
    return clusters


def _above(item: Item, y: float) -> bool:
    return (item.middle + 0.25 * item.size if item.soft else item.y) < y


def _owner(cluster: Sequence[Item], main: Sequence[Item]) -> tuple[Item, bool]:
    """The item on the line that raised or lowered ones belong to, and whether they stand in front of it."""
    item, end = cluster[0], max(each.x1 for each in cluster)
    previous: Item | None = None
    following: Item | None = None
    for candidate in main:
        if candidate.x0 + 0.25 * (candidate.x1 - candidate.x0) <= item.x0 or (
            candidate.x0 < item.x0 and candidate.x1 <= item.x1
        ):
            previous = candidate
        elif following is None:
            following = candidate
    if previous is None:
        return (following if following is not None else main[0]), True
    if following is None:
        return previous, False
    loose = item.x0 - previous.x1 > 0.2 * previous.size
    if (
        previous.kind in ("open", "relation", "binary", "punctuation")
        and loose
        and following.x0 - end < 0.15 * item.size
    ):
        return following, True
    return previous, False


def _split_scripts(base: Item, scripts: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """The scripts above and those below. Scripts of scripts go with the one that they follow."""
    level = max(item.size for item in scripts if not item.soft) if any(not item.soft for item in scripts) else 0.0
    upper: list[Item] = []
    lower: list[Item] = []
    small: list[Item] = []
    for item in scripts:
        if item.soft or item.size < 0.85 * level:
            small.append(item)
        elif _is_raised(base, item):
            upper.append(item)
        else:
            lower.append(item)
    for item in sorted(small, key=lambda item: item.x0):
        best = min(
            ((_distance(item, other), number) for number, group in enumerate((upper, lower)) for other in group),
            default=None,
        )
        if best is None or best[0] > 3.0 * item.size:
            (upper if _is_raised(base, item) else lower).append(item)
        else:
            (upper, lower)[best[1]].append(item)
    return upper, lower


def _is_raised(base: Item, item: Item) -> bool:
    if base.soft or base.height > 1.6 * base.size:
        return item.middle < base.middle
    if item.soft:
        return item.y - 0.25 * item.size < base.y - 0.25 * base.size
    return item.y < base.y


def _distance(item: Item, other: Item) -> float:
    aside = max(item.x0 - other.x1, other.x0 - item.x1, 0.0)
    apart = abs(item.middle - other.middle)
    return aside * 2 + apart


def _aligned(lines: Sequence[Sequence[Entry]]) -> tuple[tuple[Node, ...], ...]:
    """Split each line where the lines are aligned: at a relation that stands at one x in several of them."""
    places: dict[int, set[int]] = {}
    for number, line in enumerate(lines):
        for item, _ in line:
            if item.kind == "relation" or (item.kind == "binary" and item is line[0][0]):
                places.setdefault(round(item.x0), set()).add(number)
    best: tuple[int, int] | None = None
    for place in sorted(places):
        members = places[place] | places.get(place + 1, set())
        if len(members) > 1 and (best is None or len(members) > best[0]):
            best = (len(members), place)
    result: list[tuple[Node, ...]] = []
    for line in lines:
        cut = None
        if best is not None:
            cut = next(
                (
                    n
                    for n, (item, _) in enumerate(line)
                    if item.kind in ("relation", "binary") and abs(item.x0 - best[1]) <= 1.5
                ),
                None,
            )
        if cut is None or best is None:
            left = best is None or not line or line[0][0].x0 < best[1] - 1.5
            whole = row_of([node for _, node in close_fences(list(line))])
            result.append((whole,) if best is None or left else (Row(()), whole))
            continue
        result.append(
            (
                row_of([node for _, node in close_fences(list(line[:cut]))]),
                row_of([node for _, node in close_fences(list(line[cut:]))]),
            )
        )
    return tuple(result)
