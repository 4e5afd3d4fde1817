"""A workspace folder and a commit → the folder as it was then, beside it for as long as it is needed."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Sequence
from pathlib import Path


class NoCommitError(Exception):
    """The commit, or git itself, is not to be had; says why."""


@contextlib.contextmanager
def folder_at(root: Path, commit: str, papers: Sequence[str]) -> Generator[Path]:
    """Lays out the commit's files elsewhere; papers that git does not hold are those that lie in the folder now."""
    if commit.startswith("-"):
        raise NoCommitError("that is no commit.")
    with tempfile.TemporaryDirectory(prefix="paperlsp-") as temporary:
        top = Path(_git(root, "rev-parse", "--show-toplevel").strip())
        tree = Path(temporary) / "tree"
        tree.mkdir()
        index = {"GIT_INDEX_FILE": str(Path(temporary) / "index")}
        _git(top, "read-tree", f"{commit}^{{tree}}", **index)
        _git(top, "checkout-index", "--all", "--quiet", f"--prefix={tree}{os.sep}", **index)
        there = tree / root.resolve().relative_to(top.resolve())
        there.mkdir(parents=True, exist_ok=True)
        for paper in papers:
            target = there / paper
            if not target.exists() and target.resolve().is_relative_to(tree.resolve()) and (root / paper).is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / paper, target)
        yield there


def _git(folder: Path, *arguments: str, **environment: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 -- The words are ours, and the commit cannot be an option.
            command, capture_output=True, check=False, env=os.environ | environment, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        raise NoCommitError(f"git cannot be run: {error.strerror}.") from error
    if done.returncode != 0:
        raise NoCommitError(done.stderr.strip().rpartition("\n")[2] or "git failed.")
    return done.stdout
