"""A caret in code → the parts of papers that a view beside the code should show, and the passage to show in each.

Unlike a hover, this answers for every place within a definition: the view follows wherever the caret goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import log

from paperlsp.ide.computed import computing
from paperlsp.ide.lookup import definition_at, mention_at
from paperlsp.ide.part import anchor_of, shown_links
from paperlsp.ide.quote import best_passage, question
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.geometry import Box
from paperlsp.model.link import LineLink, Link
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.model.span import Span
from paperlsp.notation import CODE_STOP_WORDS, STOP_WORDS, expand, identifier_words, prose_stems, stem

_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_CLEARLY = 1.4
"""How much more another part must share with the caret's line than the likeliest part does."""
_PROBE = 48
"""Characters of a passage by which its paragraph is found."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a passage stands. ``box`` is that of its paragraph; ``text`` is the passage, "" for a part without text."""

    text: str
    page: int
    box: Box
    document: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A part to show. ``link`` is None where the code itself names the part, a ``LineLink`` where it computes it."""

    paper: Paper
    anchor: Anchor
    link: Link | LineLink | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class Following:
    """``span`` are the bytes that the parts are about: a mention, a statement, or a definition or its name.

    ``symbol`` is the definition's name in ``file``, "" for a mention and a statement.
    """

    span: Span
    file: str
    symbol: str
    parts: tuple[Shown, ...]


def links_at(snapshot: Snapshot, file: str, offset: int) -> Following | None:
    """The parts for the mention at the caret, else for the definition whose name stands there, else the equation that
    the statement computes, else the parts for the name at the caret or for the innermost definition around it.
    """
    source = snapshot.sources.get(file)
    if source is None:
        return None
    mention = mention_at(snapshot, file, offset)
    if mention is not None:
        targets = [target for each in mention.targets if (target := anchor_of(snapshot, *each)) is not None]
        if targets:
            shown = tuple(Shown(*each, None, _place_of(*each, "")) for each in targets)
            return Following(mention.mention.span, file, "", shown)
    named = definition_at(snapshot, file, offset)
    line_words = _words_of_line(source, offset)
    computed = _computed(snapshot, file, offset) if named is None or not named.at_definition else None
    if computed is not None:
        return computed
    if named is not None:
        links = _links(snapshot, named.file, named.symbol)
        if links:
            return Following(
                named.span, named.file, named.symbol.name, _shown(snapshot, named.symbol, links, line_words)
            )
    around = source.symbol_at(offset)
    while around is not None and around.kind != "module":
        links = _links(snapshot, file, around)
        if links:
            shown = _shown(snapshot, around, links, line_words)
            return Following(around.span, file, around.name, _nearest_first(snapshot, shown, frozenset(line_words)))
        around = source.by_name.get(around.parent) if around.parent else None
    return None


def _computed(snapshot: Snapshot, file: str, offset: int) -> Following | None:
    shown: dict[tuple[str, str], Shown] = {}
    lines = computing(snapshot, file, offset)
    for line in lines:
        target = anchor_of(snapshot, line.paper, line.anchor)
        if target is not None:
            shown.setdefault((line.paper, line.anchor), Shown(*target, line, _place_of(*target, "")))
    return Following(lines[0].span, file, "", tuple(shown.values())) if shown else None


def _links(snapshot: Snapshot, file: str, symbol: Symbol) -> tuple[Link, ...]:
    explanation = snapshot.graph.by_symbol.get((file, symbol.name))
    if explanation is None or explanation.verdict != "explained":
        return ()
    return shown_links(snapshot, explanation)


def _shown(
    snapshot: Snapshot, symbol: Symbol, links: tuple[Link, ...], line_words: dict[str, float]
) -> tuple[Shown, ...]:
    found: list[Shown] = []
    for link in links:
        target = anchor_of(snapshot, link.paper, link.anchor)
        if target is not None:
            asked = question(symbol.name, link.evidence, symbol.docstring)
            for word, weight in line_words.items():
                # What the caret's line speaks of decides among the sentences of a part.
                asked[word] = asked.get(word, 0.0) + weight
            found.append(Shown(*target, link, _place_of(*target, best_passage(target[1].text, asked))))
    return tuple(found)


def _nearest_first(snapshot: Snapshot, shown: tuple[Shown, ...], words: frozenset[str]) -> tuple[Shown, ...]:
    """Within a definition, the part that speaks of what the caret's line does comes first, if one clearly does."""
    scores = [_common(snapshot, each, words) for each in shown]
    best = scores.index(max(scores)) if scores else 0
    if best == 0 or scores[best] <= _CLEARLY * scores[0]:
        return shown
    return (shown[best], *shown[:best], *shown[best + 1 :])


def _common(snapshot: Snapshot, shown: Shown, words: frozenset[str]) -> float:
    """What a passage shares with a line: a word that few parts of the paper hold counts for more."""
    anchors = snapshot.paper_by_id[shown.paper.id].paper.anchors
    holding = [_stem_set(anchor.text) for anchor in anchors]
    common = sorted(words & _stem_set(shown.passage.text))
    return sum(log(1 + len(anchors) / max(1, sum(word in each for each in holding))) for word in common)


@lru_cache(maxsize=4096)
def _stem_set(text: str) -> frozenset[str]:
    return frozenset(prose_stems(text))


def _place_of(paper: Paper, anchor: Anchor, passage: str) -> Passage:
    """The paragraph that holds the passage; the anchor's own place when there is none."""
    if anchor.kind in ("section", "heading") and passage:
        probe = passage.removesuffix(" …")[:_PROBE]
        for block in paper.blocks:
            if block.anchor == anchor.id and block.kind != "heading" and probe in " ".join(block.text.split()):
                return Passage(passage, block.page, block.box, block.document)
    return Passage("", anchor.page, anchor.box, anchor.document)


def _words_of_line(source: SourceFile, offset: int) -> dict[str, float]:
    line = source.lines.position(offset)[0]
    text = source.lines.line_bytes(line).decode("utf-8", "replace")
    words: dict[str, float] = {}
    for name in _IDENTIFIER.findall(text):
        for word in identifier_words(name):
            if word in STOP_WORDS or word in CODE_STOP_WORDS:
                continue
            for form in (word, *expand(word)):
                words[stem(form)] = 2.0
    return words
