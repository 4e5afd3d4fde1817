"""Papers and sources → the link graph: resolved mentions, ranked links with evidence, and a verdict for each definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from paperlsp.code.context import comment_at
from paperlsp.link.annotation import find_annotations, owner_of
from paperlsp.link.citation import resolve_mentions
from paperlsp.link.code_terms import DEFINITIONS
from paperlsp.link.computing import idle
from paperlsp.link.evidence import describe, pointing
from paperlsp.link.paper_index import PaperIndex, index_paper
from paperlsp.link.plumbing import Plumbing
from paperlsp.link.ranking import Cancelled, Ranked, equation_lines, never, rank_files, terms_of
from paperlsp.link.stated import Statements, index_statements, link_values
from paperlsp.link.steps import Steps
from paperlsp.link.structure import Key
from paperlsp.link.verdict import Judgement, judge
from paperlsp.memo import Memo
from paperlsp.model.link import Evidence, Explanation, LineLink, Link, LinkGraph, ResolvedMention, ValueLink
from paperlsp.model.paper import Paper
from paperlsp.model.source import SourceFile, Symbol

_MOST_LINKS = 5
_LEAST_SCORE = 0.01
# A person wrote the citation, so it is right unless the number was misread.
_CITED = 0.97
_ANNOTATED = 0.99

_indexes: Memo[Paper, PaperIndex] = Memo("indexes")
_statements: Memo[PaperIndex, Statements] = Memo("statements")
_steps: Memo[Paper, Steps] = Memo("steps")


def index_of(paper: Paper) -> PaperIndex:
    """The index of a paper, made once."""
    return _indexes.get(paper, index_paper)


def build_graph(
    papers: Sequence[Paper],
    sources: Sequence[SourceFile],
    scopes: Mapping[str, frozenset[str]],
    threshold: float = 0.5,
    cancelled: Callable[[], bool] = never,
) -> LinkGraph:
    """Link every definition of the sources to the papers that speak for them.

    ``scopes`` maps a paper's id to the paths it speaks for; an id that is missing speaks for all. A definition that
    a paper explains with a probability of ``threshold`` or more is explained. Raises ``Cancelled`` soon after ``cancelled()`` is true.
    """
    sources = sorted(sources, key=lambda source: source.path)
    inferred: dict[str, list[_Inferred]] = {source.path: [] for source in sources}
    memory = [_steps.get(paper, lambda _: Steps()) for paper in papers]
    for paper, steps in zip(papers, memory, strict=True):
        spoken = [source for source in sources if paper.id not in scopes or source.path in scopes[paper.id]]
        index = index_of(paper)
        steps.begin()
        files: list[tuple[SourceFile, Mapping[Key, Judgement], Mapping[Key, list[Link]]]] = []
        for source, ranking in zip(
            spoken, rank_files(index, spoken, steps=steps, cancelled=cancelled).values(), strict=True
        ):
            path = source.path
            judged = steps.get((path, "judged"), (ranking,), partial(judge, ranking, steps=steps))
            links = steps.get((path, "links"), (ranking, judged), partial(_links_in, ranking, judged, steps))
            files.append((source, judged, links))
        named = _by_name([(source, links) for source, _, links in files], steps)
        for source, judged, links in files:
            shared = _values_of(source, index, links, named, steps)
            inferred[source.path].append(_Inferred(judged, links, shared, equation_lines(paper, source, steps)))
    explanations: list[Explanation] = []
    mentions: list[ResolvedMention] = []
    values: list[ValueLink] = []
    lines: list[LineLink] = []
    # What follows from several papers is remembered with the last of them.
    steps = memory[-1] if memory else Steps()
    for source in sources:
        if cancelled():
            raise Cancelled
        ours = [paper for paper in papers if paper.id not in scopes or source.path in scopes[paper.id]]
        found = inferred[source.path]
        made_from = (source, threshold, *ours, *(part for each in found for part in (each.judged, each.links)))
        resolved, explained = steps.get(
            (source.path, "explained"), made_from, partial(_explained, source, ours, found, threshold)
        )
        mentions += resolved
        explanations += explained
        values += sorted((value for each in found for value in each.values), key=lambda one: (one.span, one.paper))
        lines += sorted(
            (line for each in found for line in each.lines),
            key=lambda one: (one.span, one.kind == "similar", -one.strength),
        )
    for steps in memory:
        steps.end()
    return LinkGraph(tuple(explanations), tuple(mentions), values=tuple(values), lines=tuple(lines))


class _Inferred(NamedTuple):
    """What follows for one file from one paper."""

    judged: Mapping[Key, Judgement]
    links: Mapping[Key, list[Link]]
    values: tuple[ValueLink, ...]
    lines: tuple[LineLink, ...]


def _explained(
    source: SourceFile, papers: Sequence[Paper], found: Sequence[_Inferred], threshold: float
) -> tuple[tuple[ResolvedMention, ...], tuple[Explanation, ...]]:
    """The mentions of a source resolved, and an explanation for each definition; ``found`` is what each paper says of it."""
    resolved = resolve_mentions(source, papers)
    said = _said_links(source, papers, resolved)
    terms = terms_of(source)
    explanations: list[Explanation] = []
    for symbol in source.symbols:
        if symbol.kind not in DEFINITIONS:
            continue
        key = (source.path, symbol.name)
        inferred = max((each.judged[key].explained for each in found if key in each.judged), default=0.0)
        merged = _merge(said.get(symbol.name, []), [link for each in found for link in each.links.get(key, ())])
        chance = max(inferred, *(link.score for link in merged if link.origin == "cited"), 0.0)
        explanations.append(
            _explain(source, symbol, terms[symbol.name].plumbing, merged, chance, threshold, any_paper=bool(papers))
        )
    return tuple(resolved), tuple(explanations)


def _by_name(files: Sequence[tuple[SourceFile, Mapping[Key, list[Link]]]], steps: Steps) -> dict[str, list[Link]]:
    """The links of classes and functions at the top of their files, by name; of a name that several have, none."""
    found: dict[str, list[Link]] = {}
    for source, links in files:
        for name, own in steps.get((source.path, "named"), (source, links), partial(_at_top, source, links)).items():
            found[name] = [] if name in found else own
    return {name: each for name, each in found.items() if each}


def _at_top(source: SourceFile, links: Mapping[Key, list[Link]]) -> dict[str, list[Link]]:
    return {
        symbol.name: links.get((source.path, symbol.name), [])
        for symbol in source.symbols
        if symbol.kind in ("class", "function") and "." not in symbol.name
    }


def _values_of(
    source: SourceFile,
    index: PaperIndex,
    links: Mapping[Key, list[Link]],
    named: Mapping[str, list[Link]],
    steps: Steps,
) -> tuple[ValueLink, ...]:
    """The values of a source that the paper states too; looked for anew when the source or its links have changed."""
    statements = _statements.get(index, index_statements)

    def find() -> tuple[ValueLink, ...]:
        own = {
            symbol.name: links[source.path, symbol.name]
            for symbol in source.symbols
            if (source.path, symbol.name) in links
        }
        return link_values(source, statements, own, steps, named)

    given = [named[each] for value in source.values for each in value.within if each in named]
    return steps.get((source.path, "values"), (source, links, *given), find)


def _links_in(ranking: Mapping[Key, Ranked], judged: Mapping[Key, Judgement], steps: Steps) -> dict[Key, list[Link]]:
    found: dict[Key, list[Link]] = {}
    for key, judgement in judged.items():
        ranked = ranking[key]
        made_from = (ranked.pairs, ranked.around, ranked.shares, judgement)
        found[key] = steps.get((key, "links"), made_from, partial(_links_of, ranked, judgement, steps))
    return found


def _links_of(ranked: Ranked, judgement: Judgement, steps: Steps) -> list[Link]:
    best = sorted(judgement.links, key=lambda at: (-judgement.links[at], at))[:_MOST_LINKS]
    return [
        Link(
            file=ranked.key[0],
            symbol=ranked.key[1],
            paper=ranked.index.paper.id,
            anchor=ranked.index.units[at].anchor.id,
            score=round(judgement.links[at], 4),
            origin="inferred",
            evidence=_evidence(ranked, at, steps),
        )
        for at in best
        if judgement.links[at] >= _LEAST_SCORE
    ]


def _evidence(ranked: Ranked, at: int, steps: Steps) -> tuple[Evidence, ...]:
    """The evidence for one link; words and names are looked for again only when the definition says something else."""
    made_from = (ranked.pairs, *pointing(ranked.around_of(at)))
    return steps.get((ranked.key, "evidence", at), made_from, lambda: (describe(ranked, at),))[0]


def _said_links(
    source: SourceFile, papers: Sequence[Paper], resolved: Sequence[ResolvedMention]
) -> dict[str, list[Link]]:
    """The links that a person wrote: citations and annotations, by the definition that they stand in or above."""
    found: dict[str, list[Link]] = {}
    for each in resolved:
        if each.resolution == "found":
            comment = comment_at(source, each.mention.span.start)
            name = owner_of(source, comment) if comment is not None else ""
            line = source.line_in_words(each.mention.span.start)
            for paper, anchor in each.targets:
                evidence = (Evidence("citation", f"“{' '.join(each.mention.text.split())}” in line {line}"),)
                found.setdefault(name, []).append(Link(source.path, name, paper, anchor, _CITED, "cited", evidence))
    for annotation in find_annotations(source, papers):
        name = owner_of(source, annotation.comment)
        detail = f"“paper: {annotation.target}”" if annotation.target else "a quoted sentence"
        if annotation.quoted is not None:
            quoted = f"{detail}, and its quote stands there"
            detail = quoted if annotation.quoted else f"{detail}, but its quote does not stand there"
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
    source: SourceFile,
    symbol: Symbol,
    plumbing: Plumbing,
    links: tuple[Link, ...],
    chance: float,
    threshold: float,
    *,
    any_paper: bool,
) -> Explanation:
    if chance >= threshold and links:
        reason = "; ".join(each.detail for each in links[0].evidence[:3]) or "everything around it points here"
        return Explanation(source.path, symbol.name, "explained", reason, links)
    if plumbing.degree >= 0.5:
        return Explanation(source.path, symbol.name, "trivial", plumbing.reason, links)
    if why := idle(symbol, source):
        return Explanation(source.path, symbol.name, "trivial", why, links)
    if not any_paper:
        return Explanation(source.path, symbol.name, "unexplained", "no paper speaks for this file", links)
    reason = "nothing in the paper was found for it"
    if links:
        reason = f"the likeliest part of the paper is right with {round(100 * links[0].score)}% at best"
    return Explanation(source.path, symbol.name, "unexplained", reason, links, chance=chance)
