"""Pictures of formulas → what the reader makes of them.

A picture is a few rows, each with its baseline and size in points, and after a bar the characters where they stand: a
column is half an em of ten points. Letters are Computer Modern's italics, everything else its roman or symbols; a row that
begins with ``r`` is upright. ``-`` in a row that begins with ``rule`` draws a line at that height.
"""

from __future__ import annotations

from paperlsp.formula import read_formula
from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph, Rule, Shape

COLUMN = 5.0
ITALIC, ROMAN = Font("CMMI10", False, True, False), Font("CMR10", False, False, False)
SIGNS, LARGE = Font("CMSY10", False, False, False), Font("CMEX10", False, False, False)
BLACKBOARD = Font("MSBM10", False, False, False)

# The ink of what hangs from its origin, in ems: left, right, height, depth, as in fonts made for TeX.
HANGING = {
    "∑": Shape("summationdisplay", 0.06, 1.39, 0.0, 1.4),
    "√": Shape("radicalbig", 0.11, 0.5, 0.04, 1.16),
    "⟮": Shape("parenleftbig", 0.15, 0.41, 0.04, 1.16),
    "⟯": Shape("parenrightbig", 0.04, 0.31, 0.04, 1.16),
    "⦃": Shape("braceleftBigg", 0.1, 0.5, 0.04, 2.96),
    "⏜": Shape("hatwidest", 0.0, 1.45, 0.75, -0.57),
    "⏝": Shape("tildewide", 0.0, 0.56, 0.72, -0.56),
}
SIGN_NAMES = {"→": "arrowright", "∼": "similar", "−": "minus", "′": "prime", "∈": "element"}


def glyph(character: str, x: float, y: float, size: float = 10.0, font: Font | None = None) -> Glyph:
    """One glyph with ink as far as letters reach; ``x`` and ``y`` are its origin."""
    if character in HANGING:
        shape = HANGING[character]
        width = shape.right * size
        return Glyph("\ufffd", 1, LARGE, size, x, y, Box(x, y, x + width, y + size), shape)
    name, chosen = character, font
    if chosen is None:
        chosen = ITALIC if character.isalpha() else SIGNS if character in SIGN_NAMES else ROMAN
    name = SIGN_NAMES.get(character, character)
    tall = character.isdigit() or character.isupper() or character in "bdfhklt()[]{}|"
    deep = character in "()[]{}|gjpqy,"
    shape = Shape(name, 0.03, 0.47, 0.7 if tall else 0.1 if character in ".," else 0.45, 0.2 if deep else 0.0)
    width = 0.5 * size
    return Glyph(
        character, ord(character) % 256, chosen, size, x, y, Box(x, y - 0.7 * size, x + width, y + 0.2 * size), shape
    )


def picture(text: str) -> tuple[list[Glyph], list[Rule]]:
    """The glyphs and rules of a picture."""
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    for row in text.strip("\n").splitlines():
        head, _, body = row.partition("|")
        words = head.split()
        if not words:
            continue
        if words[0] == "rule":
            y = float(words[1])
            start = len(body) - len(body.lstrip())
            rules.append(Rule(Box(start * COLUMN, y - 0.2, len(body.rstrip()) * COLUMN, y + 0.2)))
            continue
        upright = words[0] == "r"
        y, size = float(words[-2]), float(words[-1])
        for column, character in enumerate(body):
            if character != " ":
                font = BLACKBOARD if character == "𝔼" else ROMAN if upright and character.isalpha() else None
                glyphs.append(glyph("E" if character == "𝔼" else character, column * COLUMN, y, size, font))
    return glyphs, rules


def check(text: str, expected: str) -> None:
    """``text`` is a picture, ``expected`` its LaTeX."""
    latex = read_formula(*picture(text)).latex
    assert latex == expected, latex
