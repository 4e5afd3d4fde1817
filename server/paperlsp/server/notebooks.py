"""The notebooks that the client has open, cell by cell → one text each, as their sources have it.

A notebook never changes here: each notification makes another one. What a notification says about cells or texts that are
not there is passed over, so that whatever a client sends, there is a notebook afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from lsprotocol import types

from paperlsp.code import CodeCell, joined
from paperlsp.model.source import Cell
from paperlsp.model.span import LineIndex, Span
from paperlsp.workspace import PYTHON_NAMES, notebook_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from paperlsp.server.documents import Document

Apply = Callable[["Document", Sequence[types.TextDocumentContentChangeEvent], int], "Document"]
"""A text, the client's changes to it and its new version → the text after them."""


@dataclass(frozen=True)
class OpenCell:
    """A cell of Python of an open notebook: its text as the client has it, and its place in the notebook's text."""

    text: Document
    place: Cell

    @property
    def uri(self) -> str:
        return self.text.uri


@dataclass(frozen=True)
class Notebook:
    """``order`` are the URIs of all cells, each with whether it is code; ``texts`` the texts that came with them."""

    uri: str
    path: Path | None
    version: int
    order: tuple[tuple[str, bool], ...]
    texts: Mapping[str, Document]

    @cached_property
    def content(self) -> bytes:
        return self._joined[0]

    @cached_property
    def lines(self) -> LineIndex:
        return LineIndex(self.content)

    @cached_property
    def cells(self) -> tuple[OpenCell, ...]:
        """The cells of Python, in order."""
        return tuple(OpenCell(text, place) for text, place in zip(self._python, self._joined[1], strict=True))

    @cached_property
    def as_file(self) -> bytes:
        """The notebook as one reads it from disk."""
        cells: list[tuple[str | None, str]] = []
        for uri, is_code in self.order:
            text = self.texts.get(uri)
            known = is_code and text is not None
            cells.append((text.language, text.content.decode()) if text is not None and known else (None, ""))
        return notebook_bytes(cells)

    def cell_of(self, uri: str) -> OpenCell | None:
        return next((cell for cell in self.cells if cell.uri == uri), None)

    def cell_at(self, offset: int) -> OpenCell | None:
        """The cell that holds an offset of the text; the one before it for what stands between two."""
        found: OpenCell | None = None
        for cell in self.cells:
            if cell.place.span.start > offset:
                break
            found = cell
        return found

    @cached_property
    def _numbered(self) -> tuple[tuple[int, Document], ...]:
        return tuple(
            (number, text)
            for number, (uri, is_code) in enumerate(self.order, 1)
            if is_code and (text := self.texts.get(uri)) is not None and text.language.lower() in PYTHON_NAMES
        )

    @property
    def _python(self) -> tuple[Document, ...]:
        return tuple(text for _, text in self._numbered)

    @cached_property
    def _joined(self) -> tuple[bytes, tuple[Cell, ...]]:
        return joined([CodeCell(number, text.content) for number, text in self._numbered])


def opened(document: types.NotebookDocument, path: Path | None, texts: Iterable[Document]) -> Notebook:
    return Notebook(
        document.uri,
        path,
        document.version,
        _order(document.cells),
        MappingProxyType({each.uri: each for each in texts}),
    )


def changed(
    notebook: Notebook,
    version: int,
    change: types.NotebookDocumentChangeEvent,
    read: Callable[[types.TextDocumentItem], Document],
    apply: Apply,
) -> Notebook:
    """The notebook after a notification: first its cells, then their kinds, then their texts."""
    order = list(notebook.order)
    texts = dict(notebook.texts)
    cells = change.cells
    if cells is not None and cells.structure is not None:
        array = cells.structure.array
        start = min(max(array.start, 0), len(order))
        order[start : start + max(array.delete_count, 0)] = _order(array.cells or ())
        for closed in cells.structure.did_close or ():
            texts.pop(closed.uri, None)
        for item in cells.structure.did_open or ():
            texts[item.uri] = read(item)
    if cells is not None:
        kinds = dict(_order(cells.data or ()))
        order = [(uri, kinds.get(uri, is_code)) for uri, is_code in order]
        for edit in cells.text_content or ():
            text = texts.get(edit.document.uri)
            if text is not None:
                texts[text.uri] = apply(text, edit.changes, edit.document.version)
    return replace(notebook, version=version, order=tuple(dict(order).items()), texts=MappingProxyType(texts))


def _order(cells: Iterable[types.NotebookCell]) -> tuple[tuple[str, bool], ...]:
    # One text cannot stand in two cells, whatever is said.
    found = {cell.document: cell.kind == types.NotebookCellKind.Code for cell in cells}
    return tuple(found.items())


def within(cell: OpenCell, span: Span) -> Span:
    """A span of the notebook's text as one of the cell's own, as far as it lies in it."""
    start, end = cell.place.span.start, cell.place.span.end
    first, last = (min(max(each, start), end) - start for each in (span.start, span.end))
    return Span(first, last)
