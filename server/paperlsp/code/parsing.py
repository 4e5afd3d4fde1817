"""Source bytes → syntax tree → what a query captures of it, by name. The one place that sets tree-sitter up."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TypeVar

from tree_sitter import Language, Node, Parser, Point, Query, QueryCursor, Tree

from paperlsp.code.pieces import Pieces, Read
from paperlsp.model.span import common_prefix, common_suffix

Value = TypeVar("Value")

_KEPT = 8
"""Texts whose trees are kept: those that a person edits at one time."""
_pieces = Pieces()


class Grammar:
    """A language's parser with the queries that lie in its package: ``query.scm``, and ``outline.scm`` for a quick look."""

    def __init__(self, pointer: Callable[[], object], package: str) -> None:
        self._language = _language(pointer)
        whole, outline = (files(package).joinpath(f"{name}.scm").read_text("utf-8") for name in ("query", "outline"))
        self._query, self._outline = Query(self._language, whole), Query(self._language, outline)
        self._trees: OrderedDict[str, tuple[bytes, Tree]] = OrderedDict()
        self._edited: OrderedDict[str, None] = OrderedDict()

    def parse(self, content: bytes) -> Tree:
        return self._parsed(content, None)

    def parse_again(self, place: str, content: bytes) -> Tree:
        """The same tree, sooner where the last text of this place differs from it in one spot.

        How the grammar recovers from an error can depend on the tree that it starts from, so that a text with an error
        is always parsed as a whole. Where somebody types, other threads have their turn meanwhile.
        """
        read = _pieces.reader(content) if place in self._edited else None
        _keep(self._edited, place, None)
        known = self._trees.pop(place, None)
        tree = None
        if known is not None:
            old, tree = known
            start = common_prefix(old, content)
            behind = common_suffix(old, content, start)
            tree.edit(
                start,
                len(old) - behind,
                len(content) - behind,
                _point(old, start),
                _point(old, len(old) - behind),
                _point(content, len(content) - behind),
            )
            tree = self._parsed(read or content, tree)
        if tree is None or tree.root_node.has_error:
            tree = self._parsed(read or content, None)
        if not tree.root_node.has_error:
            _keep(self._trees, place, (content, tree))
        return tree

    def _parsed(self, text: bytes | Read, old: Tree | None) -> Tree:
        # A parser keeps state while it works, and making one costs a microsecond: no two callers ever share one.
        parser = Parser(self._language)
        return parser.parse(text) if old is None else parser.parse(text, old)

    def forget(self) -> None:
        """Forget the trees of all texts."""
        self._trees.clear()
        self._edited.clear()

    def captures(self, node: Node) -> dict[str, list[Node]]:
        """All captured nodes in a node by the name of their capture."""
        return QueryCursor(self._query).captures(node)

    def outline(self, node: Node) -> dict[str, list[Node]]:
        """The same of the quick look."""
        return QueryCursor(self._outline).captures(node)


def _keep(kept: OrderedDict[str, Value], place: str, value: Value) -> None:
    kept[place] = value
    kept.move_to_end(place)
    if len(kept) > _KEPT:
        kept.popitem(last=False)


def _point(content: bytes, offset: int) -> Point:
    return Point(content.count(b"\n", 0, offset), offset - content.rfind(b"\n", 0, offset) - 1)


@cache
def _language(pointer: Callable[[], object]) -> Language:
    return Language(pointer())


def tree_of(pointer: Callable[[], object], content: bytes) -> Tree:
    """The tree of a language that is walked and not queried."""
    return Parser(_language(pointer)).parse(content)


@cache
def grammar(pointer: Callable[[], object], package: str) -> Grammar:
    """The grammar, set up once: compiling a query takes longer than reading most files."""
    return Grammar(pointer, package)
