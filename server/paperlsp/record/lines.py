"""The text of a record's file → its lines, each with what it is: the record is read and changed by lines.

A file that a merge left in pieces is no TOML any more, and its words must not be lost for that: a line that holds a
whole word gives that word, whatever stands around it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

_OPENING = re.compile(r"\s*(?P<name>[A-Za-z][\w-]*)\s*=\s*\[\s*(?:#.*)?")
_CLOSING = re.compile(r"\s*\]\s*(?:#.*)?")
_NOTHING = re.compile(r"\s*(?:#.*)?")
_SETTING = re.compile(r"\s*[A-Za-z][\w-]*\s*=\s*[^\[{].*")
CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?:\s.*)?")
"""What version control leaves around lines that it could not merge."""


class Line(NamedTuple):
    """One line without its end. ``section`` is the array around it, or "".

    ``entry`` is the table that stands on the line, None for any other line; ``understood`` is False for a line that
    is no part of a record. ``start`` is its place in UTF-8 bytes.
    """

    text: str
    section: str
    entry: dict[str, object] | None
    understood: bool
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text.encode("utf-8", "surrogateescape"))


def read_lines(text: str) -> Iterator[Line]:
    """The lines in order."""
    section, at = "", 0
    if text.startswith("\ufeff"):
        # Windows' editors open a file with this mark.
        text, at = text[1:], 3
    for raw in text.split("\n"):
        line = raw.rstrip("\r")
        entry, understood = None, True
        if section:
            entry = _entry(line)
            understood = entry is not None or bool(_NOTHING.fullmatch(line) or _CLOSING.fullmatch(line))
        elif not (_OPENING.fullmatch(line) or _NOTHING.fullmatch(line) or _SETTING.fullmatch(line)):
            understood = False
        yield Line(line, section, entry, understood, at)
        if section and _CLOSING.fullmatch(line):
            section = ""
        elif opening := _OPENING.fullmatch(line):
            section = opening["name"]
        at += len(raw.encode("utf-8", "surrogateescape")) + 1


def _entry(line: str) -> dict[str, object] | None:
    """The inline table that fills a line, but for a comma and a comment behind it."""
    if not line.lstrip().startswith("{"):
        return None
    try:
        values = tomllib.loads(f"it = [\n{line}\n]")["it"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    return values[0] if len(values) == 1 else None
