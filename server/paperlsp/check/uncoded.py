"""PL102 part-without-code: an algorithm or a numbered equation of the paper that no code reaches.

Bad: a repository for a paper whose Algorithm 2 is nowhere to be found.
Good: a definition that implements it, or a comment that cites it.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.check.summary import anchors_without_code
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.span import Span

RULE = Rule("PL102", "part-without-code", "hint")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for entry, anchor in anchors_without_code(snapshot):
        if anchor.kind != "algorithm":
            # Hardly any code reaches every equation; saying so for each would be noise. They count in the summary.
            continue
        message = f"No code was found for Algorithm {anchor.number or ''} (p. {anchor.page}): {anchor.title}."
        yield make(RULE, entry.path, Span(0, 0), message, about="", paper=entry.paper.id, anchor=anchor.id)
