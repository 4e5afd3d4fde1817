"""The process that reads PDFs: length-prefixed PDF bytes on standard input → length-prefixed JSON on standard output."""

from __future__ import annotations

import os
import struct
import sys
import traceback
from typing import BinaryIO

from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.workspace.guard import Guard

LENGTH = struct.Struct("<Q")
LARGEST_MESSAGE = 1 << 30
"""In bytes. A PDF has 200 MB at most, and a paper of a thousand pages less than that as JSON."""


def receive(stream: BinaryIO) -> bytes | None:
    """One message; None at the end of the stream, and for a length that no message has."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    if size > LARGEST_MESSAGE:
        return None
    body = stream.read(size)
    return body if len(body) == size else None


def send(stream: BinaryIO, body: bytes) -> None:
    stream.write(LENGTH.pack(len(body)) + body)
    stream.flush()


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get among the answers.
    os.dup2(2, 1)
    guard = Guard(answers.fileno())
    guard.start()
    while (content := receive(sys.stdin.buffer)) is not None:
        with guard.busy():
            answer = _read(content)
        send(answers, answer)
        if guard.is_swollen():
            # What one large paper took is seldom given back; the next one starts with little.
            break


def _read(content: bytes) -> bytes:
    """The paper as JSON. A fault of ours in one paper is a problem of that paper, and the process lives on."""
    from paperlsp.paper import read_paper  # noqa: PLC0415 -- The parent imports this module without PyMuPDF.
    from paperlsp.pdf import read_document  # noqa: PLC0415 -- As above.
    from paperlsp.workspace.codec import encode  # noqa: PLC0415 -- As above.

    try:
        return encode(read_paper(read_document(content)))
    except MemoryError:
        return encode(unread(content, "The PDF needs more memory than one paper may take."))
    except RecursionError:
        return encode(unread(content, "The PDF is nested too deeply to be read."))
    except Exception as error:  # noqa: BLE001 -- Whatever it is, the papers after this one are to be read.
        traceback.print_exc()
        return encode(unread(content, f"The PDF cannot be read: the reader failed ({type(error).__name__})."))


def unread(content: bytes, why: str) -> Paper:
    """A paper without anchors, for content that cannot be read; ``why`` is a sentence."""
    import hashlib  # noqa: PLC0415 -- Seldom needed.

    digest = hashlib.sha256(content).hexdigest()
    problem = Problem("pdf-reader-failed", why, "Use another copy of the paper.", severity="error")
    return Paper(f"paper-{digest[:8]}", digest, "", (), "", None, 0, (), (), (), (problem,))


if __name__ == "__main__":
    main()
