"""PL004 which-papers: several PDFs lie in the folder, and nobody has said which of them count.

Why: Every paper that is used explains code and resolves citations. A paper that is not about this code does both wrongly.

Bad: a folder with the paper, its poster and a paper that it builds on, and no settings.

Good::

    [tool.paperlsp]
    papers = [{ path = "paper.pdf" }]

Fix: `paperlsp init` writes the table with all that were found; leave those that count. A PDF that is called like a supplement of
another one is named with it: `{ path = "paper.pdf", supplement = ["supp.pdf"] }`.

Measured: It tells what discovery has found and estimates nothing; tests hold folders with one and several PDFs against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule
from paperlsp.check.problem import find_problems
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

RULE = Rule("PL004", "which-papers", "hint")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    return find_problems(snapshot, RULE)
