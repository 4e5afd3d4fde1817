"""A source → semantic tokens by what the paper says: names of definitions, mentions, values that the paper gives too.

The type is what the name is anyway, so that a theme colours it as before; what we know stands in the modifiers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import Explanation
from paperlsp.model.source import SourceFile
from paperlsp.model.span import Span

TokenType = Literal["class", "function", "method", "number", "comment"]
Modifier = Literal["explained", "confirmed", "unexplained", "differs", "stale"]
TOKEN_TYPES: tuple[TokenType, ...] = get_args(TokenType)
MODIFIERS: tuple[Modifier, ...] = get_args(Modifier)


@dataclass(frozen=True, slots=True)
class Token:
    """``span`` never crosses a line's end."""

    span: Span
    type: TokenType
    modifiers: tuple[Modifier, ...]


def tokens(snapshot: Snapshot, file: str) -> tuple[Token, ...]:
    """By place, none over another."""
    source = snapshot.sources.get(file)
    if source is None or not snapshot.papers_for(file):
        return ()
    found = [*_definitions(snapshot, source), *_mentions(snapshot, source), *_values(snapshot, source)]
    kept: list[Token] = []
    for token in sorted(found, key=lambda each: each.span):
        apart = not kept or kept[-1].span.end <= token.span.start
        if apart and token.span.start < token.span.end and _on_one_line(source, token.span):
            kept.append(token)
    return tuple(kept)


def _definitions(snapshot: Snapshot, source: SourceFile) -> Iterator[Token]:
    for symbol in source.symbols:
        explanation = snapshot.graph.by_symbol.get((source.path, symbol.name))
        if explanation is None or explanation.verdict == "trivial":
            continue
        match symbol.kind:
            case "class" | "function" | "method":
                yield Token(symbol.name_span, symbol.kind, _state(snapshot, explanation))
            case _:
                continue


def _state(snapshot: Snapshot, explanation: Explanation) -> tuple[Modifier, ...]:
    if explanation.verdict == "unexplained":
        return ("unexplained",)
    sure = any(link.origin != "inferred" for link in explanation.links)
    stale = any(each.changes for each in explanation.words)
    differs = any(
        not value.agrees
        for value in snapshot.graph.values_by_file.get(explanation.file, ())
        if value.symbol == explanation.symbol
    )
    states: dict[Modifier, bool] = {"explained": True, "confirmed": sure, "differs": differs, "stale": stale}
    return tuple(state for state, holds in states.items() if holds)


def _mentions(snapshot: Snapshot, source: SourceFile) -> Iterator[Token]:
    for each in snapshot.mentions_by_file.get(source.path, ()):
        if each.resolution == "found":
            yield Token(each.mention.span, "comment", ("explained", "confirmed"))


def _values(snapshot: Snapshot, source: SourceFile) -> Iterator[Token]:
    for value in snapshot.graph.values_by_file.get(source.path, ()):
        if value.score >= snapshot.config.threshold:
            yield Token(value.span, "number", ("explained",) if value.agrees else ("differs",))


def _on_one_line(source: SourceFile, span: Span) -> bool:
    return source.lines.position(span.start)[0] == source.lines.position(span.end)[0]
