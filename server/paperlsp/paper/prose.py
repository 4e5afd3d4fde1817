"""Lines of running text → paragraphs: line breaks and hyphenation undone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.model.geometry import Box, union_of
from paperlsp.notation.stem import STOP_WORDS, stem
from paperlsp.notation.word_set import word_set
from paperlsp.paper.layout import Measures
from paperlsp.paper.line import Line

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
STARTS = re.compile(r"^([^\W\d_]+)")

TAILS = word_set("""
    art aware based box class concept driven dimensional end free grained invariant level like long norm order oriented
    scale shot sized specific style term time to trained tuned wide wise
    """)
"""Second halves of compounds that papers make of any word."""

EDGE = 2.0
"""In points: how near to its column's edge a full line comes."""

TALLEST = 2.2
"""In line gaps: how far an inline sum or root pushes the next line of a paragraph down."""


@dataclass(eq=False)
class Paragraph:
    text: str
    page: int
    box: Box
    open_end: bool
    """Whether the last line ran to the margin without ending a sentence, so that the text may go on elsewhere."""


class Vocabulary:
    """Words that stand whole in the paper: they tell "zero-shot" (a compound) from "opti-mizer" (a broken word)."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.words: set[str] = set()
        self._heads: set[str] = set()
        self._tails = set(TAILS)
        broken = False
        for line in lines:
            found = WORD.findall(line.text.lower())
            # What stands before and after a break at a hyphen is half a word, and no witness that it is a whole one.
            if broken:
                found = found[1:]
            broken = line.text.endswith("-")
            self.words.update(found[:-1] if broken else found)
        for word in self.words:
            head, hyphen, tail = word.rpartition("-")
            if hyphen:
                self._heads.add(head.rpartition("-")[2])
                self._tails.add(tail)
        self._stems = {stem(word) for word in self.words}

    def join(self, above: str, below: str) -> str:
        """Two consecutive lines' texts as one."""
        if not above:
            return below
        # A broken word holds no space; only the last word is looked at, as a paragraph grows line by line.
        broken = BROKEN.search(above.rpartition(" ")[2]) if above.endswith("-") else None
        start = STARTS.match(below)
        if above.endswith("\u00ad"):
            return above[:-1] + below
        if broken is None or start is None:
            return above + below if above.endswith(("-", "—", "/")) and start else f"{above} {below}"
        first, second = broken[1].lower(), start[1].lower()
        if f"{first}-{second}" in self.words or start[1][0].isupper() or self._compound(first, second):
            return above + below
        return above[:-1] + below

    def _compound(self, first: str, second: str) -> bool:
        """Whether both halves are words of their own, as far as the paper can tell, and the whole is none."""
        head = first.rpartition("-")[2]
        whole = head + second
        if whole in self.words or stem(whole) in self._stems:
            return False
        if head != first and second in STOP_WORDS:
            return True
        # Words of two letters end and begin many others: "al-ready", "in-sights".
        known = head in self._heads or (len(head) > 2 and head in self.words)
        if known and (second in self._tails or second in self.words):
            return True
        # Longer halves may stand elsewhere in another form: "question-answering" beside "the answers to a question".
        return len(head) > 3 and len(second) > 3 and stem(head) in self._stems and stem(second) in self._stems


def paragraphs(lines: Sequence[Line], texts: Sequence[str], measures: Measures, words: Vocabulary) -> list[Paragraph]:
    """Paragraphs of consecutive lines, each with its text given (a run-in title may be cut from its first)."""
    found: list[Paragraph] = []
    members: list[Line] = []
    text = ""
    for at, line in enumerate(lines):
        if members and _breaks(members[-1], line, measures):
            found.append(_paragraph(members, text))
            members, text = [], ""
        text = words.join(text, texts[at])
        members.append(line)
    if members:
        found.append(_paragraph(members, text))
    return _continued(found, words)


def _breaks(above: Line, below: Line, measures: Measures) -> bool:
    if above.page != below.page or above.lane != below.lane:
        return not _open(above)
    if _runs_on(above, below, measures):
        return False
    if below.y - above.y > 1.35 * measures.gap or abs(below.size - above.size) > 0.12 * measures.body:
        return True
    short = above.box.x1 < above.left + above.width - 2.0 * measures.body
    indented = 0.7 * measures.body < below.box.x0 - above.box.x0 < 4 * measures.body
    ended = above.text.endswith((".", ":", "?", "!", ".”", ".)"))
    return ended and (short or indented)


def _runs_on(above: Line, below: Line, measures: Measures) -> bool:
    """Whether a sentence that reaches the edge goes on in a line that a tall formula has pushed down."""
    full = abs(above.box.x1 - above.left - above.width) < EDGE and abs(below.box.x0 - below.left) < EDGE
    return full and _open(above) and below.y - above.y < TALLEST * measures.gap and above.size == below.size


def _open(line: Line) -> bool:
    return not line.text.endswith((".", "?", "!", ":", ".”", ".)"))


def _paragraph(members: Sequence[Line], text: str) -> Paragraph:
    first = members[0]
    box = union_of(line.box for line in members if line.page == first.page and line.lane == first.lane)
    return Paragraph(text, first.page, box, _open(members[-1]))


def _continued(found: list[Paragraph], words: Vocabulary) -> list[Paragraph]:
    """Join a paragraph that was cut by a page or a float to the one that goes on in the middle of its sentence."""
    joined: list[Paragraph] = []
    for each in found:
        if joined and joined[-1].open_end and each.text[:1].islower() and each.page != joined[-1].page:
            last = joined[-1]
            joined[-1] = Paragraph(words.join(last.text, each.text), last.page, last.box, each.open_end)
        else:
            joined.append(each)
    return joined
