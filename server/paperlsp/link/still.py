"""A definition → itself without its place, as a key: the same for one that only moved within its file."""

from __future__ import annotations

from dataclasses import dataclass, field

from paperlsp.memo import Recent
from paperlsp.model.source import Symbol


@dataclass(frozen=True, eq=False)
class Still:
    """Compares as its symbol does. The hash of all that a body does is worked out once, however often it is asked for."""

    symbol: Symbol
    known: int = field(repr=False)

    @classmethod
    def of(cls, symbol: Symbol) -> Still:
        kept = _kept.get(id(symbol.body))
        if kept is not None and _alike(kept.symbol, symbol):
            return kept
        still = symbol.placeless
        return _kept.put(id(symbol.body), cls(still, hash(still)))

    def __hash__(self) -> int:
        return self.known

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Still) and self.known == other.known and self.symbol == other.symbol


_kept: Recent[int, Still] = Recent(256)
"""By the identity of its body, which it holds itself: a definition that was not read again has it still."""


def _alike(one: Symbol, other: Symbol) -> bool:
    """Whether two definitions with the very same body differ in nothing but their place."""
    return (
        one.body is other.body
        and one.name == other.name
        and one.kind == other.kind
        and one.parent == other.parent
        and one.docstring == other.docstring
        and one.value == other.value
        and one.annotation == other.annotation
        and one.bases == other.bases
        and one.decorators == other.decorators
        and one.parameters == other.parameters
    )
