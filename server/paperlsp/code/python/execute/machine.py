"""What the execution of one function asks of what runs the whole file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from tree_sitter import Node

from paperlsp.code.python.execute.facts import ClassFacts, FileFacts
from paperlsp.model.expr import Expr


class Machine(Protocol):
    """What runs statements: it bounds the work, and follows calls into functions of the same file."""

    facts: FileFacts

    def spend(self) -> bool:
        """Whether there is work left to spend on one more node."""
        ...

    def inlined(
        self, function: Node, owner: ClassFacts | None, values: Sequence[Expr], keywords: Mapping[str, Expr], depth: int
    ) -> Expr | None:
        """What a function of the same file gives back for these arguments; None where that cannot be told."""
        ...
