"""Glyphs of one line → how much of it is running text: words that stand beside words, and not names within formulas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from paperlsp.formula import glyph_text
from paperlsp.formula.symbols import FUNCTIONS, LIMIT_WORDS
from paperlsp.model.page import Glyph
from paperlsp.paper.line import BY_X, WORD_GAP, Line, is_maths

RELATION = re.compile(r"[=≈≤≥<>←→∼∝≡∈⊂⊆≜≺≻⟶⇒⇔⪰⪯≪≫≠≃≅⟺⟹↦⊢⊨∉⊇⊃]|:=")
"""What makes a formula a statement."""

WIDEST_SPACE = 0.8
"""In ems. A wider gap is a quad of a formula or parts cells; justified text stretches its spaces less far."""

ENDS = ".,;:!?'’-–”\""
"""What may stand behind a word's last letter, or within it, without a gap."""

BY_Y = attrgetter("y")

SHORTEST = 2
"""Letters of a word that has neighbours; "a" and "I" are words, and variables as well."""


@dataclass(slots=True)
class _Word:
    """A word of a text font. ``first`` and ``last`` are the places of its glyphs from left to right."""

    text: str
    x0: float
    x1: float
    size: float
    first: int
    last: int


def running_share(glyphs: Sequence[Glyph]) -> float:
    """The share of glyphs that stand in words with another word a space away, punctuation left out.

    A formula's "softmax" or "if" has brackets, scripts and symbols about it; in a sentence a word follows a word. The
    names of operators ("arg max") do not count.
    """
    total = sum([not glyph.text.isspace() for glyph in glyphs])
    words = [word for word in _words(glyphs) if word.text not in FUNCTIONS and word.text not in LIMIT_WORDS]
    running = sum(
        len(word.text)
        for position, word in enumerate(words)
        if len(word.text) >= SHORTEST and (_follows(words, position) or _follows(words, position + 1))
    )
    return running / total if total else 0.0


def is_statement(line: Line) -> bool:
    """Whether a line is a formula with a relation, such as "X = 0" in bold letters, and no title."""
    if RELATION.search("".join(glyph_text(glyph) for glyph in line.glyphs)) is None:
        return False
    named = sum(len(word.text) for word in _words(line.glyphs) if len(word.text) > SHORTEST)
    return named < 0.3 * len(line.glyphs)


def _words(glyphs: Sequence[Glyph]) -> list[_Word]:
    """The words of the line's own baseline, each with the punctuation at its end; a script ends the word before it."""
    words: list[_Word] = []
    base = _baseline(glyphs)
    previous: Glyph | None = None
    for place, glyph in enumerate(sorted([g for g in glyphs if not g.text.isspace()], key=BY_X)):
        size, text = glyph.size, glyph.text
        if abs(glyph.y - base) < 0.1 * size:
            letter = text.isalpha() and not is_maths(glyph.font)
            word = words[-1] if words and (letter or text in ENDS) else None
            if (
                word is not None
                and previous is not None
                and word.last == place - 1
                and glyph.box[0] - previous.box[2] < WORD_GAP * size
            ):
                if letter:
                    word.text += text
                word.x1, word.last = glyph.box[2], place
            elif letter:
                words.append(_Word(text, glyph.box[0], glyph.box[2], size, place, place))
        previous = glyph
    return words


def _baseline(glyphs: Sequence[Glyph]) -> float:
    counts: dict[float, int] = {}
    for y, count in Counter(map(BY_Y, glyphs)).items():
        near = round(y, 1)
        counts[near] = counts.get(near, 0) + count
    return max(counts, key=lambda y: (counts[y], y)) if counts else 0.0


def _follows(words: Sequence[_Word], position: int) -> bool:
    """Whether the word at ``position`` stands a space behind the one before it, with nothing between them."""
    if not 0 < position < len(words):
        return False
    before, word = words[position - 1], words[position]
    return before.last + 1 == word.first and WORD_GAP < (word.x0 - before.x1) / max(word.size, 0.1) < WIDEST_SPACE
