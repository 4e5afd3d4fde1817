"""Glyphs that are drawn over or against each other → the one symbol that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paperlsp.formula.encodings import HOOK_BEFORE, HOOK_BEHIND, MAPSTO_FOOT
from paperlsp.formula.items import Item
from paperlsp.formula.symbols import NEGATED, kind_of
from paperlsp.formula.tree import Style, Symbol

_SLASH = "\u0338"

# Two symbols that overlap or touch, the left one first: TeX builds its long arrows so.
_TOUCHING = {
    ("−", "→"): "⟶", ("←", "−"): "⟵", ("=", "⇒"): "⟹", ("⇐", "="): "⟸", ("⇐", "⇒"): "⟺", ("←", "→"): "⟷",
    ("|", "="): "⊨", (HOOK_BEFORE, "→"): "↪", ("←", HOOK_BEHIND): "↩", (MAPSTO_FOOT, "→"): "↦", (MAPSTO_FOOT, "⟶"): "⟼", ("⟶", "→"): "⟶", ("−", "⟶"): "⟶",
    ("∫", "∫"): "∬", ("∬", "∫"): "∭", ("=", "⟹"): "⟹", ("→", "−"): "⟶", ("⟶", "−"): "⟶",
}  # fmt: skip


def merge_strokes(items: Sequence[Item]) -> list[Item]:
    """Settle what TeX draws in several strokes: poor man's bold, struck relations, long arrows, three dots."""
    lines: list[list[Item]] = []
    for item in sorted(items, key=lambda item: (item.y, item.x0)):
        if lines and item.y - lines[-1][0].y < 0.05 * item.size:
            lines[-1].append(item)
        else:
            lines.append([item])
    merged = [item for line in lines for item in _join(_drop_doubles(sorted(line, key=lambda item: item.x0)))]
    return _join_dots(_stack(sorted(merged, key=lambda item: (item.x0, item.y))))


def _drop_doubles(line: Sequence[Item]) -> list[Item]:
    """Poor man's bold draws one glyph several times nearly at one place: keep the first, and call it bold."""
    kept: list[Item] = []
    for item in line:
        double = next((other for other in reversed(kept[-6:]) if _same_place(item, other)), None)
        if double is None:
            kept.append(item)
        elif item.style in ("italic", "roman") and (item.x0, item.y) != (double.x0, double.y):
            bold: Style = "bold-italic" if item.style == "italic" else "bold"
            double.style = bold
            double.node = Symbol(double.text, bold)
    return kept


def _same_place(item: Item, other: Item) -> bool:
    plain = {"bold-italic": "italic", "bold": "roman"}
    return (
        other.text == item.text
        and plain.get(other.style, other.style) == plain.get(item.style, item.style)
        and other.text not in "|′.·/∫"
        and abs(other.x0 - item.x0) < 0.08 * item.size
        and abs(other.y - item.y) < 0.08 * item.size
        and abs(other.size - item.size) < 0.05 * item.size
    )


def _merge(first: Item, second: Item, text: str) -> Item:
    return replace(
        second, node=Symbol(text), text=text, kind=kind_of(text), style="roman", x0=min(first.x0, second.x0),
        x1=max(first.x1, second.x1), top=min(first.top, second.top), bottom=max(first.bottom, second.bottom),
    )  # fmt: skip


def _strikes(slash: Item, relation: Item) -> bool:
    if relation.text not in NEGATED:
        return False
    if slash.text == _SLASH:
        # The slash has no width, and starts where the relation starts or a little within it.
        return (
            -0.15 * slash.size < slash.x0 - relation.x0 < 0.35 * slash.size
            or abs(slash.x1 - relation.centre) < 0.3 * slash.size
        )
    # amsmath centres an ordinary slash on the element sign.
    return slash.text == "/" and relation.text in "∈∋" and abs(slash.centre - relation.centre) < 0.15 * slash.size


def _join(line: Sequence[Item]) -> list[Item]:
    """Strike relations through and close up long arrows, along one baseline."""
    slashes = [item for item in line if item.text in (_SLASH, "/")]
    struck: dict[int, Item] = {}
    for slash in slashes:
        relation = next((item for item in line if id(item) not in struck and _strikes(slash, item)), None)
        if relation is not None:
            struck[id(relation)] = slash
    used = {id(slash) for slash in struck.values()}
    result: list[Item] = []
    for item in line:
        if id(item) in used or item.text == _SLASH:
            continue
        current = _merge(struck[id(item)], item, NEGATED[item.text]) if id(item) in struck else item
        last = result[-1] if result else None
        if last is not None:
            joined = _TOUCHING.get((last.text, current.text))
            overlap = (last.x1 - current.x0) / current.size
            if joined is not None and overlap > (-0.15 if last.text in (MAPSTO_FOOT, "∫", "∬") else 0.05):
                result[-1] = _merge(last, current, joined)
                continue
        result.append(current)
    return result


def _stack(items: Sequence[Item]) -> list[Item]:
    """TeX draws ≅ as a tilde over an equals sign."""
    result = list(items)
    for low in [item for item in items if item.text == "="]:
        high = next((each for each in result if each.text == "∼" and _stands_on(each, low)), None)
        if high is not None:
            result = [each for each in result if each is not high]
            result[result.index(low)] = replace(_merge(high, low, "≅"), y=low.y)
    return result


def _stands_on(high: Item, low: Item) -> bool:
    return abs(high.centre - low.centre) < 0.1 * low.size and 0.1 * low.size < low.y - high.y < 0.5 * low.size


def _join_dots(items: Sequence[Item]) -> list[Item]:
    """Three dots at equal distances, level or one over the other, are one symbol."""
    taken: set[int] = set()
    made: dict[int, Item] = {}
    for text, level in ((".", "…"), ("·", "⋯")):
        places = [index for index, item in enumerate(items) if item.text == text]
        for position, first in enumerate(places):
            if first in taken:
                continue
            following = [index for index in places[position + 1 : position + 8] if index not in taken]
            found = _third(items, first, following, level)
            if found is not None:
                second, third, merged = found
                taken.update((first, second, third))
                made[first] = merged
    return [made.get(index, item) for index, item in enumerate(items) if index in made or index not in taken]


def _third(items: Sequence[Item], first: int, following: Sequence[int], level: str) -> tuple[int, int, Item] | None:
    a = items[first]
    for second in following:
        b = items[second]
        across, down = (b.x0 - a.x0) / a.size, (b.y - a.y) / a.size
        if abs(down) < 0.05 and 0.1 < across < 0.62:
            shape = level
        elif abs(across) < 0.05 and 0.1 < down < 0.62:
            shape = "⋮"
        elif 0.1 < down < 0.6 and 0.1 < across < 0.8:
            shape = "⋱"
        else:
            continue
        for third in following:
            c = items[third]
            if (
                third == second
                or abs((c.x0 - b.x0) / a.size - across) > 0.06
                or abs((c.y - b.y) / a.size - down) > 0.06
            ):
                continue
            # TeX sets the lowest of upright dots on the baseline, and the lowest of a slope a little above it.
            lowered = {"⋮": c.y, "⋱": c.y + 0.1 * a.size}.get(shape, a.y)
            return second, third, replace(_merge(_merge(a, b, shape), c, shape), y=lowered)
    return None
