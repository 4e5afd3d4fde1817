"""``paperlsp index --export``: what checks need to know of the papers, without their sentences, for where no PDF may lie."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperlsp.failure import Failure

if TYPE_CHECKING:
    from paperlsp.index.snapshot import PaperEntry
    from paperlsp.model.paper import Paper

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
DEFAULT = ""
"""``--export`` without a file."""


@click.command("index")
@click.option(
    "--export",
    "file",
    required=True,
    is_flag=False,
    flag_value=DEFAULT,
    metavar="[FILE]",
    help="Write it here; without FILE to .paperlsp/papers.json, where it is found by itself.",
)
@click.option("--path", "start", default=".", type=FOLDER, help="The folder whose papers they are.", show_default=True)
@click.option("--without-quotes", is_flag=True, help="Leave out the hashes by which quotes are checked.")
def index_command(file: str, start: Path, *, without_quotes: bool) -> None:
    """Export what checks need to know of the folder's papers, without their sentences.

    Where the PDFs are not at hand, as in the CI of a repository that may not hold them, `paperlsp --check` takes the index
    for them, and finds the same.
    """
    from paperlsp.check.spoken import spoken_problem  # noqa: PLC0415 -- As below.
    from paperlsp.folders import load  # noqa: PLC0415 -- Commands load what they need, so that --help is quick.
    from paperlsp.link.withheld import withhold  # noqa: PLC0415
    from paperlsp.report.terminal import plain  # noqa: PLC0415
    from paperlsp.workspace import PaperReader, find_root  # noqa: PLC0415
    from paperlsp.workspace.cache import write_whole  # noqa: PLC0415
    from paperlsp.workspace.index_file import EXPORT_FILE, Exported, print_index  # noqa: PLC0415

    root = find_root(start)
    with PaperReader() as reader:
        snapshot = load(root, (), reader)
    for problem in snapshot.problems:
        if problem.severity == "error":
            click.echo(plain(spoken_problem(problem, file=problem.file)), err=True)
    absent = [entry.path for entry in snapshot.papers if entry.paper.gist is not None]
    if absent:
        raise Failure(f"{', '.join(absent)} is not here: an index is made from the PDF.")
    if not snapshot.papers:
        raise Failure("No paper was found, so that there is nothing to export.")
    exported = [Exported(entry.path, withhold(_as_read(entry), quotes=not without_quotes)) for entry in snapshot.papers]
    content = print_index(exported)
    path = Path(file) if file else root / EXPORT_FILE
    try:
        write_whole(path, content)
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror or error}.") from error
    names = ", ".join(entry.path for entry in snapshot.papers)
    click.echo(plain(f"Wrote {path}: {names}, without sentences, {len(content) / 1e3:.0f} kB."), err=True)
    if file and path.resolve() != root / EXPORT_FILE:
        click.echo('Name it in the settings: papers = [{ path = "…", index = "…" }]', err=True)


def _as_read(entry: PaperEntry) -> Paper:
    """The paper under the id that it has by itself: what else is there may be another time."""
    return replace(entry.paper, id=entry.read_id) if entry.read_id else entry.paper
