"""UTF-8 byte offset ↔ LSP position (line and character from 0) in the encoding that was agreed with the client.

A character counts bytes in UTF-8, 16-bit units in UTF-16 and code points in UTF-32. Positions outside of the text or
within a character are moved to the nearest place before them: clients send such positions.
"""

from __future__ import annotations

from typing import Literal

from lsprotocol import types

from paperlsp.model.span import LineIndex, Span

Encoding = Literal["utf-8", "utf-16", "utf-32"]


def encoding_of(name: str | None) -> Encoding:
    """The encoding of this name; UTF-16, LSP's default, for any other."""
    match name:
        case "utf-8" | "utf-32":
            return name
        case _:
            return "utf-16"


def to_offset(lines: LineIndex, position: types.Position, encoding: Encoding) -> int:
    """The byte offset of a position."""
    if position.line >= lines.line_count:
        return len(lines.content)
    span = lines.line_span(position.line)
    raw = lines.content[span.start : span.end]
    character = max(position.character, 0)
    if raw.isascii():
        return span.start + min(character, len(raw))
    if encoding == "utf-8":
        return span.start + len(raw[:character].decode("utf-8", "ignore").encode())
    text = raw.decode("utf-8", "replace")
    if encoding == "utf-32":
        return span.start + len(text[:character].encode())
    units = 0
    for at, each in enumerate(text):
        units += 2 if ord(each) > 0xFFFF else 1
        if units > character:
            return span.start + len(text[:at].encode())
    return span.end


def to_position(lines: LineIndex, offset: int, encoding: Encoding) -> types.Position:
    """The position of a byte offset."""
    line, column = lines.position(offset)
    start = lines.starts[line]
    raw = lines.content[start : start + column]
    if encoding == "utf-8" or raw.isascii():
        return types.Position(line, column)
    text = raw.decode("utf-8", "replace")
    if encoding == "utf-32":
        return types.Position(line, len(text))
    return types.Position(line, len(text) + sum(ord(each) > 0xFFFF for each in text))


def to_range(lines: LineIndex, span: Span, encoding: Encoding) -> types.Range:
    """The range of a span."""
    return types.Range(to_position(lines, span.start, encoding), to_position(lines, span.end, encoding))
