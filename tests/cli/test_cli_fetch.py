"""``paperlsp fetch`` against a server on this machine, each time in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from paper_server import Answer, site

PDF = Path(__file__).parents[2] / "fixtures" / "qhadam" / "paper.pdf"


@pytest.fixture
def here():
    with site() as found:
        yield found


@pytest.fixture
def root(tmp_path) -> Path:
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "optimizer.py").write_text("class QHAdam:\n    pass\n")
    return folder


@pytest.fixture
def run(tmp_path, here, root):
    def call(*args: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PAPERLSP_CACHE_DIR": str(tmp_path / "cache"), "PAPERLSP_ARXIV": here.url}
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


def test_one_command_after_the_first_check(run, here, root):
    (root / "README.md").write_text("Code for https://arxiv.org/abs/2101.00001\n")
    here.pages["/pdf/2101.00001"] = [Answer(PDF.read_bytes())]
    assert "run `paperlsp fetch arxiv:2101.00001`" in run("--check", code=1).stdout.replace("Run", "run")
    assert here.asked == []
    assert run("fetch").stdout == "paperlsp fetch arxiv:2101.00001           README.md\n"
    assert "run `paperlsp --check`" in run("fetch", "arxiv:2101.00001").stdout
    links = json.loads(run("links", "--output-format", "json").stdout)
    assert [each["symbol"] for each in links["symbols"] if each["verdict"] == "explained"][:1] == ["QHAdam"]
    assert not (root / "paperlsp.toml").exists()
    assert "fetched" in run("fetch").stdout
    assert here.asked == ["/pdf/2101.00001"]


def test_a_paper_that_nobody_named_is_named_in_the_settings(run, here, root):
    here.pages["/pdf/2101.00001"] = [
        Answer(PDF.read_bytes(), headers={"Content-Disposition": 'inline; filename="2101.00001v3.pdf"'})
    ]
    assert run("fetch", "2101.00001").stdout == "paperlsp.toml names it now: run `paperlsp --check`.\n"
    digest = hashlib.sha256(PDF.read_bytes()).hexdigest()
    expected = f'papers = [\n  {{ arxiv = "2101.00001v3", sha256 = "{digest}" }},\n]\n'
    assert (root / "paperlsp.toml").read_text() == expected
    assert "No paper" not in run("--check").stdout


def test_into_the_repository(run, here, root):
    here.pages["/my paper.pdf".replace(" ", "%20")] = [Answer(PDF.read_bytes())]
    run("fetch", f"{here.url}/my%20paper.pdf", "--into", "papers")
    (path,) = (root / "papers").iterdir()
    assert path.read_bytes() == PDF.read_bytes()
    assert not (root / "paperlsp.toml").exists()


def test_what_the_settings_name_is_fetched_and_must_be_what_they_name(run, here, root):
    here.pages["/pdf/2101.00001v3"] = [Answer(PDF.read_bytes())]
    digest = hashlib.sha256(PDF.read_bytes()).hexdigest()
    (root / "paperlsp.toml").write_text(f'papers = [{{ arxiv = "2101.00001v3", sha256 = "{digest}" }}]\n')
    assert "arxiv-2101.00001v3-" in run("fetch", "--configured").stdout
    assert run("fetch", "--configured").stdout == ""
    assert here.asked == ["/pdf/2101.00001v3"]
    (root / "paperlsp.toml").write_text(f'papers = [{{ arxiv = "2101.00001v3", sha256 = "{"0" * 64}" }}]\n')
    assert "and the settings want 000000000000…" in run("fetch", "--configured", code=2).stderr


def test_failures_are_one_line(run, here):
    for words, said in (
        ("arxiv:2101.99999", "has no paper arXiv:2101.99999"),
        ("nothing", "neither an arXiv identifier"),
        ("file:///etc/passwd", "neither an arXiv identifier"),
        (f"{here.url}/gone.pdf", "has nothing at"),
    ):
        error = run("fetch", words, code=2).stderr
        assert said in error
        assert "Traceback" not in error
    assert "name a paper here" in run("fetch", code=2).stderr


def test_the_source_is_kept_for_later(run, here, tmp_path):
    here.pages["/pdf/2101.00001v1"] = [Answer(PDF.read_bytes())]
    here.pages["/e-print/2101.00001v1"] = [Answer(b"\x1f\x8b\x08\x00source", kind="application/gzip")]
    run("fetch", "arxiv:2101.00001v1", "--source", "--no-save")
    kept = sorted(path.suffix for path in (tmp_path / "cache" / "fetched").iterdir())
    assert kept == [".pdf", ".source"]
