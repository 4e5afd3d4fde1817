"""A parsed Python source → its symbols, comments, docstrings and stated values, definition by definition.

A class or a function whose text was read before is taken over; of everything else the captures are passed over. The
result is the same as that of one pass over the whole file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from tree_sitter import Node

from paperlsp.code.outline import Remark
from paperlsp.code.parsing import Grammar
from paperlsp.code.python.known import Piece, digest_of, recall, remember
from paperlsp.code.python.mending import Mended
from paperlsp.code.python.remarks import HashComment
from paperlsp.code.python.symbols import SymbolReader
from paperlsp.code.python.targets import slice_of
from paperlsp.code.python.values import MOST_NUMBERS, values_of
from paperlsp.model.source import CodeValue, Symbol

_DEFINITIONS = ("function_definition", "class_definition")
_LEAST = 200
"""Bytes of a definition that it pays to remember; a shorter one is read sooner than it is looked up."""


class Read(NamedTuple):
    """What a source holds. All but ``symbols``, which are sorted, come in the order in which they were passed over."""

    symbols: tuple[Symbol, ...]
    comments: list[HashComment]
    docstrings: list[Remark]
    values: tuple[CodeValue, ...]


class _Begun(NamedTuple):
    """A definition that is being read for the first time, with how much of everything there was before it."""

    digest: bytes
    node: Node
    kind: str
    symbols: int
    comments: int
    docstrings: int
    numbers: int


class _Done(NamedTuple):
    """A definition that was read for the first time, still without its values; without a digest, one taken over."""

    digest: bytes | None
    end: int
    piece: Piece


def read_tree(grammar: Grammar, mended: Mended) -> Read:
    """What stands in a source, the module's own statements included."""
    return _Reading(grammar, mended).read()


class _Reading:
    def __init__(self, grammar: Grammar, mended: Mended) -> None:
        self._grammar = grammar
        self._root = mended.tree.root_node
        self._content = mended.content
        self._replaced = sorted(mended.replaced)
        self._reader = SymbolReader(mended)
        self._numbers: list[Node] = []
        """The number literals of what is read anew."""
        self._count = 0
        """The same, and those of what is taken over."""
        self._values: list[CodeValue] = []
        self._done: list[_Done] = []

    def read(self) -> Read:
        waiting: list[Node | _Begun] = list(reversed(self._root.children))
        while waiting:
            node = waiting.pop()
            if isinstance(node, _Begun):
                self._end(node)
            elif (definition := self._definition(node)) is None:
                self._pass_over(node)
            else:
                waiting += self._read_definition(node, definition)
        self._reader.finish()
        symbols = self._reader.table.symbols()
        values: tuple[CodeValue, ...] = ()
        if self._count <= MOST_NUMBERS:
            self._values += values_of(self._content, self._numbers, symbols)
            values = tuple(sorted(self._values, key=lambda value: (value.span.start, value.span.end)))
            self._remember(values)
        return Read(symbols, self._reader.comments, self._reader.docstrings, values)

    def _definition(self, node: Node) -> Node | None:
        """The class or function that a node is, with its decorators or without, where it may be taken by itself."""
        definition = node.child_by_field_name("definition") if node.type == "decorated_definition" else node
        if definition is None or definition.type not in _DEFINITIONS or node.has_error:
            return None
        start, end = node.start_byte, node.end_byte
        at = bisect_left(self._replaced, start)
        if end - start < _LEAST or (at < len(self._replaced) and self._replaced[at] < end):
            return None
        return definition

    def _pass_over(self, node: Node) -> None:
        captures = self._grammar.captures(node)
        numbers = captures.get("number", ())
        self._numbers += numbers
        self._count += len(numbers)
        self._reader.pass_over(captures)

    def _read_definition(self, node: Node, definition: Node) -> Sequence[Node | _Begun]:
        """Take a definition over or read it; what it gives back is still to be read, the last of it first."""
        reader, table = self._reader, self._reader.table
        name, body = definition.child_by_field_name("name"), definition.child_by_field_name("body")
        if name is None or body is None:
            self._pass_over(node)
            return ()
        holder, written = reader.scope_at(node.start_byte), slice_of(self._content, name)
        text = self._content[node.start_byte : node.end_byte]
        digest = digest_of(holder.kind, table.next_unique(holder.name, written), text)
        piece = recall(digest, node.start_byte)
        if piece is not None:
            table.unique(holder.name, written)
            table.extend(piece.symbols, piece.declared)
            reader.comments += piece.comments
            reader.docstrings += piece.docstrings
            self._values += piece.values
            self._count += piece.numbers
            return ()
        begun = _Begun(
            digest, node, definition.type, len(table), len(reader.comments), len(reader.docstrings), self._count
        )
        if definition.type == "function_definition":
            self._pass_over(node)
            self._end(begun)
            return ()
        reader.open(definition, node)
        parts = [
            child for whole in dict.fromkeys((node, definition)) for child in whole.children if child != definition
        ]
        for part in parts:
            if part.end_byte <= body.start_byte:
                self._pass_over(part)
        behind = [part for part in parts if part.start_byte >= body.end_byte]
        return (begun, *reversed((*body.children, *behind)))

    def _end(self, begun: _Begun) -> None:
        """The definition is read to its end."""
        reader, node = self._reader, begun.node
        reader.scope_at(node.end_byte)
        if begun.kind == "function_definition" and reader.reached_out >= node.start_byte:
            # It may have declared something in what holds it.
            return
        symbols, declared = reader.table.since(begun.symbols)
        piece = Piece(
            node.start_byte,
            symbols,
            declared,
            tuple(reader.comments[begun.comments :]),
            tuple(reader.docstrings[begun.docstrings :]),
            self._count - begun.numbers,
        )
        self._done.append(_Done(begun.digest, node.end_byte, piece))

    def _remember(self, values: tuple[CodeValue, ...]) -> None:
        starts = [value.span.start for value in values]
        # A definition comes after those within it, so these are the last that nothing holds yet.
        unheld: list[Piece] = []
        for digest, end, piece in self._done:
            whole = piece
            if digest is not None:
                own = values[bisect_left(starts, piece.start) : bisect_left(starts, end)]
                within: list[Piece] = []
                while unheld and unheld[-1].start >= piece.start:
                    within.append(unheld.pop())
                whole = remember(digest, replace(piece, values=own, within=tuple(within)))
            unheld.append(whole)
