"""How an indexing or a download goes → a bar in the client, which the person there can cancel."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import cast
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from paperlsp.wording import Language, say

logger = logging.getLogger(__name__)

PATIENCE = 0.5
"""Seconds before a bar appears for an indexing that is not a folder's first: most are over by then."""


class ProgressBar:
    """One indexing. ``report`` may be called from any thread, the rest from the loop's thread."""

    def __init__(self, server: LanguageServer, language: Language, *, shown: bool, title: str = "") -> None:
        self._server, self._shown, self._title = server, shown, title
        self._language: Language = language
        self._token = str(uuid4())
        self._loop = asyncio.get_running_loop()
        self._begun = self._ended = self._waiting = False
        self._latest: tuple[int, int, str] | None = None
        self._task: asyncio.Task[None] | None = None

    def begin(self, root: Path, cancel: Callable[[], None], *, first: bool) -> None:
        if self._shown:
            self._task = self._loop.create_task(self._show(root, cancel, 0.0 if first else PATIENCE))

    def report(self, done: int, total: int, what: str) -> None:
        """Keeps the latest news only: however fast they come, the client gets what its loop can take."""
        if not self._shown:
            return
        fresh = self._latest is None
        self._latest = (done, total, what)
        if fresh:
            try:
                self._loop.call_soon_threadsafe(self._send)
            except RuntimeError:
                # The loop is closed: the server is on its way out, and the indexing thread not yet aware of it.
                logger.debug("Progress came after the end")

    def end(self) -> None:
        self._ended = True
        if self._task is not None and self._waiting:
            self._task.cancel()
        if self._begun:
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
        self._tokens.pop(self._token, None)

    @property
    def _tokens(self) -> dict[int | str, Future[None]]:
        """What pygls remembers of each bar: a future that it cancels when the person does."""
        tokens = self._server.work_done_progress.tokens  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        return cast("dict[int | str, Future[None]]", tokens)

    async def _show(self, root: Path, cancel: Callable[[], None], delay: float) -> None:
        self._waiting = True
        await asyncio.sleep(delay)
        self._waiting = False
        progress = self._server.work_done_progress
        try:
            await progress.create_async(self._token)  # pyright: ignore[reportUnknownMemberType]  # as above
        except JsonRpcException as error:
            logger.info("The client shows no progress: %s", error)
            return
        if self._ended:
            self._tokens.pop(self._token, None)
            return
        self._tokens[self._token].add_done_callback(lambda future: cancel() if future.cancelled() else None)
        title = self._title or say(self._language, "paperlsp: reading {folder}", folder=root.name or root)
        progress.begin(self._token, types.WorkDoneProgressBegin(title=title, cancellable=True, percentage=0))
        self._begun = True

    def _send(self) -> None:
        latest, self._latest = self._latest, None
        if latest is None or not self._begun or self._ended:
            return
        done, total, what = latest
        percentage = min(100, round(100 * done / total)) if total > 0 else None
        self._server.work_done_progress.report(
            self._token, types.WorkDoneProgressReport(message=what, percentage=percentage)
        )
