"""The texts that the client has open → bytes, kept up to date by its edits.

pygls' own documents split lines at form feeds and at U+2028, which LSP does not count as line ends; so edits would
land on other lines there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from lsprotocol import types

from paperlsp.model.span import LineIndex
from paperlsp.server import notebooks
from paperlsp.server.notebooks import Notebook
from paperlsp.server.position import Encoding, to_offset
from paperlsp.server.uri import to_path


@dataclass(frozen=True)
class Document:
    """An open text, a notebook's cell among them. ``uri`` is as the client writes it; ``content`` is UTF-8."""

    uri: str
    path: Path | None
    version: int
    content: bytes
    language: str = ""

    @cached_property
    def lines(self) -> LineIndex:
        return LineIndex(self.content)


class Documents:
    """All open texts, by path, or by URI where there is no path; and notebooks, whose cells have URIs alone."""

    def __init__(self) -> None:
        self.encoding: Encoding = "utf-16"
        self._open: dict[str, Document] = {}
        self._notebooks: dict[str, Notebook] = {}

    def __iter__(self) -> Iterator[Document]:
        """The texts that are no cells."""
        return iter(self._open.values())

    @property
    def notebooks(self) -> tuple[Notebook, ...]:
        return tuple(self._notebooks.values())

    def get(self, uri: str) -> Document | None:
        """The text of a URI, a cell's among them."""
        for notebook in self._notebooks.values():
            if uri in notebook.texts:
                return notebook.texts[uri]
        return self._open.get(_key(uri))

    def notebook_at(self, path: Path) -> Notebook | None:
        return self._notebooks.get(str(path))

    def notebook_with(self, uri: str) -> Notebook | None:
        """The notebook that has a cell of this URI."""
        return next((each for each in self._notebooks.values() if any(cell == uri for cell, _ in each.order)), None)

    def at(self, path: Path) -> Document | None:
        return self._open.get(str(path))

    def open(self, item: types.TextDocumentItem) -> Document:
        document = _read(item)
        self._open[_key(item.uri)] = document
        return document

    def change(
        self, identifier: types.VersionedTextDocumentIdentifier, changes: Sequence[types.TextDocumentContentChangeEvent]
    ) -> Document | None:
        """The document after the edits, applied one after the other; None for one that is not open."""
        document = self.get(identifier.uri)
        if document is None:
            return None
        document = self._changed(document, changes, identifier.version)
        self._open[_key(identifier.uri)] = document
        return document

    def close(self, uri: str) -> Document | None:
        return self._open.pop(_key(uri), None)

    def open_notebook(self, document: types.NotebookDocument, texts: Sequence[types.TextDocumentItem]) -> Notebook:
        notebook = notebooks.opened(document, to_path(document.uri), map(_read, texts))
        self._notebooks[_key(document.uri)] = notebook
        return notebook

    def change_notebook(self, uri: str, version: int, change: types.NotebookDocumentChangeEvent) -> Notebook | None:
        """The notebook after the change; None for one that is not open."""
        notebook = self._notebooks.get(_key(uri))
        if notebook is not None:
            notebook = notebooks.changed(notebook, version, change, _read, self._changed)
            self._notebooks[_key(uri)] = notebook
        return notebook

    def close_notebook(self, uri: str) -> Notebook | None:
        return self._notebooks.pop(_key(uri), None)

    def _changed(
        self, document: Document, changes: Sequence[types.TextDocumentContentChangeEvent], version: int
    ) -> Document:
        for change in changes:
            document = replace(document, version=version, content=self._applied(document, change))
        return document

    def _applied(self, document: Document, change: types.TextDocumentContentChangeEvent) -> bytes:
        text = _encode(change.text)
        if isinstance(change, types.TextDocumentContentChangeWholeDocument):
            return text
        content, lines = document.content, document.lines
        start = to_offset(lines, change.range.start, self.encoding)
        end = to_offset(lines, change.range.end, self.encoding)
        # A range may be written backwards; LSP forbids it, and some clients do it all the same.
        return content[: min(start, end)] + text + content[max(start, end) :]


def _read(item: types.TextDocumentItem) -> Document:
    return Document(item.uri, to_path(item.uri), item.version, _encode(item.text), item.language_id)


def _key(uri: str) -> str:
    path = to_path(uri)
    return uri if path is None else str(path)


def _encode(text: str) -> bytes:
    """UTF-8. Half a surrogate pair, which JSON can carry, becomes "?", one unit wide as it was."""
    return text.encode("utf-8", "replace")
