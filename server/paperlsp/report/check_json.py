"""Findings → JSON, as docs/json.md describes it."""

from __future__ import annotations

from collections.abc import Sequence

from paperlsp.model.finding import Finding
from paperlsp.report.check_text import sum_of
from paperlsp.report.checked import Checked, each_of, message_of
from paperlsp.report.terminal import to_json
from paperlsp.wording import ENGLISH, Language


def check_json(folders: Sequence[Checked], language: Language = ENGLISH) -> str:
    listed = [_finding_json(checked, each, language) for checked, each in each_of(folders)]
    counts = sum_of(folders)
    summary = {
        "explained": counts.explained,
        "unexplained": counts.unexplained,
        "anchors_without_code": counts.anchors_without_code,
    }
    return to_json({"schema": 1, "findings": listed, "summary": summary})


def _finding_json(checked: Checked, finding: Finding, language: Language) -> dict[str, object]:
    line, column, end_line, end_column = checked.place(finding)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "file": checked.folder + finding.file,
        "cell": checked.cell(finding),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "message": message_of(finding, language),
        "paper": finding.paper,
        "anchor": finding.anchor,
        "fingerprint": finding.fingerprint,
        "symbol": finding.symbol,
        "quote": finding.quote,
        "fixable": finding.fix is not None,
    }
