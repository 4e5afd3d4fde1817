"""A range of a source → what a person can say about the definition there, each as a command with its arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from paperlsp.ide.annotate import annotation
from paperlsp.ide.escape import plain
from paperlsp.ide.label import place_label
from paperlsp.ide.part import anchor_of, shown_links
from paperlsp.ide.word import Saying
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.link import Explanation, Link
from paperlsp.model.record import RECORD_FILE, Standing
from paperlsp.model.source import SourceFile, Symbol
from paperlsp.model.span import Span

_CANDIDATES = 4
_LONGEST = 120
REASONS = ("our own addition", "engineering", "from other work")
"""What people can give as a reason without typing; the record's file takes any other."""


@dataclass(frozen=True, slots=True)
class Action:
    """``title`` is plain text. ``command`` is a verb, or ``annotate``. ``codes`` are the findings that it answers."""

    title: str
    command: Literal["confirm", "reject", "choose", "mark", "forget", "annotate"]
    saying: Saying
    span: Span
    codes: tuple[str, ...] = ()
    preferred: bool = False
    quote: bool = False


def actions(snapshot: Snapshot, file: str, span: Span) -> tuple[Action, ...]:
    """The actions for the definition whose head the range touches, or for a word of the record itself."""
    if file == RECORD_FILE:
        return tuple(_on_record(snapshot, span))
    source = snapshot.sources.get(file)
    symbol = _definition(source, span) if source is not None else None
    explanation = snapshot.graph.by_symbol.get((file, symbol.name)) if symbol is not None else None
    if symbol is None or explanation is None or not snapshot.papers_for(file):
        return ()
    found = [*_stale(explanation), *_links(snapshot, explanation), *_marks(explanation)]
    return tuple(replace(each, title=_shown(each.title), span=symbol.name_span) for each in found)


def _definition(source: SourceFile, span: Span) -> Symbol | None:
    """The definition on whose name, or on the lines from its first decorator to its name, the range begins."""
    line = source.lines.position(span.start)[0]
    found: Symbol | None = None
    for symbol in source.symbols:
        if symbol.kind in ("class", "function", "method"):
            first = source.lines.position(symbol.span.start)[0]
            last = source.lines.position(symbol.name_span.end)[0]
            if first <= line <= last:
                found = symbol
    return found


def _links(snapshot: Snapshot, explanation: Explanation) -> Iterator[Action]:
    file, symbol = explanation.file, explanation.symbol
    confirmed = {(each.paper, each.anchor) for each in explanation.words if each.word.kind == "confirmed"}
    shown = shown_links(snapshot, explanation) if explanation.verdict == "explained" else ()
    first = shown[0] if shown else None
    for link in explanation.links[: _CANDIDATES + len(confirmed)]:
        name = _name(snapshot, link)
        if name is None:
            continue
        saying = Saying("confirm", file, symbol, link.paper, link.anchor)
        if (link.paper, link.anchor) in confirmed:
            yield _action(f"Take back: {name} was confirmed", "forget", saying)
        elif link is first or first is None:
            # What is not known to be explained has candidates only, none of which stands first.
            yield _action(f"Confirm: {name}", "confirm", saying, "PL101")
        elif first.origin == "inferred":
            yield _action(f"Choose instead: {name}", "choose", saying)
        else:
            yield _action(f"Confirm as well: {name}", "confirm", saying)
    for link in (*shown[:1], *(link for link in shown[1:] if link.origin == "confirmed")):
        name = _name(snapshot, link)
        if name is not None:
            yield _action(f"Reject: {name}", "reject", Saying("reject", file, symbol, link.paper, link.anchor))
            yield from _comments(snapshot, file, symbol, link)
    for each in explanation.words:
        if each.word.kind == "rejected":
            yield _action(
                f"Take back: {_of_word(snapshot, each)} was rejected",
                "forget",
                Saying("forget", file, symbol, each.paper, each.anchor),
            )


def _comments(snapshot: Snapshot, file: str, symbol: str, link: Link) -> Iterator[Action]:
    """The link as a comment, unless one stands there already."""
    target = anchor_of(snapshot, link.paper, link.anchor)
    if target is None or any(each.kind == "annotation" for each in link.evidence):
        return
    words = annotation(*target, [entry.paper for entry in snapshot.papers])
    saying = Saying("confirm", file, symbol, link.paper, link.anchor)
    yield _action(f"Write “# paper: {words}” above", "annotate", saying)
    if target[1].kind != "equation" and target[1].text:
        yield replace(_action(f"Write “# paper: {words}” above, with a quote", "annotate", saying), quote=True)


def _marks(explanation: Explanation) -> Iterator[Action]:
    file, symbol = explanation.file, explanation.symbol
    own = [each for each in explanation.words if each.word.kind == "marked" and each.symbol == symbol]
    if own:
        yield _action("Take back: not from the paper", "forget", Saying("forget", file, symbol))
    elif not any(each.word.kind == "marked" for each in explanation.words):
        for reason in REASONS:
            saying = Saying("mark", file, symbol, text=reason)
            yield _action(f"Not from the paper: {reason}", "mark", saying, "PL101")


def _stale(explanation: Explanation) -> Iterator[Action]:
    """To say again what was said before code or passage changed."""
    for each in explanation.words:
        if not each.changes or each.symbol != explanation.symbol:
            continue
        word = each.word
        saying = Saying("confirm", each.file, each.symbol, each.paper, each.anchor, word.text)
        if word.kind == "confirmed":
            yield _action("Still right: confirm again", "confirm", saying, "PL310", preferred=True)
        elif word.kind == "rejected":
            yield _action("Still wrong: reject again", "reject", saying, "PL310", preferred=True)
        elif word.kind == "marked":
            again = Saying("mark", each.file, each.symbol, text=word.text)
            yield _action("Still not from the paper: mark again", "mark", again, "PL310", preferred=True)
        yield _action("No longer: take it back", "forget", saying, "PL310")


def _on_record(snapshot: Snapshot, span: Span) -> Iterator[Action]:
    """For the lines of words whose code or passage is gone."""
    for each in snapshot.graph.words:
        if each.changes and each.word.span.start <= span.start <= each.word.span.end:
            code = each.word.code
            saying = Saying("forget", code.file, code.symbol, each.paper, each.anchor)
            yield Action(
                _shown(f"Forget what was said about {code.symbol}"), "forget", saying, each.word.span, ("PL310",)
            )


def _action(
    title: str,
    command: Literal["confirm", "reject", "choose", "mark", "forget", "annotate"],
    saying: Saying,
    *codes: str,
    preferred: bool = False,
) -> Action:
    return Action(title, command, saying, Span(0, 0), codes, preferred)


def _name(snapshot: Snapshot, link: Link) -> str | None:
    target = anchor_of(snapshot, link.paper, link.anchor)
    if target is None:
        return None
    several = f"{target[0].title} › " if len(snapshot.papers) > 1 else ""
    return f"{several}{place_label(*target)}"


def _of_word(snapshot: Snapshot, each: Standing) -> str:
    target = anchor_of(snapshot, each.paper, each.anchor)
    return place_label(*target) if target is not None else each.anchor


def _shown(title: str) -> str:
    flat = plain(title)
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
