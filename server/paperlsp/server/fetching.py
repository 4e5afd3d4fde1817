"""Commands for what a person asks by a click: to download a paper that the folder names, and to look at the folder again.

Nothing else in the server opens a connection. A download runs in a thread of its own, which ends with the process.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lsprotocol import types

from paperlsp.fetch import NotFetched
from paperlsp.server.convert import json_object
from paperlsp.server.folder import Folder
from paperlsp.server.loaded import Loaded
from paperlsp.server.progress import ProgressBar
from paperlsp.server.uri import to_path, to_uri
from paperlsp.wording import retell, say, tell
from paperlsp.workspace import described_papers
from paperlsp.workspace.fetched import absent_of, fetch_named, wanted_of

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer

logger = logging.getLogger(__name__)

FETCH = "paperlsp.fetch"
LOOK_AGAIN = "paperlsp.lookAgain"
Answer = dict[str, object]
"""What a command gives back: ``done``, and ``reason`` in words where it is false."""


def fetch_command(ls: PaperServer) -> Callable[..., Awaitable[Answer]]:
    """Downloads ``what`` for ``folder``, or all that its settings name and the cache has not."""

    async def fetch(*arguments: dict[str, object]) -> Answer:
        place = json_object(arguments[0]) or {} if arguments else {}
        folder = _folder(ls, str(place.get("folder") or ""))
        loaded = await folder.ready() if folder is not None else None
        if folder is None or loaded is None:
            return _refused(ls, "The file lies in no folder that is indexed.")
        named = _named(folder, loaded)
        what = str(place.get("what") or "")
        if what and what not in named:
            # The click is a person's, but what is asked for may be anybody's: only what the folder names is fetched.
            return _refused(ls, "Neither settings nor repository name {what}.", what=what)
        wanted = [(what, named[what])] if what else await asyncio.to_thread(absent_of, loaded.snapshot.config)
        try:
            for each, digest in wanted:
                await _download(ls, folder, each, digest)
        except NotFetched as error:
            return {"done": False, "reason": retell(ls.session.language, str(error))}
        except OSError as error:
            return _refused(ls, "The paper cannot be kept: {reason}.", reason=error.strerror or error)
        # Whoever asks next is to find the paper.
        folder.touch(0.0)
        await folder.fresh()
        return {"done": True}

    return fetch


def look_again_command(ls: PaperServer) -> Callable[..., Awaitable[Answer]]:
    """Looks at a folder, or at all, as if everything in it could have changed."""

    async def look_again(*arguments: dict[str, object]) -> Answer:
        place = json_object(arguments[0]) or {} if arguments else {}
        asked = str(place.get("folder") or "")
        folder = _folder(ls, asked) if asked else None
        folders = ls.session.folders if not asked else (folder,) if folder is not None else ()
        for each in folders:
            each.touch(0.0)
        for each in folders:
            await each.fresh()
        return {"done": bool(folders)}

    return look_again


def fetch_actions(
    ls: PaperServer, folder: Folder, loaded: Loaded, file: str, context: types.CodeActionContext
) -> list[types.CodeAction]:
    """To download what the settings name and nobody has fetched, where a diagnostic in the settings tells of it."""
    answered = [each for each in context.diagnostics if each.source == "paperlsp" and each.code in ("PL001", "PL003")]
    kind = types.CodeActionKind.QuickFix
    asked = context.only is None or any(not each or kind.startswith(each) for each in context.only)
    if not (answered and asked and ls.session.support.actions and file == loaded.snapshot.config.source):
        return []
    missing = {problem.message for problem in loaded.snapshot.problems if problem.code == "paper-not-fetched"}
    found: list[types.CodeAction] = []
    for what, _ in wanted_of(loaded.snapshot.config):
        if any(what in message for message in missing):
            title = say(ls.session.language, "Download {what}", what=what)
            argument: Answer = {"folder": to_uri(folder.root), "what": what}
            command = types.Command(title, FETCH, arguments=[argument])
            found.append(types.CodeAction(title, kind=kind, diagnostics=answered, command=command))
    return found


async def _download(ls: PaperServer, folder: Folder, what: str, digest: str) -> None:
    cancelled = threading.Event()
    title = say(ls.session.language, "paperlsp: downloading {what}", what=what)
    bar = ProgressBar(ls, ls.session.language, shown=ls.session.support.progress, title=title)

    def told(come: int, announced: int | None) -> None:
        bar.report(come, announced or 0, f"{come / 1e6:.1f} MB")

    def work() -> Path:
        return fetch_named(what, digest, progress=told, cancelled=cancelled.is_set, sleep=pause)

    def pause(seconds: float) -> None:
        cancelled.wait(seconds)

    download = _beside(work)

    def cancel() -> None:
        # The thread may wait for a silent server for a while; the person need not.
        cancelled.set()
        if not download.done():
            download.set_exception(NotFetched("The download was cancelled."))

    bar.begin(folder.root, cancel, first=True)
    try:
        path = await download
        logger.info("%s was fetched: %s", what, path)
    finally:
        # A cancelled request lands here as well, and the thread stops at its next block.
        cancelled.set()
        bar.end()


def _beside(work: Callable[[], Path]) -> asyncio.Future[Path]:
    """Runs the work in a thread that keeps no process alive."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Path] = loop.create_future()

    def settle(result: Path | None, error: Exception | None) -> None:
        if not future.done():
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(cast("Path", result))

    def run() -> None:
        result: Path | None = None
        failed: Exception | None = None
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 -- Whatever it is, whoever waits is told of it.
            failed = error
        try:
            loop.call_soon_threadsafe(settle, result, failed)
        except RuntimeError:
            logger.debug("A download came to its end after the server")

    threading.Thread(target=run, daemon=True, name="paperlsp-fetch").start()
    return future


def _named(folder: Folder, loaded: Loaded) -> dict[str, str]:
    """What may be downloaded for a folder, each with its digest or ""."""
    described = {each.what: "" for each in described_papers(folder.root)}
    return described | dict(wanted_of(loaded.snapshot.config))


def _folder(ls: PaperServer, uri: str) -> Folder | None:
    """The folder of a URI; the only one, where none is named."""
    folders = ls.session.folders
    if not uri:
        return folders[0] if len(folders) == 1 else None
    path = to_path(uri)
    root = ls.session.root_of(path) if path is not None else None
    return next((each for each in folders if each.root == root), None)


def _refused(ls: PaperServer, text: str, **values: object) -> Answer:
    said = {name: str(value) for name, value in values.items()}
    return {"done": False, "reason": tell(ls.session.language, text, said)}
