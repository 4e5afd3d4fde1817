"""``paperlsp --check --watch``: the same check again whenever a file changes."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import click

from paperlsp.failure import Failure

Said = Literal["changed", "ended"]
_ANSWERS_INTERRUPTS = 0.5
"""Seconds; where a system does not interrupt somebody who waits, this is how soon an interruption counts."""


def watch_folders(folders: Sequence[Path], check: Callable[[], object]) -> None:
    """Check now, and after each change, until somebody interrupts.

    Files are watched from before the first check on, beside it: what changes while a check runs is checked after it.
    """
    try:
        from watchfiles import watch  # noqa: PLC0415 -- An extra: few need it, and it is compiled.
    except ImportError as error:
        raise Failure("Watching needs a package of its own: pip install 'paperlsp[watch]'.") from error
    changes: queue.Queue[Said] = queue.Queue()
    end = threading.Event()

    def look() -> None:
        for _ in watch(*folders, stop_event=end, raise_interrupt=False, ignore_permission_denied=True):
            changes.put("changed")
        changes.put("ended")

    thread = threading.Thread(target=look, name="watching", daemon=True)
    thread.start()
    try:
        check()
        while _changed(changes):
            click.clear()
            check()
    except KeyboardInterrupt:
        # That is how watching ends.
        return
    finally:
        end.set()


def _changed(changes: queue.Queue[Said]) -> bool:
    """Wait for a change, and take those that came with it; False when nobody watches any more."""
    while True:
        with contextlib.suppress(queue.Empty):
            said = changes.get(timeout=_ANSWERS_INTERRUPTS)
            while said == "changed" and not changes.empty():
                said = changes.get()
            return said == "changed"
