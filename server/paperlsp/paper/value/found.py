"""What a sentence was found to say about a number, before it is known what the sentence is about."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.model.paper import ValueRole
from paperlsp.paper.clause import Part


@dataclass(frozen=True, slots=True)
class Stated:
    """``name`` is as printed; ``part`` is the notation where the name is one. ``start`` and ``end`` are tokens."""

    name: str
    part: Part | None
    value: str
    unit: str
    role: ValueRole
    start: int
    end: int
