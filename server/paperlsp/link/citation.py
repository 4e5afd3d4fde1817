"""Mentions in comments and docstrings × the papers in play → the parts that they mean, or that they mean nobody's.

Which paper a mention speaks of is decided by the nearest words that name one: an arXiv identifier, authors with a
year, "the BERT paper", or our paper's title, first beside the mention, then in the text around it, then in the
docstrings of the classes and the module that hold it. Where nothing names a paper, the papers of this file are meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from paperlsp.model.link import Resolution, ResolvedMention
from paperlsp.model.paper import Anchor, Paper
from paperlsp.model.source import Comment, Mention, SourceFile

_KINDS: dict[str, tuple[str, ...]] = {
    "section": ("section",),
    "equation": ("equation",),
    "algorithm": ("algorithm",),
    "figure": ("figure",),
    "table": ("table",),
    "theorem": ("theorem",),
}
_ARXIV = re.compile(r"(?:arxiv\.org/(?:abs|pdf|html)/|arxiv\s*:\s*|alphaxiv\.org/abs/)(\d{4}\.\d{4,5})", re.IGNORECASE)
_AUTHORS = re.compile(
    r"\b([A-Z][\w’'-]+)(?:,?\s+(?:et\s+al\.?|(?:and|&)\s+[A-Z][\w’'-]+))?,?\s*[\[(]?\s?(?:19|20)\d\d[a-z]?\b"
    r"|\b([A-Z][\w’'-]+)\s+et\s+al\b"
)
_NAMED_PAPER = re.compile(
    r"\b(?:of|in|from|see)\s+(?:the\s+)?([A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3})\s+(?:paper|article)\b"
)
_BRACKETED = re.compile(r"(?:\bof|\bin|\bfrom|\bsee)\s+\[(\d{1,3})\]")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z\[(])|\n\s*\n")
_NOT_AUTHORS = frozenset(
    [
        "In",
        "On",
        "At",
        "Since",
        "Copyright",
        "Section",
        "Equation",
        "Eq",
        "Figure",
        "Fig",
        "Table",
        "Algorithm",
        "Appendix",
        "Version",
        "Python",
        "Arxiv",
        "ArXiv",
        "NeurIPS",
        "ICLR",
        "ICML",
        "CVPR",
        "ACL",
        "EMNLP",
        "NIPS",
        "ICCV",
        "ECCV",
        "AAAI",
        "Proc",
        "Journal",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "The",
        "See",
        "From",
    ]
)

Named = Paper | Literal["other"] | None
"""Which paper some words name: one of ours, somebody else's, or none at all."""


@dataclass(frozen=True)
class Papers:
    """The papers that speak for one file, in the order in which they were given."""

    all: tuple[Paper, ...]

    @cached_property
    def by_arxiv(self) -> dict[str, Paper]:
        return {bare_arxiv(paper.arxiv_id): paper for paper in self.all if paper.arxiv_id}

    @cached_property
    def by_author(self) -> dict[str, list[Paper]]:
        """First authors by last name: the name by which a paper is cited."""
        found: dict[str, list[Paper]] = {}
        for paper in self.all:
            if paper.authors:
                found.setdefault(paper.authors[0].split()[-1].lower(), []).append(paper)
        return found

    def named(self, arxiv_id: str) -> Named:
        """Whose an arXiv identifier is. Nobody can tell while a paper of ours does not print its own."""
        paper = self.by_arxiv.get(bare_arxiv(arxiv_id))
        if paper is not None:
            return paper
        return None if any(each.arxiv_id is None for each in self.all) else "other"


def resolve_mentions(source: SourceFile, papers: Sequence[Paper]) -> tuple[ResolvedMention, ...]:
    """What each mention of a file means, in the file's order."""
    ours = Papers(tuple(papers))
    comments = sorted(source.comments, key=lambda comment: comment.span.start)
    starts = [comment.span.start for comment in comments]
    resolved: list[ResolvedMention] = []
    for mention in source.mentions:
        at = bisect_right(starts, mention.span.start) - 1
        comment = comments[at] if at >= 0 and comments[at].span.end >= mention.span.start else None
        resolution, targets = _resolve(mention, comment, source, ours)
        resolved.append(ResolvedMention(source.path, mention, resolution, targets))
    return tuple(resolved)


def _resolve(
    mention: Mention, comment: Comment | None, source: SourceFile, ours: Papers
) -> tuple[Resolution, tuple[tuple[str, str], ...]]:
    if not ours.all:
        return "missing", ()
    if mention.kind == "arxiv":
        return ("found" if isinstance(ours.named(mention.numbers[0]), Paper) else "foreign"), ()
    named = _context(mention, comment, source, ours)
    if named == "other":
        return "foreign", ()
    candidates = (named,) if isinstance(named, Paper) else ours.all
    found = [(paper, targets) for paper in candidates if (targets := _targets(mention, paper)) is not None]
    if not found:
        partly = [target for paper in candidates for target in _some_targets(mention, paper)]
        return "missing", tuple(partly) if len(candidates) == 1 else ()
    flat = tuple((paper.id, anchor.id) for paper, targets in found for anchor in targets)
    return ("found" if len(found) == 1 else "ambiguous"), flat


