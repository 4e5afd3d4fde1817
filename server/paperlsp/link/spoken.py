"""A link graph × what people have said → the graph in which their word beats everything that was inferred or cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from paperlsp.link.plumbing import plumbing_of
from paperlsp.link.standing import stand
from paperlsp.model.link import Evidence, Explanation, Link, LinkGraph
from paperlsp.model.paper import Paper
from paperlsp.model.record import Record, Standing
from paperlsp.model.source import SourceFile

_Key = tuple[str, str]


def with_record(
    graph: LinkGraph, record: Record, papers: Sequence[Paper], sources: Mapping[str, SourceFile], threshold: float
) -> LinkGraph:
    """Confirmed links come first, rejected ones are gone, and marked code is trivial for the reason that was given.

    A word whose code or passage has changed since still counts: only a person can tell whether it still holds. One
    whose code or passage is gone counts for nothing.
    """
    if not record.words:
        return graph
    words = stand(record, papers, sources)
    said: dict[_Key, list[Standing]] = {}
    for word in words:
        if word.holds:
            said.setdefault((word.file, word.symbol), []).append(word)
    # A word on a definition counts for what it holds too, and never beyond its file.
    files = frozenset(file for file, _ in said)
    explanations = tuple(
        _heard(each, said, sources.get(each.file), threshold) if each.file in files else each
        for each in graph.explanations
    )
    return replace(graph, explanations=explanations, words=words)


def _heard(
    found: Explanation, said: Mapping[_Key, Sequence[Standing]], source: SourceFile | None, threshold: float
) -> Explanation:
    """One explanation after what was said about the definition, and the marks on what holds it."""
    words = tuple(said.get((found.file, found.symbol), ()))
    confirmed = [each for each in words if each.word.kind == "confirmed"]
    mark = None if confirmed else _mark(found, said, source)
    if mark is not None:
        words = words if mark in words else (*words, mark)
        reason = f"marked as not from the paper: {mark.word.text}" if mark.word.text else "marked as not from the paper"
        return Explanation(found.file, found.symbol, "trivial", reason, (), words)
    if not words:
        return found
    links = _links(found, words, confirmed)
    if confirmed:
        reason = "; ".join(each.detail for each in links[0].evidence[:3])
        return Explanation(found.file, found.symbol, "explained", reason, links, words)
    rejected = len(found.links) - len(links)
    if found.verdict != "explained" or not rejected or (links and links[0].score >= threshold):
        return replace(found, links=links, words=words)
    symbol = source.by_name.get(found.symbol) if source is not None else None
    plumbing = plumbing_of(symbol, source) if symbol is not None else None
    if plumbing is not None and plumbing.degree >= 0.5:
        return Explanation(found.file, found.symbol, "trivial", plumbing.reason, links, words)
    reason = "the parts of the paper that came into question were rejected by hand"
    return Explanation(found.file, found.symbol, "unexplained", reason, links, words)


def _mark(found: Explanation, said: Mapping[_Key, Sequence[Standing]], source: SourceFile | None) -> Standing | None:
    """The mark on the definition or on the nearest one that holds it: who marks a class means its methods too."""
    name: str | None = found.symbol
    while name is not None:
        for each in said.get((found.file, name), ()):
            if each.word.kind == "marked":
                return each
        symbol = source.by_name.get(name) if source is not None and name else None
        name = symbol.parent if symbol is not None else None
    return None


def _links(found: Explanation, words: Sequence[Standing], confirmed: Sequence[Standing]) -> tuple[Link, ...]:
    """The confirmed links, then those that nobody rejected, in the order in which they were found."""
    known = {(link.paper, link.anchor): link for link in found.links}
    first: dict[_Key, Link] = {}
    for each in confirmed:
        key = (each.paper, each.anchor)
        link = known.get(key)
        evidence = (Evidence("person", _detail(each)), *(link.evidence if link is not None else ()))
        first[key] = Link(found.file, found.symbol, *key, 1.0, "confirmed", evidence)
    gone = {(each.paper, each.anchor) for each in words if each.word.kind == "rejected"}
    rest = [link for key, link in known.items() if key not in first and key not in gone]
    order = sorted(
        first.values(),
        key=lambda link: (
            -(known[link.paper, link.anchor].score if (link.paper, link.anchor) in known else 0.0),
            link.paper,
            link.anchor,
        ),
    )
    return (*order, *rest)


def _detail(each: Standing) -> str:
    since = ""
    match "code-changed" in each.changes, "passage-changed" in each.changes:
        case True, True:
            since = ", though the code and the passage have changed since"
        case True, False:
            since = ", though the code has changed since"
        case False, True:
            since = ", though the passage has changed since"
        case _:
            pass
    return f"confirmed by hand{since}: {each.word.text}" if each.word.text else f"confirmed by hand{since}"
