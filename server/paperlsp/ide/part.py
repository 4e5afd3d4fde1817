"""A part of a paper → the code that has to do with it."""

from __future__ import annotations

from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import Explanation, Link
from paperlsp.model.paper import Anchor, Paper

# Below this a link is a guess that one had better keep to oneself.
_LIKELY = 0.2
_MOST_LIKELY = 3


def anchor_of(snapshot: Snapshot, paper: str, anchor: str) -> tuple[Paper, Anchor] | None:
    """The paper and the anchor behind two ids, or None when either is gone."""
    entry = snapshot.paper_by_id.get(paper)
    found = entry.paper.by_id.get(anchor) if entry is not None else None
    return (entry.paper, found) if entry is not None and found is not None else None


def strong_links(snapshot: Snapshot, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links that one may show as such: above the threshold, or said by a person."""
    return tuple(link for link in links if link.score >= snapshot.config.threshold or link.origin != "inferred")


def shown_links(snapshot: Snapshot, explanation: Explanation) -> tuple[Link, ...]:
    """The links of a definition that one shows there.

    When the paper explains it but several parts share the evidence, none of them may be strong; the likeliest are then
    shown with how likely each is, for silence would say that there is nothing.
    """
    strong = strong_links(snapshot, explanation.links)
    if strong or explanation.verdict != "explained":
        return strong
    likeliest = max((link.score for link in explanation.links), default=0.0)
    return tuple(link for link in explanation.links if link.score >= max(_LIKELY, 0.6 * likeliest))[:_MOST_LIKELY]


def code_of_part(snapshot: Snapshot, paper: str, anchor: str) -> tuple[Link, ...]:
    """The links to a part and to all that stands under it, best first, each definition once."""
    entry = snapshot.paper_by_id.get(paper)
    if entry is None or anchor not in entry.paper.by_id:
        return ()
    links = [
        link
        for each in entry.paper.anchors
        if each.id == anchor or any(above.id == anchor for above in entry.paper.path_of(each))
        for link in strong_links(snapshot, snapshot.graph.by_anchor.get((paper, each.id), ()))
    ]
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(links, key=lambda link: (-link.score, link.file, link.symbol, link.anchor)):
        best.setdefault((link.file, link.symbol), link)
    return tuple(best.values())


def is_primary(snapshot: Snapshot, link: Link) -> bool:
    """Whether this link is its definition's best one."""
    explanation = snapshot.graph.by_symbol.get((link.file, link.symbol))
    return explanation is not None and bool(explanation.links) and explanation.links[0].anchor == link.anchor
