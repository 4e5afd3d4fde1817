"""A value or a parameter in code → what the paper calls it, what that means, and which value the paper gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from paperlsp.ide.card import AnchorCard, Hover
from paperlsp.ide.label import path_labels, pdf_of
from paperlsp.ide.lookup import Found
from paperlsp.ide.spelling import meant_at
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import ValueLink
from paperlsp.model.paper import Paper, SymbolDefinition
from paperlsp.model.span import Span
from paperlsp.paper.definition.lookup import is_telling, meaning_at

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z“(])")
_MOST_QUOTED = 300


def value_hover(snapshot: Snapshot, file: str, offset: int, found: Found | None) -> Hover | None:
    """What the paper says of the number under the caret, or of the parameter, constant or attribute defined there."""
    values = snapshot.graph.values_by_file.get(file, ())
    here = [value for value in values if value.span.start <= offset < value.span.end]
    if here:
        said = _value_cards(snapshot, here)
        return Hover(here[0].span, said) if said else None
    key = _key_at(snapshot, file, offset)
    if key is not None:
        said = _value_cards(snapshot, [value for value in values if value.span in key[1]])
        return Hover(key[0], said) if said else None
    if found is None or not found.at_definition or found.symbol.kind not in ("parameter", "constant", "attribute"):
        return None
    whole = found.symbol.span
    own = [value for value in values if whole.start <= value.span.start and value.span.end <= whole.end]
    said = _value_cards(snapshot, own)
    if said:
        return Hover(found.span, said)
    meant = _meaning_card(snapshot, found)
    return Hover(found.span, (meant,)) if meant is not None else None


def _key_at(snapshot: Snapshot, file: str, offset: int) -> tuple[Span, frozenset[Span]] | None:
    """The key under the caret in a file of parameters, and where its values stand."""
    source = snapshot.sources.get(file)
    spans = [each.name_span for each in source.values if each.name_span is not None] if source is not None else []
    key = next((span for span in spans if span.start <= offset < span.end), None)
    if source is None or key is None:
        return None
    return key, frozenset(each.span for each in source.values if each.name_span == key)


def _value_cards(snapshot: Snapshot, values: Iterable[ValueLink]) -> tuple[AnchorCard, ...]:
    """A card for each value; what one sentence says of several stands in one."""
    cards: dict[tuple[str, tuple[str, ...], str], AnchorCard] = {}
    for value in values:
        card = _value_card(snapshot, value)
        if card is not None:
            key = (card.paper, card.path, card.quote)
            known = cards.get(key)
            if known is not None:
                percent = min(known.percent or 0, card.percent or 0)
                card = replace(known, percent=percent, reasons=tuple(dict.fromkeys((*known.reasons, *card.reasons))))
            cards[key] = card
    return tuple(cards.values())


def _value_card(snapshot: Snapshot, value: ValueLink) -> AnchorCard | None:
    entry = snapshot.paper_by_id.get(value.paper)
    if entry is None:
        return None
    paper, stated = entry.paper, value.stated
    anchor = paper.by_id.get(stated.anchor or "")
    path = path_labels(paper, anchor) if anchor is not None else ()
    said = f"{stated.name} = {stated.value}{' ' + stated.unit if stated.unit else ''}"
    agreement = (
        f"the paper says {said}, and so does the code"
        if value.agrees
        else f"the paper says {said}, the code {value.value}"
    )
    meaning = meaning_at(paper, stated.notation, stated.anchor) if stated.notation is not None else None
    reasons = (agreement, *((_meant(meaning),) if meaning is not None and is_telling(meaning) else ()))
    where = path or (f"p. {stated.page}",)
    return _card(paper, stated.anchor, where, stated.page, _shortened(stated.quote), value.score, reasons)


def _shortened(quote: str) -> str:
    """A quote of whole words; where it was cut out of a longer sentence, dots say so."""
    words = " ".join(quote.split())
    start = ""
    if words[:1].islower():
        # The reader cuts long sentences around the value, maybe within a word.
        words, start = words.partition(" ")[2], "… "
    if len(words) > _MOST_QUOTED:
        words = words[:_MOST_QUOTED].rpartition(" ")[0]
    return f"{start}{words}{'' if words[-1:] in '.!?' else ' …'}"


def _card(
    paper: Paper,
    anchor: str | None,
    path: tuple[str, ...],
    page: int,
    quote: str,
    score: float,
    reasons: tuple[str, ...],
) -> AnchorCard:
    return AnchorCard(
        paper=paper.title,
        path=path,
        page=page,
        quote=quote,
        formula="",
        is_latex=False,
        also=(),
        percent=round(100 * score),
        reasons=reasons,
        pdf=pdf_of(paper, anchor),
    )


def _meaning_card(snapshot: Snapshot, found: Found) -> AnchorCard | None:
    """What the notation means that a parameter spells, where the paper explains the code that has the parameter."""
    meant = meant_at(snapshot, found.file, found.symbol)
    if meant is None:
        return None
    paper, definition, score = meant
    anchor = paper.by_id.get(definition.anchor or "")
    path = path_labels(paper, anchor) if anchor is not None else (f"p. {definition.page}",)
    return _card(
        paper, definition.anchor, path, definition.page, _sentence(paper, definition), score, (_meant(definition),)
    )


def _meant(definition: SymbolDefinition) -> str:
    if definition.kind in ("equation", "space"):
        return f"{definition.notation} {definition.meaning}"
    return f"{definition.notation}: {definition.meaning}"


def _sentence(paper: Paper, definition: SymbolDefinition) -> str:
    """The sentence that defines, of the block where it stands."""
    place = definition.place
    if not 0 <= place.block < len(paper.blocks):
        return ""
    text = paper.blocks[place.block].text
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, place.start)), default=0)
    after = _SENTENCE_END.search(text, place.end)
    return text[start : after.start() + 1 if after else len(text)][:_MOST_QUOTED]
