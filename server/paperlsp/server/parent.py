"""The client's process id → a signal when that process is gone.

A client that dies usually closes the server's input, which ends the server. When another process has inherited that
pipe it stays open, and the server would live on for nobody.
"""

from __future__ import annotations

import asyncio
import os
import sys

POLL = 2.0
"""Seconds between two looks."""


def can_be_watched(process: int) -> bool:
    """Whether the process is known here; that of a client on another machine or outside of a container is not."""
    # On Windows a signal 0 would end the process instead of asking for it.
    return sys.platform != "win32" and _alive(process)


async def wait_until_gone(process: int) -> None:
    """Returns once the process has ended."""
    parent = os.getppid()
    # Nobody sends an event when a foreign process ends.
    while _alive(process) and not (process == parent and os.getppid() != parent):  # noqa: ASYNC110 (see above)
        # A dead parent that nobody has buried still has its id, but its children have another parent.
        await asyncio.sleep(POLL)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
