"""PL002 wrong-setting: the settings have a key that is none, a value of the wrong kind, or the code of no rule.

Why: A setting with a typing error does nothing, and nobody notices.

Bad::

    [tool.paperlsp]
    exlude = ["third_party/"]

Good::

    [tool.paperlsp]
    exclude = ["third_party/"]

Fix: Correct the key or the value; the message names the nearest one that exists. The other settings hold meanwhile.

Measured: It compares names with those that exist and estimates nothing; tests hold each kind of wrong key, value, pattern and
selector against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule
from paperlsp.check.problem import find_problems
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

RULE = Rule("PL002", "wrong-setting", "warning")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    return find_problems(snapshot, RULE)
