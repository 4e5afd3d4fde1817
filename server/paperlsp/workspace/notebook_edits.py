"""Edits of a notebook's cells → the notebook's file, in which nothing else has changed, byte for byte.

An edit reaches into the JSON strings that hold the lines in question and nowhere else: escapes, order, white space and
outputs stay as whatever program wrote them. A line that is gone takes its string with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from paperlsp.model.finding import Edit
from paperlsp.model.source import SourceFile
from paperlsp.model.span import Span
from paperlsp.workspace.notebook import python_cells, read_notebook
from paperlsp.workspace.notebook_text import Piece, Pieces

_WRITTEN = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
"""A character as it stands in a JSON string: an escape, two of them for what lies beyond 16 bits, or itself."""

_Change = tuple[int, int, str]
"""From where to where in the file's text, in code points, and what comes there."""


def edited(content: bytes, source: SourceFile, edits: Sequence[Edit]) -> bytes | None:
    """``content`` after edits that do not overlap, which are places of the ``source`` that was read from it.

    None where that cannot be done, such as for a file that is not in UTF-8.
    """
    if json.detect_encoding(content) != "utf-8":
        return None
    text, cells, _ = python_cells(source.path, content)
    if len(cells) != len(source.cells):
        return None
    changes: list[_Change] = []
    wanted = source.content
    for (_, pieces), cell in zip(cells, source.cells, strict=True):
        # What is put at the end of a cell belongs to it; the empty line behind it is no part of the file.
        own = [
            (Span(edit.span.start - cell.span.start, min(edit.span.end, cell.span.end) - cell.span.start), edit.text)
            for edit in edits
            if cell.span.start <= edit.span.start <= cell.span.end
        ]
        changes += _changes(text, pieces, own) if own else ()
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        cell = source.cell_at(edit.span.start)
        end = min(edit.span.end, cell.span.end) if cell is not None else edit.span.end
        wanted = wanted[: edit.span.start] + edit.text.encode() + wanted[end:]
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    result = text.encode()
    # The file is somebody's work: unless it now says what it should, it is left as it was.
    return result if read_notebook(source.path, result).content == wanted else None


def _changes(text: str, pieces: Pieces, edits: Sequence[tuple[Span, str]]) -> Iterator[_Change]:
    """One change of the file for a cell: from the beginning of its first string to the end of its last."""
    if not pieces:
        return
    starts = [0, *accumulate(len(piece.said.encode("utf-8", "replace")) for piece in pieces)]
    written = [
        _within(text, piece, start, edits, last=piece is pieces[-1])
        for piece, start in zip(pieces, starts, strict=False)
    ]
    kept = [at for at, new in enumerate(written) if new != '""' or text[pieces[at].start : pieces[at].end] == '""']
    kept = kept or [0]
    whole = written[kept[0]]
    for at in kept[1:]:
        whole += text[pieces[at - 1].end : pieces[at].start] + written[at]
    yield pieces[0].start, pieces[-1].end, whole


def _within(text: str, piece: Piece, start: int, edits: Sequence[tuple[Span, str]], *, last: bool) -> str:
    """A string of the file after the edits; ``start`` is where it begins in the cell, in bytes."""
    places = _places(text, piece)
    length = len(places) - 1
    written = text[piece.start : piece.end]
    for span, new in sorted(edits, key=lambda each: each[0], reverse=True):
        first, end = span.start - start, span.end - start
        begins_here = 0 <= first < length or (last and first == length)
        if not begins_here and not (first < length and end > 0):
            continue
        one, other = places[max(first, 0)], places[max(min(end, length), 0)]
        put = json.dumps(new, ensure_ascii=False)[1:-1] if begins_here else ""
        written = written[:one] + put + written[other:]
    return written


def _places(text: str, piece: Piece) -> list[int]:
    """Where each byte of what a string says stands in it, as it is written; and where its end does."""
    found: list[int] = []
    for match in _WRITTEN.finditer(text, piece.start + 1, piece.end - 1):
        said = json.loads(f'"{match[0]}"', strict=False) if match[0].startswith("\\") else match[0]
        found += [match.start() - piece.start] * len(said.encode("utf-8", "replace"))
    return [*found, piece.end - 1 - piece.start]
