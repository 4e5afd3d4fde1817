"""Glyphs → runs (neighbours on one baseline) → lines with their text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from paperlsp.formula import glyph_text
from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph

EXTENSION_FONT = re.compile(r"^(?:cm|tx|px|lm|ntx|npx|yh|eu|pazo)?ex\d*|mathexten|lmmathextension", re.IGNORECASE)
"""Fonts of big delimiters and operators, whose glyphs hang from their origin and do not sit on a baseline."""

MATH_FONT = re.compile(
    r"^(?:cm|lm)(?:mi|sy|ex|bsy|mib)|math|^ms[ab]m|^eu[fs][mb]|^(?:r|n|new)?(?:tx|px)(?:mi|sy|ex|b?mia)|rsfs|stmary|"
    r"^(?:symbol|standardsym|boondox|mtmi|mtsy|mtex|zpzc|pzmi|psyr|rtxmi|dsrom|bbm|bbold|wasy|lasy)|libertinus ?math|symbolmt",
    re.IGNORECASE,
)
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

LARGEST_JOIN = 1.0
"""In ems. A wider gap parts runs: it is a heading's quad, a table's column gap or the gutter between columns."""

WORD_GAP = 0.13
"""In ems. TeX's word space shrinks to 0.22 em, and to 0.15 in tight fonts; kerns and italic corrections stay below 0.1."""

BY_X = attrgetter("x")
"""The key by which glyphs are put in order from left to right."""

SETTING = attrgetter("font", "size", "y")


class Run:
    """Glyphs that follow each other on one baseline, scripts included."""

    __slots__ = ("captioned", "glyphs", "size", "x0", "x1", "y")

    def __init__(self, glyph: Glyph) -> None:
        self.glyphs = [glyph]
        self.captioned: bool | None = None
        """Whether a caption begins with it, once that has been asked."""
        self.x0 = glyph.box.x0
        self.x1 = glyph.box.x1
        self.y = glyph.y
        self.size = 0.0 if is_extension(glyph.font) else glyph.size

    def takes(self, glyph: Glyph) -> bool:
        em = max(self.size, glyph.size)
        gap = glyph.box.x0 - self.x1
        if not -1.5 * em < gap < LARGEST_JOIN * em:
            return False
        shift = abs(glyph.y - self.y)
        if is_extension(glyph.font):
            return shift < 2.5 * em and (self.size == 0.0 or self._meets(glyph))
        if self.size == 0.0:
            return shift < 2.5 * em
        alike = min(self.size, glyph.size) > 0.85 * em
        return shift < (0.22 if alike else 0.7) * em

    def _meets(self, glyph: Glyph) -> bool:
        """Whether the ink of a big delimiter reaches this run's height: one that hangs below it opens the next line."""
        shape = glyph.shape
        if shape is None or shape.height + shape.depth <= 0.0:
            return True
        return glyph.y - shape.height * glyph.size < self.bottom and glyph.y + shape.depth * glyph.size > self.top

    def add(self, glyph: Glyph) -> None:
        self.glyphs.append(glyph)
        self.x0 = min(self.x0, glyph.box.x0)
        self.x1 = max(self.x1, glyph.box.x1)
        if not is_extension(glyph.font) and glyph.size > self.size * 1.05:
            self.y, self.size = glyph.y, glyph.size

    @property
    def top(self) -> float:
        return self.y - 0.72 * (self.size or self.glyphs[0].size)

    @property
    def bottom(self) -> float:
        return self.y + 0.22 * (self.size or self.glyphs[0].size)


_extension: dict[str, bool] = {}
_maths: dict[str, bool] = {}


def is_extension(font: Font) -> bool:
    found = _extension.get(font.name)
    if found is None:
        found = _extension[font.name] = bool(EXTENSION_FONT.search(font.name))
    return found


def is_maths(font: Font) -> bool:
    found = _maths.get(font.name)
    if found is None:
        found = _maths[font.name] = bool(MATH_FONT.search(font.name)) or is_extension(font)
    return found


def runs_of(glyphs: Iterable[Glyph]) -> list[Run]:
    """Runs in drawing order. White space glyphs are left out: gaps say the same, in every PDF."""
    runs: list[Run] = []
    current: Run | None = None
    for glyph in glyphs:
        if glyph.text.isspace() or glyph.size < 1.0:
            continue
        if current is None:
            runs.append(current := Run(glyph))
            continue
        # Nearly every glyph stands on its run's baseline, in its size, right behind the glyph before it.
        x0, _, x1, _ = glyph.box
        size = current.size
        if glyph.size == size and glyph.y == current.y and current.x1 - size < x0 < current.x1 + LARGEST_JOIN * size:
            current.glyphs.append(glyph)
            current.x0 = min(current.x0, x0)
            current.x1 = max(current.x1, x1)
        elif current.takes(glyph):
            current.add(glyph)
        else:
            runs.append(current := Run(glyph))
    return runs


@dataclass(eq=False)
class Line:
    """One line of one lane. ``lane`` is 0 for a line across the page, 1 for the left or only column, 2 for the right, and
    from 3 on a region or a block that stands beside another.

    ``size`` is the size of most glyphs and ``y`` their baseline, in points.
    """

    page: int
    lane: int
    glyphs: list[Glyph]
    role: str = ""
    width: float = field(default=0.0)
    """The width of the lane that the line stands in, in points."""
    left: float = 0.0
    """The left edge of that lane."""
    region: Box | None = None
    """The table, algorithm or figure that the line stands in, where one is drawn."""

    @cached_property
    def ordered(self) -> list[Glyph]:
        """The glyphs from left to right."""
        return sorted(self.glyphs, key=BY_X)

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
        return sum(count for (font, _, _), count in self.settings.items() if is_maths(font)) / len(self.glyphs)

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
    widest = 1.3 * line.size
    gaps = 0
    for before, after in pairwise(line.ordered):
        gaps += after.box[0] - before.box[2] > widest
    return gaps >= 2


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
