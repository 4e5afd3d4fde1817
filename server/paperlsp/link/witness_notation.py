"""Symbols of mathematics that code spells × those of an equation or a passage → how well they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from paperlsp.link.meaning import notation_meant
from paperlsp.link.paper_index import PaperIndex, Unit

# A symbol told from its meaning alone is less sure than one that is spelled out.
_MEANT = 0.5


def spelled_and_meant(
    notation: Mapping[str, float], identifiers: Iterable[str], index: PaperIndex
) -> Mapping[str, float]:
    """The symbols that code spells, and those that the paper says mean what its identifiers say."""
    found = dict(notation)
    for name in identifiers:
        for key, share in notation_meant(name, index.meanings).items():
            found[key] = max(found.get(key, 0.0), _MEANT * share)
    return found


def notation_score(notation: Mapping[str, float], unit: Unit, index: PaperIndex) -> float:
    """Σ weight · rarity of the shared symbols, with diminishing returns; a single letter alone tells little."""
    total = sum(
        weight * index.notation_rarity.get(key, 0.0) * (1.0 if len(key) > 1 else 0.4)
        for key, weight in notation.items()
        if key in unit.notation
    )
    return total / (total + 3.0)


def covered_share(notation: Mapping[str, float], unit: Unit, index: PaperIndex) -> float:
    """How much of a display's formula the code names, by the rarity of its symbols; 0 where it names only one."""
    named = [key for key in sorted(unit.formula) if key in notation]
    if len(named) < 2:
        return 0.0
    total = sum(index.notation_rarity.get(key, 0.0) for key in sorted(unit.formula))
    both = sum(notation[key] * index.notation_rarity.get(key, 0.0) for key in named)
    return min(both / (total + 1.0), 1.0)


def shared_notation(notation: Mapping[str, float], unit: Unit) -> tuple[str, ...]:
    """The shared symbols of more than one letter, in alphabetical order."""
    return tuple(sorted(key for key in notation if key in unit.notation and len(key) > 1))
