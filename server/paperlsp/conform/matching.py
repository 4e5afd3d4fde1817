"""What a line of code has to do with an equation, as a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from paperlsp.model.expr import Expr, Symbol

MatchKind = Literal["exact", "added", "missing", "similar"]


@dataclass(frozen=True, slots=True)
class Match:
    """One line of a function against one equation.

    ``equations`` are places in the list that the index was made of: the one that the line computes, then those put into
    it. ``strength`` counts what the equation says and what the names say for it. ``pairs`` are the paper's symbols
    with the code's; ``changed`` is what was left out of the code or of the paper; ``through`` are the function's
    variables that were put in. ``doubts`` counts names that spell something else, and one for too few that agree.
    ``completed_by`` is the place of the step with which together it computes the equation, None for a step that does so alone.
    """

    kind: MatchKind
    equations: tuple[int, ...]
    strength: float
    pairs: tuple[tuple[Symbol, Symbol], ...] = ()
    changed: tuple[Expr, ...] = ()
    through: tuple[Symbol, ...] = ()
    doubts: int = 0
    completed_by: int | None = None

    @property
    def order(self) -> tuple[int, bool, int, int, float, tuple[int, ...]]:
        """The best match first: exact before others, plain before composed, strong before weak."""
        rank = {"exact": 0, "added": 1, "missing": 1, "similar": 2}[self.kind]
        return rank, self.doubts > 0, len(self.equations), len(self.through) // 2, -self.strength, self.equations
