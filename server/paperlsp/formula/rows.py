"""Items → lines, rows of cells, and the scripts of each symbol on a line."""

from __future__ import annotations

from collections.abc import Sequence

from paperlsp.formula.items import Item


def letter_size(items: Sequence[Item]) -> float:
    """The size of the letters that carry the line: the largest that stands on a baseline."""
    hard = [item for item in items if not item.soft or not item.text]
    if not hard:
        return max((item.size for item in items), default=10.0)
    size = max(item.size for item in hard)
    # Small letters that stand on no line with the tall delimiters and operators are scripts of those.
    bare = [item for item in items if item.soft and item.text and item.size > 1.2 * size]
    if bare and all(
        abs(item.y - other.y) > 0.2 * item.size
        for item in bare
        for other in hard
        if other.size > 0.85 * size and (other.text or not other.soft)
    ):
        return max(item.size for item in bare)
    return size


def split_lines(items: Sequence[Item], gap: float = 0.72) -> list[list[Item]]:
    """The items of each line, top line first. Lines are what stands on baselines at least ``gap`` ems apart."""
    size = letter_size(items)
    full = sorted((item for item in items if not item.soft and item.size >= 0.85 * size), key=lambda item: item.y)
    if not full:
        full = sorted((item for item in items if item.soft), key=lambda item: item.y)
    if not full:
        return []
    groups: list[list[Item]] = [[full[0]]]
    for item in full[1:]:
        if item.y - groups[-1][-1].y > gap * size:
            groups.append([item])
        else:
            groups[-1].append(item)
    if len(groups) == 1:
        return [list(items)]
    baselines = [baseline(group, size) for group in groups]
    lines: list[list[Item]] = [[] for _ in groups]
    for item in items:
        if not item.soft and item.size >= 0.85 * size:
            position = min(range(len(groups)), key=lambda n: (min(abs(item.y - other.y) for other in groups[n]), n))
        else:
            reference = item.y if item.soft else item.y - 0.12 * size
            position = min(range(len(groups)), key=lambda n: (abs(reference - baselines[n]), n))
        lines[position].append(item)
    return lines


def baseline(group: Sequence[Item], size: float) -> float:
    """The baseline on which most items stand, the leftmost one's where several have as many."""
    counts: dict[int, list[Item]] = {}
    for item in group:
        counts.setdefault(round(item.y / max(0.04 * size, 0.01)), []).append(item)
    best = max(counts.values(), key=lambda members: (len(members), -min(member.x0 for member in members)))
    return best[0].y


def main_baseline(line: Sequence[Item]) -> tuple[float, float]:
    """The baseline of a line, and its letter size."""
    size = letter_size(line)
    full = [item for item in line if not item.soft and item.size >= 0.85 * size]
    if not full:
        full = [item for item in line if item.soft]
    if not full:
        return (line[0].y, line[0].size)
    return baseline(full, size), size


def on_line(item: Item, y: float, size: float) -> bool:
    """Whether ``item`` stands on the line and not raised or lowered."""
    offset = abs(item.y - y)
    if item.soft:
        if item.text:
            if item.code >= 0 and item.size < 0.85 * size:
                # A small delimiter of a Unicode font stands on the baseline of its script.
                return offset < 0.01 * size
            return offset < 0.22 * size or item.height > 2.2 * size
        return (
            offset < 0.2 * size
            or (item.size < 0.85 * size and abs(item.y + 0.25 * (size - item.size) - y) < 0.12 * size)
            or item.height > 3 * size
        )
    return offset < (0.12 * size if item.size >= 0.85 * size else 0.01 * size)


def columns(lines: Sequence[Sequence[Item]], size: float, gap: float = 0.6) -> list[tuple[float, float]]:
    """The columns that stand under each other in ``lines``: spans of x between gaps that all lines share."""
    spans = sorted((item.x0, item.x1) for line in lines for item in line)
    merged: list[list[float]] = []
    for x0, x1 in spans:
        if merged and x0 - merged[-1][1] < gap * size:
            merged[-1][1] = max(merged[-1][1], x1)
        else:
            merged.append([x0, x1])
    return [(x0, x1) for x0, x1 in merged]
