"""What was found in a folder → diagnostics for the client, asked for or pushed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from paperlsp.ide import Diagnostic
from paperlsp.model.source import Cell
from paperlsp.model.span import Span
from paperlsp.server.convert import result_id
from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Loaded
from paperlsp.server.session import Session


class Publisher:
    """Diagnostics as the client may see them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._owed: set[Path] = set()
        """Notebooks that were closed: what is said of them is told anew once their files have been read."""

    def owes(self, path: Path) -> None:
        self._owed.add(path)

    def items(self, folder: Folder, loaded: Loaded, file: str) -> dict[str, list[types.Diagnostic]]:
        """The diagnostics of one file by URI, in order of place: its own, and for a notebook that is open each cell's."""
        hints = self._session.settings.get(folder.root, self._session.default_settings).hints
        converter = self._session.converter
        notebook = self._session.documents.notebook_at(folder.root / file)
        found: dict[str, list[types.Diagnostic]] = {converter.uri_of(folder, file): []}
        found |= {uri: [] for uri, _ in notebook.order} if notebook is not None else {}
        for each in sorted(loaded.diagnostics.get(file, ()), key=_in_order):
            if hints or each.finding.severity != "hint":
                uri = converter.location(folder, loaded, file, each.finding.span).uri
                shown = converter.diagnostic(folder, loaded, file, each, self._session.support)
                found.setdefault(uri, []).append(shown)
        return found

    def pushed(self, folder: Folder, before: Loaded | None) -> Iterator[types.PublishDiagnosticsParams]:
        """What changed since the last result; a file without diagnostics any more gets an empty list."""
        loaded = folder.loaded
        if loaded is None:
            return
        old = before.diagnostics if before is not None else dict[str, tuple[Diagnostic, ...]]()
        for file in sorted({*old, *loaded.diagnostics}):
            if not self._owns(folder, file):
                continue
            owed = folder.root / file in self._owed
            if before is not None and not owed and _shown_alike(file, before, loaded):
                continue
            self._owed.discard(folder.root / file)
            yield from self.pushed_of(folder, loaded, file)

    def pushed_of(self, folder: Folder, loaded: Loaded, file: str) -> Iterator[types.PublishDiagnosticsParams]:
        """What there is to say of one file."""
        for uri, items in self.items(folder, loaded, file).items():
            yield types.PublishDiagnosticsParams(uri=uri, diagnostics=items, version=self._version(uri))

    def _version(self, uri: str) -> int | None:
        document = self._session.documents.get(uri)
        return document.version if document is not None else None

    def _owns(self, folder: Folder, file: str) -> bool:
        """Whether no folder further in speaks for the file: one file must not have two answers."""
        found = self._session.folder_of(folder.root / file)
        return found is not None and found[0] is folder

    def document_report(
        self, folder: Folder, loaded: Loaded, file: str, uri: str, previous: str | None
    ) -> types.DocumentDiagnosticReport:
        """One text's diagnostics, or word that they are those of the id that the client has."""
        items = self._items_of(folder, loaded, file, uri)
        digest = result_id(items)
        if digest == previous:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id=digest)
        return types.RelatedFullDocumentDiagnosticReport(items=items, result_id=digest)

    def _items_of(self, folder: Folder, loaded: Loaded, file: str, uri: str) -> list[types.Diagnostic]:
        """Those of one URI. Clients write that of a file in several ways; that of a cell is the one they have made up."""
        found = self.items(folder, loaded, file)
        return found[uri] if uri in found else found[self._session.converter.uri_of(folder, file)]

    def workspace_reports(
        self, folder: Folder, loaded: Loaded, previous: dict[str, str]
    ) -> list[types.WorkspaceDocumentDiagnosticReport]:
        """Every file with diagnostics, and every file that had some when the client last asked."""
        files = {file for file in loaded.diagnostics if self._owns(folder, file)}
        shown: dict[str, list[types.Diagnostic]] = {}
        for uri in previous:
            place = self._session.place_of(uri)
            if place is not None and place[0] is folder:
                files.add(place[1])
                shown[uri] = self._items_of(folder, loaded, place[1], uri)
        for file in files:
            shown |= self.items(folder, loaded, file)
        reports: list[types.WorkspaceDocumentDiagnosticReport] = []
        for uri, items in sorted(shown.items(), key=lambda each: each[0]):
            digest = result_id(items)
            version = self._version(uri)
            if previous.get(uri) == digest:
                reports.append(types.WorkspaceUnchangedDocumentDiagnosticReport(uri, digest, version))
            else:
                reports.append(types.WorkspaceFullDocumentDiagnosticReport(uri, items, version, result_id=digest))
        return reports


def _cells(file: str, loaded: Loaded) -> tuple[Cell, ...]:
    """A notebook's cells, with the lines of the file that hold them: those move when it is written anew."""
    source = loaded.snapshot.sources.get(file)
    return source.cells if source is not None else ()


def _in_order(diagnostic: Diagnostic) -> tuple[Span, str, str]:
    finding = diagnostic.finding
    return finding.span, finding.code, finding.message


def _shown_alike(file: str, before: Loaded, after: Loaded) -> bool:
    """Whether a file's diagnostics stand at the same places of the same text."""
    old, new = before.lines_of(file), after.lines_of(file)
    same_text = old is new or (old is not None and new is not None and old.content == new.content)
    return (
        same_text
        and _cells(file, before) == _cells(file, after)
        and before.diagnostics.get(file) == after.diagnostics.get(file)
    )
