"""The bytes of a Jupyter notebook → ``SourceFile``: its Python cells, without outputs, or a problem for what is none.

The bytes are those of a file, or what an editor's open cells are written down as by ``notebook_bytes``.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import cast

from paperlsp.code import SUFFIXES, CodeCell, read_cells
from paperlsp.model.problem import Problem
from paperlsp.model.source import SourceFile
from paperlsp.model.span import LineIndex
from paperlsp.workspace.notebook_text import Pieces, located

NOTEBOOK_SUFFIX = ".ipynb"
SOURCE_SUFFIXES = (*SUFFIXES, NOTEBOOK_SUFFIX)
"""What the names of readable sources end in, notebooks among them."""
SIZE_LIMIT = 50_000_000
"""Bytes. Pictures in outputs make notebooks long; nothing that somebody works with comes near."""

_OLDEST = 3
PYTHON_NAMES = frozenset({"python", "ipython", "python2", "python3"})
_REMEDY = "Open and save it in Jupyter, or exclude it."
_LINE_END = re.compile(r"\r\n?|\n")


def is_notebook(path: str) -> bool:
    return path.lower().endswith(NOTEBOOK_SUFFIX)


def read_notebook(path: str, content: bytes, digest: str = "") -> SourceFile:
    """The notebook at ``path``. Never raises: one that cannot be read is a source without text, and a problem."""
    digest = digest or hashlib.sha256(content).hexdigest()
    cells, problem = cells_of(path, content)
    source = read_cells(path, digest, cells)
    return source if problem is None else replace(source, problems=(problem, *source.problems))


def cells_of(path: str, content: bytes) -> tuple[tuple[CodeCell, ...], Problem | None]:
    """The cells of Python, in order."""
    text, cells, problem = python_cells(path, content)
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    return tuple(CodeCell(number, *_content(source, starts)) for number, source in cells), problem


def python_cells(path: str, content: bytes) -> tuple[str, tuple[tuple[int, Pieces], ...], Problem | None]:
    """The file's text, and the cells of Python in it: the number of each among all cells, and its strings."""
    if len(content) > SIZE_LIMIT:
        size, limit = f"{len(content) / 1e6:.1f}", f"{SIZE_LIMIT / 1e6:.0f}"
        message = f"The notebook is {size} MB long, more than the {limit} MB that are read."
        return "", (), Problem("notebook-too-large", message, "Clear its outputs, or exclude it.", path)
    try:
        text = content.decode(json.detect_encoding(content))
        notebook = located(text)
    except json.JSONDecodeError as error:
        message = f"The notebook is no valid JSON: {error.msg}."
        return "", (), Problem("notebook-json", message, _REMEDY, path, f"line {error.lineno}")
    except (ValueError, RecursionError):
        return "", (), Problem("notebook-json", "The notebook is no valid JSON.", _REMEDY, path)
    table = _table(notebook)
    version = table.get("nbformat")
    if isinstance(version, int) and version < _OLDEST:
        message = f"The notebook is written in format {version}; formats from {_OLDEST} on are read."
        return "", (), Problem("notebook-format", message, _REMEDY, path)
    listed = _listed(table)
    if listed is None:
        message = "The file holds no notebook: it has no list of cells."
        return "", (), Problem("notebook-format", message, _REMEDY, path)
    return text, *_code(path, listed, _language(table))


def notebook_bytes(cells: Iterable[tuple[str | None, str]]) -> bytes:
    """An editor's cells as a notebook: the language of each, None for what is no code, and its text."""
    listed: list[dict[str, object]] = [
        {"cell_type": "raw", "metadata": {}, "source": ""}
        if language is None
        else {"cell_type": "code", "metadata": {"vscode": {"languageId": language}}, "source": text}
        for language, text in cells
    ]
    return json.dumps({"nbformat": 4, "cells": listed}).encode()


def _listed(table: Mapping[str, object]) -> Sequence[object] | None:
    """All cells of the notebook; before format 4 they lie in worksheets, of which everybody has one."""
    cells = table.get("cells")
    if isinstance(cells, list):
        return cast("list[object]", cells)
    sheets = table.get("worksheets")
    if not isinstance(sheets, list):
        return None
    found: list[object] = []
    for sheet in cast("list[object]", sheets):
        below = _table(sheet).get("cells")
        found += cast("list[object]", below) if isinstance(below, list) else []
    return found


def _language(table: Mapping[str, object]) -> str:
    """The language of the notebook's kernel; Python where it is not told, as for nearly every notebook."""
    about = _table(table.get("metadata"))
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        told = _table(about.get(key)).get(name)
        if isinstance(told, str) and told:
            return told
    return "python"


def _code(path: str, listed: Sequence[object], language: str) -> tuple[tuple[tuple[int, Pieces], ...], Problem | None]:
    cells: list[tuple[int, Pieces]] = []
    problem: Problem | None = None
    for number, each in enumerate(listed, 1):
        cell = _table(each)
        if cell.get("cell_type") != "code":
            continue
        own = cell.get("language") or _table(_table(cell.get("metadata")).get("vscode")).get("languageId") or language
        if not isinstance(own, str) or own.lower() not in PYTHON_NAMES:
            continue
        source = cell.get("source", cell.get("input"))
        if source == []:
            # A list without lines is walked as any other list is, and holds nothing.
            source = Pieces()
        if isinstance(source, Pieces):
            cells.append((number, source))
        elif problem is None:
            message = "The cell's source is neither text nor a list of lines."
            problem = Problem("notebook-cell", message, _REMEDY, path, f"cell {number}")
    return tuple(cells), problem


def _content(source: Pieces, starts: Sequence[int]) -> tuple[bytes, tuple[int, ...]]:
    """A cell's text, and for each of its lines the line of the file that it begins on."""
    pieces = [piece.said.encode("utf-8", "replace") for piece in source]
    content = b"".join(pieces)
    ends = list(accumulate(map(len, pieces)))
    lines: list[int] = []
    for start in LineIndex(content).starts:
        at = min(bisect_right(ends, start), len(pieces) - 1)
        lines.append(bisect_right(starts, source[at].start) - 1 if pieces else 0)
    return content, tuple(lines)


def _table(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}
