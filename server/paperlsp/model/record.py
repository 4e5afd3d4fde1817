"""What people have said about code and papers: confirmed and rejected links, code marked as not from a paper, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from paperlsp.model.span import Span

RECORD_FILE = ".paperlsp/links.toml"
"""Where a workspace folder keeps its record."""

WordKind = Literal["confirmed", "rejected", "marked", "note"]

WordKey = tuple[str, ...]
"""What makes two words the same: at most one word stands under each key, the one that was said last."""


@dataclass(frozen=True, slots=True)
class CodeKey:
    """A definition: its file and dotted name when the word was said, and the digest of its tokens then."""

    file: str
    symbol: str
    digest: str


@dataclass(frozen=True, slots=True)
class PartKey:
    """A part of a paper: the ids of both when the word was said, and the digest of the passage then."""

    paper: str
    anchor: str
    digest: str


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that a person said. ``part`` is None for a mark, and for a note about code alone.

    ``text`` is a mark's reason, a note's text, or what was added to a confirmation or rejection. ``span`` is the
    word's line in the record's file, in UTF-8 bytes; two words that differ in nothing else are equal.
    """

    kind: WordKind
    code: CodeKey
    part: PartKey | None = None
    text: str = ""
    span: Span = field(default=Span(0, 0), compare=False)

    @property
    def key(self) -> WordKey:
        """A part of a definition is either confirmed or rejected; a definition may have several notes."""
        where = (self.code.file, self.code.symbol)
        about = (self.part.paper, self.part.anchor) if self.part is not None else ("", "")
        if self.kind == "marked":
            return ("marked", *where)
        return ("note", *where, *about, self.text) if self.kind == "note" else ("link", *where, *about)


@dataclass(frozen=True)
class Record:
    """All words, one for each key, sorted by key."""

    words: tuple[Word, ...] = ()

    @cached_property
    def by_key(self) -> dict[WordKey, Word]:
        return {word.key: word for word in self.words}


def record_of(words: dict[WordKey, Word]) -> Record:
    """The record that holds these words."""
    return Record(tuple(words[key] for key in sorted(words)))


Change = Literal["code-changed", "code-gone", "passage-changed", "passage-gone"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A word with what it means today: the definition (``file``, ``symbol``) and the part (``paper``, ``anchor``).

    Each pair is where the code or the passage was found, or where it was when it is gone. ``changes`` says what is no
    longer as it was when the word was said; a word with changes is stale.
    """

    word: Word
    file: str
    symbol: str
    paper: str
    anchor: str
    changes: tuple[Change, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether what the word speaks of is still there."""
        return "code-gone" not in self.changes and "passage-gone" not in self.changes
