"""``paperlsp index --export``, and a check by what it wrote."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from paperlsp.cli import commands

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "repo"
    folder.mkdir()
    shutil.copyfile(FIXTURES / "qhadam" / "paper.pdf", folder / "paper.pdf")
    shutil.copytree(FIXTURES / "qhadam" / "src", folder / "src")
    (folder / "src" / "more.py").write_text('# See Eq. (99).\n# paper: §4.1 "it looks ahead by two decay steps"\n')
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


def check() -> list[dict[str, object]]:
    report = json.loads(run("check", "--select", "ALL", "--show-hints", "--output-format", "json").stdout)
    return [
        {key: value for key, value in each.items() if key not in ("quote", "message")} for each in report["findings"]
    ]


def test_a_check_finds_the_same_with_the_index(root):
    found = check()
    done = run("index", "--export")
    assert done.exit_code == 0
    assert "paper.pdf, without sentences" in done.stderr
    (root / "paper.pdf").unlink()
    told = check()
    fixable = [each | {"fixable": False} for each in found]
    assert [each | {"fixable": False} for each in told] == fixable
    assert {each["code"] for each in told} >= {"PL201", "PL204"}
    full = run("check", "--output-format", "full").stdout
    assert "PL204" in full


def test_each_export_writes_the_same_bytes(root):
    run("index", "--export")
    first = (root / ".paperlsp" / "papers.json").read_bytes()
    run("index", "--export", "elsewhere.json", "--path", ".")
    assert (root / "elsewhere.json").read_bytes() == first
    assert run("index", "--export", "smaller.json", "--without-quotes").exit_code == 0
    assert (root / "smaller.json").stat().st_size < 0.6 * len(first)


def test_an_index_is_made_from_the_pdf_alone(root):
    run("index", "--export")
    (root / "paper.pdf").unlink()
    done = run("index", "--export")
    assert (done.exit_code, "paper.pdf is not here" in done.stderr) == (2, True)
    done = run("open", "§4", "--show")
    assert (done.exit_code, "is not here, only its index" in done.stderr) == (2, True)


def test_without_a_paper_there_is_nothing_to_export(root):
    (root / "paper.pdf").unlink()
    done = run("index", "--export")
    assert (done.exit_code, "nothing to export" in done.stderr) == (2, True)
