"""A source → lenses: over each definition, the parts of a paper that explain it and that nothing around it has named.

A method that its class's part explains gets no lens of its own: the same line twice tells nothing. Where statements of
the definition compute an equation of the part, or state a value that the part gives, the lens says with what verdict.
"""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.ide.escape import plain
from paperlsp.ide.label import short_label
from paperlsp.ide.part import anchor_of, shown_links
from paperlsp.ide.places import PaperPlace
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.model.span import Span

_SHOWN = ("class", "function", "method")


@dataclass(frozen=True, slots=True)
class Lens:
    """``span`` is the definition's name, ``title`` plain text such as "§3 Mask decoder, p. 5" or "Eq. (4), p. 6 ✓"."""

    span: Span
    title: str
    place: PaperPlace


def lenses(snapshot: Snapshot, file: str, most: int) -> tuple[Lens, ...]:
    """At most ``most`` lenses for each definition, its best part first, in the order of the source."""
    source = snapshot.sources.get(file)
    if source is None or most <= 0:
        return ()
    found: list[Lens] = []
    named: dict[str, frozenset[PaperPlace]] = {}
    for symbol in source.symbols:
        if symbol.kind not in _SHOWN:
            continue
        around = _named_around(source, symbol, named)
        places = _places(snapshot, file, symbol, most)
        named[symbol.name] = around | frozenset(places)
        for place in places:
            target = anchor_of(snapshot, place.paper, place.anchor)
            if target is not None and place not in around:
                label = plain(f"{short_label(*target)}, {target[0].page_words(target[1].page, target[1].id)}")
                verdict = _verdict(snapshot, file, symbol, place)
                found.append(Lens(symbol.name_span, f"{label} {verdict}".rstrip(), place))
    return tuple(found)


def _verdict(snapshot: Snapshot, file: str, symbol: Symbol, place: PaperPlace) -> str:
    """A tick where all that was compared agrees, "≠" where something differs, "" where nothing could be compared."""
    within = f"{symbol.name}."
    agrees = [
        line.kind == "exact"
        for line in snapshot.graph.lines_by_file.get(file, ())
        if (line.symbol == symbol.name or line.symbol.startswith(within))
        and line.kind != "similar"
        and (line.paper, line.anchor) == (place.paper, place.anchor)
    ]
    agrees += [
        value.agrees
        for value in snapshot.graph.values_by_file.get(file, ())
        if (value.symbol == symbol.name or value.symbol.startswith(within))
        and value.score >= snapshot.config.threshold
        and (value.paper, value.stated.anchor) == (place.paper, place.anchor)
    ]
    return "" if not agrees else ("✓" if all(agrees) else "≠")


def _places(snapshot: Snapshot, file: str, symbol: Symbol, most: int) -> tuple[PaperPlace, ...]:
    explanation = snapshot.graph.by_symbol.get((file, symbol.name))
    if explanation is None or explanation.verdict != "explained":
        return ()
    links = shown_links(snapshot, explanation)[:most]
    return tuple(PaperPlace(link.paper, link.anchor) for link in links)


def _named_around(source: SourceFile, symbol: Symbol, named: dict[str, frozenset[PaperPlace]]) -> frozenset[PaperPlace]:
    """What the lenses of the nearest definition around this one have named, and those around that."""
    parent = source.by_name.get(symbol.parent) if symbol.parent else None
    return named.get(parent.name, frozenset()) if parent is not None else frozenset()
