"""The command line: nothing but the report on standard output, exit code 0, 1 (findings) or 2 (misuse, failure)."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from paperlsp import __version__
from paperlsp.checking import check_command
from paperlsp.debugging import debug
from paperlsp.explaining import explain
from paperlsp.exporting import index_command
from paperlsp.failure import Failure
from paperlsp.fetching import fetch
from paperlsp.folders import load, roots_of
from paperlsp.mapping import map_command
from paperlsp.opening import open_command
from paperlsp.recording import COMMANDS as RECORDING
from paperlsp.tending import clean, doctor

if TYPE_CHECKING:
    from paperlsp.model.paper import Paper
    from paperlsp.model.problem import Problem
    from paperlsp.workspace import PaperReader

PDF = click.Path(exists=True, dir_okay=False, path_type=Path)
PLACE = click.Path(exists=True, path_type=Path)
TEXT_OR_JSON = click.Choice(["text", "json"])
SEARCHES = (20_000, 20, 100)
"""How seldom garbage is searched for; a server has numbers of its own. What a command makes lives until its end, and
searching all of it took a tenth of a check.
"""


class Commands(click.Group):
    """``paperlsp --check PATH…`` is the command ``check``, and options alone start the server."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "--check" in args:
            at = args.index("--check")
            args = ["check", *args[:at], *args[at + 1 :]]
        return super().parse_args(ctx, args)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="paperlsp")
@click.option("--stdio", is_flag=True, help="Serve on standard input and output. This is the default.")
@click.option("--tcp", metavar="HOST:PORT", help="Serve the first client that connects.")
@click.option("--clientProcessId", "client", type=int, hidden=True)
@click.option(
    "--check", is_flag=True, help="Report findings: paperlsp --check [PATH…]. Exits with 1 if there are warnings."
)
@click.pass_context
def commands(ctx: click.Context, *, stdio: bool, tcp: str | None, client: int | None, check: bool) -> None:
    """Read research code next to the paper that it implements.

    Without a command, serve the Language Server Protocol.
    """
    del stdio, client, check
    if ctx.invoked_subcommand is not None:
        return
    from paperlsp.server import serve  # noqa: PLC0415 -- Only here is the server needed.

    address: tuple[str, int] | None = None
    if tcp is not None:
        host, colon, port = tcp.rpartition(":")
        if not colon or not port.isdigit() or int(port) > 65535:
            raise click.BadParameter("expected HOST:PORT, such as 127.0.0.1:2087", param_hint="--tcp")
        address = (host.strip("[]") or "127.0.0.1", int(port))
    ctx.exit(serve(address))


@commands.command()
@click.argument("path", default=".", type=PLACE)
@click.option("--paper", "papers", multiple=True, type=PDF, help="A paper, wherever it lies. May be repeated.")
@click.option(
    "--top", default=3, show_default=True, type=click.IntRange(1, 50), help="Links shown for each definition."
)
@click.option("--output-format", type=TEXT_OR_JSON, default="text", show_default=True)
def links(path: Path, papers: tuple[Path, ...], top: int, output_format: str) -> None:
    """Show each definition under PATH with the parts of the paper that explain it."""
    from paperlsp.report import links_json, links_text  # noqa: PLC0415 -- As above.
    from paperlsp.workspace import PaperReader  # noqa: PLC0415 -- As above.

    ((root, unders),) = roots_of((path,), for_paper=not papers).items()
    with PaperReader() as reader:
        snapshot = load(root, papers, reader)
    for problem in snapshot.problems:
        _tell_problem(problem, problem.file)
    write = links_json if output_format == "json" else links_text
    click.echo(write(snapshot, unders[0], top), nl=False)


SUPPLEMENT = click.option(
    "--supplement", "supplements", multiple=True, type=PDF, help="A further PDF of the paper. May be repeated."
)


