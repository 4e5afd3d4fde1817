"""A definition and a part of a paper → the comment that says so in the source, and where it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.ide.escape import plain
from paperlsp.ide.quote import best_passage, question
from paperlsp.ide.word import Refusal
from paperlsp.index.snapshot import Snapshot
from paperlsp.link import find_named, says
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import Symbol
from paperlsp.model.span import Span

_QUOTED_WORDS = 12
_MARKS = '"“”#'
# Python takes such a comment on one of the first two lines for the file's encoding, whatever it is about.
_ENCODING = re.compile(r"coding[:=]")


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """Put ``text`` in the place of the bytes of ``span``."""

    file: str
    span: Span
    text: str


def annotation(paper: Paper, anchor: Anchor, papers: Sequence[Paper]) -> str:
    """What stands behind ``# paper:`` for a part: the shortest that means this part and no other."""
    for name in (_written(anchor), plain(anchor.title)):
        # A name in which a quote or another comment could begin, or that means other parts as well, is none.
        if name and not any(mark in name for mark in _MARKS):
            for words in (name, f"{name} of arXiv:{paper.arxiv_id}" if paper.arxiv_id else ""):
                if words and find_named(papers, words) == [(paper, anchor)]:
                    return words
    return anchor.id if find_named(papers, anchor.id) == [(paper, anchor)] else f"{paper.id}:{anchor.id}"


def annotate(
    snapshot: Snapshot, file: str, symbol: str, paper: str, anchor: str, *, quote: bool = False
) -> SourceEdit | Refusal:
    """The comment on a line of its own right above the definition; ``quote`` adds words of the paper to it."""
    source = snapshot.sources.get(file)
    found = source.by_name.get(symbol) if source is not None else None
    entry = snapshot.paper_by_id.get(paper)
    part = entry.paper.by_id.get(anchor) if entry is not None else None
    if source is None or found is None or found.kind not in ("class", "function", "method"):
        return Refusal(f"{file} has no definition {symbol}.")
    if entry is None or part is None:
        return Refusal(f"The paper {paper} has no part {anchor}.")
    line, column = source.lines.position(found.span.start)
    start = found.span.start - column
    before = source.content[start : found.span.start]
    if before.strip():
        return Refusal(f"{symbol} does not begin on a line of its own.")
    words = annotation(entry.paper, part, [each.paper for each in snapshot.papers])
    quoted = _quote(found, part) if quote else ""
    text = f'# paper: {words} "{quoted}"' if quoted else f"# paper: {words}"
    if line < 2 and _ENCODING.search(text):
        text = f"# paper: {part.id}"
    above = source.lines.line_bytes(line - 1).decode("utf-8", "replace").strip() if line else ""
    if above == text:
        return Refusal(f"“{text}” stands there already.")
    first = source.lines.line_span(0).end
    end = "\r\n" if source.content[first : first + 2] == b"\r\n" else "\n"
    return SourceEdit(file, Span(start, start), before.decode("utf-8", "replace") + text + end)


def _written(anchor: Anchor) -> str:
    """As people write it: "Eq. (4)", "§3.1", "Algorithm 1"."""
    number = anchor.number
    if number is None:
        return ""
    names = {
        "section": f"§{number}",
        "equation": f"Eq. ({number.strip('()')})",
        "algorithm": f"Algorithm {number}",
        "figure": f"Fig. {number}",
        "table": f"Table {number}",
        "theorem": f"Theorem {number}",
    }
    return names.get(anchor.kind, "")


def _quote(symbol: Symbol, anchor: Anchor) -> str:
    """The beginning of the passage that says most about the definition; an equation has no words to quote."""
    if anchor.kind == "equation":
        return ""
    quote = quotable(best_passage(anchor.text, question(symbol.name, (), symbol.docstring)))
    return quote if says(anchor.text, quote) else ""


def quotable(passage: str) -> str:
    """The first words of a passage as they can stand in quotes in a comment."""
    words = plain(passage).translate(dict.fromkeys(map(ord, _MARKS + "…"), " ")).split()
    return " ".join(words[:_QUOTED_WORDS])