def _targets(mention: Mention, paper: Paper) -> tuple[Anchor, ...] | None:
    """The anchors for every number of the mention, or None when one is missing."""
    groups = [find_numbered(paper, mention.kind, number) for number in mention.numbers]
    if not groups or not all(groups):
        return None
    return tuple(dict.fromkeys(anchor for group in groups for anchor in group))


def _some_targets(mention: Mention, paper: Paper) -> list[tuple[str, str]]:
    return [
        (paper.id, anchor.id) for number in mention.numbers for anchor in find_numbered(paper, mention.kind, number)
    ]


def find_numbered(paper: Paper, kind: str, number: str) -> tuple[Anchor, ...]:
    """The anchors of a kind with this printed number; for a page, the first heading on it or the part that runs over it."""
    if kind == "page":
        if not number.isdigit() or not 1 <= int(number) <= paper.pages:
            return ()
        headings = [anchor for anchor in paper.anchors if anchor.kind in ("section", "heading")]
        on_page = [anchor for anchor in headings if anchor.page == int(number)]
        before = [anchor for anchor in headings if anchor.page < int(number)]
        return tuple(on_page[:1] or before[-1:])
    wanted = _plain_number(number)
    return tuple(
        anchor
        for anchor in paper.anchors
        if anchor.kind in _KINDS.get(kind, ()) and anchor.number is not None and _plain_number(anchor.number) == wanted
    )


def _plain_number(number: str) -> str:
    return number.strip().strip("().").lower().replace(" ", "")


def _context(mention: Mention, comment: Comment | None, source: SourceFile, ours: Papers) -> Named:
    """The paper named nearest to the mention."""
    if comment is not None:
        text = source.content[comment.span.start : comment.span.end].decode("utf-8", "replace")
        offset = len(source.content[comment.span.start : mention.span.start].decode("utf-8", "replace"))
        before, after = _sentence(text, offset, offset + len(mention.text))
        for part in (after, before):
            named = _named_in(part, ours, nearest_first=part is after)
            if named is not None:
                return named
        named = _named_in(text, ours, nearest_first=False, weak=False)
        if named is not None:
            return named
    symbol = source.symbol_at(mention.span.start)
    while symbol is not None:
        named = _named_in(symbol.docstring, ours, nearest_first=True, weak=False)
        if named is not None:
            return named
        symbol = source.by_name.get(symbol.parent) if symbol.parent is not None else None
    return None


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a mention in its sentence."""
    breaks = [match.end() for match in _SENTENCE_END.finditer(text)]
    left = max((at for at in breaks if at <= start), default=0)
    right = min((at for at in breaks if at >= end), default=len(text))
    return text[left:start], text[end:right]


def _named_in(text: str, ours: Papers, *, nearest_first: bool, weak: bool = True) -> Named:
    """The paper that the words name, the first one when ``nearest_first``, else the last.

    ``weak`` also counts authors, "the X paper" and bracketed numbers, which further away speak of something else.
    """
    found: list[tuple[int, Named]] = [(match.start(), ours.named(match.group(1))) for match in _ARXIV.finditer(text)]
    plain = " ".join(text.lower().split())
    for paper in ours.all:
        if len(paper.title) > 12 and (at := plain.find(" ".join(paper.title.lower().split()))) >= 0:
            found.append((at, paper))  # noqa: PERF401 -- The loop reads in the order in which it decides.
    if weak:
        found.extend((match.start(), named) for match in _AUTHORS.finditer(text) if (named := _by_author(match, ours)))
        found.extend((match.start(), _by_name(match.group(1), ours)) for match in _NAMED_PAPER.finditer(text))
        found.extend((match.start(), "other") for match in _BRACKETED.finditer(text))
    found = [(at, named) for at, named in found if named is not None]
    if not found:
        return None
    found.sort(key=lambda pair: pair[0])
    return found[0][1] if nearest_first else found[-1][1]


def _by_author(match: re.Match[str], ours: Papers) -> Named:
    name = match.group(1) or match.group(2)
    if name in _NOT_AUTHORS:
        return None
    papers = ours.by_author.get(name.lower(), [])
    if papers:
        return papers[0] if len(papers) == 1 else None
    return None if any(not paper.authors for paper in ours.all) else "other"


def _by_name(name: str, ours: Papers) -> Named:
    """The paper that a short name such as "BERT" means: ours when its title or its abbreviations have it."""
    wanted = name.lower()
    if wanted in ("this", "original", "our", "the"):
        return None
    for paper in ours.all:
        if wanted in paper.title.lower() or any(wanted == each.short.lower() for each in paper.abbreviations):
            return paper
    return "other"


def bare_arxiv(arxiv_id: str | None) -> str:
    """An arXiv identifier without its version."""
    return re.sub(r"v\d+$", "", (arxiv_id or "").strip().lower().removeprefix("arxiv:"))
