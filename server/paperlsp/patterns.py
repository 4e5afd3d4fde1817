"""Lines as they stand in a ``.gitignore`` → what matches paths. A line that is no pattern is left out, as git does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pathspec import GitIgnoreSpec

# What pathspec raises for a line that it cannot turn into a regular expression, such as "!" and "[z-a]".
_REFUSALS = (ValueError, re.error, OverflowError, RecursionError)


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
        return GitIgnoreSpec.from_lines(lines)
    except _REFUSALS:
        return GitIgnoreSpec.from_lines([line for line in lines if is_pattern(line)])
