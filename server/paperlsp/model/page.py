"""What the PDF reader hands on: each page as glyphs and drawn rules, before anyone has judged what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from paperlsp.model.geometry import Box
from paperlsp.model.problem import Problem


class Font(NamedTuple):
    """A face as the PDF names it, without the subset prefix (``CMMI10``, not ``ABCDEF+CMMI10``).

    A named tuple and not a dataclass, because fonts are compared and looked up by for nearly every glyph.
    """

    name: str
    bold: bool
    italic: bool
    mono: bool


class Shape(NamedTuple):
    """What a font program says of one glyph: its ``name`` there, and where its ink lies.

    In ems from the origin: ``left`` and ``right`` along the baseline, ``height`` above it, ``depth`` below it.
    """

    name: str
    left: float
    right: float
    height: float
    depth: float


class Glyph(NamedTuple):
    """One drawn character.

    ``text`` is what the PDF's Unicode map says, which may be a control or private-use character in a maths font;
    ``code`` is the glyph's number within its font. ``x`` and ``y`` are the origin on the baseline and ``size`` is
    the font size, all in points. ``shape`` is None where the PDF does not hold the font's program.
    """

    text: str
    code: int
    font: Font
    size: float
    x: float
    y: float
    box: Box
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin drawn line or filled bar, horizontal or vertical: a fraction bar, a radical, a table line."""

    box: Box

    @property
    def horizontal(self) -> bool:
        return self.box.width >= self.box.height


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page.

    ``number`` starts at 1; ``pictures`` are the boxes of raster images and of vector drawings; ``turned`` is the
    text that does not run from left to right, such as arXiv's stamp in the margin, in drawing order. In long documents
    glyphs and pictures are packed (see ``packed``) and made anew whenever they are looked at.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: tuple[Rule, ...]
    pictures: Sequence[Box]
    turned: str = ""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the outline (bookmarks) that the PDF carries. ``y`` is in points from the top, or None."""

    level: int
    title: str
    page: int
    y: float | None


@dataclass(frozen=True, slots=True)
class Destination:
    """A place that links within the PDF lead to, by the name that its creator gave it: ``section.3``, ``equation.2.5``."""

    name: str
    page: int


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A whole PDF as it was drawn. ``metadata_title`` and ``metadata_author`` are what its creator wrote, often wrong."""

    digest: str
    page_count: int
    pages: tuple[RawPage, ...]
    outline: tuple[OutlineEntry, ...] = ()
    metadata_title: str = ""
    metadata_author: str = ""
    problems: tuple[Problem, ...] = field(default=())
    destinations: tuple[Destination, ...] = ()
