"""A symbol that a paper uses without saying what it means → where it stands first, in the text or on a line of its own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from paperlsp.model.geometry import Box
from paperlsp.model.paper import Block, Paper

_ARGUMENT = re.compile(r"(?<!_)\([^()]*\)$")
_INDEX = re.compile(r"_(?:\((?P<several>[^()]*)\)|(?P<one>\w))")


@dataclass(frozen=True, slots=True)
class Use:
    """``box`` is that of the paragraph or of the display."""

    page: int
    box: Box
    document: int = 0


def first_use(paper: Paper, notation: str, anchor: str) -> Use | None:
    """None where it stands nowhere else before the equation ``anchor``, or cannot be told from other letters."""
    wanted = bare(notation)
    if not wanted:
        return None
    # With an index it is another symbol, unless the index runs.
    pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?:[tijn](?:[+−-]\d)?)?(?!\w)")
    for block in paper.blocks:
        if block.anchor == anchor and block.kind == "equation":
            return None
        if any(pattern.search(bare(formula)) for formula in _formulas(paper, block)):
            return Use(block.page, block.box, block.document)
    return None


def bare(notation: str) -> str:
    """Without accents, white space, and the argument at the end in brackets; an index as plain characters: ∇L̂(θ) is ∇L."""
    plain = _ARGUMENT.sub("", notation.replace(" ", ""))
    composed = unicodedata.normalize("NFKD", plain)
    composed = "".join(each for each in composed if not unicodedata.combining(each))
    return _INDEX.sub(lambda index: index["several"] or index["one"] or "", composed)


def _formulas(paper: Paper, block: Block) -> tuple[str, ...]:
    if block.kind == "equation":
        display = paper.by_id.get(block.anchor or "")
        return (display.text,) if display is not None else ()
    return tuple(block.text[each.start : each.end] for each in block.inline)
