"""The paths that a command was given → the workspace folders that they belong to, and their snapshots."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperlsp.speaking import language_asked
from paperlsp.wording import say

if TYPE_CHECKING:
    from paperlsp.config import Config
    from paperlsp.index.snapshot import Snapshot
    from paperlsp.workspace import Look, PaperReader


def roots_of(paths: tuple[Path, ...], *, for_paper: bool) -> dict[Path, list[str]]:
    """The folders that the paths belong to, each with the parts of it that were asked for."""
    from paperlsp.workspace import find_root  # noqa: PLC0415 -- As above.

    found: dict[Path, list[str]] = {}
    for path in paths or (Path(),):
        root = find_root(path, for_paper=for_paper)
        # A file that is a link stands where the link stands.
        place = path.resolve() if path.is_dir() else path.parent.resolve() / path.name
        under = place.relative_to(root).as_posix()
        found.setdefault(root, []).append("" if under == "." else under)
    return found


def prefixes_of(roots: list[Path]) -> list[tuple[Path, str]]:
    """What tells the folders' paths apart: where each lies in the folder that holds them all; nothing for one alone."""
    if len(roots) == 1:
        return [(roots[0], "")]
    try:
        around = Path(os.path.commonpath(roots))
        relative = [(root, root.relative_to(around).as_posix()) for root in roots]
    except ValueError:
        # They lie on different drives.
        relative = [(root, root.as_posix()) for root in roots]
    return sorted(((root, "" if each == "." else f"{each}/") for root, each in relative), key=lambda pair: pair[1])


def is_under(file: str, folder: str) -> bool:
    """Whether a path is a folder or lies in it; "" is the whole."""
    return not folder or file == folder or file.startswith(folder + "/")


def load(
    root: Path,
    papers: tuple[Path, ...],
    reader: PaperReader,
    previous: Snapshot | None = None,
    adjust: Callable[[Config], Config] | None = None,
) -> Snapshot:
    """The folder's snapshot, with a progress bar on a terminal. ``adjust`` puts the command's options over the settings."""
    from paperlsp.workspace import load_snapshot  # noqa: PLC0415 -- As above.

    with _bar() as progress:
        given = [paper.resolve() for paper in papers]
        return load_snapshot(
            root, extra_papers=given, reader=reader, progress=progress, previous=previous, adjust=adjust
        )


def survey(
    root: Path, papers: tuple[Path, ...], reader: PaperReader, adjust: Callable[[Config], Config] | None = None
) -> tuple[Look, tuple[str, ...]]:
    """The folder's settings and papers, and its sources by name, none of which is read."""
    from paperlsp.workspace import list_folder  # noqa: PLC0415 -- As above.

    with _bar() as progress:
        return list_folder(root, [paper.resolve() for paper in papers], reader, progress, adjust)


@contextlib.contextmanager
def _bar() -> Generator[Callable[[int, int, str], None]]:
    """A progress bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _what: None
        return
    with click.progressbar(length=1, label=say(language_asked(), "Reading"), file=sys.stderr) as bar:

        def show(done: int, total: int, _what: str) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield show
