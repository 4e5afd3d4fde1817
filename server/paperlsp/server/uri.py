"""``file:`` URI ↔ path. Every other scheme has no path.

Clients write one file in several ways (``file:///c%3A/x``, ``file:///C:/x``, with or without escapes for ``;`` or
``[``), so files are compared as paths, never as URIs.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname


def to_path(uri: str) -> Path | None:
    """The absolute path of a ``file:`` URI, not resolved; None for other schemes and for what is no URI."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme != "file" or parts.netloc not in ("", "localhost") or not parts.path.startswith("/"):
        return None
    # A "?" or "#" that a client forgot to escape belongs to the name: no file URI of LSP has a query.
    raw = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    try:
        path = url2pathname(raw)
    except OSError:
        return None
    # A NUL cannot stand in a name and makes every call of the system raise.
    return None if "\0" in path else Path(os.path.normpath(path))


def to_uri(path: Path, line: int | None = None) -> str:
    """The URI of an absolute path; ``line`` (from 0) is added as the fragment ``#L1`` that editors understand."""
    uri = path.as_uri()
    return uri if line is None else f"{uri}#L{line + 1}"
