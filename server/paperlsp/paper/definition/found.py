"""What one sentence was found to say about one notation, before it is known where that holds."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.model.paper import DefinitionKind
from paperlsp.paper.clause import Clause, Part


@dataclass(frozen=True, slots=True)
class Named:
    """A notation in a sentence: the token that holds it and the clause of the formula that it is the subject of."""

    token: int
    part: Part
    clause: Clause


@dataclass(frozen=True, slots=True)
class Found:
    """``start`` and ``end`` are tokens. A ``weak`` definition counts only where nothing else defined the notation."""

    named: Named
    meaning: str
    kind: DefinitionKind
    start: int
    end: int
    weak: bool = False


def is_set(named: Named) -> bool:
    """Whether the formula gives the notation a number: "α = 0.1"."""
    rest = named.clause.rest
    return named.clause.relation == "=" and rest is not None and not any(character.isalpha() for character in rest.text)
