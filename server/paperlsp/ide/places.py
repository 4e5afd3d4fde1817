"""Where a jump can land: a part of a paper, or a place in code."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.model.span import Span


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """An anchor, by the ids of its paper and of itself."""

    paper: str
    anchor: str


@dataclass(frozen=True, slots=True)
class CodePlace:
    """A place in a source: ``span`` is all of it (a definition with its body), ``select`` what the caret lands on."""

    file: str
    span: Span
    select: Span


@dataclass(frozen=True, slots=True)
class Jump:
    """From ``origin``, the bytes that were under the caret, to parts of papers, the best one first."""

    origin: Span
    places: tuple[PaperPlace, ...]


@dataclass(frozen=True, slots=True)
class MentionLink:
    """A mention in a source that can be clicked. ``tooltip`` is plain text, one line."""

    span: Span
    place: PaperPlace
    tooltip: str
