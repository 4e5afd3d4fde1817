"""The measure of what reading costs runs on a paper, and its figures hang together."""

import os
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

from reading.growing import repeated  # noqa: E402 -- The benchmarks are scripts beside each other, no package.

FIXTURE = ROOT / "fixtures" / "qhadam" / "paper.pdf"


def printed(*arguments: str) -> list[list[str]]:
    command = [
        sys.executable,
        str(BENCHMARKS / "read_cost.py"),
        str(FIXTURE),
        "--times",
        "1",
        "--no-baseline",
        *arguments,
    ]
    here = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120, env=here)
    return [line.split() for line in done.stdout.splitlines()]


def test_a_paper_gets_its_times_and_their_ratio() -> None:
    row = next(row for row in printed("--sizes", "") if row and row[0] == "qhadam")
    pages, ours, bare, ratio = (float(each) for each in row[1:5])
    assert pages == pymupdf.open(FIXTURE).page_count
    assert ours > 0
    assert ratio == pytest.approx(ours / bare, rel=0.1)


def test_memory_is_given_for_each_length() -> None:
    rows = [row for row in printed("--sizes", "1,3") if len(row) > 1 and row[1] == "x"]
    assert [row[0] for row in rows] == ["1", "3"]
    pages, peak, kept, rest, process = (float(each) for each in rows[1][2:7])
    assert pages == 3 * float(rows[0][2])
    assert rest == pytest.approx(peak - kept, abs=0.11)
    assert process > peak


def test_a_paper_is_put_together_with_itself(tmp_path: Path) -> None:
    with pymupdf.open(FIXTURE) as once, pymupdf.open(repeated(FIXTURE, 2, tmp_path)) as twice:
        assert twice.page_count == 2 * once.page_count
        assert twice[once.page_count].get_text() == once[0].get_text()
