"""The presentation tree of a formula: what stands beside, over, under and inside what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Style: TypeAlias = Literal[
    "italic",
    "roman",
    "bold",
    "bold-italic",
    "blackboard",
    "calligraphic",
    "script",
    "fraktur",
    "sans",
    "mono",
    "text",
    "slanted",
]


@dataclass(frozen=True, slots=True)
class Symbol:
    """One character: ``text`` is its plain Unicode form ("x", "θ", "∑"), ``style`` the alphabet it is drawn in."""

    text: str
    style: Style = "roman"


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that make one name: ``softmax``, ``KL``, ``max``. ``text`` may hold a space ("arg max")."""

    text: str
    style: Style = "roman"


@dataclass(frozen=True, slots=True)
class Text:
    """Words of prose inside a formula, with the spaces between them and, where there are some, around them."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """A gap as wide as a quad or wider; ``quads`` is 1 or 2."""

    quads: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes side by side on one baseline."""

    items: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with what is raised and lowered behind it; ``before`` says that they stand in front of it."""

    base: Node
    sub: Node | None = None
    sup: Node | None = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """A base with what stands centred below and above it."""

    base: Node
    below: Node | None = None
    above: Node | None = None


@dataclass(frozen=True, slots=True)
class Fraction:
    """A numerator over a denominator, with a bar unless ``ruled`` is false (a binomial coefficient's inside)."""

    numerator: Node
    denominator: Node
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    body: Node
    index: Node | None = None


@dataclass(frozen=True, slots=True)
class Accent:
    """A mark over its base; ``mark`` is the LaTeX command's name without the backslash ("hat", "widetilde")."""

    mark: str
    base: Node


@dataclass(frozen=True, slots=True)
class Braced:
    """A horizontal brace over or under its base, with its label."""

    base: Node
    over: bool
    label: Node | None = None


@dataclass(frozen=True, slots=True)
class Fenced:
    """A body within delimiters; an empty string is a delimiter that is not drawn. ``tall`` is larger than a letter."""

    left: str
    right: str
    body: Node
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in rows and columns. ``cases`` is a grid behind a brace without partner."""

    rows: tuple[tuple[Node, ...], ...]
    kind: Literal["matrix", "cases", "substack"] = "matrix"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a display; a line's parts are split where the lines are aligned."""

    lines: tuple[tuple[Node, ...], ...]


Node: TypeAlias = (
    Symbol | Word | Text | Space | Row | Scripts | Limits | Fraction | Root | Accent | Braced | Fenced | Grid | Lines
)


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below ``node``, in reading order."""
    match node:
        case Symbol() | Word() | Text() | Space():
            return
        case Row(items):
            yield from items
        case Scripts(base, sub, sup):
            yield from (part for part in (base, sub, sup) if part is not None)
        case Limits(base, below, above):
            yield from (part for part in (base, below, above) if part is not None)
        case Fraction(numerator, denominator):
            yield numerator
            yield denominator
        case Root(body, index):
            yield from (part for part in (index, body) if part is not None)
        case Accent(_, base):
            yield base
        case Braced(base, _, label):
            yield from (part for part in (base, label) if part is not None)
        case Fenced(_, _, body):
            yield body
        case Grid(rows):
            yield from (cell for row in rows for cell in row)
        case Lines(lines):
            yield from (part for line in lines for part in line)


def leaves(node: Node) -> Iterator[Symbol | Word | Text]:
    """Every symbol, word and text of the tree, in reading order; iterative, so that depth cannot exhaust the stack."""
    stack: list[Node] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, (Symbol, Word, Text)):
            yield current
        stack.extend(reversed(tuple(children(current))))


def row_of(nodes: list[Node]) -> Node:
    """The nodes as one node: itself when it is alone, otherwise a row."""
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))
