"""PL101 unexplained-code: a definition that computes something of which the paper says nothing.

Why: What a method does beyond its paper is what a reader most needs to know, and what a reviewer asks about.

Bad: a function that recentres gradients in the code of a paper that never mentions it.

Good: the same with a comment that says where it comes from, or with a mark in the record.

Fix: Cite what explains it (`# paper: §3.2`), mark it (`paperlsp mark FILE SYMBOL "our own addition"`), or silence it
where it stands: `# paperlsp: ignore[PL101] from the authors' blog`.

Measured: 207 of 218 right over 46 pairs of a paper and published code, judged by hand (`just bench-findings`). At first
sight of the last 20 pairs, which nothing had been fitted to, it was 155 of 167; of what was wrong on any pair, what had a
cause has been mended since. It speaks where the chance that the paper explains the definition all the same is below
`unexplained-below` (0.2) and most of what the definition is named after is never said in the paper. Most of those that are
wrong have a name that others gave to what the paper proposes, or that says how where the paper says what for.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.link.graph import index_of
from paperlsp.link.unsaid import unsaid_words
from paperlsp.model.finding import Finding
from paperlsp.model.source import SourceFile, Symbol

RULE = Rule("PL101", "unexplained-code", "hint")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    explained = {(each.file, each.symbol) for each in snapshot.graph.explanations if each.verdict == "explained"}
    told: set[tuple[str, str]] = set()
    for each in snapshot.graph.explanations:
        source = snapshot.sources.get(each.file)
        symbol = source.by_name.get(each.symbol) if source else None
        if source is None or symbol is None or symbol.kind == "module" or each.verdict != "unexplained":
            continue
        # Where no paper speaks for a file, none can be expected to explain it.
        papers = snapshot.papers_for(each.file)
        if not papers or each.chance >= snapshot.config.unexplained_below or _within_told(source, symbol, told):
            continue
        # A definition that holds an explained one has at least that from the paper.
        if symbol.kind == "class" and any((each.file, inner) in explained for inner in _within(source, symbol)):
            continue
        unsaid = unsaid_words(symbol, source, [index_of(entry.paper) for entry in papers])
        if unsaid:
            told.add((each.file, each.symbol))
            message = "Nothing in the paper explains `{symbol}`, and it never says {words}."
            words = {"symbol": each.symbol, "words": ", ".join(f"“{word}”" for word in unsaid[:3])}
            yield make(RULE, each.file, symbol.name_span, message, about=each.symbol, words=words)


def _within_told(source: SourceFile, symbol: Symbol, told: set[tuple[str, str]]) -> bool:
    """Whether something around it has been told of already."""
    around = source.by_name.get(symbol.parent) if symbol.parent else None
    while around is not None:
        if (source.path, around.name) in told:
            return True
        around = source.by_name.get(around.parent) if around.parent else None
    return False


def _within(source: SourceFile, symbol: Symbol) -> Iterator[str]:
    return (each.name for each in source.symbols if each.name.startswith(f"{symbol.name}."))
