"""Symbols in the order in which they are met → symbols with unique names, constants and attributes declared once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from paperlsp.model.source import Body, Symbol, SymbolKind
from paperlsp.model.span import Span


class SymbolTable:
    """The symbols of one source. The module itself is the first."""

    def __init__(self, length: int) -> None:
        self._symbols: list[Symbol] = [Symbol("", "module", Span(0, length), Span(0, 0), None)]
        self._twins: dict[str, int] = {}
        self._declared: dict[str, int] = {}
        self._last_declared: tuple[int, int] | None = None

    def __len__(self) -> int:
        return len(self._symbols)

    def unique(self, holder: str, written: str) -> str:
        """The dotted name, with ``~2`` for the second of that name, and so on."""
        found = self.next_unique(holder, written)
        name = f"{holder}.{written}" if holder else written
        self._twins[name] = self._twins.get(name, 0) + 1
        return found

    def next_unique(self, holder: str, written: str) -> str:
        """What ``unique`` will give."""
        name = f"{holder}.{written}" if holder else written
        count = self._twins.get(name, 0) + 1
        return name if count == 1 else f"{name}~{count}"

    def since(self, index: int) -> tuple[tuple[Symbol, ...], tuple[int, int] | None]:
        """The symbols from an index on; and of the one declared last, if it is one of them, which it is and where it ends."""
        last = self._last_declared
        return tuple(self._symbols[index:]), None if last is None or last[0] < index else (last[0] - index, last[1])

    def extend(self, symbols: Sequence[Symbol], declared: tuple[int, int] | None) -> None:
        """Add what ``since`` gave of another reading."""
        if declared is not None:
            self._last_declared = (len(self._symbols) + declared[0], declared[1])
        self._symbols += symbols

    def add(self, symbol: Symbol) -> int:
        """Add a symbol; the result is its index."""
        self._symbols.append(symbol)
        return len(self._symbols) - 1

    def declare(
        self,
        holder: str,
        written: str,
        kind: SymbolKind,
        span: Span,
        name_span: Span,
        value: str | None,
        annotation: str | None,
    ) -> None:
        """Add a constant or attribute, or give one that was only annotated its value. Its first place counts."""
        if not written:
            # Where the source is broken, the grammar supplies names that nobody wrote.
            return
        key = f"{holder}.{written}"
        known = self._declared.get(key)
        if known is not None:
            if self._symbols[known].value is None and value is not None:
                self._symbols[known] = replace(self._symbols[known], value=value)
            return
        name = self.unique(holder, written)
        self._declared[key] = self.add(Symbol(name, kind, span, name_span, holder, value=value, annotation=annotation))
        self._last_declared = (self._declared[key], span.end)

    def finish(self, index: int, docstring: str, body: Body) -> None:
        """Give a definition what is known at its end."""
        self._symbols[index] = replace(self._symbols[index], docstring=docstring, body=body)

    def describe(self, content: bytes, start: int, docstring: str) -> None:
        """A string at ``start`` is the docstring of the constant or attribute whose statement ends right before it."""
        if self._last_declared is not None:
            index, end = self._last_declared
            if content[end:start].isspace():
                self._symbols[index] = replace(self._symbols[index], docstring=docstring)

    def symbols(self) -> tuple[Symbol, ...]:
        """All symbols by their place, an outer one before what it holds."""
        return tuple(
            sorted(self._symbols, key=lambda symbol: (symbol.span.start, -symbol.span.end, symbol.name_span.start))
        )
