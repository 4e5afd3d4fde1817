"""What code has to do with a paper: links with their evidence, and a verdict for each definition."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from paperlsp.model.paper import StatedValue
from paperlsp.model.record import Standing
from paperlsp.model.source import Mention
from paperlsp.model.span import Span

Origin = Literal["cited", "confirmed", "inferred"]
Verdict = Literal["explained", "unexplained", "trivial"]
LineKind = Literal["exact", "added", "missing", "similar"]
Resolution = Literal["found", "missing", "ambiguous", "foreign"]
"""Whether a mention's target exists in a paper of ours, in none, in several, or belongs to somebody else's paper."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a link. ``kind`` names the witness; ``detail`` is a phrase that a person can check."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Link:
    """From a definition to an anchor. ``paper`` is the paper's id; ``score`` is a probability in [0, 1]."""

    file: str
    symbol: str
    paper: str
    anchor: str
    score: float
    origin: Origin
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class LineLink:
    """A statement that computes an equation of a paper.

    ``span`` are the statement's bytes. ``anchor`` is the display, algorithm or section that states the equation, ``row``
    its place among the equations there, from 0. ``kind`` is ``exact`` when one renaming makes both equal, ``added`` when
    the code does something more and ``missing`` something less, as ``changed`` names it, ``similar`` when only their
    shapes are alike. ``also`` are further anchors whose equations were put into this one. ``pairs`` are the paper's
    symbols with the code's names; ``equation`` and ``computed`` both sides as text; ``strength`` orders the links of
    one statement, the best first.
    """

    file: str
    symbol: str
    span: Span
    paper: str
    anchor: str
    row: int
    kind: LineKind
    strength: float
    equation: str
    computed: str
    pairs: tuple[tuple[str, str], ...] = ()
    changed: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The verdict on one definition with its reason in words, and its links, best first.

    ``words`` are what people have said about it. Code that somebody marked as not from the paper is "trivial", with
    that person's reason and without links. ``chance`` tells of unexplained code how likely the paper explains it all the
    same, from 0 to 1; 0 for other verdicts.
    """

    file: str
    symbol: str
    verdict: Verdict
    reason: str
    links: tuple[Link, ...]
    words: tuple[Standing, ...] = ()
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class ValueLink:
    """A value in code that the paper states too. ``span`` is the literal's, ``value`` canonical as ``stated.value`` is.

    ``agrees`` says whether the two are the same; ``score`` is how likely they mean the same setting.
    """

    file: str
    span: Span
    symbol: str
    name: str
    value: str
    paper: str
    stated: StatedValue
    agrees: bool
    score: float


@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """A mention in a source and what it was found to mean: ``(paper id, anchor id)`` for each target.

    ``paper`` is the id of the one paper of ours that it speaks of, "" where that is none or not known; an arXiv
    identifier names a paper as a whole and has no targets.
    """

    file: str
    mention: Mention
    resolution: Resolution
    targets: tuple[tuple[str, str], ...]
    paper: str = ""


@dataclass(frozen=True)
class LinkGraph:
    """All explanations (by file, then by place in the file) and all resolved mentions (likewise).

    ``words`` is the whole record, each word with what it means today.
    """

    explanations: tuple[Explanation, ...] = ()
    mentions: tuple[ResolvedMention, ...] = field(default=())
    words: tuple[Standing, ...] = ()
    values: tuple[ValueLink, ...] = ()
    """By file and place."""
    lines: tuple[LineLink, ...] = ()
    """The statements that compute equations, by file, then by place; of one statement the best first."""

    @cached_property
    def values_by_file(self) -> dict[str, tuple[ValueLink, ...]]:
        """Each file's values that a paper states too, by place."""
        found: dict[str, list[ValueLink]] = {}
        for value in self.values:
            found.setdefault(value.file, []).append(value)
        return {file: tuple(each) for file, each in found.items()}

    @cached_property
    def by_symbol(self) -> dict[tuple[str, str], Explanation]:
        """Keyed by (file, dotted symbol name)."""
        return {(each.file, each.symbol): each for each in self.explanations}

    @cached_property
    def lines_by_file(self) -> dict[str, tuple[LineLink, ...]]:
        found: dict[str, list[LineLink]] = {}
        for link in self.lines:
            found.setdefault(link.file, []).append(link)
        return {file: tuple(links) for file, links in found.items()}

    @cached_property
    def by_anchor(self) -> dict[tuple[str, str], tuple[Link, ...]]:
        """Keyed by (paper id, anchor id): the links of explained definitions that lead there, best first."""
        found: dict[tuple[str, str], list[Link]] = {}
        for explanation in self.explanations:
            if explanation.verdict == "explained":
                for link in explanation.links:
                    found.setdefault((link.paper, link.anchor), []).append(link)
        return {
            key: tuple(sorted(links, key=lambda link: (-link.score, link.file, link.symbol)))
            for key, links in found.items()
        }
