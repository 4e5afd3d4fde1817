"""What was found in a folder → diagnostics for the client, asked for or pushed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from lsprotocol import types

from paperlsp.ide import Diagnostic
from paperlsp.model.source import Cell
from paperlsp.model.span import Span
from paperlsp.server.convert import result_id, written
from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Loaded
from paperlsp.server.messages import Written
from paperlsp.server.session import Session

_AT_ONCE = 4
"""Diagnostics that are made ready in one go: a fraction of a millisecond."""


Item = TypeVar("Item")


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
        found = self._nothing_yet(folder, file)
        for uri, shown in self._shown(folder, loaded, file):
            found.setdefault(uri, []).append(shown)
        return found

    async def _written_by_and_by(self, folder: Folder, loaded: Loaded, file: str) -> dict[str, list[str]]:
        """The same as they are sent; what else the client asks is answered in between, so that a hover waits for no list of
        hundreds.
        """
        found: dict[str, list[str]] = {uri: [] for uri in self._nothing_yet(folder, file)}
        for count, (uri, shown) in enumerate(self._shown(folder, loaded, file), start=1):
            found.setdefault(uri, []).append(written(shown))
            if count % _AT_ONCE == 0:
                await asyncio.sleep(0)
        return found

    def _nothing_yet(self, folder: Folder, file: str) -> dict[str, list[types.Diagnostic]]:
        notebook = self._session.documents.notebook_at(folder.root / file)
        cells = [uri for uri, _ in notebook.order] if notebook is not None else []
        return {uri: [] for uri in (self._session.converter.uri_of(folder, file), *cells)}

    def _shown(self, folder: Folder, loaded: Loaded, file: str) -> Iterator[tuple[str, types.Diagnostic]]:
        """Each with the URI that it stands in, as the text is when the first is asked for."""
        hints = self._session.settings.get(folder.root, self._session.default_settings).hints
        converter = self._session.converter
        location_of = converter.places_in(folder, loaded, file)
        for each in sorted(loaded.diagnostics.get(file, ()), key=_in_order):
            if hints or each.finding.severity != "hint":
                location = location_of(each.finding.span)
                yield location.uri, converter.diagnostic(loaded, each, location.range, self._session.support)

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

    async def document_report(
        self, folder: Folder, loaded: Loaded, file: str, uri: str, previous: str | None
    ) -> Written | types.RelatedUnchangedDocumentDiagnosticReport:
        """One text's diagnostics, or word that they are those of the id that the client has."""
        items = _of(uri, await self._written_by_and_by(folder, loaded, file))
        digest = result_id(items)
        if digest == previous:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id=digest)
        return Written(f'{{"kind": "full", "resultId": "{digest}", "items": [{", ".join(items)}]}}')

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
                shown[uri] = _of(uri, self.items(folder, loaded, place[1]))
        for file in files:
            shown |= self.items(folder, loaded, file)
        reports: list[types.WorkspaceDocumentDiagnosticReport] = []
        for uri, items in sorted(shown.items(), key=lambda each: each[0]):
            digest = result_id(map(written, items))
            version = self._version(uri)
            if previous.get(uri) == digest:
                reports.append(types.WorkspaceUnchangedDocumentDiagnosticReport(uri, digest, version))
            else:
                reports.append(types.WorkspaceFullDocumentDiagnosticReport(uri, items, version, result_id=digest))
        return reports


def _of(uri: str, found: Mapping[str, list[Item]]) -> list[Item]:
    """Those of one URI. Clients write that of a file, which is the first, in several ways; that of a cell is their own."""
    return found[uri] if uri in found else next(iter(found.values()))


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
