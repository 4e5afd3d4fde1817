"""A source → hints behind names: the notation of the paper that a name stands for (``beta1`` ⟶ β₁).

Parameters, constants and attributes get one where they are defined; the names in a statement that computes an equation
get those of the renaming that makes both equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paperlsp.ide.escape import plain
from paperlsp.ide.spelling import meant_at
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import LineLink
from paperlsp.model.source import SourceFile
from paperlsp.model.span import Span
from paperlsp.paper.definition.lookup import meaning_at

_NOTED = ("parameter", "constant", "attribute")
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class InlayHint:
    """``offset`` is right behind the name. ``notation`` and ``meaning`` are plain text, the latter "" where unknown."""

    offset: int
    notation: str
    meaning: str


def inlay_hints(snapshot: Snapshot, file: str, span: Span) -> tuple[InlayHint, ...]:
    """The hints within a span, by place, one at each place."""
    source = snapshot.sources.get(file)
    if source is None:
        return ()
    found: dict[int, InlayHint] = {}
    for hint in (*_definitions(snapshot, source, span), *_statements(snapshot, source, span)):
        found.setdefault(hint.offset, hint)
    return tuple(found[offset] for offset in sorted(found))


def _definitions(snapshot: Snapshot, source: SourceFile, span: Span) -> Iterator[InlayHint]:
    for symbol in source.symbols:
        if symbol.kind not in _NOTED or not span.start <= symbol.name_span.end <= span.end:
            continue
        meant = meant_at(snapshot, source.path, symbol)
        if meant is not None and _adds(symbol.last_name, meant[1].notation):
            meaning = "" if meant[1].kind in ("equation", "space") else plain(meant[1].meaning)
            yield InlayHint(symbol.name_span.end, plain(meant[1].notation), meaning)


def _statements(snapshot: Snapshot, source: SourceFile, span: Span) -> Iterator[InlayHint]:
    seen: set[Span] = set()
    for line in snapshot.graph.lines_by_file.get(source.path, ()):
        # Of one statement the best link comes first, and two renamings in one place would contradict each other.
        if line.kind == "similar" or line.span in seen or not span.start <= line.span.end or line.span.start > span.end:
            continue
        seen.add(line.span)
        yield from _pairs(snapshot, source, line)


def _pairs(snapshot: Snapshot, source: SourceFile, line: LineLink) -> Iterator[InlayHint]:
    text = source.content[line.span.start : line.span.end].decode("utf-8", "replace")
    entry = snapshot.paper_by_id.get(line.paper)
    for symbol, name in line.pairs:
        match = re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text)
        if match is not None and _adds(name, symbol):
            meaning = meaning_at(entry.paper, symbol, line.anchor) if entry is not None else None
            said = meaning.meaning if meaning is not None and meaning.kind not in ("equation", "space") else ""
            yield InlayHint(line.span.start + len(text[: match.end()].encode()), plain(symbol), plain(said))


def _adds(name: str, notation: str) -> bool:
    """Whether the notation says what the name does not: ``d_model`` is written so in the paper too."""
    return bool(plain(notation)) and _LETTERS.sub("", name).lower() != _LETTERS.sub("", notation).lower()
