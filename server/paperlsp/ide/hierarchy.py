"""A part of a paper or a definition → what leads to it and what it leads to, across the border between the two.

A part leads to the code that implements it and to the parts that it refers to; a definition to the explained definitions
that it calls. So a client's call hierarchy, begun in the reading copy, crosses from the paper into the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from paperlsp.ide.lookup import meant_by
from paperlsp.ide.navigate import definition_in_copy
from paperlsp.ide.part import anchor_of, code_of_part, shown_links
from paperlsp.ide.places import PaperPlace
from paperlsp.index.snapshot import Snapshot
from paperlsp.mention import find_mentions
from paperlsp.model.paper import Paper
from paperlsp.reading import ReadingCopy


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition, by its file and its dotted name."""

    file: str
    symbol: str


Node = PaperPlace | Definition


@dataclass(frozen=True, slots=True)
class CopySpan:
    """Bytes ``start`` to ``end`` of a line (from 0) of a reading copy."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """One end of a relation; ``spans`` are where the reading copy of the calling part says so, empty for code."""

    node: Node
    spans: tuple[CopySpan, ...] = ()


def outgoing(snapshot: Snapshot, node: Node, copy: ReadingCopy | None) -> tuple[Call, ...]:
    """What the node leads to. ``copy`` is the reading copy of the node's paper."""
    match node:
        case PaperPlace(paper, anchor):
            code = [Call(Definition(link.file, link.symbol)) for link in code_of_part(snapshot, paper, anchor)]
            entry = snapshot.paper_by_id.get(paper)
            spans: dict[PaperPlace, list[CopySpan]] = {}
            if entry is not None and copy is not None:
                for place, span in _references(entry.paper, copy, anchor):
                    if place.anchor != anchor:
                        spans.setdefault(place, []).append(span)
            return (*code, *(Call(place, tuple(each)) for place, each in spans.items()))
        case Definition(file, symbol):
            return tuple(Call(each) for each in _called(snapshot, file, symbol))


def incoming(snapshot: Snapshot, node: Node, copy: ReadingCopy | None) -> tuple[Call, ...]:
    """What leads to the node: for a definition the parts that explain it, for a part those that refer to it and the
    definitions whose comments name it.
    """
    match node:
        case PaperPlace(paper, anchor):
            entry = snapshot.paper_by_id.get(paper)
            spans: dict[PaperPlace, list[CopySpan]] = {}
            if entry is not None and copy is not None:
                for other in entry.paper.anchors:
                    for place, span in _references(entry.paper, copy, other.id) if other.id != anchor else ():
                        if place.anchor == anchor:
                            spans.setdefault(PaperPlace(paper, other.id), []).append(span)
            parts = [Call(place, tuple(each)) for place, each in spans.items()]
            return (*parts, *(Call(each) for each in _mentioning(snapshot, paper, anchor)))
        case Definition(file, symbol):
            explanation = snapshot.graph.by_symbol.get((file, symbol))
            links = shown_links(snapshot, explanation) if explanation is not None else ()
            return tuple(
                Call(PaperPlace(link.paper, link.anchor))
                for link in links
                if anchor_of(snapshot, link.paper, link.anchor) is not None
            )


def _references(paper: Paper, copy: ReadingCopy, anchor: str) -> Iterator[tuple[PaperPlace, CopySpan]]:
    """The cross-references in the lines of the reading copy that belong to a part."""
    lines = copy.markdown.split("\n")
    for at, place in enumerate(copy.places):
        if place.anchor != anchor or at >= len(lines):
            continue
        for mention in find_mentions(lines[at]):
            for target in definition_in_copy(paper, lines[at], mention.span.start):
                yield target, CopySpan(at, mention.span.start, mention.span.end)


def _mentioning(snapshot: Snapshot, paper: str, anchor: str) -> list[Definition]:
    found: list[Definition] = []
    for resolved in snapshot.graph.mentions:
        source = snapshot.sources.get(resolved.file)
        if source is None or (paper, anchor) not in resolved.targets:
            continue
        around = source.symbol_at(resolved.mention.span.start)
        if around is not None:
            found.append(Definition(resolved.file, around.name))
    return list(dict.fromkeys(found))


def _called(snapshot: Snapshot, file: str, symbol: str) -> list[Definition]:
    """The explained definitions that a definition calls, those in the definitions within it included."""
    source = snapshot.sources.get(file)
    found: list[Definition] = []
    for each in source.symbols if source is not None else ():
        if each.name != symbol and not each.name.startswith(f"{symbol}."):
            continue
        for name in each.body.calls:
            meant = meant_by(snapshot, file, name, each.span.end)
            explanation = snapshot.graph.by_symbol.get((meant[0], meant[1].name)) if meant is not None else None
            if meant is not None and explanation is not None and explanation.verdict == "explained":
                found.append(Definition(meant[0], meant[1].name))
    return [each for each in dict.fromkeys(found) if each != Definition(file, symbol)]
