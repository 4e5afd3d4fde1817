"""An anchor → the part of the paper in which a definition made there holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from paperlsp.model.paper import Anchor

_WHOLE = re.compile(
    r"\b(?:notations?|notational|nomenclature|preliminar\w+|conventions?|definitions?|set-?up|symbols|background|"
    r"abstract|introduction|problem (?:statement|formulation|setting)|formulation)\b",
    re.IGNORECASE,
)
"""Headings under which a paper says what holds from there to its end."""


def path_of(anchor: str | None, by_id: Mapping[str, Anchor]) -> tuple[Anchor, ...]:
    """The anchors from the innermost to the outermost that a place stands in."""
    path: list[Anchor] = []
    while anchor is not None and anchor in by_id and len(path) < 16:
        path.append(by_id[anchor])
        anchor = by_id[anchor].parent
    return tuple(path)


def scope_of(anchor: str | None, by_id: Mapping[str, Anchor]) -> str | None:
    """The theorem or the innermost section; None, the whole paper, where notation is laid down for all of it."""
    path = path_of(anchor, by_id)
    if path and path[0].kind == "theorem":
        return path[0].id
    sections = [each for each in path if each.kind == "section"]
    if not sections or any(_WHOLE.search(each.title) for each in path):
        return None
    return sections[0].id


def in_appendix(path: tuple[Anchor, ...]) -> bool:
    """Whether the outermost section is an appendix, whose notation the paper's body does not use."""
    if not path:
        return False
    outermost = path[-1]
    number = outermost.number or ""
    return number[:1].isalpha() or outermost.title.lower().startswith(("appendi", "supplement"))
