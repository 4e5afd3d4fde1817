"""A paper → the equations that it states, each with the part of the paper that holds it."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.formula.expression import assignments_of, function_names
from paperlsp.formula.latex_tree import latex_tree
from paperlsp.model.expr import Assignment
from paperlsp.model.paper import SURE, Paper

_DEFINES = ("=", r"\leftarrow", r"\coloneqq", r"\equiv", r"\triangleq")


@dataclass(frozen=True, slots=True)
class Equation:
    """One equation. ``anchor`` is the display or the section around an inline formula; ``row`` counts within it from 0."""

    anchor: str
    row: int
    assignment: Assignment


def equations_of(paper: Paper) -> tuple[Equation, ...]:
    """The equations of displays, then those within the text, each in reading order."""
    displays = [
        (anchor.id, latex_tree(anchor.latex)) for anchor in paper.anchors if anchor.kind == "equation" and anchor.latex
    ]
    inline = [
        (block.anchor, latex_tree(each.latex))
        for block in paper.blocks
        if block.anchor is not None
        for each in block.inline
        if each.confidence >= SURE and any(sign in each.latex for sign in _DEFINES)
    ]
    functions = function_names(tree for _, tree in (*displays, *inline))
    found: list[Equation] = []
    rows: dict[str, int] = {}
    for anchor, tree in (*displays, *inline):
        for assignment in assignments_of(tree, functions):
            row = rows[anchor] = rows.get(anchor, -1) + 1
            found.append(Equation(anchor, row, assignment))
    return tuple(found)
