"""``paperlsp map``: the paper's outline with its code and the code's tree with its paper, coverage both ways."""

from __future__ import annotations

from pathlib import Path

import click

from paperlsp.failure import Failure

PDF = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("map")
@click.argument("path", default=".", type=click.Path(exists=True, path_type=Path))
@click.option("--paper", "papers", multiple=True, type=PDF, help="A paper, wherever it lies. May be repeated.")
@click.option(
    "--output-format", type=click.Choice(["text", "json", "html", "badge"]), default="text", show_default=True
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write, instead of standard output."
)
def map_command(path: Path, papers: tuple[Path, ...], output_format: str, output: Path | None) -> None:
    """Show how paper and code under PATH cover each other."""
    from paperlsp.check.spoken import spoken_problem  # noqa: PLC0415 -- Commands load what they need, so that --help is quick.
    from paperlsp.index.coverage import map_of  # noqa: PLC0415
    from paperlsp.report import map_badge, map_html, map_json, map_text  # noqa: PLC0415
    from paperlsp.workspace import find_root, load_snapshot  # noqa: PLC0415
    from paperlsp.workspace.cache import write_whole  # noqa: PLC0415

    root = find_root(path)
    under = path.resolve().relative_to(root).as_posix()
    snapshot = load_snapshot(root, extra_papers=[paper.resolve() for paper in papers])
    for problem in snapshot.problems:
        click.echo(spoken_problem(problem, file=problem.file), err=True)
    found = map_of(snapshot, "" if under == "." else under)
    text = {"text": map_text, "json": map_json, "html": map_html, "badge": map_badge}[output_format](snapshot, found)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write_whole(output, click.unstyle(text).encode("utf-8", "replace"))
    except OSError as error:
        raise Failure(f"{output} cannot be written: {error.strerror or error}.") from error
    click.echo(f"Wrote {output}.", err=True)
