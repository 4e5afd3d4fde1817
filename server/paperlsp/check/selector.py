"""A selector × a rule → whether it is meant, and by how many letters.

A selector is a rule's code, the beginning of one ("PL2"), its name ("missing-anchor"), or "ALL".
"""

from __future__ import annotations

from collections.abc import Iterable


def covers(selectors: Iterable[str], code: str, name: str) -> bool:
    """Whether one of the selectors means this rule."""
    return any(letters(each, code, name) >= 0 for each in selectors)


def letters(selector: str, code: str, name: str) -> int:
    """By how many letters a selector means the rule; -1 where it does not."""
    asked = selector.strip()
    if asked.upper() == "ALL":
        return 0
    if asked.lower() == name:
        return len(code)
    return len(asked) if len(asked) > 1 and code.startswith(asked.upper()) else -1
