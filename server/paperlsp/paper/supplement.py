"""A paper and its supplements, each read by itself → one paper, whose parts know the PDF in which they stand.

What stands in a supplement is below a section of ours, "Supplement", and its ids begin with that section's: ``sec:supp/2``,
``eq:supp/S3``; of a second supplement ``sec:supp2/2``. So the paper's own ids are the same with and without it. Pages count
in each PDF from 1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from paperlsp.model.geometry import Box
from paperlsp.model.paper import (
    Abbreviation,
    Algorithm,
    AlgorithmLine,
    Anchor,
    Block,
    Document,
    Paper,
    StatedValue,
    SymbolDefinition,
    Table,
    TextPlace,
)

TITLE = "Supplement"
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


def joined_digest(digests: Iterable[str]) -> str:
    """The digest of a paper that is made of several PDFs."""
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def with_supplements(paper: Paper, name: str, supplements: Sequence[tuple[str, Paper]]) -> Paper:
    """One paper. The names are those by which people know the PDFs."""
    if not supplements:
        return paper
    documents = [Document(name, paper.digest, paper.pages)]
    anchors, blocks = list(paper.anchors), list(paper.blocks)
    abbreviations, problems = list(paper.abbreviations), list(paper.problems)
    symbols, values = list(paper.symbols), list(paper.values)
    tables, algorithms = list(paper.tables), list(paper.algorithms)
    for at, (called, supplement) in enumerate(supplements, 1):
        moved = _Moved(supplement, at, len(blocks))
        documents.append(Document(called, supplement.digest, supplement.pages))
        anchors += moved.anchors()
        blocks += moved.blocks()
        known = {each.short for each in abbreviations}
        abbreviations += [Abbreviation(*_fields(each)) for each in supplement.abbreviations if each.short not in known]
        symbols += [moved.symbol(each) for each in supplement.symbols]
        values += [moved.value(each) for each in supplement.values]
        tables += [moved.table(each) for each in supplement.tables]
        algorithms += [moved.algorithm(each) for each in supplement.algorithms]
    return replace(
        paper,
        digest=joined_digest(each.digest for each in documents),
        anchors=tuple(anchors),
        blocks=tuple(blocks),
        abbreviations=tuple(abbreviations),
        problems=tuple(problems),
        symbols=tuple(symbols),
        values=tuple(values),
        tables=tuple(tables),
        algorithms=tuple(algorithms),
        documents=tuple(documents),
    )


def _fields(each: Abbreviation) -> tuple[str, str, int]:
    return each.short, each.long, each.page


class _Moved:
    """The pieces of one supplement as they stand in the whole. ``first`` counts the blocks before its own."""

    def __init__(self, paper: Paper, document: int, first: int) -> None:
        self._paper = paper
        self._document = document
        # Its heading is a block of ours.
        self._first = first + 1
        self._path = "supp" if document == 1 else f"supp{document}"
        self._top = f"sec:{self._path}"
        self._title = TITLE if document == 1 else f"{TITLE} {document}"

    def anchors(self) -> Iterator[Anchor]:
        yield Anchor(self._top, "section", None, self._title, 1, 1, _NOWHERE, None, "", document=self._document)
        for each in self._paper.anchors:
            yield replace(
                each,
                id=self._id(each.id),
                parent=self._id(each.parent),
                level=None if each.level is None else each.level + 1,
                document=self._document,
            )

    def blocks(self) -> Iterator[Block]:
        yield Block("heading", self._title, 1, _NOWHERE, self._top, document=self._document)
        for each in self._paper.blocks:
            # The title of the whole is the paper's.
            kind = "paragraph" if each.kind in ("title", "author") else each.kind
            yield replace(each, kind=kind, anchor=self._id(each.anchor), document=self._document)

    def symbol(self, symbol: SymbolDefinition) -> SymbolDefinition:
        anchor, scope = self._id(symbol.anchor), self._id(symbol.scope)
        return replace(symbol, anchor=anchor, scope=scope, place=self._place(symbol.place))

    def value(self, value: StatedValue) -> StatedValue:
        return replace(value, anchor=self._id(value.anchor), place=self._place(value.place))

    def table(self, table: Table) -> Table:
        return replace(table, anchor=self._id(table.anchor), block=table.block + self._first)

    def algorithm(self, algorithm: Algorithm) -> Algorithm:
        return Algorithm(self._id(algorithm.anchor), tuple(self._line(line) for line in algorithm.lines))

    def _line(self, line: AlgorithmLine) -> AlgorithmLine:
        return replace(line, id=self._id(line.id), place=self._place(line.place))

    def _place(self, place: TextPlace) -> TextPlace:
        return replace(place, block=place.block + self._first)

    def _id(self, identity: str | None) -> str:
        """What belongs to no part of the supplement belongs to the supplement."""
        if identity is None:
            return self._top
        kind, _, path = identity.partition(":")
        return f"{kind}:{self._path}/{path}"
