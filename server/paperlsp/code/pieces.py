"""A text → a function that hands it to a parser piece by piece, so that between two pieces another thread may run.

tree-sitter holds Python's lock from the beginning of a parse to its end, but for what is Python's own: a function that reads
the text. Its binding (0.25, 0.26) never lets go of what such a function returned. So only what stays anyway is returned:
lines and letters that are kept here, and single bytes, of which Python itself has one each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

Read = Callable[[int, object], bytes]
"""The text from an offset on, as much of it as the function likes; nothing at its end."""

_MOST = 500_000
"""Bytes of the lines that are kept, in all."""
_OBJECT = 100
"""Bytes that a line takes beside its text: the object's and the table's."""
_BY_BYTES = 4_000
"""Bytes of new lines that are handed over byte by byte, at half a microsecond each. With more, the lines are kept."""


class Pieces:
    """The lines of the texts that somebody types in; they stay for good."""

    def __init__(self, most: int = _MOST) -> None:
        self._lines: dict[bytes, bytes] = {}
        self._letters: dict[bytes, bytes] = {}
        self._left = most

    def reader(self, content: bytes) -> Read | None:
        """None for a text with more new lines than can be kept."""
        lines = content.splitlines(keepends=True)
        known = self._lines
        given = [known.get(line) for line in lines]
        new = {line for line, found in zip(lines, given, strict=True) if found is None and len(line) > 1}
        if sum(map(len, new)) > _BY_BYTES:
            needed = sum(map(len, new)) + _OBJECT * len(new)
            if needed > self._left:
                return None
            self._left -= needed
            known.update({line: line for line in new})
            given = [known.get(line) for line in lines]
        starts = [0, *accumulate(map(len, lines))]

        def read(offset: int, _: object) -> bytes:
            at = bisect_right(starts, offset) - 1
            if at < len(given) and starts[at] == offset and (line := given[at]) is not None:
                return line
            # A parser takes the bytes of one letter together or not at all.
            letter = content[offset : offset + _length(content, offset)]
            return letter if len(letter) < 2 else self._letters.setdefault(letter, letter)

        return read


def _length(content: bytes, offset: int) -> int:
    """Bytes of the letter in UTF-8 that begins here."""
    first = content[offset] if offset < len(content) else 0
    return 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
