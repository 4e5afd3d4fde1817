"""``paperlsp debug``: what each stage of the reader made of a PDF. In this process, so that a fault shows its place."""

from __future__ import annotations

import re
from pathlib import Path

import click

from paperlsp.failure import Failure

PDF = click.Path(exists=True, dir_okay=False, path_type=Path)
RANGE = re.compile(r"^(\d{1,4})(?:-(\d{1,4}))?$")


class PageNumbers(click.ParamType["tuple[int, ...]"]):
    """``1,3-5`` → the page numbers, in order."""

    name = "pages"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        numbers: list[int] = []
        for part in str(value).split(","):
            match = RANGE.match(part.strip())
            if match is None or int(match[1]) < 1 or int(match[2] or match[1]) < int(match[1]):
                self.fail(f"{part!r} is no page and no range of pages; expected such as 1,3-5", param, ctx)
            numbers += range(int(match[1]), int(match[2] or match[1]) + 1)
        return tuple(numbers)


@click.group()
def debug() -> None:
    """Show what the reader does, stage by stage."""


@debug.command()
@click.argument("paper", type=PDF)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to fill.")
@click.option("--pages", "numbers", type=PageNumbers(), help="Such as 1,3-5; all pages, if not given.")
def pages(paper: Path, out: Path, numbers: tuple[int, ...] | None) -> None:
    """Draw over each page what was read there: PAGE-lines.png and PAGE-parts.png in the folder."""
    from paperlsp.check.spoken import spoken_problem  # noqa: PLC0415 -- As below.
    from paperlsp.paper import read_stages, sketch_pages  # noqa: PLC0415 -- Only here is the reader needed.
    from paperlsp.pdf import draw_sketches, read_document  # noqa: PLC0415 -- As above.
    from paperlsp.report.terminal import plain  # noqa: PLC0415 -- As above.

    content = paper.read_bytes()
    document = read_document(content)
    for problem in document.problems:
        click.echo(plain(spoken_problem(problem, file=paper.name)), err=True)
    stages = read_stages(document)
    wanted = numbers or tuple(page.number for page in document.pages)
    sketches = sketch_pages(stages, wanted)
    if not sketches:
        raise Failure(f"The PDF has no such page: it has {document.page_count}.")
    out.mkdir(parents=True, exist_ok=True)
    for sketch, picture in draw_sketches(content, sketches):
        path = out / f"{sketch.page:03}-{sketch.stage}.png"
        path.write_bytes(picture)
        click.echo(str(path))
