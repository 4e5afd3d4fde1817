"""Handlers of notebooks that the client opens, changes, saves and closes, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer

# All cells are wanted, so that they are counted as the file counts them.
SYNC = types.NotebookDocumentSyncOptions(
    [types.NotebookDocumentFilterWithNotebook(notebook="jupyter-notebook")], save=True
)


def opened(ls: PaperServer, params: types.DidOpenNotebookDocumentParams) -> None:
    place = ls.session.opened_notebook(params.notebook_document, params.cell_text_documents)
    if place is not None:
        ls.moved(*place)


def changed(ls: PaperServer, params: types.DidChangeNotebookDocumentParams) -> None:
    identifier = params.notebook_document
    ls.session.edited_notebook(identifier.uri, identifier.version, params.change)
    cells = params.change.cells
    if cells is not None and cells.structure is not None:
        ls.gone([each.uri for each in cells.structure.did_close or ()])


def saved(ls: PaperServer, params: types.DidSaveNotebookDocumentParams) -> None:
    ls.session.saved(params.notebook_document.uri)


def closed(ls: PaperServer, params: types.DidCloseNotebookDocumentParams) -> None:
    found = ls.session.closed_notebook(params.notebook_document.uri)
    if found is not None:
        notebook, place = found
        ls.gone([uri for uri, _ in notebook.order])
        if place is not None:
            ls.moved(*place)


HANDLERS = (
    (types.NOTEBOOK_DOCUMENT_DID_OPEN, opened, None),
    (types.NOTEBOOK_DOCUMENT_DID_CHANGE, changed, None),
    (types.NOTEBOOK_DOCUMENT_DID_SAVE, saved, None),
    (types.NOTEBOOK_DOCUMENT_DID_CLOSE, closed, None),
)