@commands.command()
@click.argument("paper", type=PDF)
@SUPPLEMENT
@click.option("--output-format", type=TEXT_OR_JSON, default="text", show_default=True)
def outline(paper: Path, supplements: tuple[Path, ...], output_format: str) -> None:
    """Show the parts of a paper: headings, equations, figures, tables, algorithms."""
    from paperlsp.report import outline_json, outline_text  # noqa: PLC0415 -- As above.

    read = _read(paper, supplements)
    click.echo(outline_json(read) if output_format == "json" else outline_text(read), nl=False)


@commands.command()
@click.argument("paper", type=PDF)
@SUPPLEMENT
def read(paper: Path, supplements: tuple[Path, ...]) -> None:
    """Print a paper as Markdown, equations in LaTeX."""
    from paperlsp.reading import render  # noqa: PLC0415 -- As above.
    from paperlsp.report import harmless  # noqa: PLC0415 -- As above.

    click.echo(harmless(render(_read(paper, supplements)).markdown), nl=False)


@commands.command()
@click.argument("path", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
def init(path: Path) -> None:
    """Write the settings for the papers that lie in PATH."""
    from paperlsp.workspace import PaperReader, has_settings, write_settings  # noqa: PLC0415 -- As above.

    root = path.resolve()
    if has_settings(root):
        raise Failure("There are settings already; edit them instead.")
    with PaperReader() as reader:
        snapshot = load(root, (), reader)
    for problem in snapshot.problems:
        _tell_problem(problem, problem.file)
    pdfs = [entry.path for entry in snapshot.papers if not entry.place] or ["paper.pdf"]
    try:
        file = write_settings(root, [{"path": pdf} for pdf in pdfs])
    except OSError as error:
        raise Failure(f"The settings cannot be written: {error.strerror}.") from error
    _tell(f"Wrote {'[tool.paperlsp] to pyproject.toml' if file == 'pyproject.toml' else file}.")


commands.add_command(check_command)
commands.add_command(debug)
commands.add_command(fetch)
commands.add_command(index_command)
commands.add_command(open_command)
commands.add_command(doctor)
commands.add_command(clean)
commands.add_command(explain)
commands.add_command(map_command)
for each in RECORDING:
    commands.add_command(each)


def _tell(text: str) -> None:
    """A line on standard error, in which no paper and no name of a file steers the terminal."""
    from paperlsp.report.terminal import plain  # noqa: PLC0415 -- As above.

    click.echo(plain(text), err=True)


def _tell_problem(problem: Problem, file: str) -> None:
    from paperlsp.check.spoken import spoken_problem  # noqa: PLC0415 -- As above.

    _tell(spoken_problem(problem, file=file))


def _read(path: Path, supplements: tuple[Path, ...]) -> Paper:
    from paperlsp.paper.supplement import with_supplements  # noqa: PLC0415 -- As above.
    from paperlsp.workspace import PaperReader  # noqa: PLC0415

    with PaperReader() as reader:
        paper, *others = (_read_one(each, reader) for each in (path, *supplements))
    named = [(each.name, other) for each, other in zip(supplements, others, strict=True)]
    return with_supplements(paper, path.name, named)


def _read_one(path: Path, reader: PaperReader) -> Paper:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Failure(f"{path.name} cannot be read: {error.strerror}.") from error
    paper = reader.read(content)
    for problem in paper.problems:
        _tell_problem(problem, path.name)
    if not paper.anchors:
        raise click.exceptions.Exit(2)
    return paper


def main() -> None:
    """Run the command line. Output is UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            configure: Any = stream
            configure.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(*SEARCHES)
    if os.environ.get("NO_COLOR"):
        commands.context_settings["color"] = False
    try:
        commands(prog_name="paperlsp")
    except Exception:  # noqa: BLE001 -- A fault of ours must not end like a check that found something.
        traceback.print_exc()
        sys.exit(2)


if __name__ == "__main__":
    main()
