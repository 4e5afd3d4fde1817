"""A place in code or in a reading copy → the places that one can go to from it."""

from __future__ import annotations

from paperlsp.ide.label import place_label
from paperlsp.ide.lookup import definition_at, mention_at
from paperlsp.ide.part import anchor_of, code_of_part, is_primary, shown_links, strong_links
from paperlsp.ide.places import CodePlace, Jump, MentionLink, PaperPlace
from paperlsp.index.snapshot import Snapshot
from paperlsp.mention import find_mentions
from paperlsp.model.link import Link
from paperlsp.model.paper import Paper


def declaration(snapshot: Snapshot, file: str, offset: int) -> Jump | None:
    """From a linked definition, or a name that means one, to its parts of the paper; from a mention to its targets."""
    mention = definition(snapshot, file, offset)
    if mention is not None:
        return mention
    found = definition_at(snapshot, file, offset)
    explanation = snapshot.graph.by_symbol.get((found.file, found.symbol.name)) if found is not None else None
    if found is None or explanation is None or explanation.verdict != "explained":
        return None
    places = _known(snapshot, tuple((link.paper, link.anchor) for link in shown_links(snapshot, explanation)))
    return Jump(found.span, places) if places else None


def definition(snapshot: Snapshot, file: str, offset: int) -> Jump | None:
    """From a mention ("Eq. (3)" in a comment) to the parts that it names; other names belong to other servers."""
    mention = mention_at(snapshot, file, offset)
    places = _known(snapshot, mention.targets) if mention is not None else ()
    return Jump(mention.mention.span, places) if mention is not None and places else None


def references(snapshot: Snapshot, paper: str, anchor: str) -> tuple[CodePlace, ...]:
    """All code that has to do with a part of a paper: linked definitions, best first, then comments that name it."""
    places = [place for link in code_of_part(snapshot, paper, anchor) if (place := _place(snapshot, link)) is not None]
    places += [
        CodePlace(resolved.file, resolved.mention.span, resolved.mention.span)
        for resolved in snapshot.graph.mentions
        if (paper, anchor) in resolved.targets
    ]
    return tuple(dict.fromkeys(places))


def implementation(snapshot: Snapshot, paper: str, anchor: str) -> tuple[CodePlace, ...]:
    """The definitions of which a part is the best explanation; where there is none, all that are linked to it."""
    links = code_of_part(snapshot, paper, anchor)
    primary = tuple(link for link in links if is_primary(snapshot, link)) or links
    return tuple(place for link in primary if (place := _place(snapshot, link)) is not None)


def same_part(snapshot: Snapshot, file: str, offset: int) -> tuple[CodePlace, ...]:
    """From a linked definition to the other code that the same parts explain; from a mention to the code behind it."""
    mention = definition(snapshot, file, offset)
    if mention is not None:
        found = [place for each in mention.places for place in implementation(snapshot, each.paper, each.anchor)]
        return tuple(dict.fromkeys(found))
    here = definition_at(snapshot, file, offset)
    explanation = snapshot.graph.by_symbol.get((here.file, here.symbol.name)) if here is not None else None
    if here is None or explanation is None or explanation.verdict != "explained":
        return ()
    places = [
        place
        for link in strong_links(snapshot, explanation.links)
        for other in strong_links(snapshot, snapshot.graph.by_anchor.get((link.paper, link.anchor), ()))
        if (other.file, other.symbol) != (here.file, here.symbol.name)
        and is_primary(snapshot, other)
        and (place := _place(snapshot, other)) is not None
    ]
    return tuple(dict.fromkeys(places))


def document_links(snapshot: Snapshot, file: str) -> tuple[MentionLink, ...]:
    """Every mention of a source that was found, with where it leads."""
    links: list[MentionLink] = []
    for resolved in snapshot.mentions_by_file.get(file, ()):
        for paper_id, anchor_id in resolved.targets[:1]:
            target = anchor_of(snapshot, paper_id, anchor_id)
            if target is not None:
                tooltip = f"{target[0].title} › {place_label(*target)}"
                links.append(MentionLink(resolved.mention.span, PaperPlace(paper_id, anchor_id), tooltip))
    return tuple(links)


def definition_in_copy(paper: Paper, line: str, column: int) -> tuple[PaperPlace, ...]:
    """From a cross-reference in a line of the reading copy to the parts that it names; ``column`` in UTF-8 bytes."""
    for mention in find_mentions(line):
        if mention.span.contains(column):
            wanted = {number.lower() for number in mention.numbers}
            kinds = ("section", "heading") if mention.kind == "section" else (mention.kind,)
            return tuple(
                PaperPlace(paper.id, anchor.id)
                for anchor in paper.anchors
                if anchor.kind in kinds and anchor.number is not None and anchor.number.lower() in wanted
            )
    return ()


def _known(snapshot: Snapshot, targets: tuple[tuple[str, str], ...]) -> tuple[PaperPlace, ...]:
    return tuple(
        PaperPlace(paper, anchor) for paper, anchor in targets if anchor_of(snapshot, paper, anchor) is not None
    )


def _place(snapshot: Snapshot, link: Link) -> CodePlace | None:
    source = snapshot.sources.get(link.file)
    symbol = source.by_name.get(link.symbol) if source is not None else None
    return None if symbol is None else CodePlace(link.file, symbol.span, symbol.name_span)
