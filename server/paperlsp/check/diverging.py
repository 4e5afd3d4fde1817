"""PL303 diverging-implementations: one definition computes an equation exactly, and another one computes it otherwise.

Why: Two implementations of one method, such as for two frameworks, drift apart when only one of them is mended.

Bad: an update for PyTorch as the paper has it, and one for TensorFlow that lacks the bias correction.

Good: both as the paper has it.

Fix: Bring the other one up to date, or say why it differs.

Measured: one finding over 26 pairs of a paper and published code, which is right; that is too few to tell, so it is off
unless it is selected.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.deviation import deviations
from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

RULE = Rule("PL303", "diverging-implementations", "hint", enabled=False)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    exact: dict[tuple[str, str, int], tuple[str, str]] = {}
    for link in snapshot.graph.lines:
        if link.kind == "exact":
            exact.setdefault((link.paper, link.anchor, link.row), (link.file, link.symbol))
    for link in deviations(snapshot):
        other = exact.get((link.paper, link.anchor, link.row))
        if other is not None and other != (link.file, link.symbol):
            words = {"symbol": other[1], "file": other[0], "equation": link.equation, "what": ", ".join(link.changed)}
            message = "`{symbol}` in {file} computes {equation} as the paper has it; here {what} makes a difference."
            about = f"{link.symbol} {other[0]} {other[1]} {link.equation}"
            yield make(
                RULE, link.file, link.span, message, about=about, paper=link.paper, anchor=link.anchor, words=words
            )
