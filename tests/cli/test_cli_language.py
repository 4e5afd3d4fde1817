"""``--language`` of the commands that look after papers: what they print, and why they fail."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from paper_server import Answer, site
from paperlsp.cli import commands

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "code.py").write_text("class QHAdam:\n    pass\n")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, [*arguments, "--language", "fr"])


def test_the_doctor(root):
    shutil.copyfile(FIXTURES / "qhadam" / "paper.pdf", root / "paper.pdf")
    lines = run("doctor").stdout.splitlines()
    assert "ok     réglages   aucun, si bien que les articles sont trouvés d’eux-mêmes" in lines
    assert any(line.startswith("ok     article    paper.pdf : « Quasi-Hyperbolic") for line in lines)
    assert any("définitions sur" in line for line in lines)
    assert any("`paperlsp clean` le vide." in line for line in lines)
    english = CliRunner().invoke(commands, ["doctor"]).stdout
    assert "settings   none, so that papers are found by themselves" in english


def test_clean(root):
    assert "fichiers, 0.0 Mo, ont quitté" in run("clean").stdout


def test_open_fails(root):
    shutil.copyfile(FIXTURES / "qhadam" / "paper.pdf", root / "paper.pdf")
    done = run("open", "§5", "--viewer", "no-such-viewer {pdf}")
    assert (done.exit_code, "no-such-viewer ne peut pas être lancé" in done.stderr) == (2, True)


def test_fetch(root, monkeypatch):
    done = run("fetch")
    assert (done.exit_code, "ne nomment d’article ici" in done.stderr) == (2, True)
    with site() as here:
        monkeypatch.setenv("PAPERLSP_ARXIV", here.url)
        here.pages["/pdf/2101.00001"] = [Answer(b"<html>", kind="text/html")]
        done = run("fetch", "arxiv:2101.00001")
        assert "est une page, pas un PDF" in done.stderr
        here.pages["/pdf/2101.00001"] = [Answer((FIXTURES / "qhadam" / "paper.pdf").read_bytes())]
        done = run("fetch", "arxiv:2101.00001")
        assert "le nomme maintenant : lancez `paperlsp --check`." in done.stdout
