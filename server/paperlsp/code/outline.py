"""What a language's reader makes of one source: symbols, and comments with their way back into the file."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.code.prose import Prose
from paperlsp.model.problem import Problem
from paperlsp.model.source import CodeValue, Comment, Computation, Symbol


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment or docstring, and the same text with the way back into the file's bytes."""

    comment: Comment
    prose: Prose


@dataclass(frozen=True, slots=True)
class Outline:
    """``symbols`` and ``remarks`` are in order of their place in the file."""

    symbols: tuple[Symbol, ...]
    remarks: tuple[Remark, ...]
    problems: tuple[Problem, ...] = ()
    computations: tuple[Computation, ...] = ()
    values: tuple[CodeValue, ...] = ()
