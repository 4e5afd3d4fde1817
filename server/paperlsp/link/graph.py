"""Papers and sources → the link graph: resolved mentions, ranked links with evidence, and a verdict for each definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from paperlsp.link.annotation import find_annotations
from paperlsp.link.citation import resolve_mentions
from paperlsp.link.code_terms import SymbolTerms, file_terms
from paperlsp.link.evidence import describe
from paperlsp.link.features import Lean, Pairs, Rows, around_row, lean_of, mean_lean, own_pairs, shared_out
from paperlsp.link.memo import Memo
from paperlsp.link.paper_index import PaperIndex, index_paper
from paperlsp.link.plumbing import Plumbing, plumbing_of
from paperlsp.link.structure import Key, Surroundings, find_structure
from paperlsp.link.weights import CALIBRATION, WEIGHTS, Calibration, Weights
from paperlsp.model.link import Evidence, Explanation, Link, LinkGraph, ResolvedMention
from paperlsp.model.paper import Paper
from paperlsp.model.source import SourceFile, Symbol

_MOST_LINKS = 5
_LEAST_SCORE = 0.05
# A person wrote the citation, so it is right unless the number was misread.
_CITED = 0.97
_ANNOTATED = 0.99
_ROUNDS = 2
_WORTH_A_LOOK = 0.1

_indexes: Memo[Paper, PaperIndex] = Memo(64)
_terms: Memo[SourceFile, dict[str, SymbolTerms]] = Memo(8192)


class Cancelled(Exception):  # noqa: N818 - named as what it says, like asyncio.CancelledError.
    """The caller no longer wants the answer."""


def never() -> bool:
    """A ``cancelled`` that never is."""
    return False


@dataclass(frozen=True, slots=True)
class Ranked:
    """One definition against one paper: the scores of the anchors and what their neighbours lend them."""

    key: Key
    terms: SymbolTerms
    index: PaperIndex
    rows: Rows
    own: Mapping[int, float]
    around: Mapping[int, tuple[float, ...]]
    scores: Mapping[int, float]


def build_graph(
    papers: Sequence[Paper],
    sources: Sequence[SourceFile],
    scopes: Mapping[str, frozenset[str]],
    threshold: float = 0.5,
    cancelled: Callable[[], bool] = never,
) -> LinkGraph:
    """Link every definition of the sources to the papers that speak for them.

    ``scopes`` maps a paper's id to the paths it speaks for; an id that is missing speaks for all. A definition whose
    best link scores ``threshold`` or more is explained. Raises ``Cancelled`` soon after ``cancelled()`` is true.
    """
    sources = sorted(sources, key=lambda source: source.path)
    links: dict[Key, list[Link]] = {}
    for paper in papers:
        spoken = [source for source in sources if paper.id not in scopes or source.path in scopes[paper.id]]
        index = _indexes.get(paper, index_paper)
        for ranked in rank(index, spoken, cancelled=cancelled):
            links.setdefault(ranked.key, []).extend(_links_of(ranked))
    explanations: list[Explanation] = []
    mentions: list[ResolvedMention] = []
    for source in sources:
        if cancelled():
            raise Cancelled
        ours = [paper for paper in papers if paper.id not in scopes or source.path in scopes[paper.id]]
        resolved = resolve_mentions(source, ours)
        mentions += resolved
        said = _said_links(source, ours, resolved)
        for symbol in source.symbols:
            if symbol.kind in ("module", "class", "function", "method"):
                found = _merge(said.get(symbol.name, []), links.get((source.path, symbol.name), []))
                explanations.append(_explain(source, symbol, found, threshold, any_paper=bool(ours)))
    return LinkGraph(tuple(explanations), tuple(mentions))


def rank(
    index: PaperIndex,
    sources: Sequence[SourceFile],
    *,
    weights: Weights = WEIGHTS,
    cancelled: Callable[[], bool] = never,
) -> list[Ranked]:
    """Every definition of the sources against one paper, by file and place."""
    structure = find_structure(sources)
    pairs: dict[Key, Pairs] = {}
    for source in sources:
        if cancelled():
            raise Cancelled
        for name, said in _terms.get(source, file_terms).items():
            pairs[source.path, name] = own_pairs(said, index)
    by_file = {source.path: [key for key in pairs if key[0] == source.path and key[1]] for source in sources}
    own = {key: {at: weights.own(row) for at, row in found.rows.items()} for key, found in pairs.items()}
    leans: dict[Key, Lean] = {key: lean_of(scores) for key, scores in own.items()}
    around: dict[Key, dict[int, tuple[float, ...]]] = {}
    scores: dict[Key, dict[int, float]] = {}
    for _ in range(_ROUNDS):
        if cancelled():
            raise Cancelled
        seen = {key: shared_out(lean, index) for key, lean in leans.items()}
        files = {path: mean_lean([seen[key] for key in keys]) for path, keys in by_file.items()}
        for key, found in pairs.items():
            _look_where_neighbours_lean(found, structure[key], seen, own[key], weights)
            # A file's name says what it is about; for the module itself it is the name already.
            module = pairs[key[0], ""].rows if key[1] and (key[0], "") in pairs else {}
            around[key] = {
                at: around_row(at, structure[key], seen, files[key[0]], module, leans[key], index) for at in own[key]
            }
            scores[key] = {at: score + weights.around(around[key][at]) for at, score in own[key].items()}
        leans = {key: lean_of(each) for key, each in scores.items()}
    return [
        Ranked(key, found.terms, index, found.rows, own[key], around[key], scores[key]) for key, found in pairs.items()
    ]


def _look_where_neighbours_lean(
    pairs: Pairs, place: Surroundings, seen: Mapping[Key, Lean], own: dict[int, float], weights: Weights
) -> None:
    """Add the anchors that the neighbours of a definition lean to, though its own words may not come near them."""
    neighbours = [*place.members, *place.callees, *place.callers, *place.bases]
    if place.container is not None:
        neighbours.append(place.container)
    for key in neighbours:
        for at, share in seen.get(key, {}).items():
            if share >= _WORTH_A_LOOK and at not in own:
                own[at] = weights.own(pairs.row(at))


def probabilities(ranked: Ranked, plumbing: Plumbing, calibration: Calibration = CALIBRATION) -> dict[int, float]:
    """Unit → the probability that a link to it is right."""
    lean = lean_of(ranked.scores)
    found: dict[int, float] = {}
    for at, score in ranked.scores.items():
        z = (
            calibration.bias
            + calibration.score * score
            + calibration.share * log(max(lean[at], 1e-9))
            + calibration.plumbing * plumbing.degree
        )
        found[at] = 1.0 / (1.0 + exp(-max(min(z, 30.0), -30.0)))
    return found


def _links_of(ranked: Ranked) -> list[Link]:
    symbol = ranked.terms.symbol
    chances = probabilities(ranked, plumbing_of(symbol))
    best = sorted(chances, key=lambda at: (-chances[at], at))[:_MOST_LINKS]
    return [
        Link(
            file=ranked.key[0],
            symbol=ranked.key[1],
            paper=ranked.index.paper.id,
            anchor=ranked.index.units[at].anchor.id,
            score=round(chances[at], 4),
            origin="inferred",
            evidence=describe(ranked.terms, ranked.index.units[at], ranked.index, ranked.around[at], Surroundings()),
        )
        for at in best
        if chances[at] >= _LEAST_SCORE
    ]


def _said_links(
    source: SourceFile, papers: Sequence[Paper], resolved: Sequence[ResolvedMention]
) -> dict[str, list[Link]]:
    """The links that a person wrote: citations and annotations, by the definition that they stand in or above."""
    found: dict[str, list[Link]] = {}
    for each in resolved:
        if each.resolution == "found":
            owner = source.symbol_at(each.mention.span.start)
            name = owner.name if owner is not None else ""
            line = source.lines.position(each.mention.span.start)[0] + 1
            for paper, anchor in each.targets:
                evidence = (Evidence("citation", f"“{' '.join(each.mention.text.split())}” in line {line}"),)
                found.setdefault(name, []).append(Link(source.path, name, paper, anchor, _CITED, "cited", evidence))
    for annotation in find_annotations(source, papers):
        name = annotation.comment.symbol
        detail = f"“paper: {annotation.target}”" if annotation.target else "a quoted sentence"
        if annotation.quoted is not None:
            detail += ", and its quote stands there" if annotation.quoted else ", but its quote does not stand there"
        for paper, anchor in annotation.anchors:
            score = _ANNOTATED if annotation.quoted is not False else 0.6
            evidence = (Evidence("annotation", detail),)
            found.setdefault(name, []).append(Link(source.path, name, paper.id, anchor.id, score, "cited", evidence))
    return found


def _merge(said: Sequence[Link], inferred: Sequence[Link]) -> tuple[Link, ...]:
    """One link for each anchor: what a person wrote, with what was inferred as further evidence."""
    merged: dict[tuple[str, str], Link] = {}
    for link in sorted(said, key=lambda link: -link.score):
        merged.setdefault((link.paper, link.anchor), link)
    for link in inferred:
        key = (link.paper, link.anchor)
        known = merged.get(key)
        if known is None:
            merged[key] = link
        else:
            evidence = (*known.evidence, *link.evidence)
            merged[key] = Link(known.file, known.symbol, *key, known.score, known.origin, evidence)
    return tuple(sorted(merged.values(), key=lambda link: (-link.score, link.paper, link.anchor)))


def _explain(
    source: SourceFile, symbol: Symbol, links: tuple[Link, ...], threshold: float, *, any_paper: bool
) -> Explanation:
    if links and links[0].score >= threshold:
        reason = "; ".join(each.detail for each in links[0].evidence[:3]) or "everything points here"
        return Explanation(source.path, symbol.name, "explained", reason, links)
    plumbing = plumbing_of(symbol)
    if plumbing.degree >= 0.5:
        return Explanation(source.path, symbol.name, "trivial", plumbing.reason, links)
    if not any_paper:
        return Explanation(source.path, symbol.name, "unexplained", "no paper speaks for this file", links)
    reason = "nothing in the paper was found for it"
    if links:
        reason = f"the best of the paper that was found for it is {round(100 * links[0].score)}% sure"
    return Explanation(source.path, symbol.name, "unexplained", reason, links)
