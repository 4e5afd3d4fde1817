"""Glyphs of a line → its text with a stand-in for each formula; the joined text → clean Unicode and the formulas' places.

Lines are joined to paragraphs as text. So that a formula keeps its place through that, each is one character of a
private plane until the paragraph is whole; a formula that is broken over two lines is then read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from paperlsp.formula import Formula, read_formula
from paperlsp.formula.symbols import kind_of
from paperlsp.model.page import Glyph, RawPage, Rule
from paperlsp.model.paper import Inline
from paperlsp.paper.inline.pieces import Faces, Piece, pieces_of
from paperlsp.paper.inline.spans import formulas_of
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, text_of

_FIRST = 0xF0000
_MOST = 0xFFF0
"""Formulas that can be told apart; no paper has so many."""

_STAND_IN = re.compile("[\U000f0000-\U000fffef]")
_BROKEN = re.compile("([\U000f0000-\U000fffef]) ?([\U000f0000-\U000fffef])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOOSE_WORD = re.compile(r"([_^])\((\w{2,})\)(?![\w(])")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r" (−?\d+(?:\.\d+)?%?)(?![\w.]\w)")
_REMEMBERED = 1_000
"""Formulas that are read once however often they stand in the text."""

_SURE_TEXT = 0.4
"""The confidence below which the glyphs' own characters are shown and not the reading of the formula."""


@dataclass(slots=True)
class _Found:
    """A formula as it stands on its line."""

    glyphs: list[Glyph]
    rules: list[Rule]
    opens: bool
    """Whether it ends with a relation, an operator or an open bracket, so that it goes on."""
    continues: bool
    """Whether it begins with a relation or an operator."""
    first: bool = False
    """Whether nothing stands before it on its line."""
    last: bool = False
    numbers: list[str] = field(default_factory=list)
    """Its numbers with commas between the thousands."""


class InlineText:
    """Reads the formulas in running text of one document."""

    def __init__(self, pages: Sequence[RawPage], measures: Measures) -> None:
        fonts = measures.fonts or {glyph.font.name: glyph.font for page in pages for glyph in page.glyphs}
        self._faces = Faces(measures.font, fonts.values())
        self._rules = {
            page.number: [rule for rule in page.rules if rule.horizontal and rule.box.width < 0.3 * page.width]
            for page in pages
        }
        self._found: dict[int, _Found] = {}
        """The formulas that have been marked and not written out yet, by their stand-ins."""
        self._count = 0
        self._read: dict[tuple[object, ...], Formula] = {}

    def marked(self, line: Line) -> str:
        """The text of a line with a stand-in for each formula in it."""
        glyphs = line.glyphs
        if self._faces.may_hold(glyphs, line.size):
            return self.marked_glyphs(glyphs, line)
        return _STAND_IN.sub("\ufffd", line.text)

    def marked_glyphs(self, glyphs: Sequence[Glyph], line: Line) -> str:
        """As ``marked``, for some of the line's glyphs."""
        if not glyphs:
            return ""
        pieces = pieces_of(glyphs, line.size, line.y, self._faces)
        spans = formulas_of(pieces, italics=self._faces.italics)
        if self._count + len(spans) >= _MOST:
            return _STAND_IN.sub("\ufffd", text_of(glyphs))
        text = ""
        at = 0
        for span in spans:
            text += self._prose(pieces[at : span.start], line)
            text += _space(pieces, span.start) if span.start > at else ""
            members = [glyph for piece in pieces[span.start : span.end] for glyph in piece.glyphs]
            found = self._found_in(members, line)
            found.first, found.last = span.start == 0, span.end == len(pieces)
            found.numbers = [piece.text for piece in pieces[span.start : span.end] if _THOUSANDS.fullmatch(piece.text)]
            self._found[_FIRST + self._count] = found
            text += chr(_FIRST + self._count)
            self._count += 1
            at = span.end
            if at < len(pieces):
                text += _space(pieces, at)
        text += self._prose(pieces[at:], line)
        return text.strip()

    def resolve(self, text: str) -> tuple[str, tuple[Inline, ...]]:
        """The text with each stand-in written out, and where the formulas are in it. Each text can be resolved once."""
        joined = _STAND_IN.search(text)
        if joined is None:
            return text, ()
        parts: list[str] = []
        inline: list[Inline] = []
        length = at = 0
        while (match := _STAND_IN.search(text, at)) is not None:
            plain = text[at : match.start()]
            parts.append(plain)
            length += len(plain)
            # What is written out is not held any longer: a paper has thousands of formulas.
            members = [self._found.pop(ord(match.group()))]
            end = match.end()
            while (following := _BROKEN.match(text, end - 1)) is not None:
                other = self._found[ord(following[2])]
                if not (members[-1].last and other.first and (members[-1].opens or other.continues)):
                    break
                members.append(self._found.pop(ord(following[2])))
                end = following.end()
            written, formula = self._written(members)
            latex = formula.latex
            for number in (number for member in members for number in member.numbers):
                written = written.replace(number.replace(",", ", "), number, 1)
                latex = latex.replace(number.replace(",", ", "), number.replace(",", "{,}"), 1)
            if members[-1].opens and members[-1].last and (number := _NUMBER.match(text, end)):
                # Digits at the start of the next line have nothing about them that says mathematics.
                written, latex, end = f"{written} {number[1]}", f"{latex} {_latex_number(number[1])}", number.end()
            if written.startswith("(") and written.count("(") > written.count(")"):
                # A bracket of the text whose partner stands outside of the formula.
                parts.append("(")
                length += 1
                written, latex = written[1:], latex.removeprefix("(")
            parts.append(written)
            if latex and formula.confidence > 0:
                inline.append(Inline(length, length + len(written), latex, formula.confidence))
            length += len(written)
            at = end
        parts.append(text[at:])
        return "".join(parts), tuple(inline)

    def _prose(self, pieces: Sequence[Piece], line: Line) -> str:
        glyphs = [_plain(glyph, line) for piece in pieces for glyph in piece.glyphs]
        return _STAND_IN.sub("\ufffd", text_of(glyphs)) if glyphs else ""

    def _found_in(self, glyphs: list[Glyph], line: Line) -> _Found:
        ordered = sorted(glyphs, key=lambda glyph: glyph.x)
        x0, x1 = ordered[0].box.x0 - 1.0, max(glyph.box.x1 for glyph in ordered) + 1.0
        top, bottom = line.y - 1.3 * line.size, line.y + 0.7 * line.size
        rules = [
            rule
            for rule in self._rules.get(line.page, ())
            if top < rule.box.centre_y < bottom and x0 < rule.box.x0 and rule.box.x1 < x1
        ]
        ends, begins = text_of(ordered[-1:]), text_of(ordered[:1])
        opens = kind_of(ends[-1:]) in ("relation", "binary", "open", "punctuation") if ends else False
        continues = kind_of(begins[:1]) in ("relation", "binary", "close") if begins else False
        return _Found(glyphs, rules, opens, continues)

    def _written(self, members: Sequence[_Found]) -> tuple[str, Formula]:
        glyphs, rules = _side_by_side(members)
        key = _signature(glyphs, rules)
        formula = self._read.get(key)
        if formula is None:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            formula = self._read[key] = read_formula(glyphs, rules)
        text = _LOOSE_WORD.sub(r"\1\2", formula.text).replace(": =", ":=")
        if formula.confidence < _SURE_TEXT or "\n" in text or not text:
            return " ".join(text_of(each.glyphs) for each in members), formula
        return text, formula


