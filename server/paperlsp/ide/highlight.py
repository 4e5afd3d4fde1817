"""A caret on a name → everything in the file that spells the same notation: ``beta1``, ``self.beta_1``, β₁ in a comment.

A name that is spelled in one way only is left to the Python server beside us, which knows its scopes.
"""

from __future__ import annotations

from paperlsp.ide.spelling import known_keys, spellings
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.span import Span


def highlights(snapshot: Snapshot, file: str, offset: int) -> tuple[Span, ...]:
    """By place; none where the caret is on no notation of the file's papers, or on one that has a single spelling."""
    source = snapshot.sources.get(file)
    papers = [entry.paper for entry in snapshot.papers_for(file)]
    if source is None or not papers:
        return ()
    found = spellings(source, known_keys(papers))
    here = next((each for each in found if each.span.contains(offset)), None)
    if here is None:
        return ()
    same = [each for each in found if each.key == here.key]
    return tuple(each.span for each in same) if len({each.text for each in same}) > 1 else ()
