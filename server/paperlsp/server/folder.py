"""A workspace folder: when it is indexed, and what the last indexing made of it.

Only the event loop's thread changes a folder. Indexing runs in one thread for all folders, and works on immutable
values; edits that arrive meanwhile are gathered and indexed in the next run, so that a fast typist neither waits nor
makes the server lag behind.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from threading import Event
from typing import Protocol

from paperlsp.server.loaded import Load, Loaded, Order

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 1.0
"""Seconds after which indexing begins even though changes keep coming: somebody who never stops wants to see it too."""


class Reporter(Protocol):
    """Shows how an indexing goes. ``begin`` is given the way to cancel it."""

    def begin(self, root: Path, cancel: Callable[[], None], *, first: bool) -> None: ...
    def report(self, done: int, total: int, what: str) -> None: ...
    def end(self) -> None: ...


LOOK_AGAIN = 50
"""Edits after which the whole folder is looked at again where the client does not tell of changed files."""


class Host(Protocol):
    """What a folder needs from the session around it. ``watching`` is whether the client tells of changed files."""

    @property
    def watching(self) -> bool: ...
    def order(self, folder: Folder, edited: frozenset[str] | None) -> Order: ...
    def reporter(self) -> Reporter: ...
    def indexed(self, folder: Folder, before: Loaded | None) -> None: ...


class Folder:
    """``loaded`` is the last result, None before the first. ``single`` marks a folder made for files outside of any."""

    def __init__(self, root: Path, load: Load, executor: Executor, host: Host, *, single: bool = False) -> None:
        self.root = root
        self.single = single
        self.loaded: Loaded | None = None
        self._load, self._executor, self._host = load, executor, host
        self._stale = self._closed = False
        self._edited: set[str] | None = None
        """The sources that have changed since the last indexing; None where anything may have."""
        self._edits = 0
        self._timer: asyncio.TimerHandle | None = None
        self._latest_start = 0.0
        self._rested = 0.0
        """When as much time has passed since the last indexing as it took."""
        self._run: asyncio.Task[None] | None = None
        self._stop = Event()
        self._ready, self._fresh = asyncio.Event(), asyncio.Event()

    def touch(self, delay: float, source: str | None = None) -> None:
        """Something changed: index again after ``delay`` seconds without a further change, or ``LONGEST_PAUSE`` in all.

        ``source`` is the path of the only thing that did; without it, the whole folder is looked at again. Where only
        sources did, and the last indexing is over for as long as it took, there is no pause: it is for folders in which
        an edit costs much, and for edits that come faster than they can be indexed.
        """
        if self._closed:
            return
        if source is None:
            self._edited = None
        elif self._edited is not None:
            self._edited.add(source)
        self._stale = True
        self._fresh.clear()
        if self._run is not None:
            return
        loop = asyncio.get_running_loop()
        if self._timer is None:
            self._latest_start = loop.time() + LONGEST_PAUSE
        else:
            self._timer.cancel()
        if self._edited is not None:
            delay = min(delay, max(0.0, self._rested - loop.time()))
        self._timer = loop.call_at(min(loop.time() + delay, self._latest_start), self._start)

    async def ready(self) -> Loaded | None:
        """The last result, once there is one; None when the folder could not be indexed."""
        await self._ready.wait()
        return self.loaded

    async def fresh(self) -> Loaded | None:
        """The result that knows of all changes up to now. Who waits for it waits for no pause after an edit."""
        if self._timer is not None and self._edited is not None:
            self._timer.cancel()
            self._start()
        await self._fresh.wait()
        return self.loaded

    def close(self) -> None:
        """Ends a running indexing and lets everybody go who waits for one."""
        self._closed = True
        self._stale = False
        self._stop.set()
        if self._timer is not None:
            self._timer.cancel()
        self._ready.set()
        self._fresh.set()

    def _start(self) -> None:
        self._timer = None
        self._run = asyncio.get_running_loop().create_task(self._index())

    async def _index(self) -> None:
        try:
            while self._stale:
                self._stale = False
                await self._index_once()
        finally:
            self._run = None
            self._ready.set()
            self._fresh.set()

    async def _index_once(self) -> None:
        before = self.loaded
        stop = self._stop = Event()
        reporter = self._host.reporter()
        reporter.begin(self.root, stop.set, first=before is None)
        loop = asyncio.get_running_loop()
        edited = self._taken()
        begun = loop.time()
        try:
            order = self._host.order(self, edited)
            after = await loop.run_in_executor(self._executor, self._load, order, before, reporter.report, stop.is_set)
        except Exception:
            # A fault of ours: the last good result stays, and the log holds what is needed to mend it.
            logger.exception("Indexing %s failed", self.root)
            self._edited = None
            return
        finally:
            reporter.end()
            self._rested = 2 * loop.time() - begun
        if after is None or self._closed:
            logger.info("Indexing %s was cancelled", self.root)
            self._edited = None
            return
        self.loaded = after
        self._host.indexed(self, before)

    def _taken(self) -> frozenset[str] | None:
        """What has changed up to now; from here on, changes are gathered for the next indexing."""
        edited, self._edited = self._edited, set[str]()
        self._edits = 0 if edited is None else self._edits + 1
        if self._edits >= LOOK_AGAIN and not self._host.watching:
            edited, self._edits = None, 0
        return None if edited is None else frozenset(edited)
