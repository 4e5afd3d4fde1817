"""A snapshot → what a side bar shows: each paper's parts with the code of each, each source with what explains it."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.ide.part import anchor_of, shown_links, strong_links
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.link import Explanation, Link, Verdict
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import SourceFile, Symbol

_DEFINITIONS = ("class", "function", "method")
_DEEPEST = 16

Definition = tuple[str, str]
"""A file and the dotted name of a symbol in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper.

    ``code`` are the definitions that the part itself explains, best first; ``below`` is how many definitions it and
    everything under it explain. ``expected`` marks what a paper hands over to be implemented: algorithms and
    numbered equations.
    """

    anchor: Anchor
    code: tuple[Link, ...]
    below: int
    expected: bool
    children: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A definition of a source with its verdict, and the links that one may show."""

    symbol: Symbol
    verdict: Verdict
    reason: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FileRows:
    """The classes, functions and methods of a source, in its order."""

    file: str
    rows: tuple[Row, ...]

    def count(self, verdict: Verdict) -> int:
        return sum(row.verdict == verdict for row in self.rows)


def parts(snapshot: Snapshot, entry: PaperEntry) -> tuple[Part, ...]:
    """A paper's outline as a tree, in reading order, with the code of each part."""
    paper = entry.paper
    children: dict[str | None, list[Anchor]] = {}
    for anchor in paper.anchors:
        parent = anchor.parent if anchor.parent in paper.by_id and anchor.parent != anchor.id else None
        children.setdefault(parent, []).append(anchor)
    return tuple(_part(snapshot, paper, children, anchor, _DEEPEST)[0] for anchor in children.get(None, ()))


def _part(
    snapshot: Snapshot, paper: Paper, children: dict[str | None, list[Anchor]], anchor: Anchor, depth: int
) -> tuple[Part, frozenset[Definition]]:
    """The part, and all definitions that it or something under it explains."""
    inner = [
        _part(snapshot, paper, children, child, depth - 1) for child in (children.get(anchor.id, ()) if depth else ())
    ]
    code = strong_links(snapshot, snapshot.graph.by_anchor.get((paper.id, anchor.id), ()))
    reached = frozenset((link.file, link.symbol) for link in code).union(*(each for _, each in inner))
    expected = anchor.kind in ("algorithm", "equation") and anchor.number is not None
    return Part(anchor, code, len(reached), expected, tuple(part for part, _ in inner)), reached


def file_rows(snapshot: Snapshot) -> tuple[FileRows, ...]:
    """Every source that defines something, in the order of paths."""
    found = [FileRows(path, _rows(snapshot, source)) for path, source in snapshot.sources.items()]
    return tuple(each for each in found if each.rows)


def _rows(snapshot: Snapshot, source: SourceFile) -> tuple[Row, ...]:
    rows: list[Row] = []
    for symbol in source.symbols:
        explanation = snapshot.graph.by_symbol.get((source.path, symbol.name))
        if symbol.kind in _DEFINITIONS and explanation is not None:
            rows.append(Row(symbol, explanation.verdict, explanation.reason, _shown(snapshot, explanation)))
    return tuple(rows)


def _shown(snapshot: Snapshot, explanation: Explanation) -> tuple[Link, ...]:
    if explanation.verdict != "explained":
        return ()
    return tuple(
        link for link in shown_links(snapshot, explanation) if anchor_of(snapshot, link.paper, link.anchor) is not None
    )
