"""Lines → headings that run into their paragraph: bold or slanted leads, and theorems with their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperlsp.model.page import Glyph
from paperlsp.paper.heading import Heading, is_title, joined
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line, is_cells, is_maths, text_of
from paperlsp.paper.style import is_other_face

THEOREM = re.compile(
    r"^(?P<word>Theorem|Lemma|Proposition|Corollary|Definition|Assumption|Remark|Claim|Conjecture|Fact|Théorème|Lemme|"
    r"Example|Property|Observation|Hypothesis|Condition|Problem|Axiom|Notation)"
    r"s?\b\s*(?P<number>(?:[A-Z]\.?)?\d+(?:\.\d+)*)?",
    re.IGNORECASE,
)
ALWAYS = re.compile(r"^(?:theorem|lemma|proposition|corollary|conjecture|théorème|lemme)", re.IGNORECASE)
"""The others are also plain words: they need a number to be theorems."""

NO_TITLE = re.compile(r"^(?:(?:proof|e\.g|i\.e|we|it|this|these|in|note|for)\b|(?:the|an?)\s+\S+$)", re.IGNORECASE)
BULLET = frozenset("•◦▪–‣∗*·")
CLOSING = (".", ":", "?", "!", "—", "–")
QUAD = 0.62
"""In ems of running text: the least gap that tells a paragraph's title without a full stop from its text."""

FEWEST_OPEN = 3
"""Bold leads without a mark or a gap behind them are titles where a paper opens at least so many paragraphs so."""

LONGEST = 120


def find_run_ins(lines: Sequence[Line], measures: Measures, first: int) -> list[Heading]:
    """Run-in headings from the line with index ``first`` on; before it stand title and authors."""
    running = [line for line in lines[first:] if not line.role]
    found: list[Heading] = []
    slanted: list[Heading] = []
    loose: list[Heading] = []
    for at, line in enumerate(running):
        if abs(line.size - measures.body) > 0.15 * measures.body or line.box.x0 > line.left + 3 * measures.body:
            continue
        if not _opens_paragraph(running, at, measures) or is_cells(line):
            continue
        heading = _bold_lead(running, at, measures, loose)
        if heading is not None:
            found.append(heading)
        elif (heading := _slanted_lead(running, at, measures)) is not None:
            slanted.append(heading)
    if len(slanted) >= 2:
        found += slanted
    if len(loose) >= FEWEST_OPEN:
        found += loose
    return found


def _opens_paragraph(lines: Sequence[Line], at: int, measures: Measures) -> bool:
    line = lines[at]
    above = lines[at - 1] if at else None
    if above is None or above.role or above.page != line.page or above.lane != line.lane:
        return True
    short = above.box.x1 < above.left + above.width - 1.5 * measures.body
    indented = line.box.x0 > above.box.x0 + 0.6 * measures.body
    return line.y - above.y > 1.08 * measures.gap or short or indented or above.text.endswith((".", ":", "?"))


def _marked(glyph: Glyph, measures: Measures, *, slanted: bool) -> bool:
    if slanted:
        return (glyph.font.italic and not glyph.font.bold) or is_other_face(glyph, measures)
    return glyph.font.bold


def _end_of_mark(ordered: Sequence[Glyph], measures: Measures, *, slanted: bool) -> int | None:
    """Where the marked beginning of a line ends; a symbol of mathematics between marked words belongs to them."""
    for at, glyph in enumerate(ordered):
        if _marked(glyph, measures, slanted=slanted) or not glyph.text.isalnum():
            continue
        ahead = ordered[at : at + 6]
        if is_maths(glyph.font) and any(_marked(g, measures, slanted=slanted) and not is_maths(g.font) for g in ahead):
            continue
        return at
    return None


class _Lead:
    """The marked beginning of a paragraph: its text, the lines it takes up, what follows it on its last line."""

    def __init__(self, title: list[list[Glyph]], used: list[Line], rest: list[Glyph]) -> None:
        self.text = joined([text_of(part) for part in title if part])
        self.lines = used
        self.rest = rest
        last = title[-1]
        self.gap = rest[0].box.x0 - last[-1].box.x1 if last and rest else 0.0


def _lead(lines: Sequence[Line], at: int, measures: Measures, *, slanted: bool) -> _Lead | None:
    title: list[list[Glyph]] = []
    used: list[Line] = []
    for line in lines[at : at + 2]:
        ordered = line.ordered
        if not used and ordered[0].text in BULLET and len(ordered) > 1:
            return None
        cut = _end_of_mark(ordered, measures, slanted=slanted)
        head = ordered if cut is None else ordered[:cut]
        while head and not _marked(head[-1], measures, slanted=slanted) and head[-1].text not in ".:?!)":
            head = head[:-1]
        title.append(head)
        used.append(line)
        if cut is not None:
            rest = ordered[len(head) :]
            return _Lead(title, used, rest) if title[0] and rest else None
        if slanted or line.box.x1 < line.left + 0.9 * line.width:
            return None
    return None


def _bold_lead(lines: Sequence[Line], at: int, measures: Measures, loose: list[Heading]) -> Heading | None:
    """The bold heading that a line opens with; one without a mark or a gap behind it goes to ``loose``."""
    lead = _lead(lines, at, measures, slanted=False)
    if lead is None or not _is_name(lead.text):
        return None
    if theorem := _theorem(lead):
        return theorem
    heading = _heading(lead)
    if lead.text.endswith(CLOSING) or lead.gap >= QUAD * measures.body:
        return heading
    words = lead.text.split()
    if len(words) <= 8 and not NO_TITLE.match(lead.text) and sum(c.isalpha() for c in lead.text) > 3:
        loose.append(heading)
    return None


def _slanted_lead(lines: Sequence[Line], at: int, measures: Measures) -> Heading | None:
    lead = _lead(lines, at, measures, slanted=True)
    if lead is None or not _is_name(lead.text):
        return None
    if theorem := _theorem(lead):
        return theorem
    closed = lead.text.endswith((".", ":")) and lead.gap >= 0.25 * measures.body
    return _heading(lead) if closed and not lead.text.lower().startswith(("proof", "e.g", "i.e")) else None


def _is_name(text: str) -> bool:
    # What stands in brackets, such as a pointer "(§2)", says nothing about whether the rest is a title.
    bare = re.sub(r"\s*\([^)]*\)", "", text) or text
    return sum(character.isalpha() for character in text) >= 3 and is_title(bare) and len(text) <= LONGEST


def _theorem(lead: _Lead) -> Heading | None:
    match = THEOREM.match(lead.text)
    if match is None or not (match["number"] or ALWAYS.match(lead.text)):
        return None
    return Heading("theorem", match["number"], lead.text.rstrip(".:"), 0, lead.lines, lead.lines[-1].packed(lead.rest))


def _heading(lead: _Lead) -> Heading:
    numbered = re.match(r"^(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(\S.*)$", lead.text)
    number, name = (numbered[1], numbered[2]) if numbered else (None, lead.text)
    return Heading("heading", number, name.rstrip(".:—– "), 0, lead.lines, lead.lines[-1].packed(lead.rest))
