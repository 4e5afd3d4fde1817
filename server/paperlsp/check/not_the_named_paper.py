"""PL008 not-the-named-paper: the PDF at hand is not the one, or not the version, that the settings name.

Why: Equations and sections have other numbers in another version, and values may have been corrected. Code and comments are then
compared with what they were not written for.

Bad: settings with `arxiv = "1810.06801v2"`, and a PDF whose first page bears `arXiv:1810.06801v1`.

Good: the PDF of that version; or settings that name the version which the code follows.

Fix: `paperlsp fetch arxiv:1810.06801v2` gets the version that is named. If the PDF is right, correct `arxiv` or `sha256`.

Measured: It compares what the settings name with what the PDF is, and estimates nothing; tests hold other digests,
versions and papers against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule
from paperlsp.check.problem import find_problems
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

RULE = Rule("PL008", "not-the-named-paper", "warning")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    return find_problems(snapshot, RULE)
