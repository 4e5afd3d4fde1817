"""What was found in a folder → diagnostics for the client, asked for or pushed."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from paperlsp.ide import Diagnostic
from paperlsp.server.convert import result_id
from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Loaded
from paperlsp.server.session import Session


class Publisher:
    """Diagnostics as the client may see them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def items(self, folder: Folder, loaded: Loaded, file: str) -> list[types.Diagnostic]:
        """The diagnostics of one file, in order of place."""
        hints = self._session.settings.get(folder.root, self._session.default_settings).hints
        found = loaded.diagnostics.get(file, ())
        converter = self._session.converter
        return [
            converter.diagnostic(folder, loaded, file, each, self._session.support)
            for each in sorted(found, key=lambda each: (each.span, each.code, each.message))
            if hints or each.severity != "hint"
        ]

    def pushed(self, folder: Folder, before: Loaded | None) -> Iterator[types.PublishDiagnosticsParams]:
        """What changed since the last result; a file without diagnostics any more gets an empty list."""
        loaded = folder.loaded
        if loaded is None:
            return
        old = before.diagnostics if before is not None else dict[str, tuple[Diagnostic, ...]]()
        for file in sorted({*old, *loaded.diagnostics}):
            if not self._owns(folder, file):
                continue
            if before is not None and _shown_alike(file, before, loaded):
                continue
            document = self._session.documents.at(folder.root / file)
            yield types.PublishDiagnosticsParams(
                uri=self._session.converter.uri_of(folder, file),
                diagnostics=self.items(folder, loaded, file),
                version=document.version if document is not None else None,
            )

    def _owns(self, folder: Folder, file: str) -> bool:
        """Whether no folder further in speaks for the file: one file must not have two answers."""
        found = self._session.folder_of(folder.root / file)
        return found is not None and found[0] is folder

    def document_report(
        self, folder: Folder, loaded: Loaded, file: str, previous: str | None
    ) -> types.DocumentDiagnosticReport:
        """One file's diagnostics, or word that they are those of the id that the client has."""
        items = self.items(folder, loaded, file)
        digest = result_id(items)
        if digest == previous:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id=digest)
        return types.RelatedFullDocumentDiagnosticReport(items=items, result_id=digest)

    def workspace_reports(
        self, folder: Folder, loaded: Loaded, previous: dict[str, str]
    ) -> list[types.WorkspaceDocumentDiagnosticReport]:
        """Every file with diagnostics, and every file that had some when the client last asked."""
        files = {
            self._session.converter.uri_of(folder, file): file
            for file in loaded.diagnostics
            if self._owns(folder, file)
        }
        for uri in previous:
            place = self._session.place_of(uri)
            if place is not None and place[0] is folder:
                files[uri] = place[1]
        reports: list[types.WorkspaceDocumentDiagnosticReport] = []
        for uri, file in sorted(files.items()):
            items = self.items(folder, loaded, file)
            digest = result_id(items)
            document = self._session.documents.at(folder.root / file)
            version = document.version if document is not None else None
            if previous.get(uri) == digest:
                reports.append(types.WorkspaceUnchangedDocumentDiagnosticReport(uri, digest, version))
            else:
                reports.append(types.WorkspaceFullDocumentDiagnosticReport(uri, items, version, result_id=digest))
        return reports


def _shown_alike(file: str, before: Loaded, after: Loaded) -> bool:
    """Whether a file's diagnostics stand at the same places of the same text."""
    old, new = before.lines_of(file), after.lines_of(file)
    same_text = old is new or (old is not None and new is not None and old.content == new.content)
    return same_text and before.diagnostics.get(file) == after.diagnostics.get(file)
