"""PL101 unexplained-code: a definition that computes something of which the paper says nothing.

Why: What a method does beyond its paper is what a reader most needs to know, and what a reviewer asks about.

Bad: a function that recentres gradients in the code of a paper that never mentions it.

Good: the same with a comment that says where it comes from, or with a mark in the record.

Fix: Cite what explains it (`# paper: §3.2`), mark it (`paperlsp mark FILE SYMBOL "our own addition"`), or silence it
where it stands: `# paperlsp: ignore[PL101] from the authors' blog`.

Measured: 8 of 8 right where published packages are judged by hand. It speaks where the chance that the paper explains the
definition all the same is below `unexplained-below` (0.2). With 0.5 it speaks of whatever hovers and `paperlsp map` call
unexplained, and 16 of 23 are right (0.70): of a definition that the paper explains in passing, too little may be found.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

RULE = Rule("PL101", "unexplained-code", "hint")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for each in snapshot.graph.explanations:
        source = snapshot.sources.get(each.file)
        symbol = source.by_name.get(each.symbol) if source else None
        if each.verdict != "unexplained" or symbol is None or symbol.kind == "module":
            continue
        if each.chance >= snapshot.config.unexplained_below:
            continue
        # Where no paper speaks for a file, none can be expected to explain it.
        if snapshot.papers_for(each.file):
            message = f"Nothing in the paper explains `{each.symbol}`: {each.reason.rstrip('.')}."
            yield make(RULE, each.file, symbol.name_span, message, about=each.symbol)
