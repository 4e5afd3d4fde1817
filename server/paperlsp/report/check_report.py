"""Findings → what ``paperlsp --check`` prints: one report, however many folders were checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from paperlsp.check import Summary, summarise
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.span import LineIndex
from paperlsp.report.terminal import plain, to_json

COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan"}
EMPTY = LineIndex(b"")


@dataclass(frozen=True, slots=True)
class Checked:
    """One folder's findings that are shown, and how many hints are not. ``folder`` comes before its paths: "" for the
    only one, else such as "one/", relative to the folder that holds all of them.
    """

    snapshot: Snapshot
    findings: Sequence[Finding]
    hidden: int = 0
    folder: str = ""

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


def check_json(folders: Sequence[Checked]) -> str:
    listed = [_finding_json(checked, each) for checked in folders for each in checked.findings]
    counts = _sum(folders)
    summary = {
        "explained": counts.explained,
        "unexplained": counts.unexplained,
        "anchors_without_code": counts.anchors_without_code,
    }
    return to_json({"schema": 1, "findings": listed, "summary": summary})


def _finding_json(checked: Checked, finding: Finding) -> dict[str, object]:
    line, column, end_line, end_column = checked.place(finding)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "file": checked.folder + finding.file,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "message": finding.message,
        "paper": finding.paper,
        "anchor": finding.anchor,
        "fingerprint": finding.fingerprint,
    }


def check_text(folders: Sequence[Checked], *, full: bool) -> str:
    lines = [line for checked in folders for each in checked.findings for line in _finding_lines(checked, each, full)]
    return "\n".join([*lines, *([""] if lines and lines[-1] else []), _summary(folders)]) + "\n"


def _finding_lines(checked: Checked, finding: Finding, full: bool) -> list[str]:  # noqa: FBT001 -- One caller, beside it.
    line, column, _, end_column = checked.place(finding)
    source = checked.snapshot.sources.get(finding.file)
    where = plain(checked.folder + finding.file) or "."
    where += f":{line}:{column}" if source is not None else ""
    code = click.style(finding.code, fg=COLOURS[finding.severity])
    lines = [f"{where}  {code} {finding.name}  {plain(finding.message)}"]
    if full and source is not None:
        text = source.lines.line_bytes(line - 1).decode("utf-8", "replace").replace("\t", " ")
        shown = "".join(c if c.isprintable() else " " for c in text)
        lines += [f"{line:>6} | {shown}", " " * 9 + " " * (column - 1) + "^" * max(end_column - column, 1), ""]
    return lines


def _sum(folders: Sequence[Checked]) -> Summary:
    counts = [summarise(checked.snapshot) for checked in folders]
    return Summary(
        sum(each.explained for each in counts),
        sum(each.unexplained for each in counts),
        sum(each.trivial for each in counts),
        sum(each.anchors_without_code for each in counts),
        sum(each.anchors for each in counts),
    )


def _summary(folders: Sequence[Checked]) -> str:
    severities = [each.severity for checked in folders for each in checked.findings]
    counts = {kind: severities.count(kind) for kind in ("error", "warning", "hint")}
    parts = [f"{count} {kind}{'s' if count != 1 else ''}" for kind, count in counts.items() if count]
    hidden = sum(checked.hidden for checked in folders)
    if hidden:
        parts.append(f"{hidden} hint{'s' if hidden != 1 else ''} (--show-hints)")
    told = ", ".join(parts) or "nothing to report"
    if not any(checked.snapshot.papers for checked in folders):
        return told
    summary = _sum(folders)
    return " · ".join(
        [
            told,
            f"{summary.explained} of {summary.definitions} definitions explained, {summary.unexplained} unexplained",
            f"{summary.anchors - summary.anchors_without_code} of {summary.anchors} equations and algorithms have code",
        ]
    )
