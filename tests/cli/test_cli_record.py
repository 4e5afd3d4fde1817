"""What a person says on the command line, and what the other commands make of it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def run(tmp_path: Path):
    """The fixture about momentum in a folder of its own, and the command line in it."""
    root = shutil.copytree(FIXTURES / "qhadam", tmp_path / "repository")

    def call(*args: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PAPERLSP_CACHE_DIR": str(tmp_path / "cache")}
        return subprocess.run(
            [sys.executable, "-m", "paperlsp.cli", *args],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=root,
            timeout=120,
            check=False,
        )

    call.root = root
    return call


def symbol(run, name: str) -> dict:
    done = run("links", "--output-format", "json")
    assert done.returncode == 0, done.stderr
    return next(each for each in json.loads(done.stdout)["symbols"] if each["symbol"] == name)


def test_from_a_word_to_the_links_and_back(run) -> None:
    done = run("confirm", "src/quasi/qhadam.py", "QHAdam.step", "Eq. (9)", "--reason", "as the authors say")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    best = symbol(run, "QHAdam.step")["links"][0]
    assert (best["anchor"], best["origin"], best["score"]) == ("eq:9", "confirmed", 1.0)
    assert best["evidence"][0] == {"kind": "person", "detail": "confirmed by hand: as the authors say"}

    assert run("reject", "src/quasi/convert.py", "from_nag", "§4.1").returncode == 0
    assert "sec:4.1" not in [each["anchor"] for each in symbol(run, "from_nag")["links"]]
    assert run("mark", "src/quasi/qhadam.py", "RunningWeight", "our own").returncode == 0
    assert symbol(run, "RunningWeight.advance")["verdict"] == "trivial"

    path = run.root / "src/quasi/qhadam.py"
    path.write_text(
        path.read_text("utf-8").replace("self._weight = 0", "self._weight = 1").replace("return", "return 1 *"), "utf-8"
    )
    found = json.loads(run("--check", "--show-hints", "--output-format", "json").stdout)["findings"]
    stale = [each for each in found if each["code"] == "PL310"]
    assert {(each["severity"], each["anchor"]) for each in stale} == {("hint", None), ("hint", "eq:9")}

    assert run("forget", "src/quasi/qhadam.py", "QHAdam.step").returncode == 0
    assert symbol(run, "QHAdam.step")["links"][0]["origin"] != "confirmed"
    path.unlink()
    done = run("--check")
    assert done.returncode == 1
    assert "RunningWeight" in done.stdout
    assert run("forget", "src/quasi/qhadam.py", "RunningWeight").returncode == 0
    assert run("--check").returncode == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("confirm", "src/quasi/qhadam.py", "QHAdam.step", "Eq. (99)"), "Eq. (99)"),
        (("confirm", "src/quasi/qhadam.py", "QHAdam.stop", "Eq. (9)"), "QHAdam.stop"),
        (("confirm", "/", "QHAdam.step", "Eq. (9)"), "is a folder"),
        (("confirm", "../cache/x.py", "QHAdam.step", "Eq. (9)"), "x.py"),
        (("forget", "src/quasi/qhadam.py", "QHAdam.step"), "taken back"),
        (("mark", "src/quasi/none.py", "f", "x"), "none.py"),
    ],
)
def test_what_cannot_be_said_is_told_and_writes_nothing(run, args: tuple[str, ...], told: str) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (run.root / ".paperlsp").exists()


def test_the_map_as_a_file(run) -> None:
    done = run("map", "--output-format", "html", "--output", "map.html")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (run.root / "map.html").read_text("utf-8").startswith("<!doctype html>")
    (run.root / "paperlsp.toml").write_text("papers = ['paper.pdf']\n", "utf-8")
    found = json.loads(run("map", "src/quasi/qhm.py", "--output-format", "json").stdout)
    assert [each["file"] for each in found["files"]] == ["src/quasi/qhm.py"]
    step = next(each for each in found["files"][0]["definitions"] if each["symbol"] == "QHM.step")
    assert step["parts"]
    assert run("map", "--output", "paper.pdf/map.html").returncode == 2
