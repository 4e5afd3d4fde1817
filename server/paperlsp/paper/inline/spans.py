"""Pieces of a line → which of them make a formula together."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.formula.symbols import FUNCTIONS, LIMIT_WORDS, kind_of
from paperlsp.paper.inline.pieces import LEANING, Piece

_OPENING = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉"}
_CLOSING = frozenset(_OPENING.values())
_JOINING = frozenset("=+<>/|·−")
_LONGEST_BRACKET = 40
"""In pieces. What stands between brackets of a formula in running text is shorter."""


@dataclass(slots=True)
class Span:
    """``pieces[start:end]`` of a line is a formula."""

    start: int
    end: int


def formulas_of(pieces: Sequence[Piece], *, italics: bool = False) -> list[Span]:
    """The formulas of a line in order. Numbers and signs alone are none.

    ``italics``: whether single letters of the text's italics may be variables.
    """
    core = [_is_core(pieces, at, italics=italics) for at in range(len(pieces))]
    spans: list[Span] = []
    floor = 0
    at = 0
    while at < len(pieces):
        if not core[at]:
            at += 1
            continue
        start = _leftwards(pieces, at, floor)
        end = _rightwards(pieces, core, start, at + 1)
        span = _trimmed(pieces, start, end)
        if span is not None and _worth(pieces[span.start : span.end]):
            spans.append(span)
            floor = span.end
        at = max(end, at + 1)
    return spans


def _is_core(pieces: Sequence[Piece], at: int, *, italics: bool) -> bool:
    piece = pieces[at]
    if piece.kind == "maths":
        return not _is_exponent_sign(pieces, at)
    return _is_letter(pieces, at, italics=italics)


def _is_exponent_sign(pieces: Sequence[Piece], at: int) -> bool:
    """The minus of "8e−4", which is a number and no formula."""
    if pieces[at].text != "−" or at < 2:
        return False
    return pieces[at - 1].text in ("e", "E") and pieces[at - 2].kind == "digits" and pieces[at - 1].gap < 0.1


def _is_letter(pieces: Sequence[Piece], at: int, *, italics: bool) -> bool:
    """A single letter in bold among words that are not, or in italics where the document has no letters for maths."""
    piece = pieces[at]
    if piece.kind != "word" or len(piece.text) != 1 or not piece.text.isalpha():
        return False
    if piece.upright:
        return True
    font = piece.glyphs[0].font
    if not (font.italic or font.bold) or (font.italic and not italics):
        return False
    around = [each for each in pieces[max(at - 3, 0) : at + 4] if each.kind == "word" and len(each.text) > 1]
    if not around:
        return any(each.kind == "maths" for each in pieces[max(at - 3, 0) : at + 4])
    alike = sum(each.glyphs[0].font.name == font.name for each in around)
    if font.bold and not font.italic:
        # Bold letters are vectors and matrices, but in bold text they are letters.
        return alike == 0 and not _touches_word(pieces, at)
    return (alike == 0 or piece.text not in "aAI") and not _touches_word(pieces, at)


def _touches_word(pieces: Sequence[Piece], at: int) -> bool:
    before = at > 0 and not pieces[at].parted and pieces[at - 1].kind in ("word", "digits")
    after = at + 1 < len(pieces) and not pieces[at + 1].parted and pieces[at + 1].kind in ("word", "digits")
    # "(i)" counts, "e.g." abbreviates.
    behind = [each.text for each in pieces[at + 1 : at + 3]]
    dotted = behind[:1] == [")"] or (behind[:1] == ["."] and len(behind) > 1 and not pieces[at + 2].parted)
    return before or after or dotted


def _ends_open(piece: Piece) -> bool:
    """Whether a formula that ends in this piece goes on: with a relation, an operator or a bracket."""
    last = piece.text[-1:]
    if piece.kind == "operator":
        return last in "=+<>/([{|:"
    if piece.scripted:
        return piece.stem in FUNCTIONS or piece.stem in LIMIT_WORDS or kind_of(piece.stem[-1:]) == "large"
    return piece.kind == "maths" and _infix(last)


def _infix(character: str) -> bool:
    return bool(character) and (
        kind_of(character) in ("relation", "binary", "open", "large") or character in "∇∂√\u0338"
    )


def _begins_infix(piece: Piece) -> bool:
    first = piece.text[:1]
    if piece.kind == "operator":
        return first in "=+<>/"
    return piece.kind == "maths" and bool(first) and (kind_of(first) in ("relation", "binary") or first == "\u0338")


def _leftwards(pieces: Sequence[Piece], at: int, floor: int) -> int:
    """Where the formula begins whose first piece of mathematics is at ``at``."""
    start = at
    while start > floor:
        here, before = pieces[start], pieces[start - 1]
        if before.kind == "digits":
            if here.parted and not _begins_infix(here):
                break
        elif before.kind == "operator" and before.text in _OPENING:
            if here.gap > 0.15:
                break
        elif before.kind == "operator" and before.text in "+-":
            if here.parted or not before.parted:
                break
        elif before.kind == "operator" and before.text in "=</>|":
            if start - 2 < floor or not _is_operand(pieces[start - 2]):
                break
        elif before.kind == "operator" and before.text in _CLOSING and _begins_infix(here):
            opening = _partner_before(pieces, start - 1, floor)
            if opening is None:
                break
            start = opening
            continue
        elif before.kind == "operator" and before.text == "," and not here.parted and not before.parted:
            break
        elif before.kind == "word" and before.named and (before.upright or not here.parted):
            pass
        elif before.kind == "word" and here.text == "(" and here.gap < 0.16 and before.text.isalpha():
            # A name right before a bracket with nothing but mathematics in it is a function's: Ker(Φ).
            if _partner_after(pieces, start) is None:
                break
        else:
            break
        start -= 1
    return start


def _is_initial(piece: Piece) -> bool:
    return len(piece.text) == 1 and piece.text.isalpha()


def _is_operand(piece: Piece) -> bool:
    return piece.kind in ("digits", "maths") or piece.text in ")]" or _is_initial(piece)


def _partner_before(pieces: Sequence[Piece], closing: int, floor: int) -> int | None:
    depth = 0
    for at in range(closing, max(floor, closing - _LONGEST_BRACKET) - 1, -1):
        depth -= _depth_of(pieces[at])
        if depth <= 0:
            return at
        if pieces[at].kind == "word" and not (pieces[at].named or _is_initial(pieces[at])):
            return None
    return None


def _partner_after(pieces: Sequence[Piece], opening: int) -> int | None:
    """The piece with the bracket that closes the one at ``opening``, when only mathematics stands between them."""
    depth = 0
    for at in range(opening, min(len(pieces), opening + _LONGEST_BRACKET)):
        piece = pieces[at]
        if piece.kind == "word" and not (piece.named or _is_initial(piece)):
            return None
        depth += _depth_of(piece)
        if depth <= 0:
            return at
    return None


def _rightwards(pieces: Sequence[Piece], core: Sequence[bool], start: int, end: int) -> int:
    """Where the formula ends that reaches from ``start`` to ``end`` at least."""
    depth = 0
    for piece in pieces[start:end]:
        depth += _depth_of(piece)
    while end < len(pieces):
        last, here = pieces[end - 1], pieces[end]
        following = pieces[end + 1] if end + 1 < len(pieces) else None
        goes_on = _ends_open(last)
        if here.kind == "maths" and core[end]:
            summed = kind_of(here.text[:1]) == "large" and here.gap < 0.4
            if here.parted and not goes_on and not _begins_infix(here) and not summed and depth <= 0:
                break
            if last.text == "," and depth <= 0 and here.parted:
                break
        elif here.kind == "digits":
            if (here.parted or last.kind == "word") and not goes_on and depth <= 0:
                break
        elif here.kind == "operator" and here.text in _OPENING:
            closing = _partner_after(pieces, end)
            if here.text == "{" and last.text not in ("=", "∈"):
                break
            if closing is None and depth <= 0 and not (goes_on and _rest_is_maths(pieces, end)):
                break
            # Slanted capitals reach over their width, so that a bracket right behind them seems to stand apart.
            if here.gap > (0.26 if closing is not None and last.text[-1:] in LEANING else 0.15) and not goes_on:
                break
        elif here.kind == "operator" and here.text in _CLOSING:
            if depth <= 0:
                break
        elif here.kind == "operator" and here.text in _JOINING:
            if not (_is_maths_ahead(pieces, core, end + 1) or following is None):
                break
        elif here.kind == "operator" and here.text in ("'", "’", "!"):
            if here.gap > 0.1 or depth <= 0:
                break
        elif here.kind == "operator" and here.text in ",;:.":
            if not _goes_past(pieces, core, end, depth):
                break
        elif here.kind == "operator" and here.text == "%":
            if last.kind != "digits":
                break
        elif here.kind == "word":
            named = here.named or core[end] or (_is_initial(here) and not here.parted)
            tied = goes_on or depth > 0 or not here.parted
            if not (named and tied) or _touches_word_after(pieces, end):
                break
        else:
            break
        depth += _depth_of(here)
        end += 1
    return end


def _touches_word_after(pieces: Sequence[Piece], at: int) -> bool:
    return at + 1 < len(pieces) and pieces[at + 1].kind == "word" and not pieces[at + 1].parted


def _depth_of(piece: Piece) -> int:
    if piece.kind == "operator":
        return (piece.text in _OPENING) - (piece.text in _CLOSING)
    return sum((character in _OPENING) - (character in _CLOSING) for character in piece.text)


def _rest_is_maths(pieces: Sequence[Piece], at: int) -> bool:
    """Whether only mathematics follows to the end of the line, so that a bracket may close on the next one."""
    return all(piece.kind != "word" or piece.named or _is_initial(piece) for piece in pieces[at:])


def _is_maths_ahead(pieces: Sequence[Piece], core: Sequence[bool], at: int) -> bool:
    """Whether an operand follows: mathematics, a number, a bracket, or a sign and one of these."""
    for piece, is_core in zip(pieces[at : at + 3], core[at : at + 3], strict=True):
        if is_core or piece.kind == "digits" or piece.named:
            return True
        if piece.text not in "([+-−=":
            return False
    return False


def _goes_past(pieces: Sequence[Piece], core: Sequence[bool], at: int, depth: int) -> bool:
    """Whether a formula goes on behind a comma, a colon or a stop."""
    here = pieces[at]
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if following is None:
        return depth > 0 and here.text == ","
    if here.text in ".;":
        # Three stops are an ellipsis.
        dots = here.text == "." and (following.text == "." or pieces[at - 1].text == ".")
        return dots or (depth > 0 and (core[at + 1] or following.kind == "digits"))
    if here.text == ":":
        return following.text == "=" or (core[at + 1] and _ends_arrow(pieces, at)) or (depth > 0 and core[at + 1])
    if depth > 0:
        return core[at + 1] or following.kind in ("digits", "operator") or following.named
    # Outside of brackets a formula is a list only around an ellipsis or with the thin space of a formula's comma.
    if following.text == "." or following.text[:1] in "…⋯":
        return True
    if pieces[at - 1].text in (".", "…", "⋯"):
        return core[at + 1] or following.kind == "digits"
    return not following.parted and (core[at + 1] or following.kind == "digits") and here.gap < 0.1


def _ends_arrow(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "f : X → Y" follows: a colon with an arrow soon after it."""
    return any("→" in piece.text for piece in pieces[at + 1 : at + 8])


