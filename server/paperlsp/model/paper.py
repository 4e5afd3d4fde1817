"""A paper as people cite it: its anchors (what code can be linked to) and its blocks (what is read)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from paperlsp.model.geometry import Box
from paperlsp.model.problem import Problem

AnchorKind = Literal["section", "heading", "equation", "algorithm", "figure", "table", "theorem"]
BlockKind = Literal[
    "title", "author", "heading", "paragraph", "equation", "caption", "algorithm", "footnote", "reference"
]


@dataclass(frozen=True, slots=True)
class Anchor:
    """An addressable item of a paper.

    ``id`` is ``kind:path`` (``sec:3.1``, ``head:A/image-encoder``, ``eq:5``, ``eq:sec-5/1``, ``fig:2``, ``tab:1``,
    ``alg:1``, ``thm:3``), unique within the paper and the same on every reading of the same bytes. ``kind`` is
    ``section`` for any heading on a line of its own and ``heading`` for a run-in one. ``number`` is as printed, or
    None. ``level`` is 1 for a top section and one more for each step down; None where depth means nothing.
    ``page`` starts at 1. ``box`` is the heading, display or caption itself, in points. ``parent`` is the id of the
    enclosing section or heading. ``text`` is what stands under a heading up to the next anchor of its kind, a
    float's caption, or an equation in Unicode. ``latex`` is an equation's LaTeX, without its number.
    """

    id: str
    kind: AnchorKind
    number: str | None
    title: str
    level: int | None
    page: int
    box: Box
    parent: str | None
    text: str
    latex: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of running text in reading order. ``anchor`` is the anchor that it belongs to (or is), or None."""

    kind: BlockKind
    text: str
    page: int
    box: Box
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form that the paper itself spells out: "Intersection over Union (IoU)"."""

    short: str
    long: str
    page: int


@dataclass(frozen=True)
class Paper:
    """A paper, read. ``id`` is a readable slug of the title with the digest's first digits where there is none."""

    id: str
    digest: str
    title: str
    authors: tuple[str, ...]
    abstract: str
    arxiv_id: str | None
    pages: int
    anchors: tuple[Anchor, ...]
    blocks: tuple[Block, ...]
    abbreviations: tuple[Abbreviation, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def by_id(self) -> dict[str, Anchor]:
        return {anchor.id: anchor for anchor in self.anchors}

    def path_of(self, anchor: Anchor) -> tuple[Anchor, ...]:
        """The anchors from the outermost section down to ``anchor`` itself."""
        path = [anchor]
        while (parent := path[0].parent) is not None and parent in self.by_id and len(path) < 16:
            path.insert(0, self.by_id[parent])
        return tuple(path)
