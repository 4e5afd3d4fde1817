"""A paper's equations × what code computes → which statement computes which equation, under which renaming."""

from paperlsp.conform.index import EquationIndex, index_equations
from paperlsp.conform.shape import Match, match_computation

__all__ = ["EquationIndex", "Match", "index_equations", "match_computation"]
