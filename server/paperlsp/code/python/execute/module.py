"""A module's tree → statement by statement, what each adds for the others to reach, and a digest of all that it reaches.

What a function computes depends on its own text and, by name, on functions and constants of the module and on modules
that are imported anywhere in the file. So as long as a statement and whatever has a name that stands in it are the same
texts, the functions in it compute the same, wherever they stand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tree_sitter import Node

from paperlsp.code.python.execute.facts import FileFacts, facts_of
from paperlsp.code.python.execute.remembered import names_in
from paperlsp.memo import Recent

_LAST = 256
"""Statements that no source has any more."""
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Part:
    """What one statement adds. Places are relative to its own; ``defines`` tells whether there is any function in it."""

    functions: Mapping[str, _Place]
    constants: Mapping[str, _Place]
    modules: frozenset[str]
    defines: bool


_parts: Recent[bytes, Part] = Recent(_LAST)


class _Where(NamedTuple):
    """Where the last or the first of a name stands, in bytes of the file. ``sound`` is False within what did not parse."""

    start: int
    end: int
    sound: bool


class Nodes(Mapping[str, Node]):
    """Names → their nodes, which are looked for only when they are asked for."""

    def __init__(self, root: Node) -> None:
        self.places: dict[str, _Where] = {}
        self._root = root

    def __getitem__(self, name: str) -> Node:
        where = self.places[name]
        node = self._root.descendant_for_byte_range(where.start, where.end)
        if node is None:
            raise KeyError(name)
        return node

    def __contains__(self, name: object) -> bool:
        return name in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


class Module:
    """``statements`` are the module's, each with what it adds."""

    def __init__(self, content: bytes, root: Node) -> None:
        self._content = content
        self._functions, self._constants, self._modules = Nodes(root), Nodes(root), set[str]()
        self.statements: Sequence[tuple[Node, Part]] = [(node, _part(content, node)) for node in root.children]
        for node, part in self.statements:
            start, sound = node.start_byte, not node.has_error
            for name, (first, last) in part.functions.items():
                self._functions.places.setdefault(name, _Where(start + first, start + last, sound))
            for name, (first, last) in part.constants.items():
                self._constants.places[name] = _Where(start + first, start + last, sound)
            self._modules |= part.modules
        self._names = self._modules.union(self._functions.places, self._constants.places)

    def facts(self, statement: Node) -> FileFacts:
        """The definitions of one statement, with what all statements offer."""
        definitions = facts_of(self._content, statement).definitions
        return FileFacts(self._content, self._functions, definitions, self._modules, self._constants)

    def digest(self, statement: Node) -> bytes | None:
        """A digest of a statement and of all that it reaches; None where some of that did not parse."""
        if statement.has_error:
            return None
        tables = (self._functions.places, self._constants.places)
        text = self._content[statement.start_byte : statement.end_byte]
        digest = hashlib.sha256()
        waiting, known = [text], set[int]()
        while waiting:
            text = waiting.pop()
            digest.update(b"%d:" % len(text))
            digest.update(text)
            for name in sorted(self._names.intersection(names_in(text))):
                if name in self._modules:
                    digest.update(b"\0module " + name.encode())
                for at, table in enumerate(tables):
                    where = table.get(name)
                    if where is None:
                        continue
                    if not where.sound:
                        return None
                    digest.update(b"\0%d " % at + name.encode())
                    if where.start not in known:
                        known.add(where.start)
                        waiting.append(self._content[where.start : where.end])
        return digest.digest()


def forget() -> None:
    """Forget all, to measure and to compare with a fresh start."""
    _parts.clear()


def _part(content: bytes, statement: Node) -> Part:
    """What a statement adds; remembered under its text, unless it did not parse and depends on what stands around it."""
    text = content[statement.start_byte : statement.end_byte]
    digest = hashlib.sha256(text).digest()
    known = None if statement.has_error else _parts.get(digest)
    if known is not None:
        return known
    facts, start = facts_of(content, statement), statement.start_byte
    part = Part(
        {name: (node.start_byte - start, node.end_byte - start) for name, node in facts.functions.items()},
        {name: (node.start_byte - start, node.end_byte - start) for name, node in facts.constants.items()},
        frozenset(facts.modules),
        bool(facts.definitions),
    )
    if not statement.has_error:
        _parts.put(digest, part)
    return part
