"""``Snapshot`` → the statements that compute an equation but for something, where nothing computes it exactly.

A statement on the way to the whole, such as the first half of an update in place, is none: it was matched together with the
one that completes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import LineLink
from paperlsp.notation import identifier_words, text_notation

LEAST_STRENGTH = 8.0


def deviations(snapshot: Snapshot) -> Iterator[LineLink]:
    """At most one a statement: that of the strongest match."""
    exact: dict[tuple[str, str], list[LineLink]] = defaultdict(list)
    for link in snapshot.graph.lines:
        if link.kind == "exact":
            exact[link.file, link.symbol].append(link)
    seen: set[tuple[str, int]] = set()
    for link in snapshot.graph.lines:
        if link.kind not in ("added", "missing") or link.strength < LEAST_STRENGTH:
            continue
        done = any(other.span == link.span for other in exact[link.file, link.symbol])
        if not done and (link.file, link.span.start) not in seen and not _is_set_aside(link, snapshot):
            seen.add((link.file, link.span.start))
            yield link


def _is_set_aside(link: LineLink, snapshot: Snapshot) -> bool:
    """Whether the paper itself leaves out there what the code has: "we fix ϵ = 0", below the same heading."""
    entry = snapshot.paper_by_id.get(link.paper)
    if entry is None or link.kind != "added":
        return False
    paper = entry.paper
    anchor = paper.by_id.get(link.anchor)
    around = {each.id for each in paper.path_of(anchor)} if anchor is not None else set[str]()
    words = {word for changed in link.changed for word in identifier_words(changed)}
    return any(
        value.value == "0" and value.anchor in around and words.intersection(text_notation(value.notation or ""))
        for value in paper.values
    )
