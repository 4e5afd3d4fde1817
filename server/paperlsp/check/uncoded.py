"""PL102 part-without-code: an algorithm of the paper, or an equation beside one that is computed, that no code reaches.

Why: A repository for a paper is expected to hold the paper's algorithms, and all equations of an update rather than some.
One that is missing was left out, or stands where nobody will find it.

Bad: a repository for a paper whose Algorithm 2 is nowhere to be found, or code that computes Eq. (3) of a section whose
Eq. (4) nothing computes.

Good: a definition that implements it, or a comment that cites it.

Fix: Cite the part where it is implemented (`# paper: Algorithm 2`). If it is left out on purpose, put the rule into
`ignore`.

Measured: 0 of 10 right over 26 pairs of a paper and published code: the equations are computed by layers of a library or in
another order, which is not followed. So it is off unless it is selected.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.check.summary import anchors_without_code
from paperlsp.index.coverage import computing_lines
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.paper import Anchor
from paperlsp.model.span import Span

RULE = Rule("PL102", "part-without-code", "hint", enabled=False)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    beside = _computed_beside(snapshot)
    for entry, anchor in anchors_without_code(snapshot):
        # Hardly any code reaches every equation; one is missed only where the code computes its neighbour.
        neighbour = beside.get((entry.paper.id, anchor.parent or ""))
        words = {"number": anchor.number or "", "page": str(anchor.page), "title": anchor.title}
        if anchor.kind == "algorithm":
            if not anchor.number:
                message = "No code was found for the algorithm “{title}” (p. {page})."
            elif anchor.title:
                message = "No code was found for Algorithm {number} (p. {page}): “{title}”."
            else:
                message = "No code was found for Algorithm {number} (p. {page})."
        elif neighbour is not None:
            other, symbol = neighbour
            words |= {"symbol": symbol, "other": other.number or ""}
            message = "No code was found for Eq. ({number}) (p. {page}); `{symbol}` computes Eq. ({other}) beside it."
        else:
            continue
        yield make(RULE, entry.path, Span(0, 0), message, about="", paper=entry.paper.id, anchor=anchor.id, words=words)


def _computed_beside(snapshot: Snapshot) -> dict[tuple[str, str], tuple[Anchor, str]]:
    """For each part of a paper the first numbered equation in it that code computes as it stands, and the code's name."""
    found: dict[tuple[str, str], tuple[Anchor, str]] = {}
    for line in computing_lines(snapshot):
        entry = snapshot.paper_by_id.get(line.paper)
        anchor = entry.paper.by_id.get(line.anchor) if entry is not None else None
        if anchor is not None and anchor.kind == "equation" and anchor.number is not None and line.kind == "exact":
            found.setdefault((line.paper, anchor.parent or ""), (anchor, line.symbol))
    return found
