"""A source file as the product sees it: symbols with what their bodies do, comments, and mentions of papers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from paperlsp.model.expr import Assignment
from paperlsp.model.problem import Problem
from paperlsp.model.span import LineIndex, Span

SymbolKind = Literal["module", "class", "function", "method", "parameter", "constant", "attribute"]
MentionKind = Literal["section", "equation", "algorithm", "figure", "table", "theorem", "page", "arxiv"]
_NOWHERE = Span(0, 0)
ValueKind = Literal["default", "constant", "local", "attribute", "field", "argument", "item", "option", "setting"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Text that names a part of a paper: "eqs. 3–5" gives ``numbers`` ``("3", "4", "5")``.

    ``span`` is half-open in UTF-8 bytes of the text that was searched (for a source: of the file). For ``arxiv``
    the numbers hold the identifier, with its version where one is written. ``supplement`` tells that the words around it
    say so: "supplementary §2", "Section 2 of the supplement".
    """

    kind: MentionKind
    numbers: tuple[str, ...]
    span: Span
    text: str
    supplement: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A ``#`` comment (without its mark) or a docstring; ``symbol`` is the innermost definition around it."""

    span: Span
    text: str
    symbol: str
    docstring: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What a definition's body does, nested definitions left out. Every tuple is in order of appearance."""

    statements: int = 0
    operators: int = 0
    """Arithmetic, matrix and comparison operators, augmented assignments included."""
    raises: int = 0
    asserts: int = 0
    loops: int = 0
    branches: int = 0
    returns: int = 0
    calls: tuple[str, ...] = ()
    """Dotted names of what is called, as written: ``torch.nn.functional.relu``, ``self.norm1``."""
    names: tuple[str, ...] = ()
    """Identifiers read or assigned, attribute names included, without repeats."""
    strings: tuple[str, ...] = ()
    """String literals, docstring left out."""
    numbers: tuple[str, ...] = ()
    """Number literals as written."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A definition.

    ``name`` is dotted within its file (``MaskDecoder.forward``; a parameter is ``MaskDecoder.__init__.depth``; the
    module itself is ""). ``span`` is the whole definition with its decorators and ``name_span`` the name alone.
    ``value`` is the source of a parameter's default or of a constant's or attribute's right-hand side.
    """

    name: str
    kind: SymbolKind
    span: Span
    name_span: Span
    parent: str | None
    docstring: str = ""
    value: str | None = None
    annotation: str | None = None
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    body: Body = field(default_factory=Body)

    @property
    def last_name(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def placeless(self) -> Symbol:
        """The definition without its place: equal to itself after it has moved within its file."""
        # Written out, because this is made of every definition of a file after each keystroke.
        return Symbol(
            self.name,
            self.kind,
            _NOWHERE,
            _NOWHERE,
            self.parent,
            self.docstring,
            self.value,
            self.annotation,
            self.bases,
            self.decorators,
            self.parameters,
            self.body,
        )

    def moved(self, by: int) -> Symbol:
        """The same definition ``by`` bytes further on."""
        return Symbol(
            self.name,
            self.kind,
            Span(self.span.start + by, self.span.end + by),
            Span(self.name_span.start + by, self.name_span.end + by),
            self.parent,
            self.docstring,
            self.value,
            self.annotation,
            self.bases,
            self.decorators,
            self.parameters,
            self.body,
        )


@dataclass(frozen=True, slots=True)
class Step:
    """What one statement computes: a symbol with the number of its assignment as its time, and its value.

    Where branches meet, the value is one of several, and ``span`` is the head of the statement that branches.
    """

    span: Span
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class Computation:
    """What a function computes, in order. ``given`` are attributes of its instance, as they were set up elsewhere."""

    symbol: str
    steps: tuple[Step, ...]
    given: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeValue:
    """A number that the code states under a name.

    ``name`` is the parameter, constant, attribute, field, keyword, key or option; ``betas[1]`` for one of several, and
    ``Dropout[0]`` for an argument that only has its place. ``value`` is canonical as a paper's stated values are (``1e-08``,
    ``32x32``), ``span`` the literal, ``symbol`` the definition around it. Of a file of parameters, ``symbol`` are the keys
    above it with dots between them, and ``name_span`` is where its own key stands. ``within`` names what the value is given
    to, from the outside in, where that is no definition around it: the keys above it and what they choose.
    """

    name: str
    value: str
    span: Span
    symbol: str
    kind: ValueKind
    name_span: Span | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A branch, a loop or the like inside a long function ``symbol``, and itself read as a source: its function ``region``."""

    symbol: str
    span: Span
    reading: SourceFile


@dataclass(frozen=True, slots=True)
class Cell:
    """A notebook's code cell: ``number`` counts all of its cells from 1, ``span`` is the cell in the source's text.

    ``file_lines`` are the lines of the notebook's file, from 0, that hold each of its lines; () for a cell that lies in an
    editor's buffer.
    """

    number: int
    span: Span
    file_lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class SourceFile:
    """One source. ``path`` is POSIX and relative to the workspace folder; ``content`` is UTF-8.

    ``symbols`` are in order of ``span.start``, an outer one before what it holds, twins made unique with ``~2``. For a
    notebook ``content`` is what its code cells hold, and ``cells`` tell where each lies in it.
    """

    path: str
    digest: str
    language: str
    content: bytes
    symbols: tuple[Symbol, ...]
    comments: tuple[Comment, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = ()
    computations: tuple[Computation, ...] = ()
    values: tuple[CodeValue, ...] = ()
    blocks: tuple[Block, ...] = ()
    cells: tuple[Cell, ...] = ()
    kept: tuple[object, ...] = field(default=(), compare=False, repr=False)
    """What its reading remembers for that of the next version, which asks for it by content. It lives as long as this."""

    @cached_property
    def lines(self) -> LineIndex:
        return LineIndex(self.content)

    @cached_property
    def by_name(self) -> dict[str, Symbol]:
        return {symbol.name: symbol for symbol in self.symbols}

    def symbol_at(self, offset: int) -> Symbol | None:
        """The innermost definition (module, class, function or method) whose span holds the offset."""
        found: Symbol | None = None
        for symbol in self.symbols:
            if symbol.span.start > offset:
                break
            if symbol.kind in ("module", "class", "function", "method") and symbol.span.contains(offset):
                found = symbol
        return found

    def cell_at(self, offset: int) -> Cell | None:
        """The cell of a notebook that holds the offset; the one before it for what stands between two."""
        at = bisect_right(self.cells, offset, key=lambda cell: cell.span.start) - 1
        return self.cells[at] if at >= 0 else None

    def line_at(self, offset: int) -> int:
        """The line of an offset as people count it: from 1, in a notebook within its cell."""
        cell = self.cell_at(offset)
        first = self.lines.position(cell.span.start)[0] if cell is not None else 0
        return self.lines.position(offset)[0] - first + 1

    def line_in_words(self, offset: int) -> str:
        """The same as it stands in a sentence: "12", or in a notebook "12 of cell 3"."""
        line, cell = self.line_at(offset), self.cell_at(offset)
        return str(line) if cell is None else f"{line} of cell {cell.number}"

    def place_of(self, offset: int) -> str:
        """File and line as they stand in lists: ``model.py:12``, ``model.ipynb:cell 3:12``."""
        cell = self.cell_at(offset)
        return f"{self.path}:{f'cell {cell.number}:' if cell is not None else ''}{self.line_at(offset)}"
