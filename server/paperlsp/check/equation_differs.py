"""PL301 equation-differs: a statement computes an equation of the paper but for something that it adds or leaves out.

Why: It may be an improvement, a safeguard, or a mistake; a reader who compares wants to know.

Bad::

    average = beta * average + gradient  # The paper: g ← β·g + (1 − β)·∇L

Good::

    average = beta * average + (1 - beta) * gradient

Fix: Compute what the paper has, or cite what the change comes from.

Measured: 5 of 5 right over 26 pairs of code and paper, which the rule was made on, none in 20 other pairs, and none in 23
that have nothing to do with each other; of 11 equations that were changed for a test, 8 were reported. A factor that scales an
index counts for nothing, a factor such as 1 − β only where the code spells β, and what the paper itself leaves out there is no
addition.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.deviation import deviations
from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

RULE = Rule("PL301", "equation-differs", "hint")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for link in deviations(snapshot):
        words = {"equation": link.equation, "what": ", ".join(link.changed)}
        message = (
            "The code adds {what} to the paper's {equation}."
            if link.kind == "added"
            else "The code leaves {what} out of the paper's {equation}."
        )
        about = f"{link.symbol} {link.kind} {link.equation} {words['what']}"
        yield make(RULE, link.file, link.span, message, about=about, paper=link.paper, anchor=link.anchor, words=words)
