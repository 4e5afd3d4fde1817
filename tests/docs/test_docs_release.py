"""Releases: one version everywhere, and the same bytes whoever builds them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "client-vscode"
WHEN = "1700000000"


def copied(folder: Path) -> Path:
    """What is built from, with other dates than it has here."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
            shutil.copymode(ROOT / name, folder / name)
            os.utime(folder / name, (1_600_000_000 + len(name), 1_600_000_000 + len(folder.name)))
    return folder


def built(folder: Path, *, client: bool) -> dict[str, bytes]:
    if client:
        (folder / "client-vscode" / "node_modules").symlink_to(CLIENT / "node_modules")
    programs = folder.parent / f"{folder.name}-bin"
    programs.mkdir()
    for name, target in (
        ("python", sys.executable),
        *((each, shutil.which(each)) for each in ("bash", "dirname", "rm")),
    ):
        (programs / name).write_text(f'#!/bin/sh\nexec "{target}" "$@"\n')
        (programs / name).chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}" if client else str(programs)
    environment = os.environ | {"SOURCE_DATE_EPOCH": WHEN, "PATH": path}
    done = subprocess.run(
        [shutil.which("bash") or "bash", folder / ".ci" / "build"],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in sorted((folder / "dist").iterdir())}


@pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling is of the group `test`")
@pytest.mark.parametrize(
    "client",
    [
        pytest.param(False, id="server"),
        pytest.param(
            True,
            id="extension",
            marks=pytest.mark.skipif(
                shutil.which("npm") is None or not (CLIENT / "node_modules").is_dir(),
                reason="the extension's packages are not installed (npm ci)",
            ),
        ),
    ],
)
def test_two_builds_have_the_same_bytes(client: bool, tmp_path: Path) -> None:
    one, other = (built(copied(tmp_path / name), client=client) for name in ("one", "another"))
    kinds = {".whl", ".gz", ".vsix"} if client else {".whl", ".gz"}
    assert {Path(name).suffix for name in one} == kinds
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_server_extension_and_documentation_have_one_version(tmp_path: Path) -> None:
    check = [sys.executable, ROOT / ".ci" / "versions"]
    done = subprocess.run(check, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    version = done.stdout.strip()
    assert subprocess.run([*check, f"v{version}"], capture_output=True, check=False).returncode == 0
    done = subprocess.run([*check, "v99.0.0"], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, "tag 99.0.0" in done.stderr) == (1, True)
