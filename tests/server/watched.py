"""The real server with a watchdog: how long each callback of its event loop takes, written to a file when it ends.

Usage: watched.py LOG. Times are CPU milliseconds of the loop's own thread, so that a busy machine changes nothing; each
line of LOG is one slow callback: the time, and what ran.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from paperlsp.server.start import serve

SLOW = 1.0
"""In milliseconds: what is worth a line."""


def watch(log: list[tuple[float, str]]) -> None:
    original = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        name = what(handle)
        start = time.thread_time()
        original(handle)
        taken = (time.thread_time() - start) * 1000
        if taken >= SLOW:
            log.append((taken, name))

    asyncio.Handle._run = timed


def what(handle: asyncio.Handle) -> str:
    task = getattr(handle._callback, "__self__", None)
    if isinstance(task, asyncio.Task):
        coroutine = task.get_coro()
        # pygls wraps each handler in a function of its own, which says nothing.
        inner = coroutine.cr_frame.f_locals.get("f") if coroutine.cr_frame is not None else None
        return getattr(inner, "__qualname__", coroutine.__qualname__)
    return getattr(handle._callback, "__qualname__", repr(handle._callback))


if __name__ == "__main__":
    found: list[tuple[float, str]] = []
    watch(found)
    try:
        code = serve()
    finally:
        Path(sys.argv[1]).write_text("".join(json.dumps(each) + "\n" for each in found), "utf-8")
    sys.exit(code)
