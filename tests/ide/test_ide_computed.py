"""A hover within a statement: the equation that it computes, and what stands for what."""

from __future__ import annotations

from pathlib import Path

import pytest
from paperlsp.code import read_source
from paperlsp.config import Config
from paperlsp.ide import hover, hover_markdown, hover_plain
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document

FIXTURE = Path(__file__).parents[2] / "fixtures" / "qhadam"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    paper = read_paper(read_document((FIXTURE / "paper.pdf").read_bytes()))
    root = FIXTURE / "src"
    sources = {
        path.relative_to(root).as_posix(): read_source(path.relative_to(root).as_posix(), path.read_bytes())
        for path in sorted(root.rglob("*.py"))
    }
    return build_snapshot(None, Config(), (PaperEntry("paper.pdf", paper),), sources, (), lambda: False)


def test_the_statement_of_the_buffer_computes_its_equation(snapshot: Snapshot) -> None:
    source = snapshot.sources["quasi/qhm.py"]
    found = hover(snapshot, "quasi/qhm.py", source.content.index(b"mul_(beta)"))
    assert found is not None
    text = hover_markdown(found)
    assert "✓ line" in text
    assert "computes" in text
    assert "| β | beta |" in text
    assert "✓ line" in hover_plain(found)


def test_other_places_of_the_method_say_nothing_of_it(snapshot: Snapshot) -> None:
    source = snapshot.sources["quasi/qhm.py"]
    found = hover(snapshot, "quasi/qhm.py", source.content.index(b"return loss") + 2)
    assert found is None or "computes" not in hover_markdown(found)


def test_the_name_of_a_definition_is_about_the_definition(snapshot: Snapshot) -> None:
    source = snapshot.sources["quasi/qhm.py"]
    found = hover(snapshot, "quasi/qhm.py", source.by_name["QHM.step"].name_span.start)
    assert found is not None
    assert "| paper | code | meaning |" not in hover_markdown(found)
