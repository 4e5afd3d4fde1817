"""A source → the names in it that spell a notation of its papers: ``beta1``, ``beta_1`` and ``β₁`` are one notation.

Only notation counts that a paper defines, and no single Latin letter: that is anybody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from paperlsp.ide.part import shown_links
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.paper import Paper, SymbolDefinition
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.model.span import Span
from paperlsp.notation import identifier_notation, latex_notation, text_notation
from paperlsp.paper.definition.lookup import meaning_at

_NAME = re.compile(r"[^\W\d]\w*")
_GREEK = re.compile(r"[α-ωϑϕϖϱϵµΓΔΘΛΞΠΣΦΨΩ][\u0300-\u036f]*(?:_?\{?[0-9]\}?|[₀-₉]+)?")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A piece of a source, by its bytes, that spells a notation. ``text`` is as written."""

    span: Span
    text: str
    key: str


def spellings(source: SourceFile, keys: frozenset[str]) -> tuple[Spelling, ...]:
    """All names, and in comments all Greek letters, that spell one of the keys, by place."""
    found = {spelling.span: spelling for spelling in _names(source, keys)}
    for comment in source.comments:
        text = source.content[comment.span.start : comment.span.end].decode("utf-8", "replace")
        for match in _GREEK.finditer(text):
            spelled = text_notation(match[0])
            if len(spelled) == 1 and spelled[0] in keys:
                start = comment.span.start + len(text[: match.start()].encode())
                span = Span(start, start + len(match[0].encode()))
                found[span] = Spelling(span, match[0], spelled[0])
    return tuple(found[span] for span in sorted(found))


def _names(source: SourceFile, keys: frozenset[str]) -> Iterator[Spelling]:
    text = source.content.decode("utf-8", "replace")
    ascii_only = text.isascii()
    for match in _NAME.finditer(text):
        key = key_of(match[0])
        if key is not None and key in keys:
            start = match.start() if ascii_only else len(text[: match.start()].encode())
            yield Spelling(Span(start, start + len(match[0].encode())), match[0], key)


@lru_cache(maxsize=16384)
def key_of(name: str) -> str | None:
    """The notation that a name spells; None where it spells none, or a single letter."""
    key = identifier_notation(name)
    return key if key is not None and len(key) > 1 else None


def known_keys(papers: Iterable[Paper]) -> frozenset[str]:
    """The notation that these papers define."""
    return frozenset(key for paper in papers for each in paper.symbols if (key := _latex_key(each.latex)) is not None)


def defined(paper: Paper, key: str, anchor: str | None) -> SymbolDefinition | None:
    """What a notation means to the paper at a part of it."""
    spelled = next((each for each in paper.symbols if _latex_key(each.latex) == key), None)
    return meaning_at(paper, spelled.notation, anchor) if spelled is not None else None


def meant_at(snapshot: Snapshot, file: str, symbol: Symbol) -> tuple[Paper, SymbolDefinition, float] | None:
    """What a parameter, constant or attribute means to the paper that explains the code around it, and how sure that is."""
    key = key_of(symbol.last_name)
    source = snapshot.sources.get(file)
    owner = symbol.parent
    if key is None or source is None:
        return None
    while owner:
        explanation = snapshot.graph.by_symbol.get((file, owner))
        if explanation is not None and explanation.verdict == "explained":
            for link in shown_links(snapshot, explanation):
                entry = snapshot.paper_by_id.get(link.paper)
                found = defined(entry.paper, key, link.anchor) if entry is not None else None
                if entry is not None and found is not None:
                    return entry.paper, found, link.score
        holder = source.by_name.get(owner)
        owner = holder.parent if holder is not None else None
    return None


@lru_cache(maxsize=16384)
def _latex_key(latex: str) -> str | None:
    return next(iter(latex_notation(latex)), None)
