"""PL401 value-differs: a constant or a field has another value than the paper states for it.

Why: A number of the method that differs from the paper's changes what the code computes, and nothing in the code tells.

Bad::

    # The paper: “two layers”.
    DECODER_LAYERS = 3

Good::

    DECODER_LAYERS = 2

Fix: Correct the value. If it differs on purpose, say why beside it: `# paperlsp: ignore[PL401] our images are larger`.

Measured: see PL402; both rules rest on the same comparison.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.differing import find_differing
from paperlsp.check.finding import Rule
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.source import ValueKind

RULE = Rule("PL401", "value-differs", "warning")
KINDS: tuple[ValueKind, ...] = ("constant", "field", "local", "attribute", "argument")
MESSAGE = "The paper has {name} = {stated} (p. {page}); here `{code}` is {value}."


def find(snapshot: Snapshot) -> Iterator[Finding]:
    return find_differing(snapshot, RULE, KINDS, MESSAGE)
