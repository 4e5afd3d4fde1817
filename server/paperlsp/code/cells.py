"""A notebook's code cells → one ``SourceFile``, in which each cell sees what those before it define.

The source's text is the cells as they stand, one after the other, with an empty line between two. What in them is no
Python stays in the text and is put aside only while it is parsed, so that every place means the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from paperlsp.code.magic import masked
from paperlsp.code.python import closed
from paperlsp.code.reader import read_text
from paperlsp.model.problem import Problem
from paperlsp.model.source import Cell, SourceFile
from paperlsp.model.span import Span

_BETWEEN = b"\n\n"
_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A cell of Python: its place among all cells of the notebook, from 1, and its text in UTF-8.

    ``file_lines`` are the lines of the notebook's file, from 0, that hold each of its lines; empty where there is none.
    """

    number: int
    text: bytes
    file_lines: tuple[int, ...] = ()


def joined(cells: Sequence[CodeCell]) -> tuple[bytes, tuple[Cell, ...]]:
    """The text of a notebook's source, and where each cell lies in it."""
    found: list[Cell] = []
    at = 0
    for cell in cells:
        found.append(Cell(cell.number, Span(at, at + len(cell.text)), cell.file_lines))
        at += len(cell.text) + len(_BETWEEN)
    return _whole([cell.text for cell in cells]), tuple(found)


def read_cells(path: str, digest: str, cells: Sequence[CodeCell]) -> SourceFile:
    """The notebook at ``path``; ``digest`` is that of the file, or of what stands in for it. Never raises."""
    text, places = joined(cells)
    parsed = [masked(cell.text) for cell in cells]
    source = replace(read_text(path, digest, "python", text, _whole(parsed)), cells=places)
    error: int | None = None
    if len(cells) > 1 and any(problem.code == "source-syntax" for problem in source.problems):
        # Cells are run one by one, so that an open bracket in one of them is no matter of the next.
        found = [closed(each) for each in parsed]
        error = next(
            (place.span.start + at for place, (_, at) in zip(places, found, strict=True) if at is not None), None
        )
        again = read_text(path, digest, "python", text, _whole([each for each, _ in found]))
        source = replace(again, cells=places, problems=source.problems)
    return replace(source, problems=tuple(_in_cell(source, problem, error) for problem in source.problems))


def _whole(cells: Sequence[bytes]) -> bytes:
    return b"".join(cell + _BETWEEN for cell in cells)


def _in_cell(source: SourceFile, problem: Problem, error: int | None) -> Problem:
    """The problem at its line in the cell instead of the whole; ``error`` is where the first error of syntax stands."""
    line = _LINE.fullmatch(problem.place)
    if line is None:
        return problem
    offset = source.lines.line_span(int(line[1]) - 1).start
    if problem.code == "source-syntax" and error is not None:
        offset = error
    cell = source.cell_at(offset)
    return replace(problem, place=f"cell {cell.number}, line {source.line_at(offset)}") if cell is not None else problem
