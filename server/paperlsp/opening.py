"""``paperlsp open``: a part of a paper, at its page, in a viewer of the person's own."""

from __future__ import annotations

import os
import shlex
import subprocess
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperlsp.failure import Failure
from paperlsp.speaking import speaks

if TYPE_CHECKING:
    from paperlsp.index.snapshot import PaperEntry
    from paperlsp.model.paper import Anchor

PDF = click.Path(exists=True, dir_okay=False, path_type=Path)
VIEWER = "PAPERLSP_VIEWER"
PLACES = ("pdf", "page", "x", "y", "width", "height", "uri")


@click.command("open")
@click.argument("anchor")
@click.option("--path", "start", default=".", type=click.Path(exists=True, path_type=Path), show_default=True)
@click.option("--paper", "papers", multiple=True, type=PDF, help="A paper, wherever it lies. May be repeated.")
@click.option(
    "--viewer", default="", help=f"The viewer's command; by default, what {VIEWER} holds, else the web browser."
)
@click.option("--show", is_flag=True, help="Only print where it is: the PDF's address with the page.")
@speaks
def open_command(anchor: str, start: Path, papers: tuple[Path, ...], viewer: str, *, show: bool) -> None:
    """Open the paper at ANCHOR: an id (“eq:4”), what people write (“Eq. (4)”, “§3.1”), or a heading.

    In the viewer's command, {pdf} stands for the file, {page} for the page, from 1, {x} and {y} for the place on it, {width}
    and {height} for its size, in points from the top left, and {uri} for the file's address with the page.
    """
    from paperlsp.folders import load  # noqa: PLC0415 -- Commands load what they need, so that --help is quick.
    from paperlsp.recording import part_named  # noqa: PLC0415
    from paperlsp.workspace import PaperReader, find_root  # noqa: PLC0415

    root = find_root(start, for_paper=not papers)
    with PaperReader() as reader:
        snapshot = load(root, papers, reader)
    paper, part = part_named(snapshot, anchor, gone=False)
    entry = snapshot.paper_by_id[paper]
    if entry.paper.gist is not None:
        raise Failure(f"The PDF {entry.path} is not here, only its index.")
    values = _values(root, entry, entry.paper.by_id[part])
    if show:
        click.echo(values["uri"])
        return
    words = viewer or os.environ.get(VIEWER, "")
    if words:
        _run(words, values)
    elif not webbrowser.open(values["uri"]):
        raise Failure(f"There is no web browser; name a viewer by --viewer or {VIEWER}. The place is {values['uri']}.")


def _values(root: Path, entry: PaperEntry, anchor: Anchor) -> dict[str, str]:
    """What stands in the viewer's command for each of ``PLACES``."""
    pdf = entry.pdf(anchor.document)
    path = Path(root, pdf.place or pdf.path)
    box = anchor.box
    numbers = (f"{value:.0f}" for value in (box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0))
    uri = f"{path.as_uri()}#page={anchor.page}"
    return dict(zip(PLACES, (str(path), str(anchor.page), *numbers, uri), strict=True))


def _run(words: str, values: dict[str, str]) -> None:
    """Start the viewer, without a shell: a file's name is one argument, whatever is in it."""
    try:
        command = shlex.split(words)
        filled = [part.format(**values) for part in command]
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        known = ", ".join(f"{{{name}}}" for name in PLACES)
        raise Failure(f"The viewer's command “{words}” cannot be read ({error}); it may hold {known}.") from error
    if filled == command:
        # A bare name is a viewer that takes a file.
        filled.append(values["pdf"])
    try:
        # The command is the person's own, from their option or environment, never from a repository.
        subprocess.Popen(  # noqa: S603
            filled,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise Failure(f"{filled[0]} cannot be started: {error.strerror or error}.") from error
