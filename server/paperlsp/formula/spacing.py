"""The gaps between the items of a line → quads, the spaces around prose, and the bar that is a relation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from paperlsp.formula.items import Item
from paperlsp.formula.symbols import FUNCTIONS, LIMIT_WORDS
from paperlsp.formula.tree import Node, Space, Symbol, Text, Word

# An item of a line as it stands there, its scripts included in its width, and its node.
Entry: TypeAlias = tuple[Item, Node]

# In ems: a gap of TeX's between words, and the least gap that is a quad.
_WORD_SPACE = (0.2, 0.75)
_QUAD = 0.9


def read_spaces(entries: Sequence[Entry], starts: Sequence[float], size: float) -> list[Entry]:
    """The entries of a line with what their gaps mean. ``starts`` is where each begins, scripts before it included."""
    gaps = [(starts[n + 1] - entries[n][0].x1) / size for n in range(len(entries) - 1)]
    result: list[Entry] = []
    for position, (item, node) in enumerate(entries):
        left = gaps[position - 1] if position > 0 else 0.0
        right = gaps[position] if position < len(gaps) else 0.0
        before = entries[position - 1][0] if position > 0 else None
        behind = entries[position + 1][0] if position + 1 < len(entries) else None
        made = _spaced(item, node, before, behind, left, right)
        result.append((item, made))
        if behind is not None and right > _QUAD and not _around_relation(item, behind, right):
            blank = Space(2 if right > 1.9 else 1)
            result.append(
                (replace(item, node=blank, text=" ", kind="punctuation", x0=item.x1, x1=starts[position + 1]), blank)
            )
    return result


def _around_relation(item: Item, behind: Item, gap: float) -> bool:
    """Whether the gap is that of an ``eqnarray``, whose relations stand in a column of their own."""
    return gap < 1.7 and ("relation" in (item.kind, behind.kind))


def _spaced(item: Item, node: Node, before: Item | None, behind: Item | None, left: float, right: float) -> Node:
    if (
        isinstance(node, Symbol)
        and node.text == "|"
        and not item.soft
        and min(left, right) > 0.2
        and max(left, right) < 0.45
    ):
        return Symbol("∣", node.style)
    if isinstance(node, Word) and node.style in ("roman", "slanted") and node.text not in FUNCTIONS | LIMIT_WORDS:
        apart = (_is_space(left) and _is_letter(before)) or (_is_space(right) and _is_letter(behind))
        if apart and " " not in node.text:
            node = Text(node.text)
    if not isinstance(node, Text):
        return node
    lead = (
        " "
        if _is_space(left) and before is not None and before.kind not in ("relation", "binary", "punctuation")
        else ""
    )
    tail = " " if _is_space(right) and behind is not None and behind.kind not in ("relation", "binary") else ""
    return Text(f"{lead}{node.text.strip()}{tail}")


def _is_space(gap: float) -> bool:
    return _WORD_SPACE[0] <= gap <= _WORD_SPACE[1]


def _is_letter(item: Item | None) -> bool:
    return item is not None and item.kind in ("ordinary", "close", "radical")
