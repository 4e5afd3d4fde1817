"""PL202 ambiguous-citation: a comment cites a part that several of the papers have.

Why: Neither a reader nor this program can tell which one is meant.

Bad::

    # See Eq. (9).

Good::

    # See Eq. (9) of arXiv:1810.06801.

Fix: Name the paper beside the citation, by its arXiv number, its title, or its authors with the year; or say in the
settings which code each paper speaks for.

Measured: `just bench-mentions` resolves the citations of six published packages, judged by reading, with one paper and with
all at the same time; tests hold citations that several papers can answer against the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

RULE = Rule("PL202", "ambiguous-citation", "hint")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for each in snapshot.graph.mentions:
        if each.resolution == "ambiguous":
            text = each.mention.text
            message = "{mention} exists in several papers; name the one that is meant, such as by its arXiv number."
            yield make(RULE, each.file, each.mention.span, message, about=text, words={"mention": text})
