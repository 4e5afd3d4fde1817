"""A transport → a running server → the exit code of the process."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading

SEARCHES = (500, 4, 2_000)
"""How many new objects have the youngest searched for garbage, and how many such searches those that are older. A search
of all stops every thread for 10 ms, and by Python's own numbers came with every few keystrokes; one of 20,000 for 6 ms.
"""
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

    gc.set_threshold(*SEARCHES)
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


def _leave_soon(code: int) -> None:
    """Python waits for its threads at exit; one that is deep in a long step must not keep a dead server alive."""

    def leave() -> None:
        sys.stderr.flush()
        os._exit(code)

    timer = threading.Timer(GRACE, leave)
    timer.daemon = True
    timer.start()
