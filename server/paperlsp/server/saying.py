"""Handlers of what a person says: code actions, and the commands behind them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from paperlsp import ide
from paperlsp.ide import Action, Refusal, Saying, Verb
from paperlsp.model.record import RECORD_FILE, Record
from paperlsp.model.span import LineIndex, Span
from paperlsp.server.convert import json_object
from paperlsp.server.fetching import fetch_actions
from paperlsp.server.fixing import fix_actions
from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Loaded
from paperlsp.server.position import to_offset, to_range
from paperlsp.server.uri import to_uri
from paperlsp.server.view import PAGE
from paperlsp.wording import retell, say
from paperlsp.workspace import is_notebook, rewritten, update_record

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer

logger = logging.getLogger(__name__)

Answer = dict[str, object]
"""What a command gives back: ``done``, and ``reason`` in words where it is false."""

_FIELDS = ("uri", "symbol", "paper", "anchor", "text")


async def code_actions(
    ls: PaperServer, params: types.CodeActionParams
) -> list[types.CodeAction | types.Command] | None:
    """What can be said about the definition at the caret; as bare commands for clients that know no actions."""
    place = ls.session.place_of(params.text_document.uri)
    loaded = await place[0].fresh() if place is not None else None
    if place is None or loaded is None:
        return None
    folder, file = place
    at = await _offset(ls, folder, loaded, file, params)
    if at is None:
        return None
    uri = params.text_document.uri
    found: list[types.CodeAction | types.Command] = [*fix_actions(ls, folder, loaded, file, uri, params.context)]
    found += fetch_actions(ls, folder, loaded, file, params.context)
    for action in ide.actions(loaded.snapshot, file, Span(at, at)):
        answered = [
            each for each in params.context.diagnostics if each.source == "paperlsp" and each.code in action.codes
        ]
        kind = types.CodeActionKind.QuickFix if answered else types.CodeActionKind.Refactor
        only = params.context.only
        if only is not None and not any(kind == each or kind.startswith(f"{each}.") or not each for each in only):
            continue
        title = retell(ls.session.language, action.title)
        command = types.Command(title, f"paperlsp.{action.command}", arguments=[_argument(folder, action)])
        if ls.session.support.actions:
            found.append(
                types.CodeAction(
                    title,
                    kind=kind,
                    diagnostics=answered or None,
                    is_preferred=True if action.preferred and answered else None,
                    command=command,
                )
            )
        else:
            found.append(command)
    page = _page_action(ls, folder, loaded, file, at, params.context.only)
    return found if page is None else [*found, page]


def _page_action(
    ls: PaperServer, folder: Folder, loaded: Loaded, file: str, at: int, only: Sequence[str] | None
) -> types.CodeAction | types.Command | None:
    """To open the page of the part that a name or a mention leads to, for clients without a view of their own."""
    support = ls.session.support
    kind = "paperlsp.page"
    asked = only is None or any(not each or kind.startswith(each) for each in only)
    jump = ide.declaration(loaded.snapshot, file, at) if support.documents and not support.view and asked else None
    if jump is None:
        return None
    place = jump.places[0]
    entry = loaded.snapshot.paper_by_id[place.paper]
    anchor = entry.paper.by_id[place.anchor]
    label = ide.plain(ide.short_label(entry.paper, anchor))
    title = say(ls.session.language, "Open the PDF at {part}, p. {page}", part=label, page=anchor.page)
    argument: Answer = {"folder": to_uri(folder.root), "paper": place.paper, "anchor": place.anchor}
    command = types.Command(title, PAGE, arguments=[argument])
    return types.CodeAction(title, kind=kind, command=command) if support.actions else command


def _argument(folder: Folder, action: Action) -> Answer:
    saying = action.saying
    argument: Answer = {"uri": to_uri(folder.root / saying.file), "symbol": saying.symbol}
    if saying.anchor:
        argument |= {"paper": saying.paper, "anchor": saying.anchor}
    if saying.text:
        argument["text"] = saying.text
    if action.quote:
        argument["quote"] = True
    return argument


async def _offset(
    ls: PaperServer, folder: Folder, loaded: Loaded, file: str, params: types.CodeActionParams
) -> int | None:
    """Where the range begins in the indexed text; None in what is no code of a notebook."""
    if is_notebook(file):
        view = await ls.session.code_view(params.text_document.uri, params.range.start)
        return view.offset if view is not None else None
    document = ls.session.documents.at(folder.root / file)
    lines = document.lines if document is not None else loaded.lines_of(file) or LineIndex(b"")
    return to_offset(lines, params.range.start, ls.session.documents.encoding)


def _command(verb: Verb) -> Callable[..., Awaitable[Answer]]:
    async def say(ls: PaperServer, *arguments: object) -> Answer:
        fields, _ = _understood(arguments)
        return await _say(ls, verb, fields)

    return _without_types(say)


def _without_types(handler: Callable[..., Awaitable[Answer]]) -> Callable[..., Awaitable[Answer]]:
    """Keep pygls from looking up types where the server's own is not yet known; all that it needs is the name ``ls``."""
    handler.__annotations__.clear()
    return handler


