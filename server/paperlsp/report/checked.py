"""A folder's findings as they are reported: which are shown, where they stand, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.span import LineIndex
from paperlsp.report.terminal import name_of, plain
from paperlsp.wording import Language, retell, say

EMPTY = LineIndex(b"")


@dataclass(frozen=True, slots=True)
class Checked:
    """One folder's findings that are shown, and how many hints are not. ``folder`` comes before its paths: "" for the
    only one, else such as "one/", relative to the folder that holds all of them.
    ``known`` counts the findings that the baseline holds.
    """

    snapshot: Snapshot
    findings: Sequence[Finding]
    hidden: int = 0
    folder: str = ""
    known: int = 0

    def place(self, finding: Finding) -> tuple[int, int, int, int]:
        """Line and column of both ends, from 1, in code points, the end exclusive."""
        source = self.snapshot.sources.get(finding.file)
        lines = source.lines if source else EMPTY
        ends: list[int] = []
        for offset in (finding.span.start, finding.span.end):
            line, column = lines.position(offset)
            before = lines.line_bytes(line)[:column].decode("utf-8", "replace")
            ends += [line + 1, len(before) + 1]
        return ends[0], ends[1], ends[2], ends[3]

    def path(self, finding: Finding) -> str:
        """The finding's file as it is reported; "" for what concerns the folder as a whole."""
        return self.folder + finding.file if finding.file else self.folder.rstrip("/")

    def has_place(self, finding: Finding) -> bool:
        """Whether line and column mean anything: a PDF and a folder have none."""
        return finding.file in self.snapshot.sources

    def part(self, finding: Finding) -> tuple[str, str, int] | None:
        """The part of the paper that it is about: the PDF's path, the part's name, its page."""
        entry = self.snapshot.paper_by_id.get(finding.paper or "")
        anchor = entry.paper.by_id.get(finding.anchor or "") if entry is not None else None
        if entry is None or anchor is None:
            return None
        return self.folder + entry.path, name_of(anchor), anchor.page


def message_of(finding: Finding, language: Language) -> str:
    """The finding's words in a language, on one line and without anything that a terminal obeys."""
    if finding.template:
        return plain(say(language, finding.template, **dict(finding.words)))
    return plain(retell(language, finding.message))


def each_of(folders: Sequence[Checked]) -> Iterator[tuple[Checked, Finding]]:
    """All findings that are shown, in the order of the report."""
    for checked in folders:
        for finding in checked.findings:
            yield checked, finding
