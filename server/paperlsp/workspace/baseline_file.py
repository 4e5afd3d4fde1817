"""A workspace folder's baseline on disk: read, and written by rename."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from paperlsp.model.finding import Known
from paperlsp.model.problem import Problem
from paperlsp.record.baseline import BASELINE_FILE, parse_baseline, print_baseline
from paperlsp.workspace.cache import write_whole

LARGEST = 16 << 20
"""Bytes. A longer file is no baseline."""


def read_baseline(root: Path, overlays: Mapping[str, bytes]) -> tuple[tuple[Known, ...], tuple[Problem, ...]]:
    """The baseline of a folder, from the editor's buffer where it is open there; nothing where there is none."""
    content = overlays.get(BASELINE_FILE)
    path = root / BASELINE_FILE
    try:
        if content is None:
            if not path.is_file():
                return (), ()
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
    except OSError as error:
        problem = Problem("baseline-unreadable", f"It cannot be read: {error.strerror}.", "", BASELINE_FILE)
        return (), (problem,)
    if len(content) > LARGEST:
        return (), (Problem("baseline-broken", "It is too long.", "Write it anew.", BASELINE_FILE),)
    return parse_baseline(content.decode("utf-8", "replace"))


def write_baseline(root: Path, known: Iterable[Known]) -> None:
    """Raises ``OSError`` when it cannot be written, or would lie outside of the folder."""
    path = root / BASELINE_FILE
    if not path.resolve().is_relative_to(root.resolve()):
        raise OSError(f"{BASELINE_FILE} leads out of the workspace")
    write_whole(path, print_baseline(known).encode())


def has_baseline(root: Path) -> bool:
    return (root / BASELINE_FILE).is_file()
