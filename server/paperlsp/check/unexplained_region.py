"""PL103 unexplained-region: a block of an explained function that computes something the explaining part says nothing of.

Why: That a paper explains a function does not mean that it explains all of it: a branch for another setting, a correction
or a shortcut of the code's own easily hides between lines that follow the paper.

Bad: an update that follows the paper's, with a branch of ten lines for a kind of weight decay that it never mentions.

Good: the same with a comment in the branch that says where it comes from.

Fix: Cite what explains the block in a comment inside it, or silence it there:
`# paperlsp: ignore[PL103] the code's own`.

Measured: 4 of 13 right over 26 pairs of a paper and published code, judged by hand; in most of the others the paper does
not explain the function either, or the block computes what the paper says in a way that is not followed. So it is off
unless it is selected.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.index.regions import regions_of
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.span import Span

RULE = Rule("PL103", "unexplained-region", "hint", enabled=False)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for file, source in snapshot.sources.items():
        for region in regions_of(snapshot, file):
            head = source.content.find(b"\n", region.span.start)
            span = Span(region.span.start, head if region.span.start < head < region.span.end else region.span.end)
            message = f"What explains `{region.symbol}` in the paper says nothing of its lines {region.lines}."
            yield make(
                RULE,
                file,
                span,
                message,
                about=f"{region.symbol} {source.content[span.start : span.end].decode('utf-8', 'replace')}",
            )
