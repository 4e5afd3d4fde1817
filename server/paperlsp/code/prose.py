"""Text taken out of a source (a comment without its marks, a docstring without its quotes) with the way back.

A mention is searched in the text and has to be shown in the file, though marks, escapes and line ends between them
differ. The text is made of pieces; each knows the bytes of the file that it came from.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from paperlsp.model.span import Span


class _Piece(NamedTuple):
    """``exact`` pieces stand in the file byte for byte; others as a whole, such as an escape or a joined line end."""

    at: int
    start: int
    end: int
    exact: bool


class Prose:
    """A text that grows piece by piece. Offsets into it are UTF-8 bytes, as are those of the file."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[_Piece] = []
        self._length = 0
        self._by = 0

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def moved(self, by: int) -> Prose:
        """The same text of a place ``by`` bytes further on in the file. Neither may grow any more."""
        other = Prose()
        other._parts, other._pieces, other._length = self._parts, self._pieces, self._length
        other._by = self._by + by
        return other

    def add(self, text: str, start: int, end: int) -> None:
        """Append what the bytes from ``start`` to ``end`` of the file stand for."""
        if not text:
            return
        length = len(text.encode("utf-8", "surrogatepass"))
        self._parts.append(text)
        self._pieces.append(_Piece(self._length, start, end, exact=length == end - start))
        self._length += length

    def file_span(self, span: Span) -> Span:
        """The bytes of the file that a non-empty span of the text came from."""
        first, last = self._piece(span.start), self._piece(span.end - 1)
        start = first.start + (span.start - first.at) if first.exact else first.start
        end = last.start + (span.end - last.at) if last.exact else last.end
        return Span(start + self._by, end + self._by)

    def _piece(self, offset: int) -> _Piece:
        return self._pieces[bisect_right(self._pieces, offset, key=lambda piece: piece.at) - 1]
