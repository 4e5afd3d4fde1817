"""PL402 default-differs: a parameter or an option has another default than the paper uses or recommends.

Why: Whoever calls the code without saying more believes that they run what the paper describes.

Bad::

    # The paper: “β₂ = 0.98”.
    def __init__(self, params, betas=(0.9, 0.999)): ...

Good::

    def __init__(self, params, betas=(0.9, 0.98)): ...

Fix: Take the paper's value, or say why another is better: `# paperlsp: ignore[PL402] as most libraries have it`.

Measured: 8 of 8 right over 26 pairs of code and paper (optimisers, transformers, residual networks, segmentation), which
the rule was made on, none in 20 other pairs, and none in 23 that have nothing to do with each other; of 24 values that were
changed for a test, in code and in files of hyper-parameters, 20 were reported. Values are compared only with sentences about
their own algorithm, and a default that switches something off, such as a dropout of 0 or a stride of 1, is none that differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.differing import find_differing
from paperlsp.check.finding import Rule
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.source import ValueKind

RULE = Rule("PL402", "default-differs", "warning")
KINDS: tuple[ValueKind, ...] = ("default", "option", "item")
MESSAGE = "The paper has {name} = {stated} (p. {page}); the default of `{code}` is {value}."


def find(snapshot: Snapshot) -> Iterator[Finding]:
    return find_differing(snapshot, RULE, KINDS, MESSAGE)
