"""Handlers of what is shown in place: hover, links, outline, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from paperlsp import ide
from paperlsp.server.convert import hover_result, outline_list, outline_tree, symbol_kind
from paperlsp.server.loading import rule_page
from paperlsp.server.uri import to_uri

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer


async def hover(ls: PaperServer, params: types.HoverParams) -> types.Hover | None:
    markdown = ls.session.support.markdown
    uri, position = params.text_document.uri, params.position
    for copy in ls.session.copy_views(uri):
        anchor = copy.copy.anchor_at(position.line)
        found = ide.hover_copy(copy.loaded.snapshot, copy.copy.paper.id, anchor) if anchor is not None else None
        if found is not None:
            return hover_result(found, None, ide.no_pictures, ls.session.language, markdown=markdown)
    view = await ls.session.code_view(uri, position)
    if view is None or view.offset is None:
        return None
    found = ide.hover(view.loaded.snapshot, view.file, view.offset)
    if found is None:
        return None
    papers = view.loaded.snapshot.paper_by_id

    def picture_of(place: ide.PaperPlace) -> tuple[str, int] | None:
        entry = papers.get(place.paper)
        return ls.displays.uri(entry.paper.digest, place.anchor) if entry is not None else None

    span = ls.session.range_of(view, found.span) if found.span is not None else None
    return hover_result(found, span, picture_of, ls.session.language, markdown=markdown, page_of=_page_of)


def _page_of(code: str) -> str | None:
    """The page of a rule, written when somebody asks about the rule."""
    page = rule_page(code)
    return to_uri(page) if page is not None else None


async def document_links(ls: PaperServer, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    view = await ls.session.code_view(params.text_document.uri, None, fresh=True)
    if view is None:
        return None
    links: list[types.DocumentLink] = []
    for link in ide.document_links(view.loaded.snapshot, view.file):
        target = ls.session.converter.copy_target(view.loaded, link.place)
        if target is not None and view.shows(link.span):
            tooltip = link.tooltip if ls.session.support.tooltips else None
            links.append(types.DocumentLink(ls.session.range_of(view, link.span), target, tooltip))
    return links


def document_symbols(
    ls: PaperServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """The outline of a reading copy; the symbols of code belong to other servers."""
    for view in ls.session.copy_views(params.text_document.uri):
        items = ide.outline(view.copy.paper, view.copy.copy)
        return outline_tree(items) if ls.session.support.tree else outline_list(items, params.text_document.uri)
    return None


async def workspace_symbols(ls: PaperServer, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol] | None:
    symbols: list[types.WorkspaceSymbol] = []
    for folder in ls.session.folders:
        loaded = await folder.ready()
        if loaded is None:
            continue
        for found in ide.workspace_symbols(loaded.snapshot, params.query):
            location = ls.session.converter.copy_location(loaded, ide.PaperPlace(found.paper, found.anchor))
            if location is not None:
                symbols.append(
                    types.WorkspaceSymbol(
                        location=location,
                        name=found.name,
                        kind=symbol_kind(found.kind),
                        container_name=found.container,
                    )
                )
    return symbols or None


HANDLERS = (
    (types.TEXT_DOCUMENT_HOVER, hover, None),
    (types.TEXT_DOCUMENT_DOCUMENT_LINK, document_links, types.DocumentLinkOptions(resolve_provider=False)),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbols, types.DocumentSymbolOptions(label="paper")),
    (types.WORKSPACE_SYMBOL, workspace_symbols, None),
)
