"""A folder's findings as they are reported: which are shown, where they stand, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paperlsp.check.spoken import spoken_finding
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.span import LineIndex
from paperlsp.report.terminal import name_of, plain
from paperlsp.wording import Language, say

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
        """Line and column of both ends, from 1, in code points, the end exclusive; lines of a notebook within its cell."""
        source = self.snapshot.sources.get(finding.file)
        lines = source.lines if source else EMPTY
        ends: list[int] = []
        for offset in (finding.span.start, finding.span.end):
            line, column = lines.position(offset)
            before = lines.line_bytes(line)[:column].decode("utf-8", "replace")
            ends += [source.line_at(offset) if source else 1, len(before) + 1]
        return ends[0], ends[1], ends[2], ends[3]

    def cell(self, finding: Finding) -> int | None:
        """The cell of the notebook that it stands in, from 1; lines are counted within it."""
        source = self.snapshot.sources.get(finding.file)
        cell = source.cell_at(finding.span.start) if source else None
        return cell.number if cell is not None else None

    def file_lines(self, finding: Finding) -> tuple[int, int] | None:
        """For what stands in a notebook's cell, the first and the last line of the file itself, from 1."""
        source = self.snapshot.sources.get(finding.file)
        cell = source.cell_at(finding.span.start) if source else None
        if source is None or cell is None or not cell.file_lines:
            return None
        first, last = (
            cell.file_lines[min(source.line_at(offset), len(cell.file_lines)) - 1] + 1
            for offset in (finding.span.start, min(finding.span.end, cell.span.end))
        )
        return first, last

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
        return self.folder + entry.pdf(anchor.document).path, name_of(anchor), anchor.page


def message_of(finding: Finding, language: Language) -> str:
    """The finding's words in a language, on one line and without anything that a terminal obeys."""
    return plain(spoken_finding(finding, language))


def place_named(checked: Checked, finding: Finding) -> str:
    """Where a finding stands, behind its file: ``:12:5``, ``:cell 3:12:5``, or nothing where no line means anything."""
    if not checked.has_place(finding):
        return ""
    line, column, _, _ = checked.place(finding)
    cell = checked.cell(finding)
    return f":{line}:{column}" if cell is None else f":cell {cell}:{line}:{column}"


def message_with_cell(checked: Checked, finding: Finding, language: Language) -> str:
    """The finding's words for services that show the file of a notebook and know nothing of cells."""
    message, cell = message_of(finding, language), checked.cell(finding)
    if cell is None:
        return message
    line = checked.place(finding)[0]
    return say(language, "Cell {cell}, line {line}: {message}", cell=cell, line=line, message=message)


def each_of(folders: Sequence[Checked]) -> Iterator[tuple[Checked, Finding]]:
    """All findings that are shown, in the order of the report."""
    for checked in folders:
        for finding in checked.findings:
            yield checked, finding
