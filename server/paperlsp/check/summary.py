"""``Snapshot`` → how much of the code is explained, and how much of the method has code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.paper import Anchor


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
    total = sum(_of_method(anchor) for entry in snapshot.papers for anchor in entry.paper.anchors)
    bare = sum(1 for _ in anchors_without_code(snapshot))
    return Summary(counts["explained"], counts["unexplained"], counts["trivial"], bare, total)


def anchors_without_code(snapshot: Snapshot) -> Iterator[tuple[PaperEntry, Anchor]]:
    """Algorithms and numbered equations that no explained definition leads to, in the papers' order."""
    for entry in snapshot.papers:
        for anchor in entry.paper.anchors:
            if _of_method(anchor) and (entry.paper.id, anchor.id) not in snapshot.graph.by_anchor:
                yield entry, anchor


def _of_method(anchor: Anchor) -> bool:
    return anchor.kind in ("algorithm", "equation") and anchor.number is not None
