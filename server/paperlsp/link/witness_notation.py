"""Symbols of mathematics that code spells × those of an equation or a passage → how well they agree."""

from __future__ import annotations

from collections.abc import Mapping

from paperlsp.link.paper_index import PaperIndex, Unit


def notation_score(notation: Mapping[str, float], unit: Unit, index: PaperIndex) -> float:
    """Σ weight · rarity of the shared symbols, with diminishing returns; a single letter alone tells little."""
    total = sum(
        weight * index.notation_rarity.get(key, 0.0) * (1.0 if len(key) > 1 else 0.4)
        for key, weight in notation.items()
        if key in unit.notation
    )
    return total / (total + 3.0)


def shared_notation(notation: Mapping[str, float], unit: Unit) -> tuple[str, ...]:
    """The shared symbols of more than one letter, in alphabetical order."""
    return tuple(sorted(key for key in notation if key in unit.notation and len(key) > 1))