async def _say(ls: PaperServer, verb: Verb, fields: Mapping[str, str]) -> Answer:
    """Write the word into the record, and answer once everything that is shown knows of it."""
    found = await _loaded(ls, fields["uri"])
    if isinstance(found, Refusal):
        return _refused(ls, found)
    folder, file, loaded = found
    saying = Saying(verb, file, fields["symbol"], fields["paper"], fields["anchor"], fields["text"])
    heard = ide.hear(loaded.snapshot, saying)
    if isinstance(heard, Refusal):
        return _refused(ls, heard)
    failure = await _write(ls, folder, loaded.snapshot.record, heard)
    if failure is not None:
        return _refused(ls, failure)
    folder.touch(0.0)
    await folder.fresh()
    return {"done": True}


async def _write(ls: PaperServer, folder: Folder, base: Record, ours: Record) -> Refusal | None:
    """Into the editor where the record is open there with changes that are not saved, else onto the disk."""
    path = folder.root / RECORD_FILE
    document = ls.session.documents.at(path)
    if document is not None and document.content != await asyncio.to_thread(_on_disk, path):
        content, _ = rewritten(document.content, base, ours)
        whole = to_range(document.lines, Span(0, len(document.content)), ls.session.documents.encoding)
        edit = types.TextEdit(whole, content.decode("utf-8", "replace"))
        return await _apply(ls, document.uri, document.version, edit)
    try:
        await asyncio.to_thread(update_record, folder.root, base, ours)
    except OSError as error:
        logger.warning("The record of %s cannot be written: %s", folder.root, error)
        return Refusal(f"{RECORD_FILE} cannot be written: {error.strerror or error}.")
    return None


def _on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


async def annotate(ls: PaperServer, *arguments: object) -> Answer:
    """Have the editor write ``# paper: Eq. (4)`` above a definition."""
    fields, quote = _understood(arguments)
    found = await _loaded(ls, fields["uri"])
    if isinstance(found, Refusal):
        return _refused(ls, found)
    folder, file, loaded = found
    edit = ide.annotate(loaded.snapshot, file, fields["symbol"], fields["paper"], fields["anchor"], quote=quote)
    if isinstance(edit, Refusal):
        return _refused(ls, edit)
    if is_notebook(file) and ls.session.documents.notebook_at(folder.root / file) is None:
        return _refused(ls, Refusal(f"{file} is a notebook; open it to have its cells edited."))
    at = ls.session.converter.location(folder, loaded, file, edit.span)
    document = ls.session.documents.get(at.uri)
    version = document.version if document is not None else None
    failure = await _apply(ls, at.uri, version, types.TextEdit(at.range, edit.text))
    return _refused(ls, failure) if failure is not None else {"done": True}


async def _apply(ls: PaperServer, uri: str, version: int | None, edit: types.TextEdit) -> Refusal | None:
    if not ls.session.support.edits:
        return Refusal("The editor applies no edits.")
    if ls.session.support.versioned:
        document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
        change = types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [edit])])
    else:
        change = types.WorkspaceEdit(changes={uri: [edit]})
    result = await ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(change, label="paperlsp"))
    return (
        None
        if result.applied
        else Refusal(f"The editor did not apply the edit: {result.failure_reason or 'no reason given'}.")
    )


async def _loaded(ls: PaperServer, uri: str) -> tuple[Folder, str, Loaded] | Refusal:
    place = ls.session.place_of(uri)
    loaded = await place[0].fresh() if place is not None else None
    if place is None or loaded is None:
        return Refusal("The file lies in no folder that is indexed.")
    return place[0], place[1], loaded


def _refused(ls: PaperServer, refusal: Refusal) -> Answer:
    reason = retell(ls.session.language, refusal.reason)
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"paperlsp: {reason}"))
    return {"done": False, "reason": reason}


def _understood(arguments: tuple[object, ...]) -> tuple[dict[str, str], bool]:
    """The one argument's fields, each a string, "" where it is missing; and whether a quote is wanted."""
    argument = json_object(arguments[0]) if len(arguments) == 1 else None
    if argument is None:
        raise JsonRpcInvalidParams(message="One argument is needed, an object with uri and symbol.")
    fields = {name: argument.get(name, "") for name in _FIELDS}
    if not all(isinstance(value, str) for value in fields.values()) or not fields["uri"]:
        raise JsonRpcInvalidParams(message=f"Each of {', '.join(_FIELDS)} must be a string; uri and symbol are needed.")
    return cast("dict[str, str]", fields), argument.get("quote") is True


HANDLERS = (
    (
        types.TEXT_DOCUMENT_CODE_ACTION,
        code_actions,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.Refactor]),
    ),
)

COMMANDS: tuple[tuple[str, Callable[..., Awaitable[Answer]]], ...] = (
    *((f"paperlsp.{verb}", _command(verb)) for verb in ide.VERBS),
    ("paperlsp.annotate", _without_types(annotate)),
)
