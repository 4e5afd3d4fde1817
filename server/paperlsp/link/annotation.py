"""Comments of the one documented form ``# paper: Eq. (3) "a quote"`` → the anchors that a person named by hand.

The target is what people write ("Eq. (3)", "§3.1", the words of a heading) or an anchor's id; with several papers in
play it may say which is meant, as in ``Eq. (3) of arXiv:1810.06801`` or ``the-paper:eq:3``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.link.gist import gist_of, name_digest
from paperlsp.link.naming import bare_arxiv
from paperlsp.link.numbered import numbered_as
from paperlsp.link.runs import holds, says
from paperlsp.mention import find_mentions
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import Comment, SourceFile
from paperlsp.notation import prose_words

_OF_PAPER = re.compile(r"(?P<part>.+?)\s+(?:of|in)\s+arxiv\s*:?\s*(?P<arxiv>\S+)", re.IGNORECASE)
_LONGEST = 2_000
"""Characters of a comment that can be an annotation. The expressions here try every way to divide a run of spaces, which
nobody may write a million of."""
_FORM = re.compile(r"^\s*paper:\s*(?P<target>[^\"“]*?)\s*(?:[\"“](?P<quote>[^\"”]+)[\"”])?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation. ``anchors`` is empty when nothing of that name exists; ``quoted`` is None without a quote,
    and where an exported index leaves it open.
    """

    comment: Comment
    target: str
    anchors: tuple[tuple[Paper, Anchor], ...]
    quoted: bool | None


def find_annotations(source: SourceFile, papers: Sequence[Paper]) -> tuple[Annotation, ...]:
    """The annotations of a file, in its order."""
    found: list[Annotation] = []
    for comment in source.comments:
        match = None if comment.docstring or len(comment.text) > _LONGEST else _FORM.match(comment.text)
        if match is None:
            continue
        target, quote = match.group("target").strip().rstrip(","), match.group("quote")
        anchors = find_named(papers, target)
        quoted = None
        if quote is not None:
            among = anchors if target else [(paper, anchor) for paper in papers for anchor in paper.anchors]
            answers = [(pair, _part_says(*pair, quote)) for pair in among]
            holders = [pair for pair, answer in answers if answer]
            # Where nobody can tell for some of them, nothing is wrong for certain.
            quoted = True if holders else None if any(answer is None for _, answer in answers) else False
            anchors = (holders if target else holders[:1]) or anchors
        found.append(Annotation(comment, target, tuple(anchors), quoted))
    return tuple(found)


def find_named(papers: Sequence[Paper], target: str) -> list[tuple[Paper, Anchor]]:
    """The parts that a target means, in all papers that have one of that name."""
    of_paper = _OF_PAPER.fullmatch(target) if len(target) <= _LONGEST // 10 else None
    if of_paper is not None:
        wanted = bare_arxiv(of_paper["arxiv"])
        papers = [paper for paper in papers if paper.arxiv_id and bare_arxiv(paper.arxiv_id) == wanted]
        target = of_paper["part"]
    for paper in papers:
        if target.startswith(f"{paper.id}:") and target.removeprefix(f"{paper.id}:") in paper.by_id:
            return [(paper, paper.by_id[target.removeprefix(f"{paper.id}:")])]
    return [(paper, anchor) for paper in papers for anchor in _named(paper, target)]


def owner_of(source: SourceFile, comment: Comment) -> str:
    """The definition that a comment speaks of: the one that begins right below it, else the one that it stands in."""
    if comment.docstring:
        return comment.symbol
    behind = source.content[comment.span.end :]
    below = comment.span.end + len(behind) - len(behind.lstrip())
    if source.content.count(b"\n", comment.span.end, below) == 1:
        at = bisect_left(source.symbols, below, key=lambda symbol: symbol.span.start)
        for symbol in source.symbols[at : at + 2]:
            if symbol.span.start == below and symbol.kind in ("class", "function", "method"):
                return symbol.name
    return comment.symbol


def _named(paper: Paper, target: str) -> list[Anchor]:
    """The anchors that a target means: an id, a mention ("Eq. (3)", "§3.1"), or the words of a heading."""
    if not target:
        return []
    if target in paper.by_id:
        return [paper.by_id[target]]
    numbered = [
        anchor
        for mention in find_mentions(target)
        for number in mention.numbers
        for anchor in numbered_as(paper, mention, number)
    ]
    if numbered:
        return list(dict.fromkeys(numbered))
    wanted = name_digest(prose_words(target))
    passages = gist_of(paper).passages
    return [anchor for anchor in paper.anchors if wanted and passages[anchor.id].name == wanted]


def _part_says(paper: Paper, anchor: Anchor, quote: str) -> bool | None:
    """Whether a part of a paper holds the quote; None where an exported index leaves that open."""
    if paper.gist is None:
        return says(anchor.text, quote)
    runs = paper.gist.passages[anchor.id].runs
    return None if runs is None else holds(runs, quote, paper.digest)
