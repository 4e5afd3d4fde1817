"""Glyphs → runs: neighbours on one baseline, scripts included; and which fonts set mathematics."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paperlsp.model.page import Font, Glyph

EXTENSION_FONT = re.compile(r"^(?:cm|tx|px|lm|ntx|npx|yh|eu|pazo)?ex\d*|mathexten|lmmathextension", re.IGNORECASE)
"""Fonts of big delimiters and operators, whose glyphs hang from their origin and do not sit on a baseline."""

MATH_FONT = re.compile(
    r"^(?:cm|lm)(?:mi|sy|ex|bsy|mib)|math|^ms[ab]m|^eu[fs][mb]|^(?:r|n|new)?(?:tx|px)(?:mi|sy|ex|b?mia)|rsfs|stmary|"
    r"^(?:symbol|standardsym|boondox|mtmi|mtsy|mtex|zpzc|pzmi|psyr|rtxmi|dsrom|bbm|bbold|wasy|lasy)|libertinus ?math|symbolmt",
    re.IGNORECASE,
)
LARGEST_JOIN = 1.0
"""In ems. A wider gap parts runs: it is a heading's quad, a table's column gap or the gutter between columns."""


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
