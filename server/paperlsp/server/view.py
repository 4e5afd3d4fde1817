"""Handlers for clients that show the paper itself: its parts, the code of each, and what belongs to a caret; lenses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from paperlsp import ide
from paperlsp.server import messages
from paperlsp.server.answers import Answers, Json
from paperlsp.server.convert import json_object
from paperlsp.server.folder import Folder
from paperlsp.server.support import theme_of
from paperlsp.server.uri import to_path, to_uri

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer

OPEN = "paperlsp.open"
"""The client's own command that shows a part, where it has one."""
SHOW = "paperlsp.showPart"
"""The server's command for all others: it shows the part in the reading copy."""
PAGE = "paperlsp.showPage"
"""The server's command that has the client open the PDF itself, outside of the editor, at the part's page."""


async def papers(ls: PaperServer, params: messages.FolderParams | None) -> Json:
    found = await _answers(ls, params)
    return {"folders": [{**_head(folder, answers), "papers": answers.papers()} for folder, answers in found]}


async def outline(ls: PaperServer, params: messages.FolderParams | None) -> Json:
    found = await _answers(ls, params)
    return {"folders": [{**_head(folder, answers), "papers": answers.outline()} for folder, answers in found]}


async def files(ls: PaperServer, params: messages.FolderParams | None) -> Json:
    found = await _answers(ls, params)
    return {"folders": [{**_head(folder, answers), "files": answers.files()} for folder, answers in found]}


async def code_of(ls: PaperServer, params: messages.PartParams) -> Json:
    for _, answers in await _answers(ls, messages.FolderParams(params.folder)):
        if params.paper in answers.snapshot.paper_by_id:
            return {"code": answers.code_of(params.paper, params.anchor)}
    return {"code": []}


async def equation(ls: PaperServer, params: messages.PartParams) -> Json | None:
    for _, answers in await _answers(ls, messages.FolderParams(params.folder)):
        found = ide.equation(answers.snapshot, params.paper, params.anchor)
        if found is not None:
            return answers.equation(found)
    return None


async def links_at(ls: PaperServer, params: types.TextDocumentPositionParams) -> Json | None:
    view = await ls.session.code_view(params.text_document.uri, params.position)
    if view is None or view.offset is None:
        return None
    found = ide.links_at(view.loaded.snapshot, view.file, view.offset)
    if found is None:
        return None
    answers = Answers(ls.session.converter, view.folder, view.loaded, ls.session.language)
    return answers.following(found, ls.session.range_of(view, found.span))


async def code_lenses(ls: PaperServer, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    view = await ls.session.code_view(params.text_document.uri, None, fresh=True)
    if view is None:
        return None
    most = ls.session.settings_of(view.folder).lenses
    command = OPEN if ls.session.support.view else SHOW
    return [
        types.CodeLens(
            ls.session.range_of(view, lens.span),
            types.Command(
                lens.title,
                command,
                arguments=[
                    {"folder": to_uri(view.folder.root), "paper": lens.place.paper, "anchor": lens.place.anchor}
                ],
            ),
        )
        for lens in ide.lenses(view.loaded.snapshot, view.file, most)
        if view.shows(lens.span)
    ]


def show_command(ls: PaperServer) -> Callable[..., Awaitable[None]]:
    """The command behind a lens. pygls evaluates a command's annotations, so the server is no parameter of it.

    Nor may the annotation be ``object``: pygls would take the parameter for one that wants the server.
    """

    async def show(*arguments: Json) -> None:
        await _show_part(ls, arguments)

    return show


def page_command(ls: PaperServer) -> Callable[..., Awaitable[None]]:
    """The same for the PDF's page."""

    async def show(*arguments: Json) -> None:
        await _show_page(ls, arguments)

    return show


async def _show_page(ls: PaperServer, arguments: tuple[object, ...]) -> None:
    """Has the client open ``paper.pdf#page=5``. Takes a lens' argument."""
    place = json_object(arguments[0]) or {} if arguments else {}
    folder, paper, anchor = (str(place.get(name) or "") for name in ("folder", "paper", "anchor"))
    for found, answers in await _answers(ls, messages.FolderParams(folder)):
        entry = answers.snapshot.paper_by_id.get(paper)
        part = entry.paper.by_id.get(anchor) if entry is not None else None
        if entry is not None and part is not None:
            pdf = entry.pdf(part.document)
            uri = f"{to_uri(Path(found.root, pdf.place or pdf.path))}#page={part.page}"
            await ls.window_show_document_async(types.ShowDocumentParams(uri, external=True))
            return


async def _show_part(ls: PaperServer, arguments: tuple[object, ...]) -> None:
    """Shows a part in its paper's reading copy, for clients without a view of their own. Takes a lens' argument."""
    place = json_object(arguments[0]) or {} if arguments else {}
    folder, paper, anchor = (str(place.get(name) or "") for name in ("folder", "paper", "anchor"))
    for _, answers in await _answers(ls, messages.FolderParams(folder)):
        entry = answers.snapshot.paper_by_id.get(paper)
        known = entry is not None and anchor in entry.paper.by_id
        place_of_part = ide.PaperPlace(paper, anchor)
        location = ls.session.converter.copy_location(answers.loaded, place_of_part) if known else None
        if location is not None:
            await ls.window_show_document_async(
                types.ShowDocumentParams(location.uri, take_focus=True, selection=location.range)
            )
            return


def changed_theme(ls: PaperServer, params: messages.ThemeParams) -> None:
    ls.displays.theme = theme_of(params.kind)
    for folder in ls.session.folders:
        if folder.loaded is not None:
            ls.spawn(ls.displays.prepare(folder.root, folder.loaded.snapshot))


async def _answers(ls: PaperServer, params: messages.FolderParams | None) -> list[tuple[Folder, Answers]]:
    """The folders that are asked about, each with what was last indexed."""
    wanted = to_path(params.folder) if params is not None and params.folder else None
    wanted = ls.session.root_of(wanted) if wanted is not None else None
    found: list[tuple[Folder, Answers]] = []
    for folder in ls.session.folders:
        if wanted is None or folder.root == wanted:
            loaded = await folder.ready()
            if loaded is not None:
                found.append((folder, Answers(ls.session.converter, folder, loaded, ls.session.language)))
    return found


def _head(folder: Folder, answers: Answers) -> Json:
    return {"folder": to_uri(folder.root), "revision": answers.snapshot.revision, "summary": answers.summary()}


HANDLERS = (
    (messages.PAPERS, papers, None),
    (messages.OUTLINE, outline, None),
    (messages.FILES, files, None),
    (messages.CODE_OF, code_of, None),
    (messages.EQUATION, equation, None),
    (messages.LINKS_AT, links_at, None),
    (messages.THEME, changed_theme, None),
    (types.TEXT_DOCUMENT_CODE_LENS, code_lenses, types.CodeLensOptions(resolve_provider=False)),
)
