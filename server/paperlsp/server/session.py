"""What the server knows while a client is connected: folders, open texts, settings. For the loop's thread only."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from lsprotocol import types

from paperlsp.code import PARAMETER_SUFFIXES
from paperlsp.model.record import RECORD_FILE
from paperlsp.model.span import LineIndex, Span
from paperlsp.server.attention import come_second
from paperlsp.server.convert import Converter
from paperlsp.server.documents import Documents
from paperlsp.server.folder import Folder, Reporter
from paperlsp.server.loaded import CopyFile, Load, Loaded, Order
from paperlsp.server.notebooks import Notebook
from paperlsp.server.position import to_offset, to_range
from paperlsp.server.projection import Projection
from paperlsp.server.settings import Settings
from paperlsp.server.support import ClientSupport
from paperlsp.server.uri import to_path
from paperlsp.wording import Language
from paperlsp.workspace import SOURCE_SUFFIXES, find_root, is_notebook, is_source

logger = logging.getLogger(__name__)

TYPING_PAUSE = 0.15
"""Seconds without a keystroke after which a text is indexed again, at most: see ``Folder.touch``."""
SETTLE = 0.05
"""Seconds in which changes that come together (a branch switched, several files saved) are gathered."""

CONFIGURATION_FILES = ("pyproject.toml", "paperlsp.toml", ".gitignore", RECORD_FILE)
"""Watched by these names, the record in its own folder."""


@dataclass(frozen=True, slots=True)
class CodeView:
    """A caret in a source: ``offset`` is where it stands in the indexed text, None in what has been replaced since.

    ``lines`` are those that the client counts: of the text, or of the cell of a notebook that it asks about. They stand in
    the source's text, as it is now, from ``shown.start`` to ``shown.end``.
    """

    folder: Folder
    loaded: Loaded
    file: str
    offset: int | None
    projection: Projection
    lines: LineIndex
    shown: Span

    def shows(self, span: Span) -> bool:
        """Whether a span of the indexed text begins in what the client asks about."""
        start = self.projection.to_new(span).start
        return self.shown.start <= start <= self.shown.end


@dataclass(frozen=True, slots=True)
class CopyView:
    """A reading copy, as one of the folders whose paper it shows sees it."""

    folder: Folder
    loaded: Loaded
    copy: CopyFile


class Audience(Protocol):
    """Who is told when a folder has been indexed."""

    def reporter(self) -> Reporter: ...
    def indexed(self, folder: Folder, before: Loaded | None) -> None: ...


class Session:
    """One client's session. ``load`` indexes a folder; it is a parameter so that tests can do without PDFs."""

    def __init__(self, load: Load, audience: Audience) -> None:
        self.support = ClientSupport()
        self.watching = False
        """Whether the client tells of files that change on disk."""
        self.documents = Documents()
        self.converter = Converter(self.documents)
        self.settings: dict[Path, Settings] = {}
        self.default_settings = Settings()
        self._load = load
        self._audience = audience
        self._folders: dict[Path, Folder] = {}
        self._named: dict[Path, Path] = {}
        """The folders that the client names, each with the one that it is part of."""
        # One thread: indexing several folders at once would only make each of them slower.
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="paperlsp-index", initializer=come_second)

    @property
    def language(self) -> Language:
        return self.support.language

    @property
    def folders(self) -> tuple[Folder, ...]:
        return tuple(self._folders.values())

    def add_folder(self, uri: str) -> None:
        """A folder that the client names."""
        path = to_path(uri)
        if path is not None:
            root = find_root(path) if path.is_dir() else path
            # The way upwards may lead through a symbolic link, out of what the client knows by name.
            self._named[path] = root if path.is_relative_to(root) else path
            self._open_folder(self._named[path], single=False)

    def root_of(self, path: Path) -> Path:
        """The root of the folder that a folder of the client's is part of."""
        return self._named.get(path, path)

    def remove_folder(self, uri: str) -> None:
        path = to_path(uri)
        root = self._named.pop(path, None) if path is not None else None
        if root is not None and root not in self._named.values():
            self._folders.pop(root).close()

    def close(self) -> None:
        """Ends all indexing. Threads that still run see that they are cancelled."""
        for folder in self._folders.values():
            folder.close()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def folder_of(self, path: Path) -> tuple[Folder, str] | None:
        """The innermost folder that holds a path, and the path within it."""
        inside = [folder for folder in self._folders.values() if path.is_relative_to(folder.root)]
        if not inside:
            return None
        folder = max(inside, key=lambda each: len(each.root.parts))
        return folder, path.relative_to(folder.root).as_posix()

    def place_of(self, uri: str) -> tuple[Folder, str] | None:
        """The same for a URI; that of a cell means its notebook."""
        notebook = self.documents.notebook_with(uri)
        path = to_path(uri) if notebook is None else notebook.path
        return self.folder_of(path) if path is not None else None

    # Edits

    def opened(self, item: types.TextDocumentItem) -> None:
        document = self.documents.open(item)
        if document.path is None or not _matters(document.path):
            return
        if not self._named and document.path.suffix in SOURCE_SUFFIXES:
            self._open_single(document.path)
        found = self.folder_of(document.path)
        if found is not None:
            folder, file = found
            indexed = folder.loaded.lines_of(file) if folder.loaded is not None else None
            # Most texts are opened as they are on disk, which is what was indexed.
            if indexed is None or indexed.content != document.content:
                folder.touch(SETTLE, _source(file))

    def opened_notebook(
        self, document: types.NotebookDocument, texts: Sequence[types.TextDocumentItem]
    ) -> tuple[Folder, str] | None:
        """Where it lies; from now on the client's cells count instead of the file."""
        notebook = self.documents.open_notebook(document, texts)
        if notebook.path is None or not _matters(notebook.path):
            return None
        if not self._named:
            self._open_single(notebook.path)
        found = self.folder_of(notebook.path)
        if found is not None:
            folder, file = found
            indexed = folder.loaded.lines_of(file) if folder.loaded is not None else None
            if indexed is None or indexed.content != notebook.content:
                folder.touch(SETTLE, _source(file))
        return found

    def edited_notebook(self, uri: str, version: int, change: types.NotebookDocumentChangeEvent) -> None:
        notebook = self.documents.change_notebook(uri, version, change)
        if notebook is None:
            logger.warning("An edit of %s, which is not open", uri)
        elif notebook.path is not None and _matters(notebook.path):
            self.touch(notebook.path, TYPING_PAUSE, alone=True)

    def closed_notebook(self, uri: str) -> tuple[Notebook, tuple[Folder, str] | None] | None:
        """The notebook as it was, and where it lies; from now on its file counts again."""
        notebook = self.documents.close_notebook(uri)
        if notebook is None:
            return None
        found = self.folder_of(notebook.path) if notebook.path is not None else None
        if notebook.path is not None:
            self._left(notebook.path)
        return notebook, found

    def edited(self, params: types.DidChangeTextDocumentParams) -> None:
        document = self.documents.change(params.text_document, params.content_changes)
        if document is None:
            logger.warning("An edit of %s, which is not open", params.text_document.uri)
        elif document.path is not None and _matters(document.path):
            self.touch(document.path, TYPING_PAUSE, alone=True)

    def closed(self, uri: str) -> None:
        document = self.documents.close(uri)
        if document is not None and document.path is not None:
            self._left(document.path)

    def _left(self, path: Path) -> None:
        """What was open at a path is so no more; a folder that was made for it goes with the last of them."""
        found = self.folder_of(path)
        still = (*self.documents, *self.documents.notebooks)
        if found is not None and found[0].single and not any(self._inside(found[0], each.path) for each in still):
            self._folders.pop(found[0].root, None)
            found[0].close()
        elif _matters(path):
            self.touch(path, SETTLE)

    def changed_on_disk(self, uri: str, *, alone: bool = False) -> None:
        """Of a text that is open, the editor's version counts. ``alone`` is as for ``touch``."""
        path = to_path(uri)
        if path is None:
            return
        is_open = self.documents.at(path) is not None or self.documents.notebook_at(path) is not None
        if is_open and is_source(path.name):
            return
        # A run writes what it found into files of the same kinds as parameters.
        found = self.folder_of(path) if path.suffix in PARAMETER_SUFFIXES and not _matters(path) else None
        if found is None or is_source(found[1]):
            self.touch(path, SETTLE, alone=alone)

    def saved(self, uri: str) -> None:
        """For clients that watch no files: what was saved counts, and whatever else has changed meanwhile."""
        path = to_path(uri)
        if path is not None and not self.watching and _matters(path):
            self.touch(path, SETTLE)

    def touch(self, path: Path, delay: float, *, alone: bool = False) -> None:
        """Something changed at a path. ``alone`` says that its content did, and nothing else: no file came or went."""
        found = self.folder_of(path)
        if found is not None:
            found[0].touch(delay, _source(found[1]) if alone else None)

    # Questions

    async def code_view(self, uri: str, position: types.Position | None, *, fresh: bool = False) -> CodeView | None:
        """Where a caret stands in what was indexed. Waits for the first indexing; with ``fresh``, for the latest."""
        found = self.place_of(uri)
        if found is None:
            return None
        folder, file = found
        loaded = await (folder.fresh() if fresh else folder.ready())
        source = loaded.snapshot.sources.get(file) if loaded is not None else None
        if loaded is None or source is None:
            return None
        notebook = self.documents.notebook_with(uri)
        if notebook is not None:
            cell = notebook.cell_of(uri)
            if cell is None:
                return None
            present, lines, shown = notebook.content, cell.text.lines, cell.place.span
        elif is_notebook(file):
            # A client that shows the file as it is, or asks about cells that it has not told of.
            return None
        else:
            document = self.documents.get(uri)
            lines = document.lines if document is not None else source.lines
            present, shown = lines.content, Span(0, len(lines.content))
        view = CodeView(folder, loaded, file, None, Projection(source.content, present), lines, shown)
        return view if position is None else replace(view, offset=self.offset_in(view, position))

    def offset_in(self, view: CodeView, position: types.Position) -> int | None:
        """Where a position of the text that the client has stands in the indexed text; None where that is not there."""
        return view.projection.to_old(view.shown.start + to_offset(view.lines, position, self.documents.encoding))

    def copy_views(self, uri: str) -> tuple[CopyView, ...]:
        """The reading copy at this place, once for each folder that has its paper; empty for any other file."""
        path = to_path(uri)
        if path is None or path.suffix != ".md":
            return ()
        candidates = {path, Path(os.path.realpath(path))}
        return tuple(
            CopyView(folder, folder.loaded, copy)
            for folder in self._folders.values()
            if folder.loaded is not None
            for copy in folder.loaded.copies
            if copy.path in candidates or Path(os.path.realpath(copy.path)) in candidates
        )

    def range_of(self, view: CodeView, span: Span) -> types.Range:
        """A span of the indexed text as a range of the text that the client has."""
        new = view.projection.to_new(span)
        # A place outside of what is asked about is moved to its nearer end.
        within = Span(new.start - view.shown.start, new.end - view.shown.start)
        return to_range(view.lines, within, self.documents.encoding)

    # What folders ask for

    def order(self, folder: Folder, edited: frozenset[str] | None) -> Order:
        overlays: dict[str, bytes] = {}
        for document in self.documents:
            if document.path is not None and self._inside(folder, document.path) and _matters(document.path):
                overlays[document.path.relative_to(folder.root).as_posix()] = document.content
        for notebook in self.documents.notebooks:
            if notebook.path is not None and self._inside(folder, notebook.path) and _matters(notebook.path):
                overlays[notebook.path.relative_to(folder.root).as_posix()] = notebook.as_file
        papers = self.settings_of(folder).paper_paths(folder.root)
        return Order(folder.root, dict(sorted(overlays.items())), papers, edited)

    def settings_of(self, folder: Folder) -> Settings:
        return self.settings.get(folder.root, self.default_settings)

    def reporter(self) -> Reporter:
        return self._audience.reporter()

    def indexed(self, folder: Folder, before: Loaded | None) -> None:
        self._audience.indexed(folder, before)

    def _inside(self, folder: Folder, path: Path | None) -> bool:
        found = self.folder_of(path) if path is not None else None
        return found is not None and found[0] is folder

    def _open_single(self, path: Path) -> None:
        """A folder for a file outside of any; never a whole home directory or disk, which nobody asked to index."""
        root = find_root(path)
        if not path.is_relative_to(root):
            # The way upwards led through a symbolic link.
            root = path.parent
        if root in (Path.home(), *Path.home().parents):
            logger.warning("%s is not indexed: open a folder to have its papers read", root)
        elif self.folder_of(root) is None:
            self._open_folder(root, single=True)

    def _open_folder(self, root: Path, *, single: bool) -> None:
        if root not in self._folders:
            folder = Folder(root, self._load, self._executor, self, single=single)
            self._folders[root] = folder
            folder.touch(0.0)


def _source(file: str) -> str | None:
    """The file within its folder where it is a source, whose content changes nothing but itself."""
    return file if is_source(file) else None


def _matters(path: Path) -> bool:
    """Whether a text's content can change what is known of a folder."""
    return is_source(path.name) or path.name in CONFIGURATION_FILES or path.parts[-2:] == tuple(RECORD_FILE.split("/"))
