"""A record × the papers and sources of today → where each word holds now, and what has changed since it was said.

A word survives moving code: a definition that is no longer where it was is looked for by the digest of its tokens,
then by its name. A passage is looked for by its own digest, so that it survives new numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from paperlsp.code.digest import code_digest
from paperlsp.link.gist import gist_of
from paperlsp.memo import Memo
from paperlsp.model.paper import Paper
from paperlsp.model.record import Change, CodeKey, PartKey, Record, Standing
from paperlsp.model.source import SourceFile, Symbol

DEFINITIONS = ("module", "class", "function", "method")

_codes: Memo[SourceFile, dict[str, str]] = Memo("codes")


def stand(record: Record, papers: Sequence[Paper], sources: Mapping[str, SourceFile]) -> tuple[Standing, ...]:
    """The standing of every word, in the record's order."""
    found: list[Standing] = []
    for word in record.words:
        (file, symbol), changes = _code(word.code, sources)
        paper, anchor = "", ""
        if word.part is not None:
            (paper, anchor), change = _part(word.part, papers)
            changes += change
        found.append(Standing(word, file, symbol, paper, anchor, changes))
    return tuple(found)


def key_of_code(source: SourceFile, symbol: Symbol) -> CodeKey:
    """How a record names a definition of today."""
    return CodeKey(source.path, symbol.name, _digest(source, symbol))


def key_of_part(paper: Paper, anchor: str) -> PartKey:
    """How a record names a part of a paper of today."""
    return PartKey(paper.id, anchor, gist_of(paper).passages[anchor].digest)


def _code(key: CodeKey, sources: Mapping[str, SourceFile]) -> tuple[tuple[str, str], tuple[Change, ...]]:
    there = sources.get(key.file)
    symbol = there.by_name.get(key.symbol) if there is not None else None
    if there is not None and symbol is not None and symbol.kind in DEFINITIONS:
        return (key.file, key.symbol), () if _digest(there, symbol) == key.digest else ("code-changed",)
    last = key.symbol.rpartition(".")[2]
    # A definition that was moved keeps its name more often than not, which is quick to see.
    named = [pair for pair in _definitions(sources) if pair[1].last_name == last]
    same = [pair for pair in named if _digest(*pair) == key.digest]
    if not same:
        same = [pair for pair in _definitions(sources) if _digest(*pair) == key.digest]
    place = _nearest(key, same)
    if place is not None:
        return place, ()
    if there is None:
        # The whole file was renamed, and the definition edited as well.
        place = _nearest(key, [pair for pair in named if pair[1].name == key.symbol])
        if place is not None and key.symbol:
            return place, ("code-changed",)
    return (key.file, key.symbol), ("code-gone",)


def _nearest(key: CodeKey, found: Sequence[tuple[SourceFile, Symbol]]) -> tuple[str, str] | None:
    """The one of several alike that shares most with where it was; None where two share as much."""
    ranked = sorted(
        (
            (
                symbol.name == key.symbol,
                source.path == key.file,
                source.path.rpartition("/")[2] == key.file.rpartition("/")[2],
                symbol.last_name == key.symbol.rpartition(".")[2],
            ),
            source.path,
            symbol.name,
        )
        for source, symbol in found
    )
    if not ranked or (len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]):
        return None
    return ranked[-1][1], ranked[-1][2]


def _definitions(sources: Mapping[str, SourceFile]) -> Iterator[tuple[SourceFile, Symbol]]:
    for path in sorted(sources):
        for symbol in sources[path].symbols:
            if symbol.kind in DEFINITIONS:
                yield sources[path], symbol


def _digest(source: SourceFile, symbol: Symbol) -> str:
    known = _codes.get(source, lambda _: {})
    if symbol.name not in known:
        known[symbol.name] = code_digest(source, symbol)
    return known[symbol.name]


def _part(key: PartKey, papers: Sequence[Paper]) -> tuple[tuple[str, str], tuple[Change, ...]]:
    own = [paper for paper in papers if paper.id == key.paper]
    for paper in own:
        passage = gist_of(paper).passages.get(key.anchor)
        if passage is not None and passage.digest == key.digest:
            return (key.paper, key.anchor), ()
    # New numbers, or another version of the paper under another title.
    for among in (own, papers):
        same = [
            (paper.id, anchor)
            for paper in among
            for anchor, passage in gist_of(paper).passages.items()
            if passage.digest == key.digest
        ]
        if len(same) == 1:
            return same[0], ()
    if any(key.anchor in paper.by_id for paper in own):
        return (key.paper, key.anchor), ("passage-changed",)
    return (key.paper, key.anchor), ("passage-gone",)
