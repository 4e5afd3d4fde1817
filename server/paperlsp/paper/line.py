"""A row of runs → a line with its text, and all that is asked of it again and again."""

from __future__ import annotations

import contextlib
import unicodedata
from array import array
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from paperlsp.formula import glyph_text
from paperlsp.model.geometry import Box
from paperlsp.model.packed import PackedGlyphs
from paperlsp.model.page import Font, Glyph
from paperlsp.paper.run import is_extension, is_maths

COMBINING = {
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "¯": "\u0304",
    "˙": "\u0307",
    "¨": "\u0308",
    "´": "\u0301",
    "`": "\u0300",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "¸": "\u0327",
    "˚": "\u030a",
    "˝": "\u030b",
    "\u0337": "\u0337",
}

STROKE = "\u0337"
"""What TeX draws over an l for the Polish letter."""

WORD_GAP = 0.13
"""In ems. TeX's word space shrinks to 0.22 em, and to 0.15 in tight fonts; kerns and italic corrections stay below 0.1."""

BY_X = attrgetter("x")
"""The key by which glyphs are put in order from left to right."""

SETTING = attrgetter("font", "size", "y")

FOLDED = ("text", "size", "y", "box", "largest", "maths", "cells")
"""What a folded line knows without its glyphs: that is asked of every line once all are there."""


