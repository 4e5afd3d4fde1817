"""A paper's blocks → the same paper with what they say of its notation and its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from paperlsp.model.paper import Block, Inline, Paper
from paperlsp.paper.definition import find_definitions
from paperlsp.paper.sentence import Sentence, sentences_of
from paperlsp.paper.value import find_values

_LONG = 70
"""In characters. An algorithm's own lines are shorter, but for remarks in prose above it."""
_READ = frozenset(("paragraph", "caption", "footnote", "algorithm", "table"))


def with_meaning(paper: Paper) -> Paper:
    """The paper with its symbol definitions and stated values."""
    sentences = [sentence for at, block in enumerate(paper.blocks) for sentence in _sentences(at, block)]
    symbols = find_definitions(paper.blocks, sentences, paper.by_id)
    return replace(paper, symbols=symbols, values=find_values(paper, sentences))


def _sentences(at: int, block: Block) -> Iterator[Sentence]:
    """The sentences of a block. Each line of an algorithm is one, and each row of a table."""
    if block.kind not in _READ:
        return
    if block.kind not in ("algorithm", "table"):
        yield from sentences_of(at, block.text, block.inline)
        return
    start = 0
    for line in _rows(block.text):
        end = start + len(line)
        inside = [each for each in block.inline if start <= each.start and each.end <= end]
        moved = [Inline(each.start - start, each.end - start, each.latex, each.confidence) for each in inside]
        # Cells read as words after one another; what parts them is as long as what takes its place.
        for sentence in sentences_of(at, line.replace(" | ", "   ") if block.kind == "table" else line, moved):
            tokens = tuple(
                token._replace(start=token.start + start, end=token.end + start) for token in sentence.tokens
            )
            yield Sentence(at, tokens)
        start = end + 1


def _rows(text: str) -> Iterator[str]:
    """The lines of an algorithm. A long line that ends in the middle of a sentence goes on in the next."""
    held = ""
    for line in text.split("\n"):
        held = f"{held}\n{line}" if held else line
        if len(line) < _LONG or line.endswith((".", ":", ";")):
            yield held
            held = ""
    if held:
        yield held
