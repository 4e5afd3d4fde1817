"""Lines as they stand in a ``.gitignore`` → what matches paths. A line that is no pattern is left out, as git does.

Both the lines and the names of files may be a stranger's, so that matching must not take longer the more wildcards there
are: ten stars over a long name would take years by going back and forth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from pathspec import GitIgnoreSpec, RegexPattern

# What pathspec raises for a line that it cannot turn into a regular expression, such as "!" and "[z-a]".
_REFUSALS = (ValueError, re.error, OverflowError, RecursionError)
_STAR = "[^/]*"
"""What pathspec makes of a star."""
_DEPTHS = re.compile(r"(\^\(\?:\.\+/\)\?|\(\?:/\.\+\)\?/)")
_LAZY = {"^(?:.+/)?": "^(?>(?:.+?/)??", "(?:/.+)?/": "(?>(?:/.+?)??/"}
"""What pathspec makes of any depth, ``**``, at the beginning and further on; and the same, as little as will do."""


def is_pattern(line: str) -> bool:
    """Whether the line can be used; a comment and an empty line can, and match nothing."""
    try:
        GitIgnoreSpec.from_lines([line])
    except _REFUSALS:
        return False
    return True


def compile_patterns(lines: Sequence[str]) -> GitIgnoreSpec:
    """What the lines match together, the last one deciding. Never raises."""
    return _compiled(tuple(lines))


@lru_cache(maxsize=256)
def _compiled(lines: tuple[str, ...]) -> GitIgnoreSpec:
    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except _REFUSALS:
        spec = GitIgnoreSpec.from_lines([line for line in lines if is_pattern(line)])
    for pattern in spec.patterns:
        # A comment has none.
        regex = cast("re.Pattern[str] | None", getattr(pattern, "regex", None))
        if regex is not None:
            cast("RegexPattern", pattern).regex = re.compile(forward_only(regex.pattern))
    return spec


def forward_only(regex: str) -> str:
    """The same expression of one line, without going back to the stars of a name that others follow, nor to depths.

    What stands between two stars can be taken where it comes first: whatever is left over, the second star takes. The same
    holds between two depths. So only the last of each may try more than one length.
    """
    pieces = regex.split(_STAR)
    found = [pieces[0]]
    for at, piece in enumerate(pieces[1:], 2):
        followed = at < len(pieces) and "/" not in piece.replace("[^/]", "")
        found.append((f"(?>[^/]*?{piece})" if piece else "") if followed else _STAR + piece)
    start, *rest = _DEPTHS.split("".join(found))
    depths = list(zip(rest[::2], rest[1::2], strict=True))
    ahead = [f"{_LAZY[depth]}{piece}(?=/))" for depth, piece in depths[:-1]]
    return "".join((start, *ahead, *(part for depth in depths[-1:] for part in depth)))
