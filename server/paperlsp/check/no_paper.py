"""PL003 no-paper: no paper was found for the folder.

Why: Without a paper nothing can be compared, so that a check of it says nothing.

Bad: a repository whose README names an arXiv number, and which holds no PDF.

Good: the paper's PDF in the repository, named in the settings, or given by `--paper`.

Fix: Put the PDF into the folder and run `paperlsp init`, let `paperlsp fetch` download it, or pass `--paper PAPER.pdf`.

Measured: It tells what discovery has found and estimates nothing; tests hold folders with and without papers against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule
from paperlsp.check.problem import find_problems
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

RULE = Rule("PL003", "no-paper", "warning")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    return find_problems(snapshot, RULE)
