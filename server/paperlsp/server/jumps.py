"""Handlers of jumps, from code and from a reading copy: declaration, definition, references, implementation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from paperlsp import ide
from paperlsp.server.convert import Jumps, jump_result
from paperlsp.server.position import to_offset
from paperlsp.server.session import CodeView, CopyView

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer


async def declaration(ls: PaperServer, params: types.DeclarationParams) -> Jumps:
    """From code to the part of the paper that explains it best; the hover names the others."""
    view = await ls.session.code_view(params.text_document.uri, params.position)
    if view is None or view.offset is None:
        return _cross_reference(ls, params.text_document.uri, params.position, "declaration")
    jump = ide.declaration(view.loaded.snapshot, view.file, view.offset)
    one = ide.definition(view.loaded.snapshot, view.file, view.offset)
    if jump is not None and one is None:
        # Editors that get several places ask which; the best one is what nearly everybody wants.
        jump = ide.Jump(jump.origin, jump.places[:1])
    return _into_paper(ls, view, jump, "declaration")


async def definition(ls: PaperServer, params: types.DefinitionParams) -> Jumps:
    """From a mention in a comment, or a cross-reference in a reading copy, to what it names."""
    view = await ls.session.code_view(params.text_document.uri, params.position)
    if view is None or view.offset is None:
        return _cross_reference(ls, params.text_document.uri, params.position, "definition")
    return _into_paper(ls, view, ide.definition(view.loaded.snapshot, view.file, view.offset), "definition")


async def references(ls: PaperServer, params: types.ReferenceParams) -> list[types.Location] | None:
    """From a reading copy, or a mention in a comment, to all code of that part.

    The references of a name in code are left to other servers: ours would be lost among theirs.
    """
    uri, position = params.text_document.uri, params.position
    copies = ls.session.copy_views(uri)
    if copies:
        return [
            ls.session.converter.code_location(copy.folder, copy.loaded, place)
            for copy, anchor in _anchors(copies, position.line)
            for place in ide.references(copy.loaded.snapshot, copy.copy.paper.id, anchor)
        ] or None
    view = await ls.session.code_view(uri, position)
    jump = (
        ide.definition(view.loaded.snapshot, view.file, view.offset)
        if view is not None and view.offset is not None
        else None
    )
    if view is None or jump is None:
        return None
    found = (place for each in jump.places for place in ide.references(view.loaded.snapshot, each.paper, each.anchor))
    return [
        ls.session.converter.code_location(view.folder, view.loaded, place) for place in dict.fromkeys(found)
    ] or None


async def implementation(ls: PaperServer, params: types.ImplementationParams) -> Jumps:
    """From a reading copy to the code of that part; from code to other code of the same part."""
    uri, position = params.text_document.uri, params.position
    links = "implementation" in ls.session.support.links
    copies = ls.session.copy_views(uri)
    if copies:
        locations = [
            ls.session.converter.code_location(copy.folder, copy.loaded, place)
            for copy, anchor in _anchors(copies, position.line)
            for place in ide.implementation(copy.loaded.snapshot, copy.copy.paper.id, anchor)
        ]
        return jump_result(locations, types.Range(position, position), links=links)
    view = await ls.session.code_view(uri, position)
    if view is None or view.offset is None:
        return None
    places = ide.same_part(view.loaded.snapshot, view.file, view.offset)
    locations = [ls.session.converter.code_location(view.folder, view.loaded, place) for place in places]
    return jump_result(locations, types.Range(position, position), links=links)


def _into_paper(ls: PaperServer, view: CodeView, jump: ide.Jump | None, method: str) -> Jumps:
    if jump is None:
        return None
    found = [ls.session.converter.copy_location(view.loaded, place) for place in jump.places]
    locations = [location for location in found if location is not None]
    return jump_result(locations, ls.session.range_of(view, jump.origin), links=method in ls.session.support.links)


def _cross_reference(ls: PaperServer, uri: str, position: types.Position, method: str) -> Jumps:
    """From "Eq. (3)" in a reading copy to that equation's line in it."""
    for view in ls.session.copy_views(uri):
        lines = view.copy.lines
        offset = to_offset(lines, position, ls.session.documents.encoding)
        line, column = lines.position(offset)
        text = lines.line_bytes(line).decode()
        found = [
            ls.session.converter.copy_location(view.loaded, place)
            for place in ide.definition_in_copy(view.copy.paper, text, column)
        ]
        locations = [location for location in found if location is not None]
        here = types.Range(position, position)
        return jump_result(locations, here, links=method in ls.session.support.links)
    return None


def _anchors(copies: tuple[CopyView, ...], line: int) -> list[tuple[CopyView, str]]:
    return [(copy, anchor) for copy in copies if (anchor := copy.copy.anchor_at(line)) is not None]


HANDLERS = (
    (types.TEXT_DOCUMENT_DECLARATION, declaration, None),
    (types.TEXT_DOCUMENT_DEFINITION, definition, None),
    (types.TEXT_DOCUMENT_REFERENCES, references, None),
    (types.TEXT_DOCUMENT_IMPLEMENTATION, implementation, None),
)
