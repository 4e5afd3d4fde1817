"""PL001 unreadable-input: a source, a paper or the record cannot be read, or only in part.

Why: What was not read is neither linked nor checked. A check that passes over it would look better than it is.

Bad: a PDF that asks for a password, a source with a syntax error, a confirmed link that names no part.

Good: the same PDF saved without a password; the source excluded, if it is not meant to be Python.

Fix: The message says what is wrong and what to do. A file that need not be read belongs into `exclude`.

Measured: It tells what reading has met and estimates nothing: over 46 pairs of a paper and published code nothing is reported, and tests hold its
messages against broken, encrypted and cut off files.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule
from paperlsp.check.problem import find_problems
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

RULE = Rule("PL001", "unreadable-input", "warning")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    return find_problems(snapshot, RULE)