def _latex_number(text: str) -> str:
    return text.replace("−", "-").replace("%", r"\%")


def _plain(glyph: Glyph, line: Line) -> Glyph:
    """A footnote's mark or an ordinal's digit as a raised digit, so that it is not taken for a part of a number."""
    if glyph.text.isdigit() and glyph.size < 0.8 * line.size and line.y - glyph.y > 0.2 * line.size:
        return glyph._replace(text=glyph.text.translate(_RAISED))
    return glyph


def _space(pieces: Sequence[Piece], at: int) -> str:
    return " " if at > 0 and pieces[at].gap > 0.16 else ""


def _side_by_side(members: Sequence[_Found]) -> tuple[list[Glyph], list[Rule]]:
    """The glyphs and rules of a formula broken over lines, moved onto one line."""
    glyphs, rules = list(members[0].glyphs), list(members[0].rules)
    for member in members[1:]:
        right = max(glyph.box.x1 for glyph in glyphs)
        size = max(glyph.size for glyph in glyphs)
        dx = right + 0.25 * size - min(glyph.box.x0 for glyph in member.glyphs)
        dy = _baseline(glyphs) - _baseline(member.glyphs)
        for glyph in member.glyphs:
            box = glyph.box
            moved = box._replace(x0=box.x0 + dx, x1=box.x1 + dx, y0=box.y0 + dy, y1=box.y1 + dy)
            glyphs.append(glyph._replace(x=glyph.x + dx, y=glyph.y + dy, box=moved))
        for rule in member.rules:
            box = rule.box
            rules.append(Rule(box._replace(x0=box.x0 + dx, x1=box.x1 + dx, y0=box.y0 + dy, y1=box.y1 + dy)))
    return glyphs, rules


def _baseline(glyphs: Iterable[Glyph]) -> float:
    return max(glyphs, key=lambda glyph: (glyph.size, glyph.x)).y


def _signature(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[object, ...]:
    """What reading a formula depends on, relative to its first glyph and rounded, so that repeats are read once."""
    first = glyphs[0]
    size = max(first.size, 0.1)
    drawn = tuple(
        (glyph.text, glyph.code, glyph.font.name, round(glyph.size, 1), round((glyph.x - first.x) / size, 1), round((glyph.y - first.y) / size, 2))
        for glyph in glyphs
    )  # fmt: skip
    ruled = tuple(
        (round((rule.box.x0 - first.x) / size, 1), round((rule.box.y0 - first.y) / size, 1), round(rule.box.width / size, 1))
        for rule in rules
    )  # fmt: skip
    return (drawn, ruled)
