"""The JSON text of a notebook → its tables, with the place in the text of each string that code is written in.

Python's own decoder tells no places, so objects and lists are walked here as far down as the cells' sources, and all that
lies beside the way is handed to it whole. Each value is decoded once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecodeError
from typing import cast

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_LISTS = ("cells", "worksheets")
_SOURCES = ("source", "input")


@dataclass(frozen=True, slots=True)
class Piece:
    """A string of the text: what it says, and from where to where it stands there, with its quotes, in code points."""

    said: str
    start: int
    end: int


class Pieces(list[Piece]):
    """A cell's source, which may be one string or a list of them."""


def located(text: str) -> object:
    """The notebook as ``json.loads`` gives it, with ``Pieces`` for the sources. Raises ``ValueError`` and
    ``RecursionError`` for what is no JSON.
    """
    value, end = _notebook(text, _after_space(text, 0))
    end = _after_space(text, end)
    if end != len(text):
        raise JSONDecodeError("Extra data", text, end)
    return value


def _notebook(text: str, at: int) -> tuple[object, int]:
    """An object that may hold cells: the notebook itself or, before format 4, a worksheet in it."""
    if text[at : at + 1] != "{":
        return _DECODER.raw_decode(text, at)
    found: dict[str, object] = {}
    for key, start in (members := _Members(text, at)):
        if key in _LISTS and text[start : start + 1] == "[":
            found[key], members.end = _list(text, start, cells=key == "cells")
        else:
            found[key], members.end = _DECODER.raw_decode(text, start)
    return found, members.end


def _list(text: str, at: int, *, cells: bool) -> tuple[list[object], int]:
    found: list[object] = []
    for _, start in (items := _Members(text, at)):
        value, items.end = _cell(text, start) if cells else _notebook(text, start)
        found.append(value)
    return found, items.end


def _cell(text: str, at: int) -> tuple[object, int]:
    if text[at : at + 1] != "{":
        return _DECODER.raw_decode(text, at)
    found: dict[str, object] = {}
    for key, start in (members := _Members(text, at)):
        read = _pieces if key in _SOURCES else _DECODER.raw_decode
        found[key], members.end = read(text, start)
    return found, members.end


def _pieces(text: str, at: int) -> tuple[object, int]:
    """A source; whatever else stands in its place is left to whoever asks what it is."""
    if text[at : at + 1] == '"':
        said, end = _string(text, at)
        return Pieces([Piece(said, at, end)]), end
    value, end = _DECODER.raw_decode(text, at)
    strings = cast("list[object]", value) if isinstance(value, list) else [None]
    if not all(isinstance(each, str) for each in strings):
        return cast("object", value), end
    found = Pieces()
    for _, start in (items := _Members(text, at)):
        said, items.end = _string(text, start)
        found.append(Piece(said, start, items.end))
    return found, items.end


def _string(text: str, at: int) -> tuple[str, int]:
    said, end = _DECODER.raw_decode(text, at)
    return str(said), end


class _Members:
    """The members of the object or list at a place: their keys ("" in a list) and where their values begin.

    Whoever iterates sets ``end`` to where the value ends; after the last one it is where the whole ends.
    """

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.end = at + 1
        self._keys = text[at] == "{"
        self._close = "}" if self._keys else "]"

    def __iter__(self) -> Iterator[tuple[str, int]]:
        text = self.text
        at = _after_space(text, self.end)
        if text[at : at + 1] == self._close:
            self.end = at + 1
            return
        while True:
            key = ""
            if self._keys:
                self._expect(at, '"', "Expecting property name enclosed in double quotes")
                key, at = _string(text, at)
                at = _after_space(text, at)
                self._expect(at, ":", "Expecting ':' delimiter")
                at = _after_space(text, at + 1)
            yield key, at
            at = _after_space(text, self.end)
            if text[at : at + 1] == self._close:
                self.end = at + 1
                return
            self._expect(at, ",", "Expecting ',' delimiter")
            at = _after_space(text, at + 1)

    def _expect(self, at: int, character: str, complaint: str) -> None:
        if self.text[at : at + 1] != character:
            raise JSONDecodeError(complaint, self.text, at)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found is not None else at
