"""A paper → its outline in the reading copy, and the parts of all papers that match what a person types."""

from __future__ import annotations

import re
from dataclasses import dataclass

from paperlsp.ide.escape import plain
from paperlsp.ide.label import label_of
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.paper import Anchor, AnchorKind, Paper
from paperlsp.reading import ReadingCopy

_MOST_SYMBOLS = 200
_DETAIL = 80
_CAPTION = re.compile(r"^(?:fig(?:ure|\.)|tab(?:le|\.)|alg(?:orithm|\.))\s*[\w.]*\w\s*[.:|]?\s*", re.IGNORECASE)
"""How a caption opens; the label says the same."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A part of a paper in its reading copy: ``line`` is where it begins and ``end_line`` its last line, from 0."""

    name: str
    detail: str
    kind: AnchorKind
    line: int
    end_line: int
    children: tuple[OutlineItem, ...]


@dataclass(frozen=True, slots=True)
class WorkspaceSymbol:
    """A part of a paper that a search found. ``container`` names the paper and the section that it stands in."""

    name: str
    container: str
    kind: AnchorKind
    paper: str
    anchor: str


def outline(paper: Paper, copy: ReadingCopy) -> tuple[OutlineItem, ...]:
    """The tree of a paper's parts, in the order of the reading copy's lines."""
    lines = {anchor.id: copy.line_of(anchor.id) for anchor in paper.anchors}
    children: dict[str | None, list[Anchor]] = {}
    for anchor in sorted(paper.anchors, key=lambda each: lines[each.id]):
        parent = anchor.parent if anchor.parent in lines and lines[anchor.parent] <= lines[anchor.id] else None
        children.setdefault(parent if parent != anchor.id else None, []).append(anchor)
    last = max(copy.markdown.count("\n") - 1, 0)
    return _level(paper, children, lines, None, last, depth=0)


def _level(
    paper: Paper,
    children: dict[str | None, list[Anchor]],
    lines: dict[str, int],
    parent: str | None,
    last: int,
    *,
    depth: int,
) -> tuple[OutlineItem, ...]:
    siblings = children.get(parent, []) if depth < 16 else []
    items: list[OutlineItem] = []
    for at, anchor in enumerate(siblings):
        line = lines[anchor.id]
        # An item lasts until its next sibling begins, and holds all its children.
        end = max(line, lines[siblings[at + 1].id] - 1 if at + 1 < len(siblings) else last)
        inner = _level(paper, children, lines, anchor.id, end, depth=depth + 1)
        items.append(
            OutlineItem(outline_name(anchor), paper.page_words(anchor.page, anchor.id), anchor.kind, line, end, inner)
        )
    return tuple(items)


def workspace_symbols(snapshot: Snapshot, query: str) -> tuple[WorkspaceSymbol, ...]:
    """The parts whose label or text's beginning holds the query's letters in order, the closest matches first."""
    wanted = "".join(query.lower().split())
    found: list[tuple[int, int, WorkspaceSymbol]] = []
    for entry in snapshot.papers:
        for at, anchor in enumerate(entry.paper.anchors):
            name = outline_name(anchor)
            rank = _rank(wanted, name.lower())
            if rank is not None:
                path = entry.paper.path_of(anchor)[:-1]
                container = plain(" › ".join([entry.paper.title, *(label_of(each) for each in path[-1:])]))
                found.append((rank, at, WorkspaceSymbol(name, container, anchor.kind, entry.paper.id, anchor.id)))
    found.sort(key=lambda each: (each[0], each[2].paper, each[1]))
    return tuple(symbol for _, _, symbol in found[:_MOST_SYMBOLS])


def _rank(wanted: str, name: str) -> int | None:
    """0 for a match at the start, 1 within, 2 for letters in order with gaps, None for no match."""
    if name.replace(" ", "").startswith(wanted):
        return 0
    if wanted in name.replace(" ", ""):
        return 1
    letters = iter(name)
    return 2 if all(letter in letters for letter in wanted) else None


def outline_name(anchor: Anchor) -> str:
    """The label, with the beginning of a caption or of a formula where the label is but a number; never empty."""
    label = plain(label_of(anchor))
    if anchor.kind in ("section", "heading"):
        return label or anchor.id
    more = _CAPTION.sub("", plain(anchor.text), count=1) if anchor.number is not None else plain(anchor.text)
    more = more if len(more) <= _DETAIL else f"{more[:_DETAIL].rstrip()}…"
    return f"{label}: {more}" if more and more != label else (label or anchor.id)
