"""A Python source with an error in it → the same bytes with few lines put aside, so that its definitions are seen.

The grammar recovers from most errors by itself, but an unclosed bracket or quote, or a header without its colon, makes
it take the definitions behind for something else. While somebody types that is the usual state of a file. Lines that
hold an error are replaced, byte for byte, until the definitions that the indentation shows are the ones in the tree.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node, Tree

from paperlsp.code.parsing import Grammar

SIZE_LIMIT = 200_000
"""Bytes. In a longer source an error costs what it costs: each attempt parses the whole again."""
_ATTEMPTS = 24
_ERRORS_TRIED = 3

_OPENING = frozenset({"(", "[", "{", '"', "string_start"})
_HEADER = re.compile(rb"^([ \t]*)(?:async[ \t]+)?(def|class)[ \t]+([^\W\d][\w\x80-\xff]*)", re.MULTILINE)


class Mended(NamedTuple):
    """What was parsed in the end. ``replaced`` are the places where a line was replaced by a ``0`` or a bare header,
    ``outline`` the definitions and errors of a tree that has errors, and empty for one that has none.
    """

    content: bytes
    tree: Tree
    outline: dict[str, list[Node]]
    replaced: tuple[int, ...] = ()


class _Header(NamedTuple):
    """Where a definition's name begins, and where that of the definition around it does, or -1."""

    name: int
    outer: int


def parse_mended(grammar: Grammar, content: bytes, place: str) -> Mended:
    """Parse ``content``, which has line feeds or CR LF as line ends. ``place`` tells which texts are states of one."""
    tree = grammar.parse_again(place, content)
    if not tree.root_node.has_error:
        return Mended(content, tree, {})
    best = Mended(content, tree, grammar.outline(tree.root_node))
    if len(content) > SIZE_LIMIT:
        return best
    wanted = _headers(content)
    found = _agreeing(best, wanted)
    attempts = 0
    while found < len(wanted) and attempts < _ATTEMPTS:
        better: Mended | None = None
        for start, end in _suspects(best)[: _ATTEMPTS - attempts]:
            attempts += 1
            attempt = _without(grammar, best, start, end)
            agreeing = _agreeing(attempt, wanted)
            if agreeing > found:
                better, found = attempt, agreeing
            if found == len(wanted):
                break
        if better is None:
            break
        best = better
    return best


def _headers(content: bytes) -> frozenset[_Header]:
    """The definitions as the lines' indentation shows them."""
    headers: list[_Header] = []
    around: list[tuple[int, int]] = []
    for line in _HEADER.finditer(content):
        column = len(line[1].expandtabs())
        while around and around[-1][0] >= column:
            around.pop()
        headers.append(_Header(line.start(3), around[-1][1] if around else -1))
        around.append((column, line.start(3)))
    return frozenset(headers)


def _agreeing(mended: Mended, wanted: frozenset[_Header]) -> int:
    """How many of the wanted definitions the tree holds at their places."""
    count = 0
    around: list[tuple[int, int]] = []
    for node in sorted(mended.outline.get("definition", ()), key=lambda node: (node.start_byte, -node.end_byte)):
        name = node.child_by_field_name("name")
        while around and around[-1][0] <= node.start_byte:
            around.pop()
        if name is not None:
            count += _Header(name.start_byte, around[-1][1] if around else -1) in wanted
            around.append((node.end_byte, name.start_byte))
    return count


def _suspects(mended: Mended) -> list[tuple[int, int]]:
    """The lines that may be at fault for the first errors, as ranges without their line ends."""
    places: list[int] = []
    for node in sorted(mended.outline.get("error", ()), key=lambda node: node.start_byte)[:_ERRORS_TRIED]:
        start, end = node.start_byte, node.end_byte
        # What is missing was due at the end of the line before.
        places += [start, max(len(mended.content[:start].rstrip()) - 1, 0)]
        # An error may begin with a construct that is sound and end with what made no sense in it any more: try the
        # first bracket or quote in it, its last line and the first header in it.
        opened = next((child for child in node.children if child.type in _OPENING), None)
        header = _HEADER.search(mended.content, start, end)
        places += [opened.start_byte] if opened is not None else []
        places += [max(end - 1, start)]
        places += [header.start(3)] if header is not None else []
    lines = dict.fromkeys(_line_at(mended.content, place) for place in places)
    return [(start, end) for start, end in lines if mended.content[start:end].strip()]


def _line_at(content: bytes, offset: int) -> tuple[int, int]:
    start = content.rfind(b"\n", 0, offset) + 1
    end = content.find(b"\n", offset)
    return start, len(content) if end < 0 else end


def _without(grammar: Grammar, mended: Mended, start: int, end: int) -> Mended:
    """The line from ``start`` to ``end`` as a header with nothing in its brackets, or as a bare ``0``."""
    line = mended.content[start:end]
    header = _HEADER.match(line)
    if header is None:
        indent = len(line) - len(line.lstrip())
        plain = line[:indent] + b"0"
    elif header[2] == b"class":
        plain = header[0] + b":"
    else:
        receiver = b"(self):" if re.match(rb"\(\s*self\b", line[header.end() :]) else b"():"
        plain = header[0] + (receiver if header.end() + len(receiver) <= len(line) else b"():")
    if len(plain) > len(line):
        return mended
    content = mended.content[:start] + plain.ljust(len(line)) + mended.content[end:]
    tree = grammar.parse(content)
    at = start + len(plain) - len(plain.lstrip())
    return Mended(content, tree, grammar.outline(tree.root_node), (*mended.replaced, at))
