"""The event loop's turn before the indexing thread's: what asks is answered first, and indexing goes on in between.

Both threads share Python's lock. Who waits for it asks for it back after the switch interval, so that the interval is
short while the loop sleeps, to wake up at once, and longer while it works, to come to an end undisturbed. By Python's own
interval for both a hover meanwhile took as long as several of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import selectors
import sys
import threading

ASLEEP, AWAKE = 0.000_05, 0.000_1
"""Seconds. The loop may lose the lock while it writes to the client, and then waits for as long as it works by itself."""

_SECOND = 5
"""How much nicer to others the indexing thread is than the rest of the process. More, and a busy machine would starve it."""


class _Selector(selectors.DefaultSelector):
    """Waits for events, and knows thereby when the loop has nothing to do."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            # There is more to do already.
            return super().select(timeout)
        sys.setswitchinterval(ASLEEP)
        found = super().select(timeout)
        sys.setswitchinterval(AWAKE)
        return found


def attentive_loop() -> asyncio.AbstractEventLoop:
    """A loop that comes first while it has anything to do."""
    return asyncio.SelectorEventLoop(_Selector())


def come_second() -> None:
    """Have the system run the calling thread after the loop's, where it knows of threads: a hover that waits for a core as
    well as for the lock takes three times as long at worst.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            thread = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + _SECOND)
