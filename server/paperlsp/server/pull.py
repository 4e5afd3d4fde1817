"""Handlers of diagnostics that the client asks for. They wait until its latest edit is indexed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from paperlsp.server.convert import result_id
from paperlsp.server.messages import Written
from paperlsp.server.uri import to_path

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer


async def document_diagnostic(
    ls: PaperServer, params: types.DocumentDiagnosticParams
) -> types.DocumentDiagnosticReport | Written:
    place = ls.session.place_of(params.text_document.uri)
    loaded = await place[0].fresh() if place is not None else None
    if place is None or loaded is None:
        return types.RelatedFullDocumentDiagnosticReport(items=[])
    uri = params.text_document.uri
    return await ls.publisher.document_report(place[0], loaded, place[1], uri, params.previous_result_id)


async def workspace_diagnostic(
    ls: PaperServer, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    previous = {each.uri: each.value for each in params.previous_result_ids}
    reports: list[types.WorkspaceDocumentDiagnosticReport] = []
    for folder in ls.session.folders:
        loaded = await folder.fresh()
        if loaded is not None:
            reports += ls.publisher.workspace_reports(folder, loaded, previous)
    # Cells that have gone with their notebook have nothing to show any more.
    gone = (uri for uri in sorted(previous) if to_path(uri) is None and ls.session.place_of(uri) is None)
    reports += (types.WorkspaceFullDocumentDiagnosticReport(uri, [], result_id=result_id([])) for uri in gone)
    return types.WorkspaceDiagnosticReport(items=reports)


HANDLERS = (
    (
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        document_diagnostic,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier="paperlsp"),
    ),
    (types.WORKSPACE_DIAGNOSTIC, workspace_diagnostic, None),
)
