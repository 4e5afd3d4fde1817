"""``paperlsp doctor``: what was found and what is wrong with it. ``paperlsp clean``: the cache, emptied."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from paperlsp import __version__
from paperlsp.failure import Failure
from paperlsp.speaking import language_asked, speaks, told

if TYPE_CHECKING:
    from paperlsp.index.snapshot import Snapshot
    from paperlsp.model.problem import Problem

State = Literal["ok", "hint", "wrong"]
Line = tuple[State, str, "str | Problem"]
"""How it stands, what it is about, and what there is to say."""

_MARKS: dict[State, tuple[str, str]] = {"ok": ("ok", "green"), "hint": ("note", "cyan"), "wrong": ("wrong", "red")}


@click.command()
@click.argument("path", default=".", type=click.Path(exists=True, path_type=Path))
@speaks
@click.pass_context
def doctor(ctx: click.Context, path: Path) -> None:
    """Say what paperlsp finds for PATH, and what is wrong: Python, cache, settings, papers, code. Exits with 1 if anything is."""
    from paperlsp.check.spoken import spoken_problem  # noqa: PLC0415 -- Commands load what they need, so that --help is quick.
    from paperlsp.folders import load  # noqa: PLC0415
    from paperlsp.report.terminal import plain  # noqa: PLC0415
    from paperlsp.workspace import PaperReader, find_root  # noqa: PLC0415

    root = find_root(path)
    with PaperReader() as reader:
        snapshot = load(root, (), reader)
    lines = [*_program(), *_cache(), *_folder(root, snapshot), *_papers(root, snapshot), *_code(snapshot)]
    for state, about, words in lines:
        mark, colour = _MARKS[state]
        # A mark keeps its width, so that lines stay aligned.
        said = told(words) if isinstance(words, str) else spoken_problem(words, language_asked(), file=words.file)
        click.echo(f"{click.style(f'{told(mark):<5}', fg=colour)}  {told(about):<9}  {plain(said)}")
    ctx.exit(1 if any(state == "wrong" for state, _, _ in lines) else 0)


def _program() -> Iterator[Line]:
    from importlib import metadata  # noqa: PLC0415 -- As above.

    yield "ok", "paperlsp", f"{__version__}, Python {platform.python_version()} ({sys.executable})"
    for name in ("pymupdf", "tree-sitter", "tree-sitter-python", "pygls", "lsprotocol"):
        try:
            yield "ok", "package", f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield "wrong", "package", f"{name} is not installed: install paperlsp again."


def _cache() -> Iterator[Line]:
    from paperlsp.workspace.cache import cache_folder  # noqa: PLC0415 -- As above.

    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield "wrong", "cache", f"{folder} cannot be written ({error.strerror}): set PAPERLSP_CACHE_DIR."
        return
    files = list(_files(folder))
    size = sum(_size(file) for file in files)
    yield "ok", "cache", f"{folder}: {len(files)} files, {size / 1e6:.1f} MB. `paperlsp clean` empties it."


def _folder(root: Path, snapshot: Snapshot) -> Iterator[Line]:
    yield "ok", "folder", str(root)
    source = snapshot.config.source
    yield "ok", "settings", source or "none, so that papers are found by themselves"
    words = len(snapshot.record.words)
    if words:
        yield "ok", "record", f"{words} words that were said"
    for problem in snapshot.problems:
        state: State = "hint" if problem.severity == "hint" else "wrong"
        yield state, "problem", problem


def _papers(root: Path, snapshot: Snapshot) -> Iterator[Line]:
    from paperlsp.workspace import described_papers, fetched_paper  # noqa: PLC0415 -- As above.

    for entry in snapshot.papers:
        paper = entry.paper
        sections, equations = (sum(each.kind == kind for each in paper.anchors) for kind in ("section", "equation"))
        yield (
            "ok",
            "paper",
            f"{entry.path}: “{paper.title}”, {paper.pages} pages, {sections} sections, {equations} equations",
        )
        for each, document in zip(entry.supplements, paper.documents[1:], strict=True):
            yield "ok", "paper", f"{each.path}: supplement of {entry.path}, {document.pages} pages"
        if paper.gist is not None:
            yield "hint", "paper", f"{entry.path} is not here: its exported index stands in for it."
        if entry.code and not any(file in snapshot.scopes.get(paper.id, ()) for file in snapshot.sources):
            yield "wrong", "paper", f"{entry.path} speaks for {', '.join(entry.code)}, where no code lies."
    for each in described_papers(root):
        if fetched_paper(each.what) is None and not snapshot.papers:
            yield "hint", "paper", f"{each.file} names {each.what}: run `paperlsp fetch {each.what}`."


def _code(snapshot: Snapshot) -> Iterator[Line]:
    from paperlsp.check.summary import summarise  # noqa: PLC0415 -- As above.

    if not snapshot.sources:
        yield "wrong", "code", "no Python file was found."
        return
    summary = summarise(snapshot)
    judged = summary.explained + summary.unexplained
    yield "ok", "code", f"{len(snapshot.sources)} files, {summary.explained} of {judged} definitions explained"


@click.command()
@click.option(
    "--fetched", is_flag=True, help="Throw away fetched papers as well, which only the network has otherwise."
)
@speaks
def clean(*, fetched: bool) -> None:
    """Empty the cache: papers that were read, pictures, reading copies. They are made anew when they are needed."""
    from paperlsp.workspace.cache import cache_folder  # noqa: PLC0415 -- As above.
    from paperlsp.workspace.eviction import KINDS  # noqa: PLC0415
    from paperlsp.workspace.library import library_folder  # noqa: PLC0415

    # Only what is ours goes: the folder may be one that somebody named by mistake.
    folders = [cache_folder() / kind for kind in (*KINDS, "rules")] + ([library_folder()] if fetched else [])
    count = size = 0
    for folder in folders:
        for file in _files(folder):
            try:
                freed = _size(file)
                file.unlink()
            except OSError as error:
                raise Failure(f"{file} cannot be thrown away: {error.strerror or error}.") from error
            count, size = count + 1, size + freed
    click.echo(told(f"{count} files, {size / 1e6:.1f} MB, are gone from {cache_folder()}."))


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder and of those in it, without following links."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink() or entry.is_file():
            yield entry
        elif entry.is_dir():
            yield from _files(entry)


def _size(file: Path) -> int:
    try:
        return file.lstat().st_size
    except OSError:
        return 0
