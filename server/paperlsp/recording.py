"""The commands by which a person says what they know: confirm, reject, mark, note, forget. They write the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperlsp.failure import Failure

if TYPE_CHECKING:
    from paperlsp.ide import Verb
    from paperlsp.index.snapshot import Snapshot

PDF = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE = click.Path(path_type=Path)

file_argument = click.argument("file", type=FILE)
symbol_argument = click.argument("symbol")
papers_option = click.option(
    "--paper", "papers", multiple=True, type=PDF, help="A paper, wherever it lies. May be repeated."
)


@click.command()
@file_argument
@symbol_argument
@click.argument("anchor")
@click.option("--reason", default="", help="Why, for those who read the record.")
@papers_option
def confirm(file: Path, symbol: str, anchor: str, reason: str, papers: tuple[Path, ...]) -> None:
    """Confirm that ANCHOR of the paper explains SYMBOL in FILE.

    SYMBOL is dotted (“QHAdam.step”). ANCHOR is an id (“eq:4”), what people write (“Eq. (4)”, “§3.1”), or a heading.
    """
    _say("confirm", file, symbol, anchor, reason, papers)


@click.command()
@file_argument
@symbol_argument
@click.argument("anchor")
@click.option("--reason", default="", help="Why, for those who read the record.")
@papers_option
def reject(file: Path, symbol: str, anchor: str, reason: str, papers: tuple[Path, ...]) -> None:
    """Reject ANCHOR of the paper as explanation of SYMBOL in FILE: it is never offered again."""
    _say("reject", file, symbol, anchor, reason, papers)


@click.command()
@file_argument
@symbol_argument
@click.argument("reason")
@papers_option
def mark(file: Path, symbol: str, reason: str, papers: tuple[Path, ...]) -> None:
    """Mark SYMBOL in FILE, and all that it holds, as not from the paper, for REASON."""
    _say("mark", file, symbol, "", reason, papers)


@click.command()
@file_argument
@symbol_argument
@click.argument("text")
@click.option("--about", "anchor", default="", help="The part of the paper that the note is about.")
@papers_option
def note(file: Path, symbol: str, text: str, anchor: str, papers: tuple[Path, ...]) -> None:
    """Note TEXT beside SYMBOL in FILE: hovers show it."""
    _say("note", file, symbol, anchor, text, papers)


@click.command()
@file_argument
@symbol_argument
@click.argument("anchor", default="")
@papers_option
def forget(file: Path, symbol: str, anchor: str, papers: tuple[Path, ...]) -> None:
    """Take back what was said about SYMBOL in FILE, all of it or only about ANCHOR."""
    _say("forget", file, symbol, anchor, "", papers)


def _say(verb: Verb, file: Path, symbol: str, anchor: str, text: str, papers: tuple[Path, ...]) -> None:
    from paperlsp.ide import Refusal, Saying, hear  # noqa: PLC0415 -- Commands load what they need, so that --help is quick.
    from paperlsp.model.record import RECORD_FILE  # noqa: PLC0415
    from paperlsp.workspace import find_root, load_snapshot, update_record  # noqa: PLC0415

    path = file.resolve()
    if path.is_dir():
        raise Failure(f"{file} is a folder; name a source in it.")
    # What was said about a file that is gone can still be taken back.
    folder = next(each for each in path.parents if each.is_dir())
    root = find_root(folder)
    if root == folder and folder.is_relative_to(Path.cwd()):
        # Nothing marks a folder as the whole: then it is the one in which the person is.
        root = find_root(Path.cwd())
    if not path.is_relative_to(root):
        raise Failure(f"{file} does not lie in {root}.")
    snapshot = load_snapshot(root, extra_papers=[paper.resolve() for paper in papers])
    name = path.relative_to(root).as_posix()
    paper_id, anchor_id = part_named(snapshot, anchor, gone=verb == "forget") if anchor else ("", "")
    heard = hear(snapshot, Saying(verb, name, "" if symbol == "(module)" else symbol, paper_id, anchor_id, text))
    if isinstance(heard, Refusal):
        raise Failure(heard.reason)
    try:
        update_record(root, snapshot.record, heard)
    except OSError as error:
        raise Failure(f"{RECORD_FILE} cannot be written: {error}.") from error
    click.echo(f"Wrote {RECORD_FILE}.", err=True)


def part_named(snapshot: Snapshot, words: str, *, gone: bool) -> tuple[str, str]:
    """The ids of the one part that the words mean."""
    from paperlsp.link import find_named  # noqa: PLC0415 -- As above.
    from paperlsp.report.terminal import name_of, plain  # noqa: PLC0415

    found = find_named([entry.paper for entry in snapshot.papers], words)
    if len(found) == 1:
        return found[0][0].id, found[0][1].id
    if found:
        listed = "\n".join(f"  {paper.id}:{anchor.id}  {name_of(anchor)}, p. {anchor.page}" for paper, anchor in found)
        raise Failure(f"“{plain(words)}” could be any of these; give an id:\n{listed}")
    for each in snapshot.graph.words if gone else ():
        if words in (each.anchor, f"{each.paper}:{each.anchor}"):
            return each.paper, each.anchor
    titles = ", ".join(f"“{plain(entry.paper.title) or entry.path}”" for entry in snapshot.papers) or "any paper"
    raise Failure(f"There is no “{plain(words)}” in {titles}. `paperlsp outline PAPER` lists the parts.")


COMMANDS = (confirm, reject, mark, note, forget)
