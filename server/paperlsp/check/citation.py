"""PL201 missing-anchor and PL202 ambiguous-citation: a comment cites a part that no paper has, or that several have.

Bad: ``# See Eq. (99).`` beside a paper of 12 equations.
Good: ``# See Eq. (9).``, or, with several papers, ``# See Eq. (9) of arXiv:1810.06801.``
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

MISSING = Rule("PL201", "missing-anchor", "warning")
AMBIGUOUS = Rule("PL202", "ambiguous-citation", "hint")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for each in snapshot.graph.mentions:
        mention = each.mention
        papers = snapshot.papers_for(each.file)
        if each.resolution == "missing" and papers:
            titles = ", ".join(f"“{entry.paper.title or entry.path}”" for entry in papers[:3])
            message = f"{mention.text} does not exist in {titles}."
            yield make(MISSING, each.file, mention.span, message, about=mention.text)
        elif each.resolution == "ambiguous":
            message = (
                f"{mention.text} exists in several papers; name the one that is meant, such as by its arXiv number."
            )
            yield make(AMBIGUOUS, each.file, mention.span, message, about=mention.text)
