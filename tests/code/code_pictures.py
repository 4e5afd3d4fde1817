"""Short sources as pictures: what of them is read, one line each."""

from __future__ import annotations

from textwrap import dedent

from paperlsp.code import read_source
from paperlsp.model.source import SourceFile, Symbol


def read(text: str | bytes, path: str = "a.py") -> SourceFile:
    """A source from a picture, whose common indentation is removed."""
    return read_source(path, text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())


def only(source: SourceFile, name: str) -> Symbol:
    """The symbol of that name."""
    return source.by_name[name]


def drawn(source: SourceFile) -> list[str]:
    """Each symbol but the module: kind, name, and what is known of annotation and value."""
    lines: list[str] = []
    for symbol in source.symbols[1:]:
        line = f"{symbol.kind} {symbol.name}"
        if symbol.annotation is not None:
            line += f": {symbol.annotation}"
        if symbol.value is not None:
            line += f" = {symbol.value}"
        lines.append(line)
    return lines


def written(source: SourceFile) -> dict[str, str]:
    """Each symbol's name as it stands in the file at its name's span."""
    return {each.name: source.content[each.name_span.start : each.name_span.end].decode() for each in source.symbols}
