"""A paper, a notation and a place → the definition that holds there: what a hover over the notation shows."""

from __future__ import annotations

import re
import unicodedata

from paperlsp.model.paper import Paper, SymbolDefinition
from paperlsp.paper.definition.scope import in_appendix, path_of

_INDEX = re.compile(r"[ₜₖᵢⱼₙₗ](?:[₊₋][₀-₉])?$|_\((?:[tkijnl](?:[+−]\d)?)(?:,[tkijnl])*\)$|_[tkijnl]$")

_SAYING_NOTHING = frozenset(
    (
        *("a", "an", "the", "its", "some", "and", "real", "scalar", "scalars", "parameter", "parameters", "variable"),
        *(
            "variables",
            "constant",
            "constants",
            "hyperparameter",
            "hyperparameters",
            "hyper-parameter",
            "number",
            "numbers",
        ),
        *("hyper-parameters", "value", "values", "quantity", "quantities", "symbol", "symbols"),
    )
)
"""Words that leave open what a notation stands for."""


def meaning_at(paper: Paper, notation: str, anchor: str | None) -> SymbolDefinition | None:
    """The definition of ``notation`` (in Unicode) that holds at ``anchor``.

    One that tells something comes before one that only says "a parameter" or which space it is from. Of those, one of
    the same section comes first, then one of a section around it or of the whole paper, then the nearest before the
    place, then any. What an appendix defines does not hold outside of it. Without a definition of the
    notation itself, that of it without its running index counts: θ for θₜ.
    """
    wanted = _plain(notation)
    for spelled in (wanted, _INDEX.sub("", wanted)):
        candidates = [each for each in paper.symbols if _plain(each.notation) == spelled]
        if candidates:
            return _nearest(paper, candidates, anchor)
    return None


def is_telling(definition: SymbolDefinition) -> bool:
    """Whether a definition says more than that its notation is a parameter, or an element of some space."""
    if definition.kind in ("equation", "space"):
        return False
    return any(word not in _SAYING_NOTHING for word in definition.meaning.partition("∈")[0].lower().split())


def _nearest(paper: Paper, candidates: list[SymbolDefinition], anchor: str | None) -> SymbolDefinition | None:
    order = {each.id: at for at, each in enumerate(paper.anchors)}
    path = path_of(anchor, paper.by_id)
    around = {each.id: depth for depth, each in enumerate(path)}
    here = order.get(anchor, len(order)) if anchor is not None else len(order)
    appendix = in_appendix(path)

    def distance(each: SymbolDefinition) -> tuple[int, int, int, int]:
        stands = order.get(each.anchor, 0) if each.anchor is not None else 0
        behind = stands > here
        apart = abs(here - stands)
        inner = min((around[part.id] for part in path_of(each.anchor, paper.by_id) if part.id in around), default=99)
        foreign = in_appendix(path_of(each.anchor, paper.by_id)) and not appendix
        return (
            int(foreign),
            int(not is_telling(each) and each.kind != "equation"),
            inner + (1 if behind else 0),
            apart,
        )

    return min(candidates, key=distance)


def _plain(notation: str) -> str:
    return unicodedata.normalize("NFC", notation).replace(" ", "")
