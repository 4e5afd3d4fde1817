"""What a mention prints, "Eqs. (3) and (4)" → the anchors of a paper with these numbers."""

from __future__ import annotations

from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import Mention

_KINDS: dict[str, tuple[str, ...]] = {
    "section": ("section",),
    "equation": ("equation",),
    "algorithm": ("algorithm",),
    "figure": ("figure",),
    "table": ("table",),
    "theorem": ("theorem",),
}


def numbered_as(paper: Paper, mention: Mention, number: str) -> tuple[Anchor, ...]:
    """The anchors that one of a mention's numbers means."""
    return find_numbered(paper, mention.kind, number, supplement=mention.supplement)


def find_numbered(paper: Paper, kind: str, number: str, *, supplement: bool = False) -> tuple[Anchor, ...]:
    """The anchors of a kind with this printed number; for a page, the first heading on it or the part that runs over it.

    Of a paper and its supplement the paper comes first. ``supplement`` is for a part that is said to be one of the
    supplement, whose "S2" is also called 2; where there is none beside the paper, it stands at the end of the paper.
    """
    if not paper.documents:
        return _in(paper, (0,), kind, number)
    others = tuple(range(1, len(paper.documents)))
    if supplement:
        return _in(paper, others, kind, number) or _in(paper, others, kind, f"S{number}")
    return _in(paper, (0,), kind, number) or (() if kind == "page" else _in(paper, others, kind, number))


def _in(paper: Paper, documents: tuple[int, ...], kind: str, number: str) -> tuple[Anchor, ...]:
    """The same in some of the PDFs."""
    anchors = [anchor for anchor in paper.anchors if anchor.document in documents]
    if kind == "page":
        pages = paper.documents[documents[0]].pages if paper.documents else paper.pages
        if not number.isdigit() or not 1 <= int(number) <= pages:
            return ()
        headings = [anchor for anchor in anchors if anchor.kind in ("section", "heading")]
        on_page = [anchor for anchor in headings if anchor.page == int(number)]
        before = [anchor for anchor in headings if anchor.page < int(number)]
        return tuple(on_page[:1] or before[-1:])
    wanted = _plain_number(number)
    return tuple(
        anchor
        for anchor in anchors
        if anchor.kind in _KINDS.get(kind, ()) and anchor.number is not None and _plain_number(anchor.number) == wanted
    )


def _plain_number(number: str) -> str:
    return number.strip().strip("().").lower().replace(" ", "")


def targets_of(mention: Mention, paper: Paper) -> tuple[Anchor, ...] | None:
    """The anchors for every number of the mention, or None when one is missing."""
    groups = [numbered_as(paper, mention, number) for number in mention.numbers]
    if not groups or not all(groups):
        return None
    return tuple(dict.fromkeys(anchor for group in groups for anchor in group))


def some_targets(mention: Mention, paper: Paper) -> tuple[tuple[str, str], ...]:
    """Paper and anchor of those numbers of the mention that there are, where others are missing."""
    return tuple((paper.id, anchor.id) for number in mention.numbers for anchor in numbered_as(paper, mention, number))
