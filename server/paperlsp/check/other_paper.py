"""PL203 part-of-other-paper: a comment cites a part of one paper that only another of the papers has.

Why: The reader looks into the wrong paper, finds nothing, or finds something else.

Bad::

    # Eq. (9) of arXiv:1810.06801, where that paper ends at Eq. (4) and the other one goes on to Eq. (12).

Good::

    # Eq. (9) of arXiv:1412.6980

Fix: Name the paper that has the part; the message says which one.

Measured: `just bench-mentions` resolves the citations of six published packages, judged by reading, with one paper and with
all at the same time; tests hold citations of another paper's parts against the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.link.numbered import numbered_as
from paperlsp.model.finding import Finding
from paperlsp.model.link import ResolvedMention

RULE = Rule("PL203", "part-of-other-paper", "warning")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for each in snapshot.graph.mentions:
        named = snapshot.paper_by_id.get(each.paper)
        others = owners(snapshot, each)
        if named is not None and others:
            words = {"mention": each.mention.text, "title": _name(named), "other": _name(others[0])}
            message = "{mention} does not exist in “{title}”, but in “{other}”."
            about = f"{each.mention.text} {others[0].paper.id}"
            yield make(RULE, each.file, each.mention.span, message, about=about, paper=others[0].paper.id, words=words)


def owners(snapshot: Snapshot, each: ResolvedMention) -> list[PaperEntry]:
    """The other papers that have a part which the one that is named lacks."""
    if each.resolution != "missing" or not each.paper:
        return []
    mention = each.mention
    return [
        entry
        for entry in snapshot.papers_for(each.file)
        if entry.paper.id != each.paper and all(numbered_as(entry.paper, mention, number) for number in mention.numbers)
    ]


def _name(entry: PaperEntry) -> str:
    return entry.paper.title or entry.path
