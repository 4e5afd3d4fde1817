"""``paperlsp open``, ``doctor`` and ``clean``, each in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def root(tmp_path) -> Path:
    return shutil.copytree(FIXTURES / "qhadam", tmp_path / "a repo é")


@pytest.fixture
def run(tmp_path, root):
    def call(*args: str, code: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PAPERLSP_CACHE_DIR": str(tmp_path / "cache"), **more}
        environment.pop("PAPERLSP_VIEWER", None) if "PAPERLSP_VIEWER" not in more else None
        done = subprocess.run(
            [sys.executable, "-m", "paperlsp.cli", *args],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=root,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return call


def shown_by_a_viewer(tmp_path: Path) -> tuple[str, Path]:
    """A viewer that writes down what it was given, and where it does."""
    seen = tmp_path / "seen.txt"
    script = tmp_path / "viewer.py"
    script.write_text(
        "import os, sys\n"
        f"with open({str(seen) + '.part'!r}, 'w') as file:\n    file.write('\\n'.join(sys.argv[1:]))\n"
        f"os.replace({str(seen) + '.part'!r}, {str(seen)!r})\n"
    )
    return f'"{sys.executable}" "{script}"', seen


def wait_for(path: Path) -> list[str]:
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end, "the viewer was not started"
        time.sleep(0.01)
    return path.read_text().split("\n")


def test_a_viewer_gets_the_place(run, root, tmp_path):
    viewer, seen = shown_by_a_viewer(tmp_path)
    run("open", "Eq. (4)", "--viewer", f"{viewer} --page={{page}} {{pdf}} {{x}},{{y}}+{{width}}x{{height}} {{uri}}")
    page, pdf, box, uri = wait_for(seen)
    assert pdf == str(root / "paper.pdf")
    number = page.removeprefix("--page=")
    assert uri == f"{(root / 'paper.pdf').as_uri()}#page={number}"
    assert uri == run("open", "eq:4", "--show").stdout.strip()
    assert all(part.isdigit() for part in box.replace("x", ",").replace("+", ",").split(","))


def test_a_bare_name_in_the_environment_gets_the_file(run, root, tmp_path):
    viewer, seen = shown_by_a_viewer(tmp_path)
    run("open", "eq:4", PAPERLSP_VIEWER=viewer)
    assert wait_for(seen) == [str(root / "paper.pdf")]


def test_what_cannot_be_opened_is_one_line(run):
    assert "There is no “Eq. (99)”" in run("open", "Eq. (99)", code=2).stderr
    assert "it may hold {pdf}" in run("open", "eq:4", "--viewer", "viewer {nothing}", code=2).stderr
    assert "cannot be started" in run("open", "eq:4", "--viewer", "/no/such/viewer {pdf}", code=2).stderr


def test_doctor_says_what_is_there_and_what_is_wrong(run, root):
    healthy = run("doctor").stdout
    assert "ok     paper      paper.pdf: “" in healthy
    assert "definitions explained" in healthy
    (root / "paper.pdf").unlink()
    (root / "README.md").write_text("Code for arXiv:2101.00001\n")
    ill = run("doctor", code=1).stdout
    assert "wrong  problem" in ill
    assert "run `paperlsp fetch arxiv:2101.00001`" in ill


def test_doctor_tells_of_a_cache_that_cannot_be_written(run, tmp_path):
    (tmp_path / "file").write_text("")
    told = run("doctor", code=1, PAPERLSP_CACHE_DIR=str(tmp_path / "file" / "cache")).stdout
    assert "set PAPERLSP_CACHE_DIR" in told


def test_clean_empties_the_cache_and_nothing_else(run, tmp_path):
    run("links")
    cache = tmp_path / "cache"
    (cache / "fetched").mkdir(parents=True, exist_ok=True)
    (cache / "fetched" / "paper.pdf").write_bytes(b"%PDF-")
    (cache / "mine.txt").write_text("x")
    assert list((cache / "papers").iterdir())
    assert "are gone from" in run("clean").stdout
    left = sorted(path.relative_to(cache).as_posix() for path in cache.rglob("*") if path.is_file())
    assert left == ["fetched/paper.pdf", "mine.txt"]
    run("clean", "--fetched")
    assert [path.name for path in cache.rglob("*") if path.is_file()] == ["mine.txt"]
