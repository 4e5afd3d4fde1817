"""The commands as a person runs them, each in a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import bad_pdfs
import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def run(tmp_path: Path):
    def call(*args: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PAPERLSP_CACHE_DIR": str(tmp_path / "cache")}
        command = [sys.executable, "-m", "paperlsp.cli", *map(str, args)]
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=cwd,
            timeout=120,
            check=False,
        )

    return call


def test_links_finds_the_paper_by_itself(run) -> None:
    done = run("links", FIXTURES / "qhadam", "--output-format", "json")
    assert done.returncode == 0, done.stderr
    symbols = {
        each["symbol"]: each for each in json.loads(done.stdout)["symbols"] if each["file"].endswith("qhadam.py")
    }
    best = symbols["QHAdam"]["links"][0]
    assert (symbols["QHAdam"]["verdict"], best["anchor"]) == ("explained", "sec:5")
    assert best["evidence"]


def test_output_is_the_same_every_time(run) -> None:
    one = run("links", FIXTURES / "sam", "--output-format", "json")
    other = run("links", FIXTURES / "sam", "--output-format", "json")
    assert one.stdout == other.stdout != ""


def test_a_sub_folder_shows_its_part_only(run) -> None:
    done = run("links", FIXTURES / "sam", "--output-format", "json")
    assert {each["file"] for each in json.loads(done.stdout)["symbols"]} >= {"src/promptseg/mask_decoder.py"}


def test_check_passes_with_hints_only(run, tmp_path: Path) -> None:
    repo = shutil.copytree(FIXTURES / "sam", tmp_path / "repo")
    (repo / "paperlsp.toml").write_text("unexplained-below = 0.5\n", "utf-8")
    done = run("--check", repo, "--output-format", "json", "--show-hints")
    assert done.returncode == 0, done.stdout + done.stderr
    findings = json.loads(done.stdout)["findings"]
    assert findings
    assert {each["severity"] for each in findings} == {"hint"}


def test_check_fails_on_a_citation_that_leads_nowhere_until_it_is_silenced(run, tmp_path: Path) -> None:
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "paper.pdf").write_bytes((FIXTURES / "qhadam" / "paper.pdf").read_bytes())
    source = folder / "step.py"
    source.write_text("def step(x):\n    # See Eq. (99).\n    return x * 2 + 1\n", "utf-8")
    done = run("--check", folder)
    assert done.returncode == 1
    assert "step.py:2:" in done.stdout
    assert "PL201" in done.stdout
    source.write_text(
        "def step(x):\n    # See Eq. (99).  # paperlsp: ignore[PL201] an older version\n    return x * 2 + 1\n", "utf-8"
    )
    assert run("--check", folder).returncode == 0


def test_no_paper_is_said_with_a_remedy(run, tmp_path: Path) -> None:
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "README.md").write_text("Code of https://arxiv.org/abs/2101.56789", "utf-8")
    (folder / "a.py").write_text("x = 1\n", "utf-8")
    done = run("--check", folder)
    assert done.returncode == 1
    assert "2101.56789" in done.stdout
    assert "paperlsp fetch arxiv:2101.56789" in done.stdout


def test_wrong_settings_are_named(run, tmp_path: Path) -> None:
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "paperlsp.toml").write_text(
        'paper = ["x.pdf"]\nthreshold = "high"\npapers = ["../outside.pdf"]\n', "utf-8"
    )
    done = run("--check", folder)
    assert done.returncode == 1
    assert "Did you mean `papers`?" in done.stdout
    assert "`threshold` must be a number" in done.stdout
    assert "leads out of the workspace" in done.stdout


def test_init_writes_settings_once(run, tmp_path: Path) -> None:
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n', "utf-8")
    (folder / "paper.pdf").write_bytes(bad_pdfs.sound())
    assert run("init", folder).returncode == 0
    assert 'path = "paper.pdf"' in (folder / "pyproject.toml").read_text("utf-8")
    assert run("init", folder).returncode != 0


def test_outline_and_read(run) -> None:
    outline = run("outline", FIXTURES / "sam" / "paper.pdf", "--output-format", "json")
    anchors = json.loads(outline.stdout)["anchors"]
    assert {"head:3/image-encoder", "head:A/image-encoder"} <= {each["id"] for each in anchors}
    copy = run("read", FIXTURES / "qhadam" / "paper.pdf")
    assert "\n## 5 QHAdam\n" in copy.stdout
    assert "\\tag{4}" in copy.stdout


@pytest.mark.parametrize("name", sorted(bad_pdfs.ALL))
def test_bad_pdfs_are_refused_or_read_and_never_crash(run, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(bad_pdfs.ALL[name]())
    done = run("outline", path)
    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr
    if done.returncode == 2:
        assert path.name in done.stderr


@pytest.mark.parametrize(
    "content",
    [
        b"def f(:\n  pass\n",
        "# coding: latin-1\n# caf\xe9\nx = 1\n".encode("latin-1"),
        b"x = 1\0\ny = 2\n",
        b"x = 1\r\n\x0cy = 2\r\n",
    ],
    ids=["syntax-error", "latin-1", "nul", "form-feed"],
)
def test_odd_sources_do_not_stop_the_rest(run, tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "paper.pdf").write_bytes((FIXTURES / "sam" / "paper.pdf").read_bytes())
    (folder / "odd.py").write_bytes(content)
    (folder / "mask_decoder.py").write_text(
        "class MaskDecoder:\n    def forward(self, a, b):\n        return a @ b + 1\n", "utf-8"
    )
    done = run("links", folder, "--output-format", "json")
    assert done.returncode == 0, done.stderr
    verdicts = {each["symbol"]: each["verdict"] for each in json.loads(done.stdout)["symbols"]}
    assert verdicts["MaskDecoder"] == "explained"


def test_misuse_exits_with_2(run) -> None:
    assert run("outline", "nowhere.pdf").returncode == 2
    assert run("--tcp", "nonsense").returncode == 2
