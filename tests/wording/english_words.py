"""A text that a French person reads → the English words that were left in it."""

from __future__ import annotations

import re

_ENGLISH = re.compile(
    r"\b(?:the|is|are|was|were|it|its|and|or|not|no|of|in|to|than|that|which|be|has|have|cannot|must|file|paper|with"
    r"|this|from|by|more|only|write|read|correct|run|longer|another|papers|line|cell)\b",
    re.IGNORECASE,
)
"""Words that no French sentence has, outside of what it quotes."""
_QUOTED = re.compile(
    r"`[^`]*`|« [^»]* »|“[^”]*”|\"[^\"]*\"|\([^()]*\)|\{ path = .*? \}|--paper|\[tool\.paperlsp\]|\.gitignore|papers(?:\[| = \[)|\{\w+\}|\S+\.\w+"
)
"""Code, quotes, holes of templates, names of files, and what stands in parentheses, where libraries have their say."""


def english_words(text: str) -> list[str]:
    return _ENGLISH.findall(_QUOTED.sub("", text))
