"""What one indexing of a workspace folder makes, all of it immutable: every answer comes out of one of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from paperlsp.ide import Diagnostic
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.paper import Paper
from paperlsp.model.span import LineIndex
from paperlsp.reading import ReadingCopy
from paperlsp.workspace import Look


@dataclass(frozen=True)
class CopyFile:
    """A paper's reading copy, and the file in the user's cache that holds it."""

    path: Path
    paper: Paper
    copy: ReadingCopy

    @cached_property
    def lines(self) -> LineIndex:
        return LineIndex(self.copy.markdown.encode())

    def anchor_at(self, line: int) -> str | None:
        """The anchor that a line (from 0) belongs to."""
        return self.copy.places[line].anchor if 0 <= line < len(self.copy.places) else None


@dataclass(frozen=True)
class Loaded:
    """``diagnostics`` are by path; ``copies`` in the papers' order; ``texts`` hold files with diagnostics that are no
    sources, so that places in them can be told; ``rule_pages`` are the files that explain the diagnostics' codes.
    """

    snapshot: Snapshot
    diagnostics: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=lambda: MappingProxyType({}))
    copies: tuple[CopyFile, ...] = ()
    texts: Mapping[str, LineIndex] = field(default_factory=lambda: MappingProxyType({}))
    rule_pages: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    look: Look | None = None
    """What the last look at the folder found, for edits after it."""

    @cached_property
    def copy_of(self) -> dict[str, CopyFile]:
        """The reading copy of each paper, by the paper's id."""
        return {copy.paper.id: copy for copy in self.copies}

    def lines_of(self, file: str) -> LineIndex | None:
        source = self.snapshot.sources.get(file)
        return source.lines if source is not None else self.texts.get(file)


@dataclass(frozen=True)
class Order:
    """What is to be indexed: a folder, with the texts that are open in the editor instead of those on disk.

    ``edited`` are the sources that have changed since the last indexing; None where anything may have, so that the
    whole folder has to be looked at.
    """

    root: Path
    overlays: Mapping[str, bytes]
    papers: tuple[Path, ...] = ()
    edited: frozenset[str] | None = None


Progress = Callable[[int, int, str], None]
"""Called from the indexing thread with how much is done, of how much, and what is read now."""

Load = Callable[[Order, Loaded | None, Progress, Callable[[], bool]], Loaded | None]
"""Indexes a folder, given what was made of it before; None when it was cancelled. Runs in the indexing thread."""
