"""PL006 unrelated-paper: hardly any of the code has anything to do with the paper that it is compared with.

Why: A wrong file, or the paper of another project, makes every other finding meaningless.

Bad: an optimiser's repository whose settings name a paper on image recognition.

Good: the paper that the code implements; or `code`, with the part of the repository that it speaks for.

Fix: Correct `papers` in the settings, or say which code the paper is about: `code = ["src/model/**"]`.

Measured: 40 pairs of code and paper. All of the 14 that it reported were wrong pairs, and none of the 4 right ones was
reported; wrong pairs of one field, such as two on transformers, pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.span import Span

RULE = Rule("PL006", "unrelated-paper", "warning")
LEAST_DEFINITIONS = 12
"""Fewer definitions, trivial ones left out, say too little."""
LEAST_SHARE = 0.25
SURE = 0.8
_DEFINITIONS = frozenset(("class", "function", "method"))


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for entry in snapshot.papers:
        told = _share(snapshot, entry)
        if told is not None:
            explained, total = told
            words = {"title": entry.paper.title or entry.path, "explained": str(explained), "total": str(total)}
            message = (
                "“{title}” explains {explained} of {total} definitions, and none of them surely: is it the right paper?"
            )
            yield make(RULE, entry.path, Span(0, 0), message, about="", paper=entry.paper.id, words=words)


def _share(snapshot: Snapshot, entry: PaperEntry) -> tuple[int, int] | None:
    """How much of its code a paper explains, where that is next to nothing."""
    identity = entry.paper.id
    # A person's word, a citation, a sure link or an equation that is computed: each alone ties code and paper.
    if any(each.paper == identity and each.resolution == "found" for each in snapshot.graph.mentions) or any(
        each.paper == identity and each.kind == "exact" for each in snapshot.graph.lines
    ):
        return None
    explained = total = 0
    for each in snapshot.graph.explanations:
        source = snapshot.sources.get(each.file)
        symbol = source.by_name.get(each.symbol) if source is not None else None
        if symbol is None or symbol.kind not in _DEFINITIONS or each.verdict == "trivial":
            continue
        if not any(one.paper.id == identity for one in snapshot.papers_for(each.file)):
            continue
        total += 1
        mine = [link for link in each.links if link.paper == identity] if each.verdict == "explained" else []
        if any(link.origin != "inferred" or link.score >= SURE for link in mine):
            return None
        explained += bool(mine)
    if total < LEAST_DEFINITIONS or explained >= LEAST_SHARE * total:
        return None
    return explained, total
