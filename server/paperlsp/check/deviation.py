"""``Snapshot`` → the statements that compute an equation but for something, where nothing computes it exactly.

A statement on the way to the whole, such as the first half of an update in place, is none: a later statement of the same
definition completes it, for this equation or for one that holds more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import LineLink

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
        target = _target(link)
        done = any(
            other.span == link.span or (other.span.start > link.span.start and _target(other) == target)
            for other in exact[link.file, link.symbol]
        )
        if not done and (link.file, link.span.start) not in seen:
            seen.add((link.file, link.span.start))
            yield link


def _target(link: LineLink) -> str:
    return link.computed.partition(" ← ")[0]
