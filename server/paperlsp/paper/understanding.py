"""A paper's blocks → the same paper with what they say of its notation and its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from paperlsp.model.paper import Block, Inline, Paper, TextPlace
from paperlsp.paper.definition import find_definitions
from paperlsp.paper.sentence import Sentence, sentences_of
from paperlsp.paper.value import ValueFinder

_READ = frozenset(("paragraph", "caption", "footnote", "algorithm", "table"))


def with_meaning(paper: Paper) -> Paper:
    """The paper with its symbol definitions and stated values."""
    values = ValueFinder(paper)
    places = {each.lines[0].place.block: [line.place for line in each.lines] for each in paper.algorithms if each.lines}

    def sentences() -> Iterator[Sentence]:
        # Each sentence is asked for both, and then let go.
        for at, block in enumerate(paper.blocks):
            for sentence in _sentences(at, block, places.get(at, ())):
                values.add(sentence)
                yield sentence

    symbols = find_definitions(paper.blocks, sentences(), paper.by_id)
    return replace(paper, symbols=symbols, values=tuple(values.found))


def _sentences(at: int, block: Block, steps: Sequence[TextPlace]) -> Iterator[Sentence]:
    """The sentences of a block. Each line of an algorithm is one without its number, and each row of a table."""
    if block.kind not in _READ:
        return
    if block.kind not in ("algorithm", "table"):
        yield from sentences_of(at, block.text, block.inline)
        return
    for start, end in _rows(block, steps):
        inside = [each for each in block.inline if start <= each.start and each.end <= end]
        moved = [Inline(each.start - start, each.end - start, each.latex, each.confidence) for each in inside]
        line = block.text[start:end]
        # Cells read as words after one another; what parts them is as long as what takes its place.
        for sentence in sentences_of(at, line.replace(" | ", "   ") if block.kind == "table" else line, moved):
            tokens = tuple(
                token._replace(start=token.start + start, end=token.end + start) for token in sentence.tokens
            )
            yield Sentence(at, tokens)


def _rows(block: Block, steps: Sequence[TextPlace]) -> Iterator[tuple[int, int]]:
    """Where the lines of an algorithm or a table begin and end in their block."""
    if block.kind == "algorithm":
        yield from ((each.start, each.end) for each in steps)
        return
    start = 0
    for line in block.text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
