"""Handlers of what is shown on the text itself: highlights, inlay hints, semantic tokens; folds of a reading copy."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from paperlsp import ide
from paperlsp.ide import OutlineItem
from paperlsp.model.span import Span
from paperlsp.server.session import CodeView

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer

LEGEND = types.SemanticTokensLegend(token_types=list(ide.TOKEN_TYPES), token_modifiers=list(ide.MODIFIERS))


async def highlights(ls: PaperServer, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
    """Everything in the file that spells the notation at the caret, where it is spelled in several ways."""
    view = await ls.session.code_view(params.text_document.uri, params.position)
    if view is None or view.offset is None:
        return None
    # All names of the file are looked at, and it may be long.
    spans = await asyncio.to_thread(ide.highlights, view.loaded.snapshot, view.file, view.offset)
    kind = types.DocumentHighlightKind.Text
    return [
        types.DocumentHighlight(ls.session.range_of(view, span), kind) for span in spans if view.shows(span)
    ] or None


async def inlay_hints(ls: PaperServer, params: types.InlayHintParams) -> list[types.InlayHint] | None:
    """The paper's notation behind names, where the person has asked for it."""
    place = ls.session.place_of(params.text_document.uri)
    if place is None or not ls.session.settings_of(place[0]).inlay_hints:
        return None
    view = await ls.session.code_view(params.text_document.uri, None, fresh=True)
    if view is None:
        return None
    span = _indexed_span(ls, view, params.range)
    return [
        types.InlayHint(
            position=ls.session.range_of(view, Span(hint.offset, hint.offset)).end,
            label=hint.notation,
            kind=types.InlayHintKind.Type,
            tooltip=f"{hint.notation}: {hint.meaning}" if hint.meaning else None,
            padding_left=True,
        )
        for hint in ide.inlay_hints(view.loaded.snapshot, view.file, span)
        if view.shows(Span(hint.offset, hint.offset))
    ]


async def semantic_tokens(ls: PaperServer, params: types.SemanticTokensParams) -> types.SemanticTokens | None:
    """The link state of names, where the person has asked for it."""
    place = ls.session.place_of(params.text_document.uri)
    if place is None or not ls.session.settings_of(place[0]).semantic_tokens:
        return None
    view = await ls.session.code_view(params.text_document.uri, None, fresh=True)
    if view is None:
        return None
    found: list[int] = []
    line = character = 0
    for token in ide.tokens(view.loaded.snapshot, view.file):
        if not view.shows(token.span):
            continue
        shown = ls.session.range_of(view, token.span)
        if shown.start.line != shown.end.line or (shown.start.line, shown.start.character) < (line, character):
            # An edit since the last indexing has torn the token apart.
            continue
        step = shown.start.line - line
        found += (step, shown.start.character - (0 if step else character), shown.end.character - shown.start.character)
        found += (ide.TOKEN_TYPES.index(token.type), sum(1 << ide.MODIFIERS.index(each) for each in token.modifiers))
        line, character = shown.start.line, shown.start.character
    return types.SemanticTokens(data=found)


def folding_ranges(ls: PaperServer, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    """The parts of a paper in its reading copy; the folds of code belong to other servers."""
    for view in ls.session.copy_views(params.text_document.uri):
        return list(_folds(ide.outline(view.copy.paper, view.copy.copy)))
    return None


def _folds(items: tuple[OutlineItem, ...]) -> Iterator[types.FoldingRange]:
    for item in items:
        if item.end_line > item.line:
            yield types.FoldingRange(item.line, item.end_line, kind=types.FoldingRangeKind.Region)
        yield from _folds(item.children)


def _indexed_span(ls: PaperServer, view: CodeView, span: types.Range) -> Span:
    """A range of the present text as a span of the indexed one; widened where an edit leaves open what it means."""
    start, end = ls.session.offset_in(view, span.start), ls.session.offset_in(view, span.end)
    source = view.loaded.snapshot.sources[view.file]
    return Span(start if start is not None else 0, end if end is not None else len(source.content))


HANDLERS = (
    (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlights, None),
    (types.TEXT_DOCUMENT_INLAY_HINT, inlay_hints, types.InlayHintOptions(resolve_provider=False)),
    (types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, semantic_tokens, LEGEND),
    (types.TEXT_DOCUMENT_FOLDING_RANGE, folding_ranges, None),
)
