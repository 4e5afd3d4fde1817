"""A client's version and ours → what to say where they do not go together; for clients that tell theirs.

Before 1.0 the second number says what goes together, after it the first one; a server may know more than a client asks.
"""

from __future__ import annotations

import re

_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})")


def mismatch(client: str, server: str) -> str:
    """The English text to log, or ""; what is no version says nothing, as out of a checkout."""
    theirs, ours = _VERSION.match(client), _VERSION.match(server)
    if theirs is None or ours is None:
        return ""
    (first, second), (our_first, our_second) = (tuple(map(int, each.groups())) for each in (theirs, ours))
    if (first, second) > (our_first, our_second):
        return (
            f"The client {client} is newer than this server {server}. "
            "Update the server: pip install --upgrade paperlsp."
        )
    if first < our_first or (our_first == 0 and second < our_second):
        return f"The client {client} is older than this server {server}. Update the extension."
    return ""
