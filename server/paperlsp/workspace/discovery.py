"""A folder → its sources and PDFs, with git's ignore rules."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from paperlsp.patterns import compile_patterns

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


@dataclass(frozen=True, slots=True)
class _Rule:
    """One file of patterns. A path relative to the root becomes one relative to that file by ``before`` + path[cut:]."""

    spec: GitIgnoreSpec
    cut: int = 0
    before: str = ""


def discover(root: Path, suffixes: Sequence[str], exclude: Sequence[str]) -> Found:
    """Walk the folder. Hidden folders, environments, and what git or the settings ignore are left out."""
    sources: list[str] = []
    pdfs: list[str] = []
    count = 0
    for path in walk(root, exclude):
        count += 1
        if count > MOST_FILES:
            break
        if path.endswith(tuple(suffixes)):
            sources.append(path)
        elif is_pdf(path):
            pdfs.append(path)
    return Found(tuple(sorted(sources)), tuple(sorted(pdfs)), count > MOST_FILES)


def is_pdf(path: str) -> bool:
    return path.lower().endswith(".pdf")


def walk(root: Path, exclude: Sequence[str] = ()) -> Iterator[str]:
    """The paths of all files that are not ignored, relative to the root."""
    waiting = [("", _rules_at_root(root, exclude))]
    while waiting:
        folder, rules = waiting.pop()
        rules = _with_rules_of(root, folder, rules)
        below: list[str] = []
        for entry in _entries(root / folder):
            path = f"{folder}/{entry.name}" if folder else entry.name
            try:
                # Links to folders are not followed: they may lead out of the workspace, or in a circle.
                is_folder = entry.is_dir(follow_symlinks=False)
                is_file = not is_folder and entry.is_file()
            except OSError:
                continue
            if is_folder and not _skipped(root, path, entry.name, rules):
                below.append(path)
            elif is_file and not _ignored(path, rules) and _inside(root, entry):
                yield path
        waiting += [(path, rules) for path in reversed(below)]


def is_ignored(root: Path, path: str, exclude: Sequence[str]) -> bool:
    """Whether ``walk`` would leave out a file of this path, whether or not there is one."""
    rules = _rules_at_root(root, exclude)
    *folders, name = path.split("/")
    folder = ""
    for part in folders:
        rules = _with_rules_of(root, folder, rules)
        folder = f"{folder}/{part}" if folder else part
        if _skipped(root, folder, part, rules):
            return True
    rules = _with_rules_of(root, folder, rules)
    return _ignored(f"{folder}/{name}" if folder else name, rules)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []


def _rules_at_root(root: Path, exclude: Sequence[str]) -> tuple[_Rule, ...]:
    """The settings' own rules, and those of the repository around the folder, unless they ignore the folder itself:
    then somebody asked for it all the same.
    """
    outer: list[_Rule] = []
    folder, before = root, ""
    while not (folder / ".git").exists() and folder != folder.parent:
        before = f"{folder.name}/{before}"
        folder = folder.parent
        outer += _rules_in(folder / ".gitignore", before=before)
    if not (folder / ".git").exists():
        outer = []
    outer += _rules_in(folder / ".git" / "info" / "exclude", before=before)
    kept = [rule for rule in reversed(outer) if not (rule.before and rule.spec.match_file(rule.before))]
    return (_Rule(compile_patterns(exclude)), *kept)


def _with_rules_of(root: Path, folder: str, rules: tuple[_Rule, ...]) -> tuple[_Rule, ...]:
    return (*rules, *_rules_in(root / folder / ".gitignore", cut=len(folder) + 1 if folder else 0))


def _rules_in(path: Path, *, cut: int = 0, before: str = "") -> list[_Rule]:
    try:
        # What is no file, such as a pipe, could be read for ever.
        text = path.read_text("utf-8", "replace") if path.is_file() else ""
    except (OSError, ValueError):
        return []
    return [_Rule(compile_patterns(text.split("\n")), cut, before)] if text else []


def _skipped(root: Path, path: str, name: str, rules: Sequence[_Rule]) -> bool:
    """Whether a folder is left out with all that it holds."""
    return (
        name.startswith(".") or name in SKIPPED or (root / path / "pyvenv.cfg").exists() or _ignored(path + "/", rules)
    )


def _ignored(path: str, rules: Sequence[_Rule]) -> bool:
    """Later, deeper files decide last, as in git."""
    verdict = False
    for rule in rules:
        result = rule.spec.check_file(rule.before + path[rule.cut :]).include
        if result is not None:
            verdict = result
    return verdict


def _inside(root: Path, entry: os.DirEntry[str]) -> bool:
    return not entry.is_symlink() or Path(os.path.realpath(entry.path)).is_relative_to(os.path.realpath(root))
