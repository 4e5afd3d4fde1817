"""Numbers in code × numbers that a passage states → how telling the ones that they share are."""

from __future__ import annotations

from collections.abc import Iterable

from paperlsp.link.numbers import COMMON, canonical
from paperlsp.link.paper_index import PaperIndex, Unit


def value_score(numbers: Iterable[str], unit: Unit, index: PaperIndex) -> float:
    """Σ rarity of the shared numbers within this paper, with diminishing returns; numbers of every day do not count."""
    total = sum(index.number_rarity.get(number, 0.0) for number in shared_values(numbers, unit))
    return total / (total + 3.0)


def shared_values(numbers: Iterable[str], unit: Unit) -> tuple[str, ...]:
    """The uncommon numbers that code and passage share, in numeric order; 0.88 meets a stated 88 (percent)."""
    shared: list[str] = []
    for number in numbers:
        if number in COMMON:
            continue
        value = float(number)
        percent = canonical(value * 100) if 0 < value < 1 else number
        if number in unit.numbers or (percent not in COMMON and percent in unit.numbers):
            shared.append(number)
    return tuple(sorted(shared, key=float))
