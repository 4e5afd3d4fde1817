"""PL201 missing-anchor: a comment cites a part that no paper has.

Why: A citation that leads nowhere sends its reader to the wrong place. Mostly the numbers of another version of the paper
were cited, or of another paper.

Bad::

    # See Eq. (99).

Good::

    # See Eq. (9).

Fix: Look the part up (`paperlsp outline PAPER.pdf`) and correct the number. If another paper is meant, name it beside the
citation: “Eq. (9) of arXiv:1412.6980”.

Measured: all 16 of the citations of missing parts that were sown into comments for a test are reported on their line, and
over 46 pairs of a paper and published code nothing is reported. At first sight of the last 20 of them, nine citations of
other papers and books were reported; what names those was learnt from them, so that their being silent now proves nothing.
Comments that cite other papers, books and standards are told from those that cite this one by the words around the citation,
by the papers that the file opens with, and pages by there being far more of them than the paper has. In a collection, which
names ten other papers or more, only files that name yours count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperlsp.check.finding import Rule, make
from paperlsp.check.other_paper import owners
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.link.naming import bare_arxiv
from paperlsp.model.finding import Finding
from paperlsp.model.link import ResolvedMention

RULE = Rule("PL201", "missing-anchor", "warning")


_PAGES = 2
"""How many times the paper's pages a page must be beyond to be a book's, or a journal's."""
_OTHERS, _FILES = 10, 5
"""So many other papers, named in so many files, make a repository a collection of what papers propose."""


def find(snapshot: Snapshot) -> Iterator[Finding]:
    silent = _silent(snapshot)
    for each in snapshot.graph.mentions:
        if each.resolution != "missing" or each.file in silent:
            continue
        papers = snapshot.papers_for(each.file)
        if papers and not owners(snapshot, each) and not _elsewhere(each, papers):
            titles = ", ".join(f"“{entry.paper.title or entry.path}”" for entry in papers[:3])
            text = each.mention.text
            words = {"mention": text, "titles": titles}
            message = "{mention} does not exist in {titles}."
            yield make(RULE, each.file, each.mention.span, message, about=text, words=words)


def _silent(snapshot: Snapshot) -> frozenset[str]:
    """The files of a collection that do not name a paper of ours: theirs may be any."""
    named = [each for each in snapshot.graph.mentions if each.mention.kind == "arxiv"]
    foreign = [each for each in named if each.resolution == "foreign"]
    others = {bare_arxiv(number) for each in foreign for number in each.mention.numbers}
    if len(others) < _OTHERS or len({each.file for each in foreign}) < _FILES:
        return frozenset()
    ours = {each.file for each in named if each.resolution == "found"}
    return frozenset(each.file for each in snapshot.graph.mentions if each.file not in ours)


def _elsewhere(each: ResolvedMention, papers: Sequence[PaperEntry]) -> bool:
    """Whether a page that is cited can only be one of a book, or be printed in a journal's way."""
    if each.mention.kind != "page":
        return False
    last = _PAGES * max(entry.paper.pages for entry in papers)
    return any(number.isdigit() and int(number) > last for number in each.mention.numbers)
