"""Findings with fixes → the files on disk, mended. A file that is not as it was read is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Edit, Finding
from paperlsp.workspace.cache import write_whole


def apply_fixes(root: Path, findings: Sequence[Finding], snapshot: Snapshot, *, unsafe: bool) -> int:
    """Apply the fixes that do not get in each other's way, and return how many those were."""
    taken: dict[str, list[Edit]] = {}
    counts: dict[str, int] = {}
    for finding in findings:
        fix = finding.fix
        if fix is None or not (fix.safe or unsafe) or any(edit.file != finding.file for edit in fix.edits):
            continue
        edits = taken.setdefault(finding.file, [])
        if any(new.span.start < old.span.end and old.span.start < new.span.end for new in fix.edits for old in edits):
            continue
        edits += fix.edits
        counts[finding.file] = counts.get(finding.file, 0) + 1
    return sum(counts[file] for file, edits in sorted(taken.items()) if _write(root, file, edits, snapshot))


def _write(root: Path, file: str, edits: Sequence[Edit], snapshot: Snapshot) -> bool:
    source = snapshot.sources.get(file)
    path = root / file
    try:
        # Spans are in UTF-8; a file in another encoding, or one that has changed, is not what they were made for.
        if source is None or path.is_symlink() or path.read_bytes() != source.content:
            return False
        write_whole(path, mended(source.content, edits))
    except OSError:
        return False
    return True


def mended(content: bytes, edits: Sequence[Edit]) -> bytes:
    """The content after edits that do not overlap."""
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        content = content[: edit.span.start] + edit.text.encode() + content[edit.span.end :]
    return content
