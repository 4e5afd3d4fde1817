"""Source bytes → syntax tree → what a query captures of it, by name. The one place that sets tree-sitter up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from tree_sitter import Language, Node, Parser, Query, QueryCursor, Tree


class Grammar:
    """A language's parser with the query that lies in its package as ``query.scm``."""

    def __init__(self, pointer: Callable[[], object], package: str) -> None:
        self._language = Language(pointer())
        self._query = Query(self._language, files(package).joinpath("query.scm").read_text("utf-8"))

    def parse(self, content: bytes) -> Tree:
        # A parser keeps state while it works, and making one costs a microsecond: no two callers ever share one.
        return Parser(self._language).parse(content)

    def captures(self, tree: Tree) -> dict[str, list[Node]]:
        """All captured nodes by the name of their capture."""
        return QueryCursor(self._query).captures(tree.root_node)


@cache
def grammar(pointer: Callable[[], object], package: str) -> Grammar:
    """The grammar, set up once: compiling a query takes longer than reading most files."""
    return Grammar(pointer, package)
