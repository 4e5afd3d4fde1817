"""Delimiters: tall ones around several lines make a grid, the others are matched in pairs on their line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paperlsp.formula.bars import Compose
from paperlsp.formula.items import Item
from paperlsp.formula.rows import columns, letter_size, split_lines
from paperlsp.formula.symbols import kind_of
from paperlsp.formula.tree import Fenced, Fraction, Grid, Node, Scripts, Space, Symbol, row_of

_PARTNER = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "|": "|", "‖": "‖", "⟦": "⟧"}


def _is_tall(item: Item) -> bool:
    return item.soft and item.height > 1.5 * item.size and item.text in "()[]{}⟨⟩⌊⌋⌈⌉|‖⟦⟧" and bool(item.text)


def read_grids(items: list[Item], compose: Compose) -> list[Item]:
    """Replace tall delimiters around more than one line, with what they hold, by one item each: inner ones first."""
    talls = [item for item in items if _is_tall(item)]
    pairs: list[tuple[Item, Item | None]] = []
    for position, left in enumerate(talls):
        if left.kind == "close":
            continue
        right = next((item for item in talls[position + 1 :] if _matches(left, item)), None)
        if right is not None or left.text == "{":
            pairs.append((left, right))
    # The narrowest pair is the innermost.
    pairs.sort(key=lambda pair: ((pair[1].x1 if pair[1] is not None else 1e9) - pair[0].x0, pair[0].x0))
    for left, right in pairs:
        present = {id(item) for item in items}
        if id(left) not in present or (right is not None and id(right) not in present):
            continue
        made = _read_grid(items, left, right, compose)
        if made is not None:
            items = made
    return items


def _matches(left: Item, right: Item) -> bool:
    same = abs(left.top - right.top) < 0.3 * left.size and abs(left.bottom - right.bottom) < 0.3 * left.size
    if right.text == left.text and left.text in "|‖":
        return same
    return same and right.kind == "close"


def _read_grid(items: list[Item], left: Item, right: Item | None, compose: Compose) -> list[Item] | None:
    end = right.x0 if right is not None else float("inf")
    slack = 0.35 * left.size
    inside = [
        item for item in items
        if left.x0 < item.x0 and item is not left and item is not right and item.centre < end
        and left.top - slack < item.middle < left.bottom + slack
    ]  # fmt: skip
    if right is None:
        inside = _without_end(inside)
    if not inside:
        return None
    size = letter_size(inside)
    lines = split_lines(inside, gap=0.78)
    if len(lines) < 2:
        return None
    spread = max(_level(line) for line in lines) - min(_level(line) for line in lines)
    if spread < 0.35 * left.height and right is not None:
        return None
    if right is None:
        # Behind a lone brace the rows stand off the axis; what stands on it after a gap belongs to the line outside.
        while len(lines) > 1 and not lines[-1]:
            lines.pop()
    grid = _cells(lines, size, compose, cases=right is None)
    node: Node
    if right is not None and left.text == "(" and right.text == ")" and _is_binomial(lines, grid, left):
        node = Fenced("(", ")", Fraction(grid.rows[0][0], grid.rows[1][0], ruled=False), tall=True)
    else:
        node = Fenced(left.text, right.text if right is not None else "", grid, tall=True)
    gone = {id(item) for item in (*inside, left, *([right] if right is not None else []))}
    rest = [item for item in items if id(item) not in gone]
    x1 = right.x1 if right is not None else max(item.x1 for item in inside)
    made = replace(left, node=node, text="", kind="ordinary", x1=x1, y=left.y)
    return sorted([*rest, made], key=lambda item: (item.x0, item.y))


def _without_end(inside: list[Item]) -> list[Item]:
    """Without the comma or full stop that stands behind all rows: it ends the line on which the brace stands."""
    last = max(inside, key=lambda item: item.x0, default=None)
    if last is None or last.text not in (",", ".", ";") or len(inside) < 2:
        return inside
    rest = [item for item in inside if item is not last]
    # A row's own comma touches what it follows.
    own = any(
        abs(item.y - last.y) < 0.05 * item.size and last.x0 - item.x1 < 0.12 * item.size and item.kind != "punctuation"
        for item in rest
    )
    return rest if not own and last.x0 > max(item.x1 for item in rest) - 0.1 * last.size else inside


def _level(line: Sequence[Item]) -> float:
    return sum(item.y for item in line) / max(len(line), 1)


def _cells(lines: Sequence[Sequence[Item]], size: float, compose: Compose, *, cases: bool) -> Grid:
    spans = columns(lines, size, 0.85 if cases else 0.6)
    rows: list[tuple[Node, ...]] = []
    for line in lines:
        cells: list[Node] = []
        for x0, x1 in spans:
            cell = [item for item in line if x0 - 0.01 <= item.centre <= x1 + 0.01]
            cells.append(compose(cell) if cell else row_of([]))
        rows.append(tuple(cells))
    return Grid(tuple(rows), "cases" if cases else "matrix")


def _is_binomial(lines: Sequence[Sequence[Item]], grid: Grid, left: Item) -> bool:
    """Two centred rows closer together than a column vector's, which are a line of text apart."""
    if len(grid.rows) != 2 or len(grid.rows[0]) != 1:
        return False
    size = letter_size([item for line in lines for item in line])
    step = abs(_level(lines[1]) - _level(lines[0]))
    # TeX sets a displayed binomial 1.28 to 1.45 ems apart, 1.363 with its own fonts, lines of a vector 1.1 to 1.25, and
    # shrinks a binomial within text. Letters
    # may be scaled to match a text font, so that the delimiter's size counts as well.
    return any(1.262 < step / em < 1.48 for em in (size, left.size)) or size < 0.8 * left.size


