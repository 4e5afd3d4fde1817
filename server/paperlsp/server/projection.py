"""A text as it was indexed and as it is now → where each byte of the one lies in the other.

Between a keystroke and the next snapshot the two differ, nearly always in one place. What stands before and behind that
place keeps its meaning; nothing is known about what stands within.
"""

from __future__ import annotations

from paperlsp.model.span import Span, common_prefix, common_suffix


class Projection:
    """Byte offsets of ``old`` ↔ byte offsets of ``new``; ``changed`` tells whether the texts differ at all."""

    def __init__(self, old: bytes, new: bytes) -> None:
        self.changed = old is not new and old != new
        self._old, self._new = len(old), len(new)
        self._prefix = common_prefix(old, new) if self.changed else len(old)
        self._suffix = common_suffix(old, new, self._prefix) if self.changed else 0

    def to_old(self, offset: int) -> int | None:
        """Where a byte of the present text stood; None when it was not there."""
        if not self.changed or offset <= self._prefix:
            return offset
        if offset >= self._new - self._suffix:
            return offset - self._new + self._old
        return None

    def to_new(self, span: Span) -> Span:
        """Where a span of the indexed text lies now; what was replaced becomes the text that replaced it."""
        return Span(self._start(span.start), max(self._start(span.start), self._end(span.end)))

    def _start(self, offset: int) -> int:
        if offset <= self._prefix or not self.changed:
            return offset
        return offset - self._old + self._new if offset >= self._old - self._suffix else self._prefix

    def _end(self, offset: int) -> int:
        if offset <= self._prefix or not self.changed:
            return offset
        return offset - self._old + self._new if offset >= self._old - self._suffix else self._new - self._suffix
