"""A folder and those around it, up to the repository's own → the papers that README, CITATION.cff and BibTeX name there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from paperlsp.fetch import DESCRIPTIONS, Named, named_papers
from paperlsp.workspace.root import folders_around

_LARGEST = 1 << 20
"""In bytes."""


def described_papers(root: Path) -> tuple[Named, ...]:
    """Those of the innermost folder first."""
    return named_papers(_texts(root))


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for folder in folders_around(root):
        for name in DESCRIPTIONS:
            path = folder / name
            try:
                if path.is_file() and path.stat().st_size <= _LARGEST:
                    yield name, path.read_text("utf-8", "replace")
            except OSError:
                continue