class Line:
    """One line of one lane. ``lane`` is 0 for a line across the page, 1 for the left or only column, 2 for the right, and
    from 3 on a region or a block that stands beside another.

    ``size`` is the size of most glyphs and ``y`` their baseline, in points; ``width`` and ``left`` are those of the lane.
    ``region`` is the table, algorithm or figure that the line stands in, where one is drawn. A line of a long document
    is folded: it knows what is asked of it again and again, and makes its glyphs anew for whom they are still wanted.
    """

    def __init__(
        self,
        page: int,
        lane: int,
        glyphs: list[Glyph],
        role: str = "",
        width: float = 0.0,
        left: float = 0.0,
        region: Box | None = None,
    ) -> None:
        self.page = page
        self.lane = lane
        self.role = role
        self.width = width
        self.left = left
        self.region = region
        self.count = len(glyphs)
        """How many glyphs there are."""
        self._glyphs: list[Glyph] | None = glyphs
        self._ordered: list[Glyph] | None = None
        self._sheet: PackedGlyphs | None = None
        self._places: array[int] | None = None

    @property
    def glyphs(self) -> list[Glyph]:
        if self._glyphs is not None:
            return self._glyphs
        return self._sheet.picked(self._places) if self._sheet is not None and self._places is not None else []

    @property
    def ordered(self) -> list[Glyph]:
        """The glyphs from left to right."""
        if self._ordered is not None:
            return self._ordered
        ordered = sorted(self.glyphs, key=BY_X)
        if self._glyphs is not None:
            self._ordered = ordered
        return ordered

    def fold(self, sheet: PackedGlyphs, places: array[int]) -> None:
        """Let go of the glyphs, which stand in ``sheet`` at ``places``."""
        for name in FOLDED:
            getattr(self, name)
        self.__dict__.pop("settings", None)
        self._sheet, self._places = sheet, places
        self._glyphs = self._ordered = None

    def unfold(self) -> None:
        """Hold the glyphs again, so that they are the same ones from look to look."""
        self._glyphs = self.glyphs

    def packed(self, glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
        """Some of the line's glyphs to be kept for later: packed, where those of the line are."""
        return self._sheet.packed(glyphs) if self._sheet is not None else glyphs

    def close(self) -> None:
        """Let go of the glyphs again, where they can be made anew."""
        if self._sheet is not None:
            self._glyphs = self._ordered = None
            self.__dict__.pop("settings", None)

    @cached_property
    def settings(self) -> Mapping[tuple[Font, float, float], int]:
        """The few fonts, sizes and baselines that a line is set in, with how many glyphs have each: most of what is
        asked of a line follows from them, without going through its glyphs again.
        """
        return Counter(map(SETTING, self.glyphs))

    @cached_property
    def size(self) -> float:
        counts: dict[float, int] = {}
        for (font, size, _), count in self.settings.items():
            if not is_extension(font):
                counts[size] = counts.get(size, 0) + count
        return max(counts, key=lambda size: (counts[size] * size, size)) if counts else self.glyphs[0].size

    @cached_property
    def y(self) -> float:
        least = 0.9 * self.size
        counts: dict[float, int] = {}
        for (_, size, y), count in self.settings.items():
            if size >= least:
                near = round(y, 1)
                counts[near] = counts.get(near, 0) + count
        return max(counts, key=lambda y: (counts[y], -y)) if counts else self.glyphs[0].y

    @cached_property
    def box(self) -> Box:
        boxes = [glyph.box for glyph in self.glyphs]
        plain = [setting for setting in self.settings if not is_extension(setting[0])] or list(self.settings)
        top = min([y - 0.72 * size for _, size, y in plain])
        bottom = max([y + 0.22 * size for _, size, y in plain])
        return Box(min([box[0] for box in boxes]), top, max([box[2] for box in boxes]), bottom)

    @cached_property
    def text(self) -> str:
        return _text_of(self.ordered)

    @cached_property
    def bold(self) -> float:
        """The share of letters set in bold."""
        letters = [glyph for glyph in self.glyphs if glyph.text.isalpha() and not is_maths(glyph.font)]
        return sum(glyph.font.bold for glyph in letters) / len(letters) if letters else 0.0

    @cached_property
    def largest(self) -> float:
        """The size of the largest letters: the capitals of small caps count, a single dropped initial as well."""
        for size in sorted({size for _, size, _ in self.settings}, reverse=True):
            if any(glyph.size == size and glyph.text.isalnum() for glyph in self.glyphs):
                return size
        return self.size

    @cached_property
    def font(self) -> str:
        counts: dict[str, int] = {}
        for (font, _, _), count in self.settings.items():
            counts[font.name] = counts.get(font.name, 0) + count
        return max(counts, key=lambda name: (counts[name], name))

    @cached_property
    def maths(self) -> float:
        """The share of glyphs that come from mathematical fonts or are digits, operators and brackets among them."""
        return sum(count for (font, _, _), count in self.settings.items() if is_maths(font)) / self.count

    @cached_property
    def cells(self) -> bool:
        """Whether it is a row of a table: pieces parted by wide gaps."""
        widest = 1.3 * self.size
        gaps = 0
        for before, after in pairwise(self.ordered):
            gaps += after.box[0] - before.box[2] > widest
        return gaps >= 2

    @property
    def small_caps(self) -> bool:
        """LaTeX draws small caps as capitals in two sizes: "I NTRODUCTION"."""
        letters = [g for g in self.glyphs if g.text.isalpha() and abs(g.y - self.y) < 0.5 and not is_maths(g.font)]
        sizes = {round(g.size, 1) for g in letters}
        if len(sizes) < 2 or any(g.text.islower() for g in letters):
            return False
        return 0.65 < min(sizes) / max(sizes) < 0.92


def text_of(glyphs: Sequence[Glyph]) -> str:
    """The text of glyphs on one line: words parted by gaps, ligatures and accents undone, small caps in their case."""
    return _text_of(sorted(glyphs, key=BY_X))


def _text_of(ordered: Sequence[Glyph]) -> str:
    pieces: list[str] = []
    previous: Glyph | None = None
    accent = ""
    font: Font | None = None
    maths = False
    for glyph in ordered:
        raw = glyph.text
        if previous is not None and raw == previous.text and _same_ink(previous, glyph):
            continue
        if glyph.font is not font:
            font = glyph.font
            maths = is_maths(font)
        # A text font's characters are what they say: only maths needs its fonts' own tables.
        text = raw if not maths and raw.isascii() and raw.isprintable() else _plain(_meant(glyph, maths=maths))
        if previous is not None:
            if glyph.box[0] - previous.box[2] > WORD_GAP * min(glyph.size, previous.size):
                pieces.append(" ")
            if raw.isupper() and _is_small_capital(glyph, previous, pieces):
                text = text.lower()
        if text in COMBINING and len(ordered) > 1 and (raw not in "^`" or _stands_over(glyph, ordered)):
            if previous is not None and previous.text[-1:].isalpha() and _stands_over(glyph, (previous,)):
                # An accent wider than its letter begins before it, a narrow one behind its letter's beginning.
                pieces[-1] = _accented(pieces[-1], COMBINING[text])
                continue
            accent = COMBINING[text]
        elif accent:
            if previous is not None and not _reaches(previous, glyph):
                pieces.append(previous.text)
                accent = ""
            pieces.append(_accented(text[:1], accent) + text[1:])
            accent = ""
        else:
            pieces.append(text)
        previous = glyph
    return unicodedata.normalize("NFC", "".join(pieces)).strip()


def _accented(letter: str, accent: str) -> str:
    """A letter with an accent; TeX takes the dots off an i and a j that get another."""
    if accent == STROKE:
        return {"L": "Ł", "l": "ł"}.get(letter, letter)
    return ({"ı": "i", "ȷ": "j"}.get(letter, letter) + accent) if accent else letter


def _reaches(accent: Glyph, letter: Glyph) -> bool:
    """Whether an accent begins where a letter is: a tilde in an address has a place of its own."""
    return accent.box[2] > letter.box[0] + 0.1 * letter.size or accent.text not in COMBINING


def _stands_over(accent: Glyph, letters: Sequence[Glyph]) -> bool:
    """Whether the middle of an accent lies over or under a letter's inner part."""
    middle = (accent.box[0] + accent.box[2]) / 2
    for letter in letters:
        left, _, right, _ = letter.box
        inner = 0.15 * (right - left)
        near = left + inner < middle < right - inner and abs(letter.y - accent.y) < 0.5 * letter.size
        if near and letter is not accent and letter.text[-1:].isalpha():
            return True
    return False


def _meant(glyph: Glyph, *, maths: bool) -> str:
    unknown = not glyph.text.isprintable() or glyph.text == "\ufffd"
    return glyph_text(glyph) if maths or unknown else glyph.text


def is_cells(line: Line) -> bool:
    """A row of a table: pieces parted by wide gaps."""
    return line.cells


def fold(lines: Sequence[Line], glyphs: Sequence[Glyph], sheet: PackedGlyphs) -> None:
    """Let the lines of a page go of its ``glyphs``, which ``sheet`` holds packed and in the same order."""
    places = {id(glyph): place for place, glyph in enumerate(glyphs)}
    for line in lines:
        line.fold(sheet, array("I", [places[id(glyph)] for glyph in line.glyphs]))


@contextlib.contextmanager
def unfolded(lines: Sequence[Line]) -> Generator[None]:
    """Within it the lines' glyphs stay the same ones, so that they can be told apart by identity."""
    for line in lines:
        line.unfold()
    try:
        yield
    finally:
        for line in lines:
            line.close()


def continued_text(line: Line, first: Line) -> str:
    """The text of a line that goes on in the small caps of ``first``: there may be no capital to measure against."""
    if not first.small_caps:
        return line.text
    capital = first.largest
    pieces = [
        glyph._replace(text=glyph.text.lower()) if glyph.size < 0.92 * capital and not is_maths(glyph.font) else glyph
        for glyph in line.glyphs
    ]
    return text_of(pieces)


def _same_ink(one: Glyph, other: Glyph) -> bool:
    """Poor man's bold draws a glyph several times, a hair apart."""
    near = abs(one.x - other.x) < 0.06 * one.size and abs(one.y - other.y) < 0.06 * one.size
    return near and one.size == other.size and one.font == other.font


def _is_small_capital(glyph: Glyph, previous: Glyph, pieces: list[str]) -> bool:
    if abs(glyph.y - previous.y) > 0.05 * glyph.size or glyph.font != previous.font:
        return False
    if 0.65 < glyph.size / previous.size < 0.92:
        return previous.text.isupper() or pieces[-1] == " " or not previous.text.isalnum()
    # Within a word, a small capital follows a small capital, and its neighbour has been lowered already.
    last = next((piece for piece in reversed(pieces) if piece.strip() and piece[-1].isalpha()), "")
    return glyph.size == previous.size and last.islower() and previous.text.isupper()


def _plain(text: str) -> str:
    if len(text) == 1:
        if "\ufb00" <= text <= "\ufb06":
            return unicodedata.normalize("NFKC", text)
        if text < " " or "\ue000" <= text <= "\uf8ff":
            return "\ufffd"
    return text
