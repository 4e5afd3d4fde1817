"""What a drawing of a page's reading shows, as plain records: who draws knows nothing of how papers are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from paperlsp.model.geometry import Box

MarkKind = Literal[
    "text",
    "title",
    "author",
    "section",
    "run-in",
    "theorem",
    "equation",
    "number",
    "caption",
    "float",
    "table",
    "algorithm",
    "furniture",
    "footnote",
    "reference",
    "lane",
    "rule",
    "picture",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """A frame on the page, in points, with a short label beside its top left corner."""

    kind: MarkKind
    box: Box
    label: str = ""
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph beside the page: a head such as "(5)" and what was read there, a line each."""

    kind: MarkKind
    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """One picture: a stage ("lines", "parts") over the page ``page``, which starts at 1."""

    page: int
    stage: str
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...] = ()
