"""Source bytes → syntax tree → what a query captures of it, by name. The one place that sets tree-sitter up."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TypeVar

from tree_sitter import Language, Node, Parser, Point, Query, QueryCursor, Tree

from paperlsp.model.span import common_prefix, common_suffix

Value = TypeVar("Value")

_KEPT, _KEPT_LINES = 8, 32
"""Texts whose trees are kept: those that a person edits at one time. Of more texts lines are kept, see there."""
_SPARE = 64
_LONGEST = 1_000_000
"""Bytes of a text that is read line by line. A longer one is no text that somebody types in."""


class Grammar:
    """A language's parser with the queries that lie in its package: ``query.scm``, and ``outline.scm`` for a quick look."""

    def __init__(self, pointer: Callable[[], object], package: str) -> None:
        self._language = _language(pointer)
        whole, outline = (files(package).joinpath(f"{name}.scm").read_text("utf-8") for name in ("query", "outline"))
        self._query, self._outline = Query(self._language, whole), Query(self._language, outline)
        self._trees: OrderedDict[str, tuple[bytes, Tree]] = OrderedDict()
        self._lines: OrderedDict[str, Lines] = OrderedDict()

    def parse(self, content: bytes) -> Tree:
        return self._parser().parse(content)

    def parse_again(self, place: str, content: bytes) -> Tree:
        """The same tree, sooner where the last text of this place differs from it in one spot.

        How the grammar recovers from an error can depend on the tree that it starts from, so that a text with an error
        is always parsed as a whole. Where somebody types, others have their turn meanwhile.
        """
        known = self._trees.pop(place, None)
        lines = self._lines.pop(place, None)
        if lines is None or len(content) > _LONGEST:
            lines, parse = Lines(), self._parsed
        else:
            parse = lines.parsed
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
            tree = parse(self._parser(), content, tree)
        if tree is None or tree.root_node.has_error:
            tree = parse(self._parser(), content, None)
        _keep(self._lines, place, lines, _KEPT_LINES)
        if not tree.root_node.has_error:
            _keep(self._trees, place, (content, tree), _KEPT)
        return tree

    def _parser(self) -> Parser:
        # A parser keeps state while it works, and making one costs a microsecond: no two callers ever share one.
        return Parser(self._language)

    @staticmethod
    def _parsed(parser: Parser, content: bytes, old: Tree | None) -> Tree:
        return parser.parse(content) if old is None else parser.parse(content, old)

    def forget(self) -> None:
        """Forget the trees of all texts."""
        self._trees.clear()
        self._lines.clear()

    def captures(self, node: Node) -> dict[str, list[Node]]:
        """All captured nodes in a node by the name of their capture."""
        return QueryCursor(self._query).captures(node)

    def outline(self, node: Node) -> dict[str, list[Node]]:
        """The same of the quick look."""
        return QueryCursor(self._outline).captures(node)


class Lines:
    """A text that a parser reads line by line. Between two lines another thread may run, which the parser alone never allows.

    The binding never lets go of what a function has given it. So a line that was in the text before is given as the very
    object that was given then, and what is left behind is a line for each edit.
    """

    def __init__(self) -> None:
        self._given: dict[bytes, bytes] = {}

    def parsed(self, parser: Parser, content: bytes, old: Tree | None) -> Tree:
        """The tree of a text, which is the next version of the text that was given last; ``old`` is the tree of that, if any."""
        before, self._given = self._given, {}
        lines = content.splitlines(keepends=True)
        starts = [0, *accumulate(map(len, lines))]

        def read(offset: int, _: object) -> bytes:
            at = bisect_right(starts, offset) - 1
            piece = lines[at][offset - starts[at] :] if at < len(lines) else b""
            return self._given.setdefault(piece, before.get(piece, piece))

        tree = parser.parse(read) if old is None else parser.parse(read, old)
        if old is not None:
            # What was not read again is given the next time.
            self._given = before | self._given
            if len(self._given) > 4 * len(lines) + _SPARE:
                self._given = {line: self._given.get(line, line) for line in lines}
        return tree


def _keep(kept: OrderedDict[str, Value], place: str, value: Value, most: int) -> None:
    kept[place] = value
    if len(kept) > most:
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
