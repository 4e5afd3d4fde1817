"""A worker that dies or hangs costs one paper, and the next one is read."""

import sys
from pathlib import Path

from paperlsp.workspace.reader import PaperReader

PAPER = (Path(__file__).parents[2] / "fixtures" / "qhadam" / "paper.pdf").read_bytes()
KILLED = "import os; os._exit(9)"
HANGS = "import sys; sys.stdin.buffer.read()"


def test_a_killed_worker_is_a_problem_and_is_remembered() -> None:
    with PaperReader((sys.executable, "-c", KILLED), cached=False) as reader:
        paper = reader.read(PAPER)
        assert [problem.code for problem in paper.problems] == ["pdf-kills-reader"]
        assert reader.read(PAPER).problems == paper.problems


def test_a_worker_that_hangs_is_stopped() -> None:
    with PaperReader((sys.executable, "-c", HANGS), longest=0.3, cached=False) as reader:
        paper = reader.read(PAPER)
    assert "took longer" in paper.problems[0].message


def test_the_cache_gives_the_same_paper_and_survives_damage(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path))
    with PaperReader() as reader:
        first = reader.read(PAPER)
        (entry,) = (tmp_path / "papers").iterdir()
        assert reader.read(PAPER) == first
        entry.write_bytes(entry.read_bytes()[:-20])
        assert reader.read(PAPER) == first
