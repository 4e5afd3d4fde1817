"""What a definition's body does, collected while a reader passes over it → ``Body``."""

from __future__ import annotations

from dataclasses import dataclass, field
from sys import intern
from typing import Literal

from tree_sitter import Node

from paperlsp.code.python.literals import string_inside
from paperlsp.model.source import Body

_CALLEE_LIMIT = 200
"""Bytes. A longer callee is a chain of calls; each has a name of its own."""


@dataclass(slots=True)
class Scope:
    """A definition that is being read. ``index`` is its place among the symbols; all places are in bytes."""

    index: int
    name: str
    kind: Literal["module", "class", "function", "method"]
    end: int
    body_start: int
    first_statement: int
    receiver: str = ""
    """What a method calls its instance, where the method sets attributes up; else empty."""
    loops_until: int = -1
    docstring: str = ""
    counts: dict[str, int] = field(default_factory=dict[str, int])
    calls: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    names: dict[str, None] = field(default_factory=dict[str, None])
    strings: list[str] = field(default_factory=list[str])
    numbers: list[str] = field(default_factory=list[str])

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def body(self) -> Body:
        return Body(
            **self.counts,
            # Files say the same names again and again, and so do the versions of one file.
            calls=tuple([intern(name) for _, name in sorted(self.calls, key=lambda call: call[0])]),
            names=tuple([intern(name) for name in self.names]),
            strings=tuple([intern(text) for text in self.strings]),
            numbers=tuple([intern(number) for number in self.numbers]),
        )

    def add_string(self, content: bytes, node: Node) -> None:
        start, end = string_inside(content, node.start_byte, node.end_byte)
        self.strings.append(content[start:end].decode("utf-8", "replace"))

    def add_call(self, content: bytes, function: Node) -> None:
        name = callee(content, function)
        if name:
            # A chain of calls begins at one place: the order is that in which its names end.
            self.calls.append((function.end_byte, name))


def callee(content: bytes, function: Node) -> str:
    """The dotted name of what is called, subscripts left out; "" where it has none.

    What hangs on another call has its own name alone: ``a.mul_(b).add_(c)`` calls ``a.mul_`` and ``add_``.
    """
    while function.type == "subscript" and (value := function.child_by_field_name("value")) is not None:
        function = value
    if function.type not in ("identifier", "attribute"):
        return ""
    if function.end_byte - function.start_byte <= _CALLEE_LIMIT:
        written = b"".join(content[function.start_byte : function.end_byte].split())
        if written.startswith(b"super()."):
            return written.decode("utf-8", "replace")
        text = written.decode("utf-8", "replace")
        if all(part.isidentifier() for part in text.split(".")):
            return text
    attribute = function.child_by_field_name("attribute")
    return content[attribute.start_byte : attribute.end_byte].decode("utf-8", "replace") if attribute else ""


def is_arithmetic(node: Node) -> bool:
    """Whether a binary operator computes, rather than fills in or joins a text."""
    left = node.child_by_field_name("left")
    return left is None or left.type not in ("string", "concatenated_string")
