"""The process that reads PDFs: length-prefixed PDF bytes on standard input → length-prefixed JSON on standard output."""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from typing import BinaryIO

LENGTH = struct.Struct("<Q")
MEMORY_LIMIT = 6 * 1024**3
"""In bytes. A paper of 100 pages needs a few hundred megabytes; a hostile PDF ends the worker, and no more."""


def receive(stream: BinaryIO) -> bytes | None:
    """One message, or None at the end of the stream."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    body = stream.read(size)
    return body if len(body) == size else None


def send(stream: BinaryIO, body: bytes) -> None:
    stream.write(LENGTH.pack(len(body)) + body)
    stream.flush()


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get among the answers.
    os.dup2(2, 1)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 -- There is none on Windows.

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    from paperlsp.paper import read_paper  # noqa: PLC0415 -- The parent imports this module without PyMuPDF.
    from paperlsp.pdf import read_document  # noqa: PLC0415 -- As above.
    from paperlsp.workspace.codec import encode  # noqa: PLC0415 -- As above.

    while (content := receive(sys.stdin.buffer)) is not None:
        send(answers, encode(read_paper(read_document(content))))


if __name__ == "__main__":
    main()
