"""PL401 value-differs: a constant, a field or an entry of a file of hyper-parameters has another value than the paper states.

Why: A number of the method that differs from the paper's changes what the code computes, and nothing in the code tells.

Bad::

    # The paper: “two layers”.
    DECODER_LAYERS = 3

Good::

    DECODER_LAYERS = 2

Fix: Correct the value. If it differs on purpose, say why beside it: `# paperlsp: ignore[PL401] our images are larger`. YAML
and TOML take the same comment; JSON has none, so that `per-file-ignores` is the place. Where several files of
hyper-parameters give one key several values, each is for a run of its own, and nothing is reported.

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
KINDS: tuple[ValueKind, ...] = ("constant", "field", "local", "attribute", "argument", "setting")
MESSAGE = "The paper has {name} = {stated} (p. {page}); here `{code}` is {value}."


def find(snapshot: Snapshot) -> Iterator[Finding]:
    return find_differing(snapshot, RULE, KINDS, MESSAGE)
