"""Blocks and anchors → every symbol definition, in reading order, without what a section says twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from paperlsp.model.paper import Anchor, Block, SymbolDefinition, TextPlace
from paperlsp.notation import prose_stems
from paperlsp.paper.definition.beside import named_beside
from paperlsp.paper.definition.displays import said_before_displays
from paperlsp.paper.definition.formulas import said_by_formulas
from paperlsp.paper.definition.found import Found
from paperlsp.paper.definition.listing import said_in_rows
from paperlsp.paper.definition.said import said_by_verbs
from paperlsp.paper.definition.scope import scope_of
from paperlsp.paper.sentence import Sentence

_MOST = 2_000
"""Definitions of one paper. A thesis has some hundreds."""


def find_definitions(
    blocks: Sequence[Block], sentences: Iterable[Sentence], by_id: Mapping[str, Anchor]
) -> tuple[SymbolDefinition, ...]:
    """The definitions that the sentences of ``blocks`` make, alone or with the display behind them."""
    made: list[SymbolDefinition] = []
    seen: dict[str, list[tuple[str | None, frozenset[str]]]] = {}
    last: dict[int, Sentence] = {}
    everything: list[tuple[int, Sentence, Found]] = []
    for sentence in sentences:
        following = sentence.block + 1
        if following < len(blocks) and blocks[following].kind == "equation":
            last[sentence.block] = sentence
        if any(token.kind == "formula" for token in sentence.tokens):
            everything += [
                (sentence.block, sentence, found) for found in _of_sentence(sentence, blocks[sentence.block].text)
            ]
    everything += said_before_displays(blocks, last, by_id)
    for at, sentence, found in sorted(everything, key=lambda each: each[0]):
        block = blocks[at]
        scope = scope_of(block.anchor, by_id)
        if len(made) < _MOST:
            notation, meaning = found.named.part.text, _meaning(found)
            stems = frozenset(prose_stems(meaning)) or frozenset((meaning,))
            earlier = seen.setdefault(notation, [])
            if found.weak and earlier:
                continue
            if any(place == block.anchor and known & stems for place, known in earlier):
                continue
            earlier.append((block.anchor, stems))
            place = TextPlace(sentence.block, sentence.tokens[found.start].start, sentence.tokens[found.end - 1].end)
            made.append(
                SymbolDefinition(
                    notation, found.named.part.latex, meaning, block.page, block.anchor, scope, found.kind, place
                )
            )
    return tuple(made)


def _of_sentence(sentence: Sentence, text: str) -> list[Found]:
    """One definition for each notation of the sentence: verbs before names before formulas."""
    verbs = said_by_verbs(sentence, text)
    chosen: dict[tuple[int, str], Found] = {}
    ranked = [*said_in_rows(sentence, text), *(each for each in verbs if not each.weak)]
    ranked += [*named_beside(sentence, text), *(each for each in verbs if each.weak), *said_by_formulas(sentence)]
    for found in ranked:
        chosen.setdefault((found.named.token, found.named.part.text), found)
    return sorted(chosen.values(), key=lambda each: (each.named.token, each.named.part.text))


def _meaning(found: Found) -> str:
    """The words, and the space that the notation lies in when the formula says so too."""
    clause = found.named.clause
    if found.kind != "space" and clause.relation == "∈" and clause.rest is not None:
        return f"{found.meaning} ∈ {clause.rest.text}"
    return found.meaning
