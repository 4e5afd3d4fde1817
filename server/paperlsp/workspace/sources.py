"""A folder's sources and the editor's buffers → ``SourceFile`` by path; what did not change is not read again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from paperlsp.code import read_source
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.problem import Problem
from paperlsp.model.source import SourceFile
from paperlsp.workspace.discovery import is_ignored
from paperlsp.workspace.notebook import SIZE_LIMIT, SOURCE_SUFFIXES, is_notebook, read_notebook


def read_sources(
    root: Path,
    found: Sequence[str],
    exclude: Sequence[str],
    overlays: Mapping[str, bytes],
    previous: Snapshot | None,
    problems: list[Problem],
    step: Callable[[str], None],
) -> dict[str, SourceFile]:
    """A buffer counts instead of its file, unless the file is ignored; a file that cannot be read is one of ``problems``.

    What is wrong within a source stands in the source itself.
    """
    sources: dict[str, SourceFile] = {}
    known = frozenset(found)
    buffers = {
        path: content
        for path, content in overlays.items()
        if path.endswith(SOURCE_SUFFIXES) and (path in known or not is_ignored(root, path, exclude))
    }
    for name in sorted({*known, *buffers}):
        step(name)
        buffer = buffers.get(name)
        try:
            content = _on_disk(root / name) if buffer is None else buffer
        except OSError as error:
            message = f"It cannot be read: {error.strerror}."
            problems.append(Problem("source-unreadable", message, "Check its rights.", name))
            continue
        old = previous.sources.get(name) if previous else None
        digest = _digest(content, is_buffer=buffer is not None)
        if old is not None and old.digest == digest:
            source = old
        elif is_notebook(name):
            source = read_notebook(name, content, digest)
        elif buffer is None:
            source = read_source(name, content)
        else:
            source = replace(read_source(name, content, "utf-8"), digest=digest)
        sources[name] = source
    return sources


def _on_disk(path: Path) -> bytes:
    if not is_notebook(path.name):
        return path.read_bytes()
    # What outputs make too long to be read is not even fetched from the disk.
    with path.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def _digest(content: bytes, *, is_buffer: bool) -> str:
    """A buffer is UTF-8 whatever its cookie says, so that with a cookie the same bytes are another text than on disk."""
    cookie = is_buffer and b"coding" in b"".join(content[:2000].splitlines()[:2])
    return hashlib.sha256(b"buffer:" + content if cookie else content).hexdigest()
