"""Findings → what an editor marks, by file. The editor and ``paperlsp --check`` show the very same findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from paperlsp.ide.escape import plain
from paperlsp.ide.label import place_label
from paperlsp.ide.part import anchor_of
from paperlsp.ide.places import PaperPlace
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding, Fix
from paperlsp.model.problem import Severity
from paperlsp.model.span import Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``message`` is plain text; ``place`` is the part of a paper that it is about, ``label`` its name; ``fix``
    mends it.
    """

    code: str
    name: str
    severity: Severity
    span: Span
    message: str
    fingerprint: str
    place: PaperPlace | None
    label: str
    fix: Fix | None = None


def diagnostics_by_file(snapshot: Snapshot, findings: tuple[Finding, ...]) -> Mapping[str, tuple[Diagnostic, ...]]:
    """Keyed by path, in the findings' order; files without findings are left out."""
    found: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        if not finding.file:
            # What concerns the folder as a whole, such as that it holds no paper, has no line to be marked.
            continue
        target = (
            anchor_of(snapshot, finding.paper, finding.anchor)
            if finding.paper is not None and finding.anchor is not None
            else None
        )
        diagnostic = Diagnostic(
            finding.code,
            finding.name,
            finding.severity,
            finding.span,
            plain(finding.message),
            finding.fingerprint,
            PaperPlace(target[0].id, target[1].id) if target is not None else None,
            plain(f"{target[0].title} › {place_label(*target)}") if target is not None else "",
            finding.fix,
        )
        found.setdefault(finding.file, []).append(diagnostic)
    return MappingProxyType({file: tuple(each) for file, each in sorted(found.items())})
