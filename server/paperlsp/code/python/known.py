"""A definition's text and name → what was read of it before, so that only what an edit changed is read again.

What a definition says depends on its own text, its name and what holds it, and on nothing around it, as long as it parses
without an error. One exception is left out: a method that sets attributes up declares them in its class.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from paperlsp.code.outline import Remark
from paperlsp.code.python.remarks import HashComment
from paperlsp.memo import Recent
from paperlsp.model.source import CodeValue, Comment, Symbol
from paperlsp.model.span import Span

_LAST = 64
"""Definitions that no source has any more."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Piece:
    """A definition as it stood at ``start``. ``numbers`` counts its number literals; ``declared`` tells which of the
    symbols was declared last, and where it ends. ``within`` are the definitions in a class, held for when one of them
    is edited.
    """

    start: int
    symbols: tuple[Symbol, ...]
    declared: tuple[int, int] | None
    comments: tuple[HashComment, ...] = ()
    docstrings: tuple[Remark, ...] = ()
    numbers: int = 0
    values: tuple[CodeValue, ...] = field(default=())
    within: tuple[Piece, ...] = field(default=(), repr=False)

    def at(self, start: int) -> Piece:
        """The same definition where it begins at ``start``; what has not moved stays the very same values."""
        by = start - self.start
        if by == 0:
            return self
        return Piece(
            start,
            tuple([symbol.moved(by) for symbol in self.symbols]),
            None if self.declared is None else (self.declared[0], self.declared[1] + by),
            tuple([HashComment(each.start + by, each.end + by, each.column, each.symbol) for each in self.comments]),
            tuple([_moved(remark, by) for remark in self.docstrings]),
            self.numbers,
            tuple(
                [CodeValue(v.name, v.value, _span(v.span, by), v.symbol, v.kind, None, v.within) for v in self.values]
            ),
            self.within,
        )


_kept: Recent[bytes, Piece] = Recent(_LAST)


def digest_of(holder: str, name: str, text: bytes) -> bytes:
    """What a definition is known by: its text, its dotted name and the kind of what holds it."""
    return hashlib.sha256(b"%s\0%s\0%s" % (holder.encode(), name.encode("utf-8", "surrogatepass"), text)).digest()


def recall(digest: bytes, start: int) -> Piece | None:
    """The definition with this digest where it begins at ``start``, if it was read before."""
    found = _kept.get(digest)
    if found is None or found.start == start:
        return found
    # It is likely to be asked for at this place again.
    return _kept.put(digest, found.at(start))


def remember(digest: bytes, piece: Piece) -> Piece:
    """Remember it for as long as a source has it."""
    return _kept.put(digest, piece)


def forget() -> None:
    """Forget all, to compare with a fresh start."""
    _kept.clear()


def _moved(remark: Remark, by: int) -> Remark:
    comment = remark.comment
    return Remark(
        Comment(_span(comment.span, by), comment.text, comment.symbol, comment.docstring), remark.prose.moved(by)
    )


def _span(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
