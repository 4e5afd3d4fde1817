"""What ``paperlsp --check`` and the editor report: one finding, wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.model.problem import Severity
from paperlsp.model.span import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` is stable ("PL101"), ``name`` its kebab-case name. ``file`` is relative to the workspace folder.

    ``span`` is in UTF-8 bytes of that file. ``paper`` and ``anchor`` are ids, or None. ``fingerprint`` is a hex
    digest that survives moved lines: code, file, symbol and anchor, no line number.
    """

    code: str
    name: str
    severity: Severity
    file: str
    span: Span
    message: str
    paper: str | None
    anchor: str | None
    fingerprint: str