def _trimmed(pieces: Sequence[Piece], start: int, end: int) -> Span | None:
    """Without stops at the end, without brackets that close outside, without a pair of brackets around it all."""
    changed = True
    while changed and start < end:
        changed = False
        if pieces[end - 1].kind == "operator" and pieces[end - 1].text in ",;:.'’":
            end -= 1
            changed = True
            continue
        first, last = pieces[start], pieces[end - 1]
        if end < len(pieces) and last.kind == "operator" and (last.text in _OPENING or last.text in "=<>"):
            end -= 1
            changed = True
            continue
        depth = sum(_depth_of(piece) for piece in pieces[start:end])
        if first.kind == "operator" and first.text in _OPENING and depth > 0 and not _open_end(pieces, end):
            start += 1
            changed = True
        elif last.kind == "operator" and last.text in _CLOSING and depth < 0:
            end -= 1
            changed = True
        elif (
            first.kind == "operator"
            and first.text == "("
            and last.text == ")"
            and _partner_after(pieces, start) == end - 1
            and not any(piece.text == "," for piece in pieces[start:end])
        ):
            start, end = start + 1, end - 1
            changed = True
    return Span(start, end) if start < end else None


def _open_end(pieces: Sequence[Piece], end: int) -> bool:
    """Whether a formula reaches the end of its line and goes on, so that the next line may close its brackets."""
    return end == len(pieces) and (_ends_open(pieces[-1]) or pieces[-1].text == ",")


def _worth(pieces: Sequence[Piece]) -> bool:
    """A formula has a letter, or digits beside an operator or a script; a sign alone is text."""
    text = "".join(piece.text for piece in pieces)
    if any(character.isalpha() and unicodedata.category(character) != "Lm" for character in text):
        return True
    digits = any(character.isdigit() for character in text)
    return digits and any(piece.kind == "maths" or piece.text in "=<>" for piece in pieces)
