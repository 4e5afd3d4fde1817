"""The cache's folder → the same without what is old, and without the longest unused of what is too much."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

KINDS = ("papers", "pictures", "reading", "refused")
"""The folders that hold entries. Nothing else that lies beside them is touched."""
OLDEST = 90 * 24 * 3600.0
"""In seconds since an entry was last used."""
MOST_BYTES = 1 << 30
ABANDONED = 3600.0
"""In seconds. A file that was being written so long ago will not be finished: its writer was killed."""
_UNFINISHED = ".new-"


class _Entry(NamedTuple):
    used: float
    size: int
    path: str


def evict(folder: Path, now: float, *, oldest: float = OLDEST, most_bytes: int = MOST_BYTES) -> int:
    """How many entries went. Others may do the same at the same time; what is gone already is gone."""
    entries = sorted(_entries(folder))
    left = sum(entry.size for entry in entries)
    gone = 0
    for entry in entries:
        age = now - entry.used
        unfinished = os.path.basename(entry.path).startswith(_UNFINISHED)  # noqa: PTH119 -- No need of a whole Path.
        if age > oldest or (unfinished and age > ABANDONED) or (left > most_bytes and not unfinished):
            try:
                os.unlink(entry.path)  # noqa: PTH108 -- As above.
            except OSError:
                continue
            gone += 1
            left -= entry.size
    return gone


def _entries(folder: Path) -> Iterator[_Entry]:
    for kind in KINDS:
        try:
            found = list(os.scandir(folder / kind))
        except OSError:
            continue
        for each in found:
            try:
                if each.is_file(follow_symlinks=False):
                    status = each.stat(follow_symlinks=False)
                    yield _Entry(status.st_mtime, status.st_size, each.path)
            except OSError:
                continue
