"""Handlers of what is offered while a person writes: the parts of a paper in a comment that begins ``# paper: ``."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lsprotocol import types

from paperlsp import ide
from paperlsp.model.source import SourceFile
from paperlsp.model.span import LineIndex, Span
from paperlsp.server.convert import json_object, markup, symbol_kind
from paperlsp.server.position import to_offset, to_range
from paperlsp.server.session import CodeView
from paperlsp.server.uri import to_path, to_uri

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer

_KINDS = {
    types.SymbolKind.Namespace: types.CompletionItemKind.Module,
    types.SymbolKind.Operator: types.CompletionItemKind.Operator,
    types.SymbolKind.Function: types.CompletionItemKind.Function,
    types.SymbolKind.File: types.CompletionItemKind.File,
    types.SymbolKind.Array: types.CompletionItemKind.Struct,
    types.SymbolKind.Interface: types.CompletionItemKind.Interface,
}
TRIGGERS = (":", " ", "§", "(", '"', "“")


async def completion(ls: PaperServer, params: types.CompletionParams) -> types.CompletionList | None:
    """Parts of the papers behind ``# paper:``, and their sentences behind a quotation mark; nothing anywhere else."""
    view = await ls.session.code_view(params.text_document.uri, params.position)
    if view is None:
        return None
    # What is being written is not indexed yet, so the line is read where it is written.
    lines = view.lines
    at = to_offset(lines, params.position, ls.session.documents.encoding)
    line = lines.line_span(lines.position(at)[0])
    before = lines.content[line.start : at].decode("utf-8", "replace")
    after = lines.content[at : line.end].decode("utf-8", "replace")
    symbol = _symbol_below(view, lines, line.end)
    # Quotes are looked for in the whole paper, which takes longer than the loop may.
    found = await asyncio.to_thread(ide.completions, view.loaded.snapshot, view.file, before, symbol, after)
    if not found:
        return None
    root = to_uri(view.folder.root)
    items: list[types.CompletionItem] = []
    for rank, each in enumerate(found):
        start = at - len(before[len(before) - each.typed :].encode())
        kind = types.CompletionItemKind.Text
        if each.kind is not None:
            kind = _KINDS.get(symbol_kind(each.kind), types.CompletionItemKind.Reference)
        items.append(
            types.CompletionItem(
                label=each.label,
                kind=kind,
                detail=each.detail if each.percent is None else f"{each.percent}% · {each.detail}",
                sort_text=f"{rank:05}",
                # Clients compare this with the text from the edit's start to the caret.
                filter_text=each.filter_text,
                text_edit=types.TextEdit(to_range(lines, Span(start, at), ls.session.documents.encoding), each.text),
                data={"folder": root, "paper": each.paper, "anchor": each.anchor},
            )
        )
    # A quote is looked for in all parts by what was typed, so that more letters may bring others.
    return types.CompletionList(is_incomplete=found[0].kind is None, items=items)


def resolve(ls: PaperServer, item: types.CompletionItem) -> types.CompletionItem:
    """What the part says, once somebody looks at its completion."""
    data = json_object(item.data) or {}
    root = to_path(str(data.get("folder") or ""))
    for folder in ls.session.folders:
        if folder.root == root and folder.loaded is not None:
            hover = ide.preview(folder.loaded.snapshot, str(data.get("paper")), str(data.get("anchor")))
            if hover is not None:
                said = markup(hover, ide.no_pictures, ls.session.language, markdown=ls.session.support.documentation)
                # A client that names no format takes a bare text.
                item.documentation = said if ls.session.support.documentation else said.value
    return item


def _symbol_below(view: CodeView, lines: LineIndex, end: int) -> str:
    """The definition that begins below the comment's line, decorators and further comments aside, or that holds it."""
    source: SourceFile = view.loaded.snapshot.sources[view.file]
    line = lines.position(end)[0] + 1
    while line < lines.line_count and lines.line_bytes(line).lstrip()[:1] in (b"#", b""):
        line += 1
    text = lines.line_bytes(line)
    offset = view.projection.to_old(view.shown.start + lines.line_span(line).start + len(text) - len(text.lstrip()))
    found = source.symbol_at(offset) if offset is not None else None
    return found.name if found is not None else ""


HANDLERS = (
    (
        types.TEXT_DOCUMENT_COMPLETION,
        completion,
        types.CompletionOptions(trigger_characters=list(TRIGGERS), resolve_provider=True),
    ),
    (types.COMPLETION_ITEM_RESOLVE, resolve, None),
)
