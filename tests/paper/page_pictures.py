"""Small papers set by hand, glyph by glyph, so that a test can say in a few lines what stands where on a page.

``Sheet`` is a page with a cursor. Text is written with marks: ``**bold**``, ``_slanted_`` and ``~`` for a wide gap of
one em. Every letter is half an em wide; a full line is stretched to the column's edge, as TeX would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph, OutlineEntry, RawDocument, RawPage, Rule

ROMAN = Font("Times-Roman", bold=False, italic=False, mono=False)
BOLD = Font("Times-Bold", bold=True, italic=False, mono=False)
SLANTED = Font("Times-Italic", bold=False, italic=True, mono=False)
SMALL_CAPS = Font("CMCSC10", bold=False, italic=False, mono=False)
SANS = Font("Helvetica", bold=False, italic=False, mono=False)
MATHS = Font("CMMI10", bold=False, italic=True, mono=False)

WORDS = [
    "the",
    "model",
    "reads",
    "each",
    "token",
    "once",
    "and",
    "keeps",
    "what",
    "it",
    "has",
    "seen",
    "in",
    "a",
    "state",
    "of",
    "fixed",
    "size",
    "so",
    "that",
    "later",
    "steps",
    "can",
    "use",
    "it",
    "when",
    "they",
    "decide",
    "which",
    "part",
    "of",
    "the",
    "input",
    "matters",
    "for",
    "the",
    "answer",
    "that",
    "is",
    "asked",
    "of",
    "them",
    "by",
    "the",
    "task",
    "at",
    "hand",
]


def prose(words: int, start: int = 0) -> str:
    """So many words of running text, beginning with a capital and ending with a full stop."""
    text = " ".join(WORDS[(start + at) % len(WORDS)] for at in range(words))
    return text[:1].upper() + text[1:] + "."


@dataclass
class Sheet:
    """One page of US letter; ``left`` and ``right`` are the edges of the column being filled, in points."""

    number: int = 1
    left: float = 108.0
    right: float = 504.0
    y: float = 90.0
    size: float = 10.0
    gap: float = 12.0
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    def column(self, left: float, right: float, y: float) -> None:
        self.left, self.right, self.y = left, right, y

    def space(self, points: float) -> None:
        self.y += points

    def rule(self, left: float | None = None, right: float | None = None) -> None:
        """A thin line at the cursor, over the column if no edges are given."""
        x0, x1 = self.left if left is None else left, self.right if right is None else right
        self.rules.append(Rule(Box(x0, self.y, x1, self.y + 0.5)))

    def line(
        self,
        text: str,
        *,
        x: float | None = None,
        size: float | None = None,
        font: Font = ROMAN,
        stretch: bool = False,
        step: float | None = None,
    ) -> None:
        """One line at the cursor, which then goes down by ``step`` (1.2 times the size, if not given)."""
        size = size or self.size
        at = self.left if x is None else x
        pieces = _pieces(text, font)
        natural = sum(_width(letter, size) for letter, _ in pieces)
        blanks = sum(letter == " " for letter, _ in pieces)
        extra = (self.right - at - natural) / blanks if stretch and blanks else 0.0
        for letter, face in pieces:
            width = _width(letter, size)
            if letter not in " ~":
                box = Box(at, self.y - 0.7 * size, at + width, self.y + 0.2 * size)
                self.glyphs.append(Glyph(letter, ord(letter), face, size, at, self.y, box))
            at += width + (extra if letter == " " else 0.0)
        self.y += 1.2 * size if step is None else step

    def centred(self, text: str, *, size: float | None = None, font: Font = ROMAN) -> None:
        width = sum(_width(letter, size or self.size) for letter, _ in _pieces(text, font))
        self.line(text, x=(self.left + self.right - width) / 2, size=size, font=font)

    def paragraph(self, text: str, *, indent: float = 0.0, size: float | None = None, font: Font = ROMAN) -> None:
        """Text broken into lines at the column's edge, all but the last of them stretched to it."""
        size = size or self.size
        words, current, first = text.split(" "), "", True
        lines: list[str] = []
        for word in words:
            tried = f"{current} {word}".strip()
            room = self.right - self.left - (indent if first else 0.0)
            if current and sum(_width(letter, size) for letter, _ in _pieces(tried, font)) > room:
                lines.append(current)
                current, first = word, False
            else:
                current = tried
        whole = [*lines, current]
        for at, line in enumerate(whole):
            for mark in ("**", "_"):
                # A phrase that wraps goes on in its face.
                if " ".join(whole[:at]).count(mark) % 2:
                    line = mark + line  # noqa: PLW2901 -- The same line, with its face said again.
            start = self.left + (indent if at == 0 else 0.0)
            self.line(line, x=start, size=size, font=font, stretch=at < len(lines), step=self.gap * size / self.size)

    def page(self) -> RawPage:
        return RawPage(self.number, 612.0, 792.0, tuple(self.glyphs), tuple(self.rules), tuple(self.pictures))


def document(*sheets: Sheet, outline: tuple[OutlineEntry, ...] = ()) -> RawDocument:
    return RawDocument("0" * 64, len(sheets), tuple(sheet.page() for sheet in sheets), outline)


def _width(letter: str, size: float) -> float:
    return size if letter == "~" else 0.28 * size if letter == " " else 0.5 * size


def _pieces(text: str, font: Font) -> list[tuple[str, Font]]:
    """Letters with their faces."""
    found: list[tuple[str, Font]] = []
    face = font
    for piece in re.split(r"(\*\*|_)", text):
        if piece == "**":
            face = font if face is BOLD else BOLD
        elif piece == "_":
            face = font if face is SLANTED else SLANTED
        else:
            found += [(letter, face) for letter in piece]
    return found
