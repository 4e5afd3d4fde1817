"""A definition → a digest of its tokens, which stays the same when it moves, is renamed, reformatted or explained.

Comments, docstrings, white space within a line, line breaks within brackets, the marks around strings and the comma
before a closing bracket say nothing about what code does, so they are left out; so is the definition's own name. How
deep a line stands in the blocks around it does say something, and counts relative to the definition.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right

from paperlsp.model.source import SourceFile, Symbol
from paperlsp.model.span import Span

DIGEST_LENGTH = 16
"""Hexadecimal digits: enough to tell the definitions of a repository apart, and short to read and to compare."""

# Operators of two and three characters are read by character: the row of tokens is as telling.
_TOKEN = re.compile(
    rb"""
    (?P<string>(?P<prefix>[A-Za-z]{0,3})(?:(?P<long>\"{3}|'{3})(?P<long_body>(?:[^\\]|\\.)*?)(?P=long)
        |(?P<quote>["'])(?P<body>(?:[^\\\n]|\\.)*?)(?P=quote)))
    |(?P<word>(?:\w|[\x80-\xff])+)
    |(?P<line>\n[ \t\f]*)
    |(?P<join>\\\r?\n)
    |(?P<space>[ \t\f\r]+)
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING, _CLOSING = b"([{", b")]}"
_INDENT, _DEDENT, _END, _SELF = b"\x01", b"\x02", b"\x03", b"\x04"


def code_digest(source: SourceFile, symbol: Symbol) -> str:
    """The digest of a definition; equal for two that differ in nothing but name, place, layout and comments."""
    tokens = _tokens(_bare(source, symbol.span), symbol.last_name.partition("~")[0].encode())
    return hashlib.sha256(b"\x00".join(tokens)).hexdigest()[:DIGEST_LENGTH]


def _bare(source: SourceFile, span: Span) -> bytes:
    """The bytes of a span without the comments and docstrings in it; the first line has its indentation back."""
    comments = source.comments
    first = bisect_left(comments, span.start, key=lambda comment: comment.span.start)
    last = bisect_right(comments, span.end, key=lambda comment: comment.span.start)
    line_start = source.content.rfind(b"\n", 0, span.start) + 1
    indentation = source.content[line_start : span.start]
    pieces = [indentation if not indentation.strip() else b""]
    at = span.start
    for comment in comments[first:last]:
        if at <= comment.span.start and comment.span.end <= span.end:
            pieces.append(source.content[at : comment.span.start])
            at = comment.span.end
    pieces.append(source.content[at : span.end])
    return b"".join(pieces)


def _tokens(content: bytes, own_name: bytes) -> list[bytes]:
    found: list[bytes] = []
    commas: list[int] = []
    """For each open bracket, how many commas stand in it."""
    columns = [_column(content[: len(content) - len(content.lstrip(b" \t\f"))])]
    pending: bytes | None = None
    for match in _TOKEN.finditer(content):
        kind = match.lastgroup
        text = match[0]
        if match["string"] is not None:
            kind, text = "string", _string(match)
        if kind in ("space", "join"):
            continue
        if kind == "line":
            pending = text if not commas else None
            continue
        if pending is not None:
            _new_line(found, columns, _column(pending[1:]))
            pending = None
        if kind == "other" and text in _OPENING:
            commas.append(0)
        elif kind == "other" and text in _CLOSING and commas:
            # A tuple of one is nothing without its comma.
            if found and found[-1] == b"," and not (text == b")" and commas[-1] == 1):
                found.pop()
            commas.pop()
        elif kind == "other" and text == b"," and commas:
            commas[-1] += 1
        found.append(_SELF if kind == "word" and text == own_name else text)
    return found


def _new_line(found: list[bytes], columns: list[int], column: int) -> None:
    """A logical line begins: what that means for the blocks around it."""
    if found:
        found.append(_END)
    if column > columns[-1]:
        columns.append(column)
        found.append(_INDENT)
    while len(columns) > 1 and column < columns[-1]:
        columns.pop()
        found.append(_DEDENT)


def _column(indentation: bytes) -> int:
    """How far a line is indented; a tab leads to the next multiple of eight, as Python counts."""
    column = 0
    for byte in indentation:
        column = (column // 8 + 1) * 8 if byte == 0x09 else column + (byte == 0x20)
    return column


def _string(match: re.Match[bytes]) -> bytes:
    """A string without the choice of its marks, where that is free."""
    body = match["long_body"] if match["long_body"] is not None else match["body"]
    if match["long"] is None and not re.search(rb"[\"'\\]", body):
        return match["prefix"].lower() + b'"' + body + b'"'
    return match[0]
