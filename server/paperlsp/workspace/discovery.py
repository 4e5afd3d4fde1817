"""A folder → its sources and PDFs, with git's ignore rules."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

SKIPPED = frozenset(
    {
        "node_modules",
        "__pycache__",
        "site-packages",
        "venv",
        "env",
        "build",
        "dist",
        "__pypackages__",
        "bower_components",
    }
)
MOST_FILES = 50_000
"""More files than this is a home folder opened by mistake."""


@dataclass(frozen=True, slots=True)
class Found:
    """Paths relative to the folder, POSIX, sorted."""

    sources: tuple[str, ...]
    pdfs: tuple[str, ...]
    cut: bool


def discover(root: Path, suffixes: Sequence[str], exclude: Sequence[str]) -> Found:
    """Walk the folder. Hidden folders, environments, and what git or the settings ignore are left out."""
    sources: list[str] = []
    pdfs: list[str] = []
    count = 0
    for path in _walk(root, "", [("", GitIgnoreSpec.from_lines(exclude)), *_repository_rules(root)]):
        count += 1
        if count > MOST_FILES:
            break
        if path.endswith(tuple(suffixes)):
            sources.append(path)
        elif path.lower().endswith(".pdf"):
            pdfs.append(path)
    return Found(tuple(sorted(sources)), tuple(sorted(pdfs)), count > MOST_FILES)


def _repository_rules(root: Path) -> list[tuple[str, GitIgnoreSpec]]:
    return [("", spec)] if (spec := _spec(root / ".git" / "info" / "exclude")) else []


def _walk(root: Path, folder: str, rules: list[tuple[str, GitIgnoreSpec]]) -> Iterator[str]:
    here = root / folder if folder else root
    if spec := _spec(here / ".gitignore"):
        rules = [*rules, (folder, spec)]
    try:
        entries = sorted(os.scandir(here), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        try:
            # Links to folders are not followed: they may lead out of the workspace, or in a circle.
            is_folder = entry.is_dir(follow_symlinks=False)
            is_file = not is_folder and entry.is_file()
        except OSError:
            continue
        if is_folder:
            if entry.name.startswith(".") or entry.name in SKIPPED or (here / entry.name / "pyvenv.cfg").exists():
                continue
            if not _ignored(path + "/", rules):
                yield from _walk(root, path, rules)
        elif is_file and not _ignored(path, rules) and _inside(root, entry):
            yield path


def _inside(root: Path, entry: os.DirEntry[str]) -> bool:
    return not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(root.resolve())


def _spec(path: Path) -> GitIgnoreSpec | None:
    try:
        return GitIgnoreSpec.from_lines(path.read_text("utf-8", "replace").splitlines())
    except (OSError, ValueError):
        return None


def _ignored(path: str, rules: Sequence[tuple[str, GitIgnoreSpec]]) -> bool:
    """Later, deeper files decide last, as in git."""
    verdict = False
    for folder, spec in rules:
        below = path[len(folder) + 1 :] if folder else path
        result = spec.check_file(below).include
        if result is not None:
            verdict = result
    return verdict
