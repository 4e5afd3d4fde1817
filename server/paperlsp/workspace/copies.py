"""A paper's reading copy, or a rule's page → a file in the user's cache."""

from __future__ import annotations

from pathlib import Path

from paperlsp.model.paper import Paper
from paperlsp.reading import render
from paperlsp.workspace.cache import cache_folder, mark_used, write_whole


def reading_copy_folder() -> Path:
    """Where reading copies lie, whatever workspace they belong to."""
    return cache_folder() / "reading"


def write_reading_copy(paper: Paper) -> Path:
    """Write the copy if it is not there yet as it should be. Raises ``OSError`` when the folder cannot be written."""
    path = reading_copy_folder() / f"{paper.id[:80]}-{paper.digest[:12]}.md"
    return _write(path, render(paper).markdown.encode())


def write_rule_page(code: str, text: str) -> Path:
    """Write what explains a rule, so that an editor can open it without a network. Raises ``OSError`` likewise."""
    return _write(cache_folder() / "rules" / f"{code}.md", text.encode())


def _write(path: Path, content: bytes) -> Path:
    try:
        if path.read_bytes() == content:
            mark_used(path)
            return path
    except OSError:
        pass
    write_whole(path, content)
    return path
