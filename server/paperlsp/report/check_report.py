"""Findings → what ``paperlsp --check`` prints."""

from __future__ import annotations

from collections.abc import Sequence

import click

from paperlsp.check import summarise
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.span import LineIndex
from paperlsp.report.terminal import plain, to_json

COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan"}
EMPTY = LineIndex(b"")


def _place(snapshot: Snapshot, finding: Finding) -> tuple[int, int, int, int]:
    """Line and column of both ends, from 1, in code points, the end exclusive."""
    source = snapshot.sources.get(finding.file)
    lines = source.lines if source else EMPTY
    ends: list[int] = []
    for offset in (finding.span.start, finding.span.end):
        line, column = lines.position(offset)
        before = lines.line_bytes(line)[:column].decode("utf-8", "replace")
        ends += [line + 1, len(before) + 1]
    return ends[0], ends[1], ends[2], ends[3]


def check_json(snapshot: Snapshot, findings: Sequence[Finding]) -> str:
    listed: list[dict[str, object]] = []
    for each in findings:
        line, column, end_line, end_column = _place(snapshot, each)
        listed.append(
            {
                "code": each.code,
                "name": each.name,
                "severity": each.severity,
                "file": each.file,
                "line": line,
                "column": column,
                "end_line": end_line,
                "end_column": end_column,
                "message": each.message,
                "paper": each.paper,
                "anchor": each.anchor,
                "fingerprint": each.fingerprint,
            }
        )
    counts = summarise(snapshot)
    summary = {
        "explained": counts.explained,
        "unexplained": counts.unexplained,
        "anchors_without_code": counts.anchors_without_code,
    }
    return to_json({"schema": 1, "findings": listed, "summary": summary})


def check_text(snapshot: Snapshot, findings: Sequence[Finding], *, hidden: int, full: bool) -> str:
    lines: list[str] = []
    for each in findings:
        line, column, _, end_column = _place(snapshot, each)
        where = f"{each.file}:{line}:{column}" if each.file in snapshot.sources else each.file or "."
        code = click.style(each.code, fg=COLOURS[each.severity])
        lines.append(f"{where}  {code} {each.name}  {plain(each.message)}")
        source = snapshot.sources.get(each.file)
        if full and source is not None:
            text = source.lines.line_bytes(line - 1).decode("utf-8", "replace").replace("\t", " ")
            shown = "".join(c if c.isprintable() else " " for c in text)
            lines += [f"{line:>6} | {shown}", " " * 9 + " " * (column - 1) + "^" * max(end_column - column, 1), ""]
    return "\n".join([*lines, *([""] if lines else []), _summary(snapshot, findings, hidden)]) + "\n"


def _summary(snapshot: Snapshot, findings: Sequence[Finding], hidden: int) -> str:
    counts = {kind: sum(each.severity == kind for each in findings) for kind in ("error", "warning", "hint")}
    parts = [f"{count} {kind}{'s' if count != 1 else ''}" for kind, count in counts.items() if count]
    if hidden:
        parts.append(f"{hidden} hint{'s' if hidden != 1 else ''} (--show-hints)")
    summary = summarise(snapshot)
    return " · ".join(
        [
            ", ".join(parts) or "nothing to report",
            f"{summary.explained} of {summary.definitions} definitions explained, {summary.unexplained} unexplained",
            f"{summary.anchors - summary.anchors_without_code} of {summary.anchors} equations and algorithms have code",
        ]
    )
