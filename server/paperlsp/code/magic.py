"""A notebook's code cell as IPython reads it → Python of the same length: what is no Python is put aside, byte for byte.

That is magics (``%matplotlib inline``, ``files = !ls``), help (``?torch.roll``, ``torch.roll?``), shorthand for calls
(``/f x``, ``,f x``), and whole cells for another language (``%%bash``). None of these can begin a line of Python, but what
looks like them may stand within brackets or a string, so that the cell has to be read by logical lines.
"""

from __future__ import annotations

import re

_CELL_MAGIC = re.compile(rb"\s*%%([^\W\d]\w*)?")
_PYTHON_CELLS = frozenset(
    {
        b"capture",
        b"debug",
        b"heat",
        b"lprun",
        b"memit",
        b"mprun",
        b"prun",
        b"pypy",
        b"python",
        b"python3",
        b"time",
        b"timeit",
    }
)
"""Magics below whose line the cell holds Python; some come with extensions that are in wide use."""
_MAGIC = re.compile(rb"([ \t]*)[%!?,;/](?:\\\r?\n|[^\n])*")
_ASSIGNED = re.compile(rb"[ \t]*[\w.,\[\]*\x80-\xff][\w.,\[\] \t*\x80-\xff]*=[ \t]*([%!](?:\\\r?\n|[^\n])*)")
_TOKEN = re.compile(
    rb"""
    (?P<word>[\w\x80-\xff]+)
    |(?P<string>\"{3}(?:[^\\]|\\.)*?(?:\"{3}|\Z)|'{3}(?:[^\\]|\\.)*?(?:'{3}|\Z)
        |\"(?:[^\"\\\n]|\\.)*(?:\"|(?=\n)|\Z)|'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|\Z))
    |(?P<comment>\#[^\n]*)
    |(?P<open>[(\[{])
    |(?P<close>[)\]}])
    |(?P<join>\\\r?\n)
    |(?P<line>\n)
    |(?P<help>\?)
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def masked(cell: bytes) -> bytes:
    """The cell as Python that has every name and every line end where the cell has it."""
    magic = _CELL_MAGIC.match(cell)
    if magic is not None and magic[1] not in _PYTHON_CELLS:
        return _blank(cell)
    pieces: list[bytes] = []
    at = 0
    while at < len(cell):
        line = _MAGIC.match(cell, at)
        assigned = _ASSIGNED.match(cell, at)
        if line is not None:
            pieces += [line[1], _filled(cell[line.end(1) : line.end()], bare=not line[1])]
            at = line.end()
        elif assigned is not None:
            pieces += [cell[at : assigned.start(1)], _filled(assigned[1], bare=False)]
            at = assigned.end()
        end, asks = _logical_end(cell, at)
        text = cell[at:end]
        indent = text[: len(text) - len(text.lstrip(b" \t"))]
        pieces += [indent, _filled(text[len(indent) :], bare=not indent)] if asks else [text]
        at = end
    return b"".join(pieces)


def _logical_end(cell: bytes, at: int) -> tuple[int, bool]:
    """Where the logical line at ``at`` ends, its line end included, and whether a question mark stands in its code."""
    depth, asks = 0, False
    for token in _TOKEN.finditer(cell, at):
        match token.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth = max(depth - 1, 0)
            case "help":
                asks = True
            case "line" if not depth:
                return token.end(), asks
            case _:
                pass
    return len(cell), asks


def _filled(text: bytes, *, bare: bool) -> bytes:
    """Nothing, or within a block, which must not be empty, and behind ``=``: an expression without a meaning."""
    first = len(text.split(b"\n", 1)[0].rstrip(b"\r"))
    filler = b"" if bare else b"None" if first >= len(b"None") else b"..." if first >= len(b"...") else b"()"
    return filler[:first] + _blank(text[min(len(filler), first) :])


def _blank(text: bytes) -> bytes:
    return re.sub(rb"[^\r\n]", b" ", text)
