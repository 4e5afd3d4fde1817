"""A paper → the equations that it states, each with the part of the paper that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from paperlsp.formula.expression import assignments_of, function_names
from paperlsp.formula.latex_tree import latex_tree
from paperlsp.formula.tree import Node
from paperlsp.model.expr import Assignment
from paperlsp.model.gist import Formula
from paperlsp.model.paper import SURE, Block, Paper

_NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*[:.)]?|[•–-])?\s*$")
"""What may stand before a line of an algorithm."""
_DEFINES = ("=", r"\leftarrow", r"\coloneqq", r"\equiv", r"\triangleq")


@dataclass(frozen=True, slots=True)
class Equation:
    """One equation. ``anchor`` is the display or the section around an inline formula; ``row`` counts within it from 0."""

    anchor: str
    row: int
    assignment: Assignment


def equations_of(paper: Paper) -> tuple[Equation, ...]:
    """The equations of displays, then those of algorithms and within the text, each in reading order."""
    stated: list[tuple[str, Node, bool]] = [
        (anchor.id, latex_tree(anchor.latex), False)
        for anchor in paper.anchors
        if anchor.kind == "equation" and anchor.latex
    ]
    within = paper.gist.formulas if paper.gist is not None else formulas_within(paper)
    stated += [(each.anchor, latex_tree(each.latex), each.is_line) for each in within]
    functions = function_names(tree for _, tree, _ in stated)
    found: list[Equation] = []
    rows: dict[str, int] = {}
    for anchor, tree, is_line in stated:
        for assignment in assignments_of(tree, functions, gaps=is_line):
            row = rows[anchor] = rows.get(anchor, -1) + 1
            if not is_line or assignment.target is not None:
                found.append(Equation(anchor, row, assignment))
    return tuple(found)


def formulas_within(paper: Paper) -> tuple[Formula, ...]:
    """What algorithms and running text state, in reading order."""
    return tuple(
        Formula(block.anchor, latex, block.kind == "algorithm")
        for block in paper.blocks
        if block.anchor is not None and block.inline
        for latex in (_algorithm_lines(block) if block.kind == "algorithm" else _inline(block))
    )


def _inline(block: Block) -> list[str]:
    """The formulas within a text that define something."""
    return [
        each.latex for each in block.inline if each.confidence >= SURE and any(sign in each.latex for sign in _DEFINES)
    ]


def _algorithm_lines(block: Block) -> list[str]:
    """What each line of an algorithm begins with: formulas with nothing but gaps between them, as one."""
    found: list[str] = []
    at = 0
    for line in block.text.split("\n"):
        inside = [each for each in block.inline if at <= each.start and each.end <= at + len(line)]
        latex, end = "", at
        for each in inside:
            between = block.text[end : each.start].strip() if latex else _NUMBERED.sub("", block.text[at : each.start])
            if between or each.confidence < SURE:
                break
            latex += (r" \quad " if latex else "") + each.latex
            end = each.end
        if latex:
            # What stands behind a triangle is a remark.
            found.append(latex.partition(r"\triangleright")[0])
        at += len(line) + 1
    return found
