"""What a client's texts must be after its edits, worked out by other means than the server's: text, and UTF-16 units."""

from __future__ import annotations

import hashlib
import re

_LINE_END = re.compile(r"\r\n|\r|\n")


def units(text: str) -> int:
    return len(text) + sum(ord(each) > 0xFFFF for each in text)


class Text:
    """A text as its client has it. A lone half of a surrogate pair is what LSP cannot carry: it counts as "?"."""

    def __init__(self, content: str) -> None:
        self.content = _clean(content)

    def index(self, line: int, character: int) -> int:
        """Where a position lies; outside of the text, or within a character, the nearest place before."""
        start = 0
        ends = list(_LINE_END.finditer(self.content))
        if line > len(ends):
            return len(self.content)
        if line > 0:
            start = ends[line - 1].end()
        end = ends[line].start() if line < len(ends) else len(self.content)
        left = character
        for at in range(start, end):
            left -= units(self.content[at])
            if left < 0:
                return at
        return end

    def edit(self, start: tuple[int, int], end: tuple[int, int], new: str) -> None:
        one, other = sorted((self.index(*start), self.index(*end)))
        self.content = self.content[:one] + _clean(new) + self.content[other:]

    @property
    def end(self) -> dict[str, int]:
        ends = list(_LINE_END.finditer(self.content))
        last = self.content[ends[-1].end() :] if ends else self.content
        return {"line": len(ends), "character": units(last)}

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content.encode()).hexdigest()


def _clean(text: str) -> str:
    # JSON carries both halves of a pair that happen to stand together as the one character that they are.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text.encode("utf-8", "replace").decode()
