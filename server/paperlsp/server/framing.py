"""Bytes from the client → the bodies of messages. Headers may be written in any case, and end as they like."""

from __future__ import annotations

import asyncio

LARGEST_BODY = 256 << 20
"""In bytes. A text as large as that is not indexed; a length beyond it is a broken client's, and would be waited for."""
_LENGTH = b"content-length"


class Unframed(Exception):  # noqa: N818 -- It is what the bytes are.
    """The bytes are no messages, and where the next one begins cannot be told."""


async def read_body(reader: asyncio.StreamReader) -> bytes | None:
    """The next message's body; None at the end of input. Raises ``Unframed``."""
    while True:
        length: int | None = None
        while line := await _line(reader):
            name, colon, value = line.strip().partition(b":")
            if not name:
                break
            if colon and name.strip().lower() == _LENGTH:
                length = _number(value.strip())
        if not line:
            return None
        # Headers without a length are noise, such as a blank line too many.
        if length is not None:
            return await _exactly(reader, length)


async def _line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readline()
    except ValueError as error:
        raise Unframed("a header line has no end") from error


def _number(value: bytes) -> int:
    # A number of thousands of digits would take long to read, and means the same.
    if not value.isdigit() or len(value) > 12 or int(value) > LARGEST_BODY:
        raise Unframed(f"a message has the length {value[:20].decode('ascii', 'replace')!r}")
    return int(value)


async def _exactly(reader: asyncio.StreamReader, length: int) -> bytes | None:
    try:
        return await reader.readexactly(length)
    except asyncio.IncompleteReadError:
        return None
