"""Bytes of standard input, or of one TCP connection → the server, until the client leaves → exit code.

Standard output belongs to the protocol alone: everything else that writes to it, from whatever library or child
process, is sent to standard error.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lsprotocol import types
from pygls.io_ import StdoutWriter

from paperlsp.server.attention import attentive_loop
from paperlsp.server.framing import Unframed, read_body

if TYPE_CHECKING:
    from paperlsp.server.app import PaperServer

logger = logging.getLogger(__name__)

_BLOCK = 65536
_LINE = 1 << 16


def serve_stdio(server: PaperServer) -> int:
    """Serves one client on standard input and output."""
    source = os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0)
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout.flush()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), sys.stdin.fileno())
    with asyncio.Runner(loop_factory=attentive_loop) as runner:
        return runner.run(_stdio(server, source, target))


async def _stdio(server: PaperServer, source: BinaryIO, target: BinaryIO) -> int:
    reader = asyncio.StreamReader(limit=_LINE)
    server.protocol.set_writer(StdoutWriter(target))
    threading.Thread(target=_pump, args=(source, reader, asyncio.get_running_loop()), daemon=True).start()
    return await _serve(server, reader)


def _pump(source: BinaryIO, reader: asyncio.StreamReader, loop: asyncio.AbstractEventLoop) -> None:
    """Moves bytes from a blocking file to the loop. A daemon thread: at the end nobody waits for a last read."""
    try:
        while block := source.read(_BLOCK):
            loop.call_soon_threadsafe(reader.feed_data, block)
        loop.call_soon_threadsafe(reader.feed_eof)
    except (OSError, RuntimeError):
        # The pipe broke, or the loop is closed: either way nobody listens any more.
        return


def serve_tcp(server: PaperServer, host: str, port: int) -> int:
    """Serves the first client that connects; the address is told on standard error, for port 0 the one found."""
    with asyncio.Runner(loop_factory=attentive_loop) as runner:
        return runner.run(_tcp(server, host, port))


async def _tcp(server: PaperServer, host: str, port: int) -> int:
    done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    busy = False

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal busy
        if busy:
            writer.close()
            return
        busy = True
        server.protocol.set_writer(writer)  # pyright: ignore[reportArgumentType]  # pygls means any object with write
        code = await _serve(server, reader)
        writer.close()
        done.set_result(code)

    listener = await asyncio.start_server(connected, host, port, limit=_LINE)
    address = listener.sockets[0].getsockname()
    sys.stderr.write(f"paperlsp listens on {address[0]}:{address[1]}\n")
    sys.stderr.flush()
    try:
        return await done
    finally:
        listener.close()


async def _serve(server: PaperServer, reader: asyncio.StreamReader) -> int:
    """Handles messages until ``exit``, the end of input, or the death of the client's process."""
    messages = asyncio.create_task(_receive(server, reader), name="messages")
    gone = asyncio.create_task(server.client_gone(), name="client")
    done, _ = await asyncio.wait((messages, gone), return_when=asyncio.FIRST_COMPLETED)
    for task in (messages, gone):
        task.cancel()
    failure = messages.exception() if messages in done and not messages.cancelled() else None
    if failure is not None and not isinstance(failure, BrokenPipeError):
        logger.error("The connection broke: %s", failure)
    server.session.close()
    server.displays.close()
    return server.exit_code


async def _receive(server: PaperServer, reader: asyncio.StreamReader) -> None:
    """Handles one message after the other. Not by pygls' own loop, which knows headers in one spelling only, passes over
    empty messages, waits for lengths that no message has, and takes every object within a message for another message.
    """
    while not server.stop_event.is_set():
        try:
            body = await read_body(reader)
        except Unframed as error:
            server.protocol.complain(types.ErrorCodes.ParseError, f"The connection cannot be read: {error}.")
            return
        if body is None:
            return
        server.protocol.receive(body)
