"""A definition → itself without its place, as a key: the same for one that only moved within its file."""

from __future__ import annotations

from dataclasses import dataclass, field

from paperlsp.model.source import Symbol


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """Compares as its symbol does. The hash of all that a body does is worked out once, however often it is asked for."""

    symbol: Symbol
    known: int = field(repr=False)

    @classmethod
    def of(cls, symbol: Symbol) -> Still:
        still = symbol.placeless
        return cls(still, hash(still))

    def __hash__(self) -> int:
        return self.known

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Still) and self.known == other.known and self.symbol == other.symbol
