"""Handlers of a session's course: greeting and farewell, settings, folders, texts that change."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from paperlsp import __version__
from paperlsp.code import PARAMETER_SUFFIXES
from paperlsp.server.parent import can_be_watched
from paperlsp.server.position import encoding_of
from paperlsp.server.session import CONFIGURATION_FILES, SETTLE
from paperlsp.server.settings import Settings, parse_settings
from paperlsp.server.support import client_support
from paperlsp.server.uri import to_path, to_uri
from paperlsp.server.version import mismatch
from paperlsp.wording import retell
from paperlsp.workspace import SOURCE_SUFFIXES

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer

logger = logging.getLogger(__name__)

WATCHED = (
    *(f"**/*{suffix}" for suffix in (*SOURCE_SUFFIXES, *PARAMETER_SUFFIXES)),
    "**/*.pdf",
    *(f"**/{name}" for name in CONFIGURATION_FILES),
)


def initialize(ls: PaperServer, params: types.InitializeParams) -> None:
    """Notes what the client can do; nothing is read before it says that it is ready."""
    # Asked at once: a client may die before the loop comes round to watching it.
    if params.process_id is not None and can_be_watched(params.process_id):
        ls.client_known.set()
    ls.session.support = client_support(params.capabilities, params.locale)
    ls.displays.theme = ls.session.support.pictures
    ls.session.documents.encoding = encoding_of(ls.workspace.position_encoding)
    ls.session.default_settings = _understood(ls, params.initialization_options)
    uris = [folder.uri for folder in params.workspace_folders or ()]
    root = params.root_uri or (_path_uri(params.root_path) if params.root_path else None)
    ls.folder_uris = uris or ([root] if root is not None else [])


def initialized(ls: PaperServer, _: types.InitializedParams) -> None:
    # The folders are there before the next message is looked at, or a text in one of them would seem to lie in none.
    for uri in ls.folder_uris:
        ls.session.add_folder(uri)
    said = mismatch(ls.session.support.version, __version__)
    if said:
        text = retell(ls.session.language, said)
        ls.window_log_message(types.LogMessageParams(types.MessageType.Warning, text))
    ls.spawn(_introduce(ls))


async def _introduce(ls: PaperServer) -> None:
    """Asks the client for what it can do by itself."""
    registrations = _registrations(ls)
    if registrations:
        try:
            await ls.client_register_capability_async(types.RegistrationParams(registrations))
            ls.session.watching = ls.session.support.watch
        except JsonRpcException as error:
            logger.warning("The client does not tell of changed files: %s", error)
    await _read_settings(ls)


async def changed_configuration(ls: PaperServer, params: types.DidChangeConfigurationParams) -> None:
    """Clients either send their settings along or want to be asked."""
    if ls.session.support.configuration:
        await _read_settings(ls)
    elif params.settings is not None:
        before = ls.session.default_settings
        ls.session.default_settings = _understood(ls, params.settings)
        _reload(ls, before)


def changed_folders(ls: PaperServer, params: types.DidChangeWorkspaceFoldersParams) -> None:
    for folder in params.event.removed:
        ls.session.remove_folder(folder.uri)
    for folder in params.event.added:
        ls.session.add_folder(folder.uri)


def changed_files(ls: PaperServer, params: types.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        ls.session.changed_on_disk(change.uri, alone=change.type == types.FileChangeType.Changed)


def saved(ls: PaperServer, params: types.DidSaveTextDocumentParams) -> None:
    ls.session.saved(params.text_document.uri)


def opened(ls: PaperServer, params: types.DidOpenTextDocumentParams) -> None:
    ls.session.opened(params.text_document)


def edited(ls: PaperServer, params: types.DidChangeTextDocumentParams) -> None:
    ls.session.edited(params)


def closed(ls: PaperServer, params: types.DidCloseTextDocumentParams) -> None:
    ls.session.closed(params.text_document.uri)


def leave(ls: PaperServer, _: None) -> None:
    ls.stop(0 if ls.protocol.orderly else 1)


def _registrations(ls: PaperServer) -> list[types.Registration]:
    found: list[types.Registration] = []
    if ls.session.support.watch:
        watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in WATCHED]
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        found.append(
            types.Registration("paperlsp-files", method, types.DidChangeWatchedFilesRegistrationOptions(watchers))
        )
    if ls.session.support.configuration_news:
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        options = types.DidChangeConfigurationRegistrationOptions(section="paperlsp")
        found.append(types.Registration("paperlsp-settings", method, options))
    return found


async def _read_settings(ls: PaperServer) -> None:
    """Asks the client for each folder's settings, and indexes again those folders for which they differ."""
    folders = ls.session.folders
    if not ls.session.support.configuration or not folders:
        return
    items = [types.ConfigurationItem(to_uri(folder.root), "paperlsp") for folder in folders]
    try:
        values = await ls.workspace_configuration_async(types.ConfigurationParams(items))
    except JsonRpcException as error:
        logger.warning("The client does not tell its settings: %s", error)
        return
    for folder, value in zip(folders, values, strict=False):
        before = ls.session.settings.get(folder.root, ls.session.default_settings)
        settings = _understood(ls, value) if value else ls.session.default_settings
        ls.session.settings[folder.root] = settings
        if settings != before:
            folder.touch(SETTLE)
            ls.refresh(before)


def _reload(ls: PaperServer, before: Settings) -> None:
    for folder in ls.session.folders:
        folder.touch(SETTLE)
    ls.refresh(before)


def _understood(ls: PaperServer, value: object) -> Settings:
    settings, complaints = parse_settings(value)
    for complaint in complaints:
        text = retell(ls.session.language, complaint)
        ls.window_log_message(types.LogMessageParams(types.MessageType.Warning, text))
    return settings


def _path_uri(path: str) -> str | None:
    """The URI of ``rootPath``, which old clients send."""
    uri = path if path.startswith("file:") else f"file://{path}"
    return uri if to_path(uri) is not None else None


HANDLERS = (
    (types.INITIALIZE, initialize, None),
    (types.INITIALIZED, initialized, None),
    (types.EXIT, leave, None),
    (types.TEXT_DOCUMENT_DID_OPEN, opened, None),
    (types.TEXT_DOCUMENT_DID_CHANGE, edited, None),
    (types.TEXT_DOCUMENT_DID_CLOSE, closed, None),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, changed_configuration, None),
    (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, changed_folders, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, changed_files, None),
    (types.TEXT_DOCUMENT_DID_SAVE, saved, types.SaveOptions(include_text=False)),
)