def close_fences(entries: list[tuple[Item, Node]]) -> list[tuple[Item, Node]]:
    """Match delimiters in pairs along a line and put what they hold inside; a partnerless one stays a symbol."""
    result: list[tuple[Item, Node]] = []
    opened: list[int] = []
    for item, node in entries:
        bar = _is_bar(item, node)
        if item.kind == "open" and item.text and not isinstance(node, Scripts):
            opened.append(len(result))
            result.append((item, node))
        elif (item.kind == "close" or bar) and item.text and opened and _closes(result[opened[-1]][0], item, bar=bar):
            start = opened.pop()
            left = result[start][0]
            body = _single_row(left, [inner for _, inner in result[start + 1 :]])
            tall = max(left.height / left.size, item.height / item.size) > 1.12 and (left.soft or item.soft)
            fenced: Node = Fenced(left.text, item.text, body, tall)
            if isinstance(node, Scripts):
                fenced = replace(node, base=fenced)
            result[start:] = [(replace(left, node=fenced, text="", kind="close", x1=item.x1), fenced)]
        elif bar and item.soft:
            opened.append(len(result))
            result.append((item, node))
        elif (
            item.kind == "close"
            and item.text
            and len(opened) > 1
            and any(_closes(result[n][0], item, bar=False) for n in opened)
        ):
            # What stands open inside has no partner: forget it.
            while not _closes(result[opened[-1]][0], item, bar=False):
                opened.pop()
            start = opened.pop()
            left = result[start][0]
            body = row_of([inner for _, inner in result[start + 1 :]])
            tall = (left.soft or item.soft) and left.height / left.size > 1.12
            fenced = Fenced(left.text, item.text, body, tall)
            if isinstance(node, Scripts):
                fenced = replace(node, base=fenced)
            result[start:] = [(replace(left, node=fenced, text="", kind="close", x1=item.x1), fenced)]
        else:
            result.append((item, node))
    return result


def _single_row(left: Item, nodes: list[Node]) -> Node:
    """What a pair of delimiters holds; cells a column apart within brackets are a matrix of one row."""
    cells: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Space):
            cells.append([])
        else:
            cells[-1].append(node)
    separated = any(
        isinstance(node, Symbol) and kind_of(node.text) in ("relation", "punctuation")
        for cell in cells
        for node in cell
    )
    if len(cells) < 2 or left.text not in "[(" or separated or not all(cells):
        return row_of(nodes)
    return Grid((tuple(row_of(cell) for cell in cells),))


def _is_bar(item: Item, node: Node) -> bool:
    base = node.base if isinstance(node, Scripts) else node
    return item.soft and isinstance(base, Symbol) and base.text in ("|", "‖")


def _closes(left: Item, right: Item, *, bar: bool) -> bool:
    if bar:
        return left.text == right.text and abs(left.height - right.height) < 0.3 * left.size
    # Half-open intervals close with the other kind of bracket.
    return right.text == _PARTNER.get(left.text) or (left.text in "([" and right.text in ")]")
