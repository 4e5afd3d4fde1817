"""``Snapshot`` → how much of the code is explained, and how much of the method has code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from paperlsp.index.coverage import computing_lines, counts_for_itself, method_parts
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.paper import Anchor, Paper


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of definitions by verdict, and of algorithms and numbered equations that no explained code reaches.

    Only code that a paper speaks for is counted.
    """

    explained: int
    unexplained: int
    trivial: int
    anchors_without_code: int
    anchors: int

    @property
    def definitions(self) -> int:
        return self.explained + self.unexplained + self.trivial


def summarise(snapshot: Snapshot) -> Summary:
    kinds = {(path, symbol.name): symbol.kind for path, source in snapshot.sources.items() for symbol in source.symbols}
    listed = ("class", "function", "method")
    counts = Counter(
        each.verdict
        for each in snapshot.graph.explanations
        if kinds.get((each.file, each.symbol)) in listed and snapshot.papers_for(each.file)
    )
    total = sum(len(of_method(entry.paper)) for entry in snapshot.papers)
    bare = sum(1 for _ in anchors_without_code(snapshot))
    return Summary(counts["explained"], counts["unexplained"], counts["trivial"], bare, total)


def anchors_without_code(snapshot: Snapshot) -> Iterator[tuple[PaperEntry, Anchor]]:
    """Algorithms and numbered equations of the method that no explained definition leads to and no statement computes, in
    the papers' order.
    """
    computed = frozenset((line.paper, line.anchor) for line in computing_lines(snapshot))
    for entry in snapshot.papers:
        for anchor in of_method(entry.paper):
            key = (entry.paper.id, anchor.id)
            if key not in snapshot.graph.by_anchor and key not in computed:
                yield entry, anchor


def of_method(paper: Paper) -> list[Anchor]:
    """The algorithms and numbered equations of the method."""
    method = method_parts(paper)
    return [anchor for anchor in paper.anchors if anchor.id in method and counts_for_itself(paper, anchor)]
