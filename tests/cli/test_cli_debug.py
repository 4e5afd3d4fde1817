"""``paperlsp debug pages`` draws the pages asked for, and says what it cannot draw."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from paperlsp.cli import commands
from paperlsp.paper import read_stages, sketch_pages
from paperlsp.pdf import read_document

PAPER = Path(__file__).parents[2] / "fixtures" / "sam" / "paper.pdf"


def test_two_pictures_for_each_page(tmp_path: Path) -> None:
    ran = CliRunner().invoke(
        commands, ["debug", "pages", str(PAPER), "--out", str(tmp_path / "out"), "--pages", "1,3-4"]
    )
    assert ran.exit_code == 0, ran.output
    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert made == [f"{page:03}-{stage}.png" for page in (1, 3, 4) for stage in ("lines", "parts")]
    assert all((tmp_path / "out" / name).read_bytes().startswith(b"\x89PNG") for name in made)


@pytest.mark.parametrize("pages", ["0", "3-1", "x", "1,,2", "99"])
def test_pages_that_are_not_there_are_refused(tmp_path: Path, pages: str) -> None:
    ran = CliRunner().invoke(commands, ["debug", "pages", str(PAPER), "--out", str(tmp_path), "--pages", pages])
    assert ran.exit_code in (1, 2)
    assert "page" in ran.output
    assert list(tmp_path.iterdir()) == []


def test_a_sketch_holds_every_heading_and_line_of_its_page() -> None:
    stages = read_stages(read_document(PAPER.read_bytes()))
    lines, parts = sketch_pages(stages, (2,))
    assert sum(mark.kind not in ("lane", "rule", "picture") for mark in lines.marks) == len(stages.lines[1])
    titles = [
        anchor.title for anchor in stages.paper.anchors if anchor.kind in ("section", "heading") and anchor.page == 2
    ]
    told = [note.lines[0] for note in parts.notes if note.kind in ("section", "run-in")]
    assert titles
    assert sorted(told) == sorted(titles)
