"""Comments of the one documented form ``# paper: Eq. (3) "a quote"`` → the anchors that a person named by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.link.citation import find_numbered
from paperlsp.mention import find_mentions
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import Comment, SourceFile
from paperlsp.notation import prose_words

_FORM = re.compile(r"^\s*paper:\s*(?P<target>[^\"“]*?)\s*(?:[\"“](?P<quote>[^\"”]+)[\"”])?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation. ``anchors`` is empty when nothing of that name exists; ``quoted`` is None without a quote."""

    comment: Comment
    target: str
    anchors: tuple[tuple[Paper, Anchor], ...]
    quoted: bool | None


def find_annotations(source: SourceFile, papers: Sequence[Paper]) -> tuple[Annotation, ...]:
    """The annotations of a file, in its order."""
    found: list[Annotation] = []
    for comment in source.comments:
        match = None if comment.docstring else _FORM.match(comment.text)
        if match is None:
            continue
        target, quote = match.group("target").strip().rstrip(","), match.group("quote")
        anchors = [(paper, anchor) for paper in papers for anchor in _named(paper, target)]
        quoted = None
        if quote is not None:
            holders = [pair for pair in anchors if _says(pair[1].text, quote)]
            if not target:
                holders = [
                    (paper, anchor) for paper in papers for anchor in paper.anchors if _says(anchor.text, quote)
                ][:1]
            quoted = bool(holders)
            anchors = holders or anchors
        found.append(Annotation(comment, target, tuple(anchors), quoted))
    return tuple(found)


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
        for anchor in find_numbered(paper, mention.kind, number)
    ]
    if numbered:
        return list(dict.fromkeys(numbered))
    wanted = prose_words(target)
    return [anchor for anchor in paper.anchors if wanted and prose_words(anchor.title) == wanted]


def _says(text: str, quote: str) -> bool:
    """Whether the text holds the quote's words in a row, however they are spaced and hyphenated."""
    return bool(prose_words(quote)) and f" {' '.join(prose_words(quote))} " in f" {' '.join(prose_words(text))} "
