r"""A picture of a line → its glyphs. Text between bars is mathematics: ``the rate |α_1| is``.

In mathematics ``_`` and ``^`` lower and raise what follows, one character or a group in braces; letters are set in
the maths italics, signs in the font of symbols, digits, brackets and words in quotes in the upright font.
"""

from paperlsp.model.geometry import Box
from paperlsp.model.page import Font, Glyph
from paperlsp.paper.line import Line

TIMES = Font("NimbusRomNo9L-Regu", bold=False, italic=False, mono=False)
ITALIC = Font("NimbusRomNo9L-ReguItal", bold=False, italic=True, mono=False)
MODERN = Font("CMR10", bold=False, italic=False, mono=False)
LETTERS = Font("CMMI10", bold=False, italic=True, mono=False)
SYMBOLS = Font("CMSY10", bold=False, italic=False, mono=False)
SIGNS = "−×·∈∇≤≥≈∼→←∞±|"
WIDE = "=<>≤≥≈∼→←∈"
"""Relations, which stand apart from what is beside them; the others of ``SIGNS`` a little less."""


class Setter:
    def __init__(self, body: Font, upright: Font, letters: Font, size: float = 10.0, y: float = 100.0) -> None:
        self.body, self.upright, self.letters, self.size, self.y = body, upright, letters, size, y
        self.x = 50.0
        self.glyphs: list[Glyph] = []

    def put(self, text: str, font: Font, *, scale: float = 1.0, rise: float = 0.0) -> None:
        size = self.size * scale
        width = 0.5 * size
        y = self.y - rise * self.size
        box = Box(self.x, y - 0.7 * size, self.x + width, y + 0.2 * size)
        self.glyphs.append(Glyph(text, ord(text), font, size, self.x, y, box))
        self.x += width

    def text(self, text: str) -> None:
        for character in text:
            if character == " ":
                self.x += 0.27 * self.size
            else:
                self.put(character, self.body)

    def maths(self, text: str, *, scale: float = 1.0, rise: float = 0.0) -> None:
        at = 0
        while at < len(text):
            character = text[at]
            if character in "_^":
                at += 1
                end = text.index("}", at) if text[at] == "{" else at
                inner = text[at + 1 : end] if text[at] == "{" else text[at]
                self.maths(inner, scale=0.7 * scale, rise=rise + (0.35 if character == "^" else -0.2))
                at = end + 1
                continue
            if character == '"':
                end = text.index('"', at + 1)
                for letter in text[at + 1 : end]:
                    self.put(letter, self.upright, scale=scale, rise=rise)
                at = end + 1
                continue
            space = 0.28 if character in WIDE else 0.22 if character in "−×·+" and at > 0 and scale == 1.0 else 0.0
            if character != " ":
                font = SYMBOLS if character in SIGNS else self.letters if character.isalpha() else self.upright
                self.x += space * self.size * scale
                self.put(character, font, scale=scale, rise=rise)
                self.x += (space if character != "," else 0.17) * self.size * scale
            at += 1


def typeset(
    picture: str, *, body: Font = TIMES, upright: Font = MODERN, letters: Font = LETTERS, y: float = 100.0
) -> Line:
    setter = Setter(body, upright, letters, y=y)
    for at, part in enumerate(picture.split("|")):
        if at % 2:
            setter.maths(part.replace("¦", "|"))
        else:
            setter.text(part)
    return Line(1, 1, setter.glyphs, width=400.0, left=50.0)
