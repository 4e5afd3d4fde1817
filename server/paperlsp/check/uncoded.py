"""PL102 part-without-code: an algorithm of the paper that no code reaches.

Why: A repository for a paper is expected to hold the paper's algorithms. One that is missing was left out, or stands where
nobody will find it.

Bad: a repository for a paper whose Algorithm 2 is nowhere to be found.

Good: a definition that implements it, or a comment that cites it.

Fix: Cite the algorithm where it is implemented (`# paper: Algorithm 2`). If it is left out on purpose, put the rule into
`ignore`.
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
