"""A place in code → what the paper says about it; a line of the reading copy → the code that implements it.

Silence is an answer: trivial definitions, parameters without a link, and all other text have no hover.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache

from paperlsp.ide.card import AnchorCard, CodeCard, CodeRow, Hover, VerdictCard, WordCard
from paperlsp.ide.computed import as_printed, computed_hover
from paperlsp.ide.label import label_of, path_labels, pdf_of, place_label
from paperlsp.ide.lookup import Found, definition_at, mention_at
from paperlsp.ide.part import anchor_of, code_of_part, shown_links
from paperlsp.ide.places import PaperPlace
from paperlsp.ide.quote import best_passage, question
from paperlsp.ide.suppression import suppression_hover
from paperlsp.ide.value import value_hover
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import Evidence, Explanation, LineLink, Link, ResolvedMention
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import Symbol
from paperlsp.model.span import Span

_ALSO = 3
_TARGETS = 3
_ROWS = 8
_REASONS = 3
_EQUATIONS = 3
_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def hover(snapshot: Snapshot, file: str, offset: int) -> Hover | None:
    """What the paper says about the mention or the definition at a byte offset of a source."""
    silenced = suppression_hover(snapshot, file, offset)
    if silenced is not None:
        return silenced
    mention = mention_at(snapshot, file, offset)
    if mention is not None:
        return _mention_hover(snapshot, mention)
    found = definition_at(snapshot, file, offset)
    valued = value_hover(snapshot, file, offset, found)
    if valued is not None:
        return valued
    # The name that a definition bears is about the definition; anywhere else in a statement it is about the statement.
    computed = computed_hover(snapshot, file, offset) if found is None or not found.at_definition else None
    if computed is not None or found is None:
        return computed
    explanation = snapshot.graph.by_symbol.get((found.file, found.symbol.name))
    if explanation is None or not snapshot.papers_for(found.file):
        return None
    card: AnchorCard | VerdictCard | None = None
    if explanation.verdict == "unexplained":
        card = _unexplained(snapshot, found, explanation)
    elif explanation.verdict == "explained":
        card = _explained(snapshot, found, shown_links(snapshot, explanation))
    cards = tuple(each for each in (card, _words(found, explanation)) if each is not None)
    return Hover(found.span, cards) if cards else None


def hover_copy(snapshot: Snapshot, paper: str, anchor: str) -> Hover | None:
    """The code that implements a part of a paper, for a line of its reading copy."""
    found = anchor_of(snapshot, paper, anchor)
    links = code_of_part(snapshot, paper, anchor)
    if found is None or not links:
        return None
    rows = tuple(row for link in links[:_ROWS] if (row := _row(snapshot, link)) is not None)
    return Hover(None, (CodeCard(place_label(*found), rows, max(0, len(links) - _ROWS)),))


def _row(snapshot: Snapshot, link: Link) -> CodeRow | None:
    source = snapshot.sources.get(link.file)
    symbol = source.by_name.get(link.symbol) if source is not None else None
    if source is None or symbol is None:
        return None
    place = source.place_of(symbol.name_span.start)
    return CodeRow(symbol.name, symbol.kind, place, _percent(link), _reasons(link))


def _mention_hover(snapshot: Snapshot, mention: ResolvedMention) -> Hover | None:
    cards: list[AnchorCard] = []
    for paper_id, anchor_id in mention.targets[:_TARGETS]:
        target = anchor_of(snapshot, paper_id, anchor_id)
        if target is not None:
            cards.append(part_card(*target))
    return Hover(mention.mention.span, tuple(cards)) if cards else None


def part_card(paper: Paper, anchor: Anchor) -> AnchorCard:
    """A part by itself, whatever leads to it."""
    return _card(paper, anchor, asked=(), also=(), percent=None, reasons=())


def _explained(snapshot: Snapshot, place: Found, links: tuple[Link, ...]) -> AnchorCard | None:
    """The card of the best link. A section's card shows the equations in it that the code computes, or else the best
    linked equation in it.
    """
    found = [(link, *target) for link in links if (target := anchor_of(snapshot, link.paper, link.anchor)) is not None]
    if not found:
        return None
    link, paper, anchor = found[0]
    symbol = place.symbol
    asked = tuple(sorted(question(symbol.name, link.evidence, symbol.docstring).items()))
    computed = _lines_of_code(snapshot, place.file, symbol, paper, anchor)
    equation = next((each for _, other, each in found if _is_equation_in(each, anchor, paper, other)), None)
    also = tuple(
        place_label(other, part) if other.id == paper.id else f"{other.title} › {place_label(other, part)}"
        for _, other, part in found[1 : _ALSO + 1]
    )
    card = _card(
        paper, anchor, asked=asked, also=also, percent=_percent(link), reasons=_reasons(link), equation=equation
    )
    return _with_equations(card, paper, computed) if anchor.kind != "equation" else card


def _lines_of_code(snapshot: Snapshot, file: str, symbol: Symbol, paper: Paper, part: Anchor) -> tuple[LineLink, ...]:
    """For each statement of a definition that computes an equation of a part as it stands, the best; in the code's order."""
    best: dict[Span, LineLink] = {}
    for line in snapshot.graph.lines_by_file.get(file, ()):
        inside = symbol.span.start <= line.span.start and line.span.end <= symbol.span.end
        if inside and line.kind == "exact" and line.paper == paper.id:
            best.setdefault(line.span, line)
    return tuple(
        line
        for line in best.values()
        if (anchor := paper.by_id.get(line.anchor)) is not None and _is_equation_in(anchor, part, paper, paper)
    )


