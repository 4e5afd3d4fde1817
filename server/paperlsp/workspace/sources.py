"""A folder's sources and the editor's buffers → ``SourceFile`` by path; what did not change is not read again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from paperlsp.code import LARGEST, holds_parameters, language_of, read_source
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.problem import Problem
from paperlsp.model.source import SourceFile
from paperlsp.workspace.discovery import is_ignored
from paperlsp.workspace.notebook import SIZE_LIMIT, is_notebook, read_notebook

_MOST_OF_ONE_FOLDER = 100
"""Files that may hold parameters in one folder. A folder with more holds data."""


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
    known = frozenset(_without_data(found))
    buffers = {
        path: content
        for path, content in overlays.items()
        if is_source(path) and (path in known or not is_ignored(root, path, exclude))
    }
    for name in sorted({*known, *buffers}):
        step(name)
        buffer = buffers.get(name)
        parameters = holds_parameters(name)
        try:
            if parameters and buffer is None and (root / name).stat().st_size > LARGEST:
                continue
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
        # A file whose keys speak of something else is no source; whether it can be read is nobody's business here.
        if not parameters or source.values:
            sources[name] = source
    return sources


def list_sources(root: Path, found: Sequence[str]) -> list[str]:
    """The names of what ``read_sources`` would read; only files that may hold parameters are opened, to see whether they do."""
    known = sorted(frozenset(_without_data(found)))
    parameters = [name for name in known if holds_parameters(name)]
    held = read_sources(root, parameters, (), {}, None, [], lambda _: None)
    return [name for name in known if name in held or not holds_parameters(name)]


def _on_disk(path: Path) -> bytes:
    if not is_notebook(path.name):
        return path.read_bytes()
    # What outputs make too long to be read is not even fetched from the disk.
    with path.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def is_source(path: str) -> bool:
    """Whether a path is one of a program, a notebook or a file that may hold parameters."""
    return is_notebook(path) or language_of(path) is not None


def _without_data(found: Sequence[str]) -> list[str]:
    """The paths without files of parameters of which a folder has too many for anybody to have written them."""
    folders = Counter(path.rpartition("/")[0] for path in found if holds_parameters(path))
    return [
        path
        for path in found
        if is_source(path) and (not holds_parameters(path) or folders[path.rpartition("/")[0]] <= _MOST_OF_ONE_FOLDER)
    ]


def _digest(content: bytes, *, is_buffer: bool) -> str:
    """A buffer is UTF-8 whatever its cookie says, so that with a cookie the same bytes are another text than on disk."""
    cookie = is_buffer and b"coding" in b"".join(content[:2000].splitlines()[:2])
    return hashlib.sha256(b"buffer:" + content if cookie else content).hexdigest()
