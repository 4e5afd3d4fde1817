"""The one immutable value that every answer comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from paperlsp.config import Config
from paperlsp.model.finding import Known
from paperlsp.model.link import LinkGraph, ResolvedMention
from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.model.record import Record
from paperlsp.model.source import SourceFile
from paperlsp.patterns import compile_patterns


@dataclass(frozen=True, slots=True)
class PdfPlace:
    """Where a PDF lies: ``path`` and ``place`` as for a paper in use."""

    path: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A paper in use. ``path`` is POSIX, relative to the workspace folder; ``code`` are the patterns it speaks for.

    An empty ``code`` means every source of the folder. ``read_id`` is the paper's id before it was told apart from
    another paper of the same title, or "" where that was not needed. ``place`` is the whole path of a PDF that lies outside
    of the folder, and "" for all others; it is for opening the file, and never shown. ``supplements`` are the further PDFs
    of the paper, as ``Paper.documents`` has them behind the first.
    """

    path: str
    paper: Paper
    code: tuple[str, ...] = ()
    read_id: str = ""
    place: str = ""
    supplements: tuple[PdfPlace, ...] = ()

    def pdf(self, document: int = 0) -> PdfPlace:
        """The PDF of a part's document."""
        return self.supplements[document - 1] if document else PdfPlace(self.path, self.place)


@dataclass(frozen=True)
class Snapshot:
    """All that is known of one workspace folder at one moment. ``sources`` is keyed by path, in sorted order.

    ``graph`` is ``unheard``, the links that paper and code give by themselves, after the record was heard.
    ``baseline`` are the findings that are known and not to be told again.
    """

    revision: int = 0
    config: Config = field(default_factory=Config)
    papers: tuple[PaperEntry, ...] = ()
    sources: Mapping[str, SourceFile] = field(default_factory=lambda: MappingProxyType({}))
    graph: LinkGraph = field(default_factory=LinkGraph)
    problems: tuple[Problem, ...] = ()
    record: Record = field(default_factory=Record)
    unheard: LinkGraph = field(default_factory=LinkGraph)
    baseline: tuple[Known, ...] = ()

    @cached_property
    def paper_by_id(self) -> dict[str, PaperEntry]:
        return {entry.paper.id: entry for entry in self.papers}

    @cached_property
    def scopes(self) -> dict[str, frozenset[str]]:
        return scopes_of(self.papers, list(self.sources))

    def papers_for(self, file: str) -> tuple[PaperEntry, ...]:
        """The papers that speak for a file; none for code outside of every paper's patterns."""
        scopes = self.scopes
        return tuple(entry for entry in self.papers if entry.paper.id not in scopes or file in scopes[entry.paper.id])

    @cached_property
    def files_by_name(self) -> dict[str, tuple[str, ...]]:
        """The files that define a class, function or constant of this name at their top level, in sorted order."""
        found: dict[str, list[str]] = {}
        for path, source in self.sources.items():
            for symbol in source.symbols:
                if symbol.kind in ("class", "function", "constant") and "." not in symbol.name:
                    found.setdefault(symbol.name, []).append(path)
        return {name: tuple(sorted(paths)) for name, paths in found.items()}

    @cached_property
    def mentions_by_file(self) -> dict[str, tuple[ResolvedMention, ...]]:
        """Each file's mentions, by place."""
        found: dict[str, list[ResolvedMention]] = {}
        for resolved in self.graph.mentions:
            found.setdefault(resolved.file, []).append(resolved)
        return {file: tuple(sorted(each, key=lambda one: one.mention.span)) for file, each in found.items()}


def scopes_of(papers: Sequence[PaperEntry], paths: Sequence[str]) -> dict[str, frozenset[str]]:
    """Which sources each paper speaks for, by the paper's id; one that speaks for all is left out."""
    scopes: dict[str, frozenset[str]] = {}
    for entry in papers:
        if entry.code:
            spec = compile_patterns(entry.code)
            scopes[entry.paper.id] = frozenset(path for path in paths if spec.match_file(path))
    return scopes
