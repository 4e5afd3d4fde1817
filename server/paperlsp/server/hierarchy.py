"""Handlers of the call hierarchy, which begins in a reading copy and crosses into the code. In code it begins nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from paperlsp import ide
from paperlsp.ide import Call, Definition, Node, PaperPlace
from paperlsp.model.source import SymbolKind
from paperlsp.model.span import Span
from paperlsp.reading import ReadingCopy
from paperlsp.server.convert import json_object, symbol_kind
from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Loaded
from paperlsp.server.position import to_range
from paperlsp.server.uri import to_path, to_uri

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer

_KIND: dict[SymbolKind, types.SymbolKind] = {
    "class": types.SymbolKind.Class,
    "method": types.SymbolKind.Method,
    "module": types.SymbolKind.Module,
}


def prepare(ls: PaperServer, params: types.CallHierarchyPrepareParams) -> list[types.CallHierarchyItem] | None:
    """The part at the caret, once for each folder whose paper it is."""
    items: list[types.CallHierarchyItem] = []
    for view in ls.session.copy_views(params.text_document.uri):
        anchor = view.copy.anchor_at(params.position.line)
        place = PaperPlace(view.copy.paper.id, anchor) if anchor is not None else None
        item = _item(ls, view.folder, view.loaded, place) if place is not None else None
        if item is not None:
            items.append(item)
    return items or None


def incoming_calls(
    ls: PaperServer, params: types.CallHierarchyIncomingCallsParams
) -> list[types.CallHierarchyIncomingCall] | None:
    found = _node(ls, params.item)
    if found is None:
        return None
    folder, loaded, node = found
    calls: list[types.CallHierarchyIncomingCall] = []
    for call in ide.incoming(loaded.snapshot, node, _copy(loaded, node)):
        item = _item(ls, folder, loaded, call.node)
        if item is not None:
            calls.append(
                types.CallHierarchyIncomingCall(item, _ranges(ls, loaded, call.node, call) or [item.selection_range])
            )
    return calls


def outgoing_calls(
    ls: PaperServer, params: types.CallHierarchyOutgoingCallsParams
) -> list[types.CallHierarchyOutgoingCall] | None:
    found = _node(ls, params.item)
    if found is None:
        return None
    folder, loaded, node = found
    calls: list[types.CallHierarchyOutgoingCall] = []
    for call in ide.outgoing(loaded.snapshot, node, _copy(loaded, node)):
        item = _item(ls, folder, loaded, call.node)
        if item is not None:
            ranges = _ranges(ls, loaded, node, call) or [params.item.selection_range]
            calls.append(types.CallHierarchyOutgoingCall(item, ranges))
    return calls


def _item(ls: PaperServer, folder: Folder, loaded: Loaded, node: Node) -> types.CallHierarchyItem | None:
    """The node as the client knows it; ``data`` is what is needed to know it again."""
    root = to_uri(folder.root)
    if isinstance(node, PaperPlace):
        entry = loaded.snapshot.paper_by_id.get(node.paper)
        anchor = entry.paper.by_id.get(node.anchor) if entry is not None else None
        location = ls.session.converter.copy_location(loaded, node) if anchor is not None else None
        if entry is None or anchor is None or location is None:
            return None
        return types.CallHierarchyItem(
            name=ide.outline_name(anchor),
            kind=symbol_kind(anchor.kind),
            uri=location.uri,
            range=location.range,
            selection_range=location.range,
            detail=ide.plain(f"{entry.paper.title}, p. {anchor.page}"),
            data={"folder": root, "paper": node.paper, "anchor": node.anchor},
        )
    source = loaded.snapshot.sources.get(node.file)
    symbol = source.by_name.get(node.symbol) if source is not None else None
    if symbol is None:
        return None
    whole = ls.session.converter.location(folder, loaded, node.file, symbol.span)
    name = ls.session.converter.location(folder, loaded, node.file, symbol.name_span)
    return types.CallHierarchyItem(
        name=symbol.name or node.file,
        kind=_KIND.get(symbol.kind, types.SymbolKind.Function),
        uri=whole.uri,
        range=whole.range,
        selection_range=name.range,
        detail=node.file,
        data={"folder": root, "file": node.file, "symbol": node.symbol},
    )


def _node(ls: PaperServer, item: types.CallHierarchyItem) -> tuple[Folder, Loaded, Node] | None:
    data = json_object(item.data) or {}
    root = to_path(str(data.get("folder") or ""))
    for folder in ls.session.folders:
        if folder.root == root and folder.loaded is not None:
            if "paper" in data:
                return folder, folder.loaded, PaperPlace(str(data["paper"]), str(data.get("anchor")))
            return folder, folder.loaded, Definition(str(data.get("file")), str(data.get("symbol")))
    return None


def _copy(loaded: Loaded, node: Node) -> ReadingCopy | None:
    copy = loaded.copy_of.get(node.paper) if isinstance(node, PaperPlace) else None
    return copy.copy if copy is not None else None


def _ranges(ls: PaperServer, loaded: Loaded, calling: Node, call: Call) -> list[types.Range]:
    """Where the calling part's reading copy names the other."""
    copy = loaded.copy_of.get(calling.paper) if isinstance(calling, PaperPlace) else None
    if copy is None:
        return []
    found: list[types.Range] = []
    for span in call.spans:
        line = copy.lines.line_span(span.line)
        at = Span(line.start + span.start, line.start + span.end)
        found.append(to_range(copy.lines, at, ls.session.documents.encoding))
    return found


HANDLERS = (
    (types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, prepare, None),
    (types.CALL_HIERARCHY_INCOMING_CALLS, incoming_calls, None),
    (types.CALL_HIERARCHY_OUTGOING_CALLS, outgoing_calls, None),
)
