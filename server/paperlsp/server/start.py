"""A transport → a running server → the exit code of the process."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from contextlib import suppress

SEARCHES = (500, 4, 2_000)
"""How many new objects have the youngest searched for garbage, and how many such searches those that are older. A search
of all stops every thread for 10 ms, and by Python's own numbers came with every few keystrokes; one of 20,000 for 6 ms.
"""
_ARENA_MAX = -8
"""``M_ARENA_MAX`` of glibc's ``malloc.h``: how many heaps a process has. Other libraries take no notice of it."""
GRACE = 3.0
"""Seconds that the indexing thread has to notice the end before the process leaves without it."""


def serve(tcp: tuple[str, int] | None = None) -> int:
    """Serves one client on standard input and output, or the first that connects to ``tcp`` (host, port).

    Returns 0 after ``shutdown`` and ``exit``, 1 when the client left in any other way.
    """
    # Imported here, because the command line knows this function and seldom needs the server.
    from paperlsp.server.app import PaperServer  # noqa: PLC0415 (see above)
    from paperlsp.server.loading import Loader  # noqa: PLC0415
    from paperlsp.server.transport import serve_stdio, serve_tcp  # noqa: PLC0415
    from paperlsp.workspace import reading_copy_folder  # noqa: PLC0415

    settle()
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    # pygls logs the body of every message at level INFO.
    logging.getLogger("pygls").setLevel(logging.WARNING)
    loader = Loader()
    server = PaperServer(loader, reading_copy_folder().as_uri())
    try:
        code = serve_stdio(server) if tcp is None else serve_tcp(server, *tcp)
    finally:
        loader.close()
    _leave_soon(code)
    return code


def settle() -> None:
    """Settle how memory is asked for and given back, in a process that runs for days."""
    gc.set_threshold(*SEARCHES)
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 -- It takes 4 ms, and other systems do not need it.

        # Each thread of its own would get a heap of its own, and what is freed in one is of no use to the others. As only
        # one thread at a time runs Python, they do not wait for each other.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def _leave_soon(code: int) -> None:
    """Python waits for its threads at exit; one that is deep in a long step must not keep a dead server alive."""

    def leave() -> None:
        sys.stderr.flush()
        os._exit(code)

    timer = threading.Timer(GRACE, leave)
    timer.daemon = True
    timer.start()