def _is_equation_in(each: Anchor, part: Anchor, paper: Paper, other: Paper) -> bool:
    return each.kind == "equation" and other.id == paper.id and part.id in {above.id for above in paper.path_of(each)}


def _with_equations(card: AnchorCard, paper: Paper, lines: tuple[LineLink, ...]) -> AnchorCard:
    """The card with the equations that the code computes; with a picture only of a single one."""
    by_anchor: dict[str, list[LineLink]] = {}
    for line in lines:
        by_anchor.setdefault(line.anchor, []).append(line)
    shown = list(by_anchor.items())[:_EQUATIONS]
    if not shown:
        return card
    formula = "\n".join(_equations_of(paper.by_id[anchor], each) for anchor, each in shown)
    labels = dict.fromkeys(_named(paper.by_id[anchor]) for anchor, _ in shown)
    return replace(
        card,
        formula=formula,
        is_latex=False,
        shown=PaperPlace(paper.id, shown[0][0]) if len(shown) == 1 else None,
        reasons=(f"its statements compute {', '.join(labels)}", *card.reasons),
    )


def _equations_of(anchor: Anchor, lines: list[LineLink]) -> str:
    """A display as it is printed where code computes much of it, else the equations that it computes."""
    rows = [row.strip() for row in anchor.text.strip().split("\n")]
    printed = [as_printed(line, anchor) for line in lines]
    if all(each in rows for each in printed) and 2 * len(set(printed)) >= len(rows):
        return "\n".join(rows)
    return "\n".join(dict.fromkeys(printed))


def _named(anchor: Anchor) -> str:
    return label_of(anchor) if anchor.number else f"the {label_of(anchor)}"


def _card(
    paper: Paper,
    anchor: Anchor,
    *,
    asked: tuple[tuple[str, float], ...],
    also: tuple[str, ...],
    percent: int | None,
    reasons: tuple[str, ...],
    equation: Anchor | None = None,
) -> AnchorCard:
    shown = anchor if anchor.kind == "equation" else equation
    formula = (shown.text.strip() or shown.latex or "") if shown is not None else ""
    is_latex = shown is not None and not shown.text.strip() and bool(shown.latex)
    return AnchorCard(
        paper.title,
        path_labels(paper, anchor),
        anchor.page,
        _quote(paper, anchor, asked),
        formula,
        is_latex,
        also,
        percent,
        reasons,
        PaperPlace(paper.id, shown.id) if shown is not None and formula else None,
        pdf_of(paper, anchor.id),
    )


def _quote(paper: Paper, anchor: Anchor, asked: tuple[tuple[str, float], ...]) -> str:
    """A passage of the part's own text; for an equation, of the section or heading that it stands in."""
    text = anchor.text
    if anchor.kind == "equation":
        above = paper.by_id.get(anchor.parent) if anchor.parent is not None else None
        text = above.text if above is not None and asked else ""
    return _passage(text, asked)


@lru_cache(maxsize=1024)
def _passage(text: str, asked: tuple[tuple[str, float], ...]) -> str:
    return best_passage(text, dict(asked))


def _words(found: Found, explanation: Explanation) -> WordCard | None:
    """Marks and notes, where the definition stands; confirmations are in the link's own reasons."""
    heads = {"marked": "Marked as not from the paper", "note": "Note"}
    lines = tuple((heads[each.word.kind], each.word.text) for each in explanation.words if each.word.kind in heads)
    return WordCard(lines) if lines and found.at_definition else None


def _unexplained(snapshot: Snapshot, found: Found, explanation: Explanation) -> VerdictCard | None:
    """Said only where the definition stands: at each of its uses it would be noise."""
    if not found.at_definition or found.symbol.kind not in ("class", "function", "method"):
        return None
    nearest = next(iter(explanation.links), None)
    target = anchor_of(snapshot, nearest.paper, nearest.anchor) if nearest is not None else None
    name = place_label(*target) if target is not None else ""
    # That the nearest part is not near enough is said by naming it with how near it is.
    reason = explanation.reason if nearest is None else ""
    return VerdictCard(reason, name, _percent(nearest) if nearest is not None else 0)


def _percent(link: Link) -> int:
    return round(100 * min(max(link.score, 0.0), 1.0))


def _reasons(link: Link) -> tuple[str, ...]:
    """The plainest evidence: a few things that both sides say, and one of the neighbours that say the same."""
    said = [_written(each) for each in link.evidence if each.detail and each.kind != "structure"]
    around = [each.detail for each in link.evidence if each.detail and each.kind == "structure"]
    return (*said[:_REASONS], *around[:1])


def _written(evidence: Evidence) -> str:
    """Evidence in words; notation by its letters, as the paper writes it: "beta1" is β₁."""
    if evidence.kind != "notation":
        return evidence.detail
    return ", ".join(_letters(key) for key in evidence.detail.split(", "))


def _letters(key: str) -> str:
    name = key.rstrip("0123456789")
    try:
        letter = unicodedata.lookup(f"GREEK SMALL LETTER {'LAMDA' if name == 'lambda' else name.upper()}")
    except KeyError:
        return key
    return letter + key[len(name) :].translate(_BELOW)
