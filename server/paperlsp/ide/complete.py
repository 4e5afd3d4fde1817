"""A comment that begins ``# paper: `` → the parts of the papers that could stand there, or behind a quotation mark their
sentences.

What is offered is text that means this part and no other, as the code action writes it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from paperlsp.ide.annotate import annotation, quotable
from paperlsp.ide.card import Hover
from paperlsp.ide.escape import plain
from paperlsp.ide.hover import part_card
from paperlsp.ide.label import place_label, short_label
from paperlsp.ide.part import anchor_of, shown_links
from paperlsp.ide.quote import sentences
from paperlsp.index.snapshot import Snapshot
from paperlsp.link import find_named, says
from paperlsp.memo import Memo
from paperlsp.model.link import Link
from paperlsp.model.paper import Anchor, AnchorKind, Paper

_PART = re.compile(r"(?:^|\s)#[ \t]*paper:[ \t]*(?P<typed>[^\"“”#]*)$", re.IGNORECASE)
_QUOTE = re.compile(r"(?:^|\s)#[ \t]*paper:[ \t]*(?P<part>[^\"“”#]*?),?[ \t]*[\"“](?P<typed>[^\"“”#]*)$", re.IGNORECASE)
_MOST_SENTENCES = 200
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` replaces the last ``typed`` characters before the caret. ``percent`` is how sure a link leads there.

    ``filter_text`` is what is compared with what was typed; ``kind`` is the part's kind, None for a quote. ``paper``
    and ``anchor`` name the part.
    """

    label: str
    detail: str
    text: str
    filter_text: str
    typed: int
    kind: AnchorKind | None
    paper: str
    anchor: str
    percent: int | None = None


def completions(snapshot: Snapshot, file: str, before: str, symbol: str, after: str = "") -> tuple[Completion, ...]:
    """Likeliest first. ``before`` is the caret's line up to the caret, ``after`` the rest; ``symbol`` is the definition
    that the comment will speak of, by its dotted name.
    """
    entries = snapshot.papers_for(file)
    quote = _QUOTE.search(before)
    if quote is not None:
        return _quotes(snapshot, [entry.paper for entry in entries], quote["part"], quote["typed"], after)
    match = _PART.search(before)
    if match is None:
        return ()
    percents = {(link.paper, link.anchor): round(100 * link.score) for link in _links(snapshot, file, symbol)}
    ours = frozenset(entry.paper.id for entry in entries)
    typed = len(match["typed"])
    found = [
        replace(each, typed=typed, percent=percents.get((each.paper, each.anchor)))
        for each in _all_parts(snapshot)
        if each.paper in ours
    ]
    likely = sorted((each for each in found if each.percent is not None), key=lambda each: -(each.percent or 0))
    return (*likely, *(each for each in found if each.percent is None))


def prepare_completions(snapshot: Snapshot) -> None:
    """Work out beforehand what the first completion would wait for."""
    _all_parts(snapshot)


def preview(snapshot: Snapshot, paper: str, anchor: str) -> Hover | None:
    """What a hover over the part says, for beside its completion."""
    found = anchor_of(snapshot, paper, anchor)
    return Hover(None, (part_card(*found),)) if found is not None else None


def _links(snapshot: Snapshot, file: str, symbol: str) -> Iterable[Link]:
    explanation = snapshot.graph.by_symbol.get((file, symbol))
    return shown_links(snapshot, explanation) if explanation is not None else ()


_parts: Memo[Paper, tuple[tuple[Paper, ...], tuple[Completion, ...]]] = Memo("parts")
"""With the first of the papers, for all of them."""


def _all_parts(snapshot: Snapshot) -> tuple[Completion, ...]:
    """Every part of the papers, as it is offered where nothing is typed yet: the same at every keystroke."""
    papers = tuple(entry.paper for entry in snapshot.papers)
    if not papers:
        return ()

    def find(_: Paper) -> tuple[tuple[Paper, ...], tuple[Completion, ...]]:
        return papers, tuple(_part(paper, anchor, papers) for paper in papers for anchor in paper.anchors)

    known, parts = _parts.get(papers[0], find)
    # To compare whole papers is slow.
    same = len(known) == len(papers) and all(one is other for one, other in zip(known, papers, strict=True))
    return parts if same else _parts.put(papers[0], find(papers[0]))[1]


def _part(paper: Paper, anchor: Anchor, papers: tuple[Paper, ...]) -> Completion:
    text = annotation(paper, anchor, papers)
    label = plain(short_label(paper, anchor)) or anchor.id
    # People type the number, the kind of part or words of its title; whichever it is must be found in order.
    words = " ".join(dict.fromkeys((text, label, plain(anchor.title), anchor.id)))
    detail = plain(place_label(paper, anchor))
    return Completion(label[:_LONGEST_LABEL], detail, text, words, 0, anchor.kind, paper.id, anchor.id)


def _quotes(snapshot: Snapshot, papers: list[Paper], part: str, typed: str, after: str) -> tuple[Completion, ...]:
    """Sentences of the part that stands before the quotation mark; without one, of all parts, once something is typed."""
    named = find_named([entry.paper for entry in snapshot.papers], part.strip())
    places = named or ([] if part.strip() else [(paper, anchor) for paper in papers for anchor in paper.anchors])
    if not named and len(typed.split()) < 2:
        return ()
    end = "" if after.lstrip().startswith(('"', "”")) else '"'
    found: dict[str, Completion] = {}
    folded = typed.casefold()
    for paper, anchor in places:
        if anchor.kind == "equation" or (not named and folded.split()[0] not in anchor.text.casefold()):
            continue
        for sentence in sentences(anchor.text):
            if not named and folded not in sentence.casefold():
                continue
            quote = quotable(sentence)
            if quote and quote not in found and says(anchor.text, quote):
                detail = plain(place_label(paper, anchor))
                found[quote] = Completion(
                    plain(sentence)[:_LONGEST_LABEL],
                    detail,
                    quote + end,
                    plain(sentence),
                    len(typed),
                    None,
                    paper.id,
                    anchor.id,
                )
        if len(found) >= _MOST_SENTENCES:
            break
    return tuple(found.values())
