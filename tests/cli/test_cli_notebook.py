"""The commands on notebooks: the fixture's cells are checked, linked and spoken about as files are."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from inline_snapshot import snapshot
from paperlsp.cli import commands

FIXTURES = Path(__file__).parents[2] / "fixtures"
Run = Callable[..., Result]


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    folder = shutil.copytree(FIXTURES / "notebook", tmp_path / "repo")
    shutil.copy(FIXTURES / "qhadam" / "paper.pdf", folder / "paper.pdf")
    return folder


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(cache: Path, repo: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(cache))
    monkeypatch.chdir(repo)
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments: CliRunner().invoke(commands, list(arguments))


def test_cells_are_checked_as_files_are(run: Run) -> None:
    done = run("--check", "--show-hints")
    assert (done.exit_code, done.stdout) == snapshot(
        (
            1,
            """\
tour.ipynb:cell 6:1:7  PL201 missing-anchor  Eq. (99) does not exist in “Quasi-Hyperbolic Updates, Retold for paperlsp”.
tour.ipynb:cell 6:3:17  PL201 missing-anchor  Eq. (98) does not exist in “Quasi-Hyperbolic Updates, Retold for paperlsp”.
tour.ipynb:cell 6:5:10  PL005 unused-suppression  This suppression silences nothing (PL201).

2 warnings, 1 hint · 2 of 3 definitions explained, 0 unexplained · 4 of 11 equations and algorithms have code
""",
        )
    )


def test_a_baseline_knows_a_finding_again_when_cells_move(run: Run, repo: Path) -> None:
    run("--check", "--write-baseline")
    notebook = json.loads((repo / "tour.ipynb").read_bytes())
    notebook["cells"].insert(0, {"cell_type": "code", "source": "x = 1", "outputs": []})
    (repo / "tour.ipynb").write_text(json.dumps(notebook), "utf-8")
    done = run("--check", "--show-hints")
    assert done.exit_code == 0, done.stdout
    assert done.stdout.startswith("3 in the baseline")


def test_links_and_map_tell_the_cell(run: Run) -> None:
    found = json.loads(run("links", "tour.ipynb", "--output-format", "json").stdout)["symbols"]
    step = next(each for each in found if each["symbol"] == "quasi_hyperbolic_step")
    assert (step["cell"], step["line"], step["end_line"], step["verdict"]) == (3, 1, 6, "explained")
    assert "line 1 of cell 3" in run("links", "tour.ipynb").stdout
    assert "“Eq. (4)” in line 4 of cell 3" in run("links", "tour.ipynb").stdout
    files = json.loads(run("map", "--output-format", "json").stdout)["files"]
    assert [(each["file"], each["definitions"][-1]["cell"]) for each in files] == [("old.ipynb", 2), ("tour.ipynb", 6)]


def test_a_word_about_a_definition_in_a_cell(run: Run, repo: Path) -> None:
    assert run("confirm", "tour.ipynb", "quasi_hyperbolic_step", "Eq. (4)").exit_code == 0
    assert run("mark", "tour.ipynb", "Née", "our own addition").exit_code == 0
    found = json.loads(run("links", "tour.ipynb", "--output-format", "json").stdout)["symbols"]
    told = {each["symbol"]: each for each in found}
    assert told["quasi_hyperbolic_step"]["links"][0]["origin"] == "confirmed"
    assert told["Née"]["verdict"] == "trivial"
    text = (repo / "tour.ipynb").read_text("utf-8").replace("(1 - nu) * gradient", "(2 - nu) * gradient")
    (repo / "tour.ipynb").write_text(text, "utf-8")
    done = run("--check", "--select", "PL310", "--show-hints")
    assert "tour.ipynb:cell 3:1:5  PL310" in done.stdout


def test_a_fix_changes_its_line_of_the_file_and_nothing_else(run: Run, repo: Path) -> None:
    before = (repo / "tour.ipynb").read_bytes()
    done = run("--check", "--fix")
    assert done.stderr.startswith("Mended 1 finding.")
    words = b"  # paperlsp: ignore[PL201] nothing to be silent about"
    assert before.count(words) == 1
    assert (repo / "tour.ipynb").read_bytes() == before.replace(words, b"")
    assert "PL005" not in run("--check", "--show-hints").stdout
