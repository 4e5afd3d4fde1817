"""Folders with fake PDFs, for tests of loading: a PDF's bytes are its title."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Block, Paper
from paperlsp.workspace import PaperReader, load_snapshot

BOX = Box(0, 0, 10, 10)
CODE = "class Blender:\n    def blend(self, a, b):\n        return 0.5 * a + 0.5 * b\n"


class FakeReader(PaperReader):
    """Reads a PDF whose bytes are its title; ``read_contents`` is what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.read_contents: list[bytes] = []

    def read(self, content: bytes) -> Paper:
        self.read_contents.append(content)
        digest = hashlib.sha256(content).hexdigest()
        title = content.decode()
        anchors = tuple(
            Anchor(f"sec:{at}", "section", str(at), f"Part {at}", 1, 1, BOX, None, "Words of the part.")
            for at in range(1, 5)
        )
        blocks = tuple(Block("paragraph", "Words.", 1, BOX, "sec:1") for _ in range(12))
        return Paper(title.lower().replace(" ", "-"), digest, title, (), "", None, 1, anchors, blocks)


def folder(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def load(root: Path, **options: Any):
    return load_snapshot(root, **{"reader": FakeReader(), **options})


def codes(snapshot) -> list[tuple[str, str]]:
    return [(problem.code, problem.file) for problem in snapshot.problems]
