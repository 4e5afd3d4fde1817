"""The texts that the client has open → bytes, kept up to date by its edits.

pygls' own documents split lines at form feeds and at U+2028, which LSP does not count as line ends; so edits would
land on other lines there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lsprotocol import types

from paperlsp.model.span import LineIndex
from paperlsp.server.position import Encoding, to_offset
from paperlsp.server.uri import to_path


@dataclass(frozen=True)
class Document:
    """An open text. ``uri`` is as the client writes it; ``content`` is UTF-8."""

    uri: str
    path: Path | None
    version: int
    content: bytes

    @cached_property
    def lines(self) -> LineIndex:
        return LineIndex(self.content)


class Documents:
    """All open texts, by path, or by URI where there is no path."""

    def __init__(self) -> None:
        self.encoding: Encoding = "utf-16"
        self._open: dict[str, Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(self._open.values())

    def get(self, uri: str) -> Document | None:
        return self._open.get(_key(uri))

    def at(self, path: Path) -> Document | None:
        return self._open.get(str(path))

    def open(self, item: types.TextDocumentItem) -> Document:
        document = Document(item.uri, to_path(item.uri), item.version, _encode(item.text))
        self._open[_key(item.uri)] = document
        return document

    def change(
        self, identifier: types.VersionedTextDocumentIdentifier, changes: Sequence[types.TextDocumentContentChangeEvent]
    ) -> Document | None:
        """The document after the edits, applied one after the other; None for one that is not open."""
        document = self.get(identifier.uri)
        if document is None:
            return None
        for change in changes:
            content = self._applied(document, change)
            document = Document(document.uri, document.path, identifier.version, content)
        self._open[_key(identifier.uri)] = document
        return document

    def close(self, uri: str) -> Document | None:
        return self._open.pop(_key(uri), None)

    def _applied(self, document: Document, change: types.TextDocumentContentChangeEvent) -> bytes:
        text = _encode(change.text)
        if isinstance(change, types.TextDocumentContentChangeWholeDocument):
            return text
        content, lines = document.content, document.lines
        start = to_offset(lines, change.range.start, self.encoding)
        end = to_offset(lines, change.range.end, self.encoding)
        # A range may be written backwards; LSP forbids it, and some clients do it all the same.
        return content[: min(start, end)] + text + content[max(start, end) :]


def _key(uri: str) -> str:
    path = to_path(uri)
    return uri if path is None else str(path)


def _encode(text: str) -> bytes:
    """UTF-8. Half a surrogate pair, which JSON can carry, becomes "?", one unit wide as it was."""
    return text.encode("utf-8", "replace")
