"""``Snapshot`` + file → the blocks inside explained functions that compute something of which the explaining part says nothing.

A block is looked at when it is a branch, a loop or the like that is long enough to stand for itself, computes, and is no
plumbing. It is covered when a statement in it computes an equation, a value in it is stated, a comment in it cites, or
its words are those of a part that explains the function. Only the outermost block that is not covered is told, and none
that is most of its function: there it would be the function's own explanation that is in doubt, not the block.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paperlsp.index.snapshot import Snapshot
from paperlsp.link.code_terms import SymbolTerms, file_terms
from paperlsp.link.graph import index_of
from paperlsp.link.plumbing import arithmetic
from paperlsp.link.witness_notation import notation_score
from paperlsp.link.witness_words import words_scores
from paperlsp.model.link import Explanation, Link
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.model.span import Span

_LEAST_STATEMENTS, _LEAST_OPERATORS = 4, 3
"""What a block must have to stand for itself."""
_WRITTEN = 0.5
"""The same for shared notation, as the witness counts it."""
_MOST = 0.5
"""The share of a function's statements up to which a block is a part of it."""
_COVERED = 0.2
"""The score of the shared words, for each word of the block, from which on a part speaks of it."""


@dataclass(frozen=True, slots=True)
class Region:
    """A block of ``symbol`` that the part behind ``link``, which explains the symbol, does not cover.

    ``lines`` are its first and last, from 1, as they stand in a sentence: "3–9", "3–9 of cell 4".
    """

    file: str
    symbol: str
    span: Span
    lines: str
    link: Link


def regions_of(snapshot: Snapshot, file: str) -> tuple[Region, ...]:
    """The regions of a file, by place."""
    source = snapshot.sources.get(file)
    if source is None or not source.blocks or not snapshot.papers_for(file):
        return ()
    found: list[Region] = []
    for symbol in source.symbols:
        explanation = snapshot.graph.by_symbol.get((file, symbol.name))
        if explanation is not None and explanation.verdict == "explained" and _is_told(explanation, snapshot):
            found += _regions_in(snapshot, source, symbol, explanation)
    return tuple(found)


def _is_told(explanation: Explanation, snapshot: Snapshot) -> bool:
    """Whether one part surely explains the function: where it may be this one or that, neither says what is left out."""
    return any(each.origin != "inferred" or each.score >= snapshot.config.threshold for each in explanation.links[:1])


def _regions_in(snapshot: Snapshot, source: SourceFile, symbol: Symbol, explanation: Explanation) -> list[Region]:
    found: list[Region] = []
    for block in source.blocks:
        span = block.span
        if block.symbol != symbol.name or any(other.span.start <= span.start < other.span.end for other in found):
            continue
        terms = file_terms(block.reading).get("region")
        if (
            terms is None
            or not _stands(terms)
            or _is_most_of(terms, symbol)
            or _has_evidence(snapshot, source.path, span)
        ):
            continue
        if not _speak_of(snapshot, explanation, terms):
            # What ends a range of lines is said as one line is, and in the same cell.
            lines = f"{source.line_at(span.start)}–{source.line_in_words(span.end - 1)}"
            found.append(Region(source.path, symbol.name, span, lines, explanation.links[0]))
    return found


def _stands(terms: SymbolTerms) -> bool:
    """Whether a block computes so much that it stands for itself."""
    enough = terms.symbol.body.statements >= _LEAST_STATEMENTS and arithmetic(terms.symbol) >= _LEAST_OPERATORS
    return enough and terms.plumbing.degree < 0.5


def _is_most_of(terms: SymbolTerms, symbol: Symbol) -> bool:
    return terms.symbol.body.statements > _MOST * symbol.body.statements


def _has_evidence(snapshot: Snapshot, file: str, span: Span) -> bool:
    """Whether a statement, a value or a comment in the block leads to the paper."""
    places = (
        *(line.span for line in snapshot.graph.lines_by_file.get(file, ()) if line.kind != "similar"),
        *(value.span for value in snapshot.graph.values_by_file.get(file, ())),
        *(each.mention.span for each in snapshot.mentions_by_file.get(file, ()) if each.targets),
    )
    return any(span.start <= place.start and place.end <= span.end for place in places)


def _speak_of(snapshot: Snapshot, explanation: Explanation, terms: SymbolTerms) -> bool:
    """Whether a part that explains the function speaks of the block, by its words or by its notation."""
    scores: dict[str, Mapping[int, float]] = {}
    enough = snapshot.config.threshold
    for link in explanation.links:
        entry = snapshot.paper_by_id.get(link.paper)
        if entry is None or (link.score < enough and link.origin == "inferred"):
            continue
        index = index_of(entry.paper)
        if link.paper not in scores:
            scores[link.paper] = words_scores(terms.words, index)
        for unit in index.units:
            above = {each.id for each in entry.paper.path_of(unit.anchor)}
            if link.anchor in above and (
                scores[link.paper].get(unit.at, 0.0) >= _COVERED * max(len(terms.words), 1)
                or notation_score(terms.notation, unit, index) >= _WRITTEN
            ):
                return True
    return False
