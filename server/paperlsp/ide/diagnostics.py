"""Findings → what an editor marks, by file. The editor and ``paperlsp --check`` show the very same findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from paperlsp.check.spoken import spoken_finding
from paperlsp.ide.escape import plain
from paperlsp.ide.label import place_label
from paperlsp.ide.part import anchor_of
from paperlsp.ide.places import PaperPlace
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.wording import Language


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``place`` is the part of a paper that it is about, ``label`` its name."""

    finding: Finding
    place: PaperPlace | None
    label: str

    def message(self, language: Language) -> str:
        """The finding's words, as plain text."""
        return plain(spoken_finding(self.finding, language))


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
            finding,
            PaperPlace(target[0].id, target[1].id) if target is not None else None,
            plain(f"{target[0].title} › {place_label(*target)}") if target is not None else "",
        )
        found.setdefault(finding.file, []).append(diagnostic)
    return MappingProxyType({file: tuple(each) for file, each in sorted(found.items())})
