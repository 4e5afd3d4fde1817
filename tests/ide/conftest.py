"""What tests of this folder share: the fixture about an optimiser, read and linked once."""

from __future__ import annotations

from pathlib import Path

import pytest
from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document

FIXTURE = Path(__file__).parents[2] / "fixtures" / "qhadam"


@pytest.fixture(scope="session")
def qhadam() -> Snapshot:
    paper = read_paper(read_document((FIXTURE / "paper.pdf").read_bytes()))
    root = FIXTURE / "src"
    sources = {
        path.relative_to(root).as_posix(): read_source(path.relative_to(root).as_posix(), path.read_bytes())
        for path in sorted(root.rglob("*.py"))
    }
    return build_snapshot(None, Config(), (PaperEntry("paper.pdf", paper),), sources, (), lambda: False)
