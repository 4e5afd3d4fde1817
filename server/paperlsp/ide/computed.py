"""A statement in code → the equation that it computes: as the paper writes it, or what the code does otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from paperlsp.ide.card import AnchorCard, Hover, LineCard
from paperlsp.ide.label import path_labels, pdf_of, place_label
from paperlsp.ide.part import anchor_of
from paperlsp.ide.places import PaperPlace
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import LineLink
from paperlsp.model.paper import Anchor, Paper
from paperlsp.paper.definition.lookup import is_telling, meaning_at

_ALSO = 3


def computed_hover(snapshot: Snapshot, file: str, offset: int) -> Hover | None:
    """The equation of the innermost statement around a byte offset."""
    lines = computing(snapshot, file, offset)
    if not lines:
        return None
    best, *others = lines
    found = anchor_of(snapshot, best.paper, best.anchor)
    if found is None:
        return None
    return Hover(best.span, (_card(snapshot, best, *found, others),))


def computing(snapshot: Snapshot, file: str, offset: int) -> list[LineLink]:
    """What the innermost statement around a byte offset computes, best first; not what is only alike in shape."""
    lines = [
        line
        for line in snapshot.graph.lines_by_file.get(file, ())
        if line.span.start <= offset < line.span.end and line.kind != "similar"
    ]
    inner = min((line.span.end - line.span.start for line in lines), default=0)
    lines = [line for line in lines if line.span.end - line.span.start == inner]
    return sorted(lines, key=lambda line: (line.kind != "exact", -line.strength, line.paper, line.anchor, line.row))


def _card(snapshot: Snapshot, line: LineLink, paper: Paper, anchor: Anchor, others: Sequence[LineLink]) -> LineCard:
    places = [(line.paper, each) for each in line.also] + [(each.paper, each.anchor) for each in others]
    also: list[str] = []
    for paper_id, anchor_id in dict.fromkeys(places):
        target = (
            anchor_of(snapshot, paper_id, anchor_id) if (paper_id, anchor_id) != (line.paper, line.anchor) else None
        )
        if target is not None and not _states_again(target[1], anchor):
            also.append(place_label(*target))
    shown = AnchorCard(
        paper=paper.title,
        path=path_labels(paper, anchor),
        page=anchor.page,
        pdf=pdf_of(paper, anchor.id),
        quote="",
        formula=as_printed(line, anchor),
        is_latex=False,
        also=tuple(also[:_ALSO]),
        percent=None,
        reasons=(),
        shown=PaperPlace(paper.id, anchor.id) if anchor.kind == "equation" else None,
    )
    known = {symbol for symbol, _ in line.pairs}
    rows = tuple(
        (symbol, name, _meaning(paper, symbol, anchor))
        for symbol, name in line.pairs
        # What a name was before the statement is the same name, and a prime in it is ours.
        if not (symbol.endswith("′") and name.endswith("′") and symbol.removesuffix("′") in known)
    )
    # The table says which name stands for which symbol.
    return LineCard(shown, line.kind == "exact", line.detail.partition(", with ")[0], rows)


def _meaning(paper: Paper, symbol: str, anchor: Anchor) -> str:
    """What the paper says that a symbol means, or "" where it says nothing in words."""
    found = meaning_at(paper, symbol, anchor.id)
    return found.meaning if found is not None and is_telling(found) else ""


def as_printed(line: LineLink, anchor: Anchor) -> str:
    """The equation as the paper prints it, where its row is known; else as it was understood."""
    rows = anchor.text.strip().split("\n") if anchor.kind == "equation" else []
    row = rows[line.row].strip() if line.row < len(rows) else ""
    # A row may hold several equations side by side, and then it is told by none of them.
    single = sum(map(row.count, "=←:≔")) == 1
    return row if single and row[:1] == line.equation[:1] else line.equation


def _states_again(other: Anchor, anchor: Anchor) -> bool:
    """Whether another equation is the same once more: "(3, revisited from Section 3)" beside (3)."""
    if other.number is None or anchor.number is None or other.kind != anchor.kind:
        return False
    return other.number.partition(",")[0] == anchor.number.partition(",")[0]
