"""Findings with fixes → the files on disk, mended. A file that is not as it was read is left alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Edit, Finding
from paperlsp.model.source import SourceFile
from paperlsp.workspace.cache import write_whole
from paperlsp.workspace.notebook import is_notebook
from paperlsp.workspace.notebook_edits import edited


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
        content = path.read_bytes()
        if source is None or path.is_symlink() or not _is_of(content, source):
            return False
        new = edited(content, source, edits) if is_notebook(file) else mended(content, edits)
        if new is None:
            return False
        write_whole(path, new)
    except OSError:
        return False
    return True


def _is_of(content: bytes, source: SourceFile) -> bool:
    """Whether the file is still what the source was read from; of a notebook the source holds but a part."""
    if is_notebook(source.path):
        return hashlib.sha256(content).hexdigest() == source.digest
    return content == source.content


def mended(content: bytes, edits: Sequence[Edit]) -> bytes:
    """The content after edits that do not overlap."""
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        content = content[: edit.span.start] + edit.text.encode() + content[edit.span.end :]
    return content
