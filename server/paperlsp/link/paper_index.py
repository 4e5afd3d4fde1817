"""A paper → its units (the anchors that code may be linked to) and how rare each word, number and symbol is in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from types import MappingProxyType

from paperlsp.link.gist import folded_words, gist_of
from paperlsp.link.meaning import meant_by
from paperlsp.link.role import role_of
from paperlsp.link.subject import is_core, is_generic, means_method, subject_of
from paperlsp.model.gist import Passage, Role
from paperlsp.model.paper import Anchor, Paper
from paperlsp.notation import latex_notation, prose_stems, stem

# How strongly a repeated word counts (k1) and a long passage is held against it (b), as usual for BM25.
_K1 = 1.2
_B = 0.6
# A word of the title counts as much as this many in the text below it.
_TITLE_REPEATS = 3
_NOTHING: frozenset[str] = frozenset()

_SPOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Unit:
    """One anchor as the witnesses see it. ``at`` is its place in ``PaperIndex.units``; ``parent`` likewise, or None."""

    at: int
    anchor: Anchor
    role: Role
    parent: int | None
    title: Mapping[str, float]
    """Stem of a title word → how telling it is among this paper's titles, in (0, 1]."""
    heading: tuple[str, ...]
    """The title's telling words as it writes them."""
    children: tuple[int, ...]
    kin: tuple[int, ...]
    """Units elsewhere in the paper under nearly the same heading: the details in the appendix, and back."""
    facet: bool
    """Whether its heading recurs under several others ("Results", "Update rule"): a side of a topic, none itself."""
    core: bool
    """Whether it lies in the part of the paper where its method is laid out."""
    appendix: bool
    method: bool
    """Whether its heading means the proposed method itself ("Our Method")."""
    terms: Mapping[str, int]
    numbers: frozenset[str]
    notation: frozenset[str]
    formula: frozenset[str]
    """For a display, the notation of the formula itself, without that of the text around it."""


@dataclass(frozen=True)
class PaperIndex:
    """A paper's units and their inverted lists. ``rarity`` is a stem's inverse document frequency over the parts of text."""

    paper: Paper
    units: tuple[Unit, ...]
    rarity: Mapping[str, float]
    postings: Mapping[str, tuple[tuple[int, float], ...]]
    """Stem → (unit, saturated frequency in [0, 1)) for each unit that says it."""
    number_rarity: Mapping[str, float]
    notation_rarity: Mapping[str, float]
    meanings: Mapping[frozenset[str], tuple[str, ...]]
    """Telling stems of what a symbol is said to be → the keys of such symbols."""
    long_forms: Mapping[str, tuple[str, ...]]
    """Short form in lower case → stems of what the paper says that it stands for."""
    telling: Mapping[str, float]
    """Stem → how telling it is as part of a name, in (0, 1]: rare among titles, or in the text if no title has it."""
    subject: frozenset[str]
    """Stems by which the paper calls what it proposes."""
    words: Mapping[str, str]
    """Stem → the word that the paper writes most often for it, for evidence that reads well."""

    @cached_property
    def by_anchor(self) -> dict[str, Unit]:
        return {unit.anchor.id: unit for unit in self.units}

    @cached_property
    def displays(self) -> dict[int, list[int]]:
        """Unit → the displays right in it."""
        found: dict[int, list[int]] = {}
        for unit in self.units:
            if unit.anchor.kind == "equation" and unit.parent is not None:
                found.setdefault(unit.parent, []).append(unit.at)
        return found

    @cached_property
    def authors(self) -> frozenset[str]:
        """The words of its authors' names, folded: "glorot", and "xavier", by which others call what is proposed."""
        return frozenset(word for name in self.paper.authors for word in folded_words(name))

    @cached_property
    def initials(self) -> tuple[str, ...]:
        """The first letters of the words of its title, and of its sections'."""
        titles = (self.paper.title, *(each.title for each in self.paper.anchors if each.kind == "section"))
        return tuple("".join(word[0] for word in _SPOKEN.findall(title)).lower() for title in titles)

    @cached_property
    def top_rarity(self) -> float:
        """The rarity of a word that the paper never says."""
        return max(self.rarity.values(), default=1.0)


def index_paper(paper: Paper) -> PaperIndex:
    """The units of a paper: every anchor but those of excluded parts, in the paper's own order."""
    said = gist_of(paper).passages
    kept: list[tuple[Anchor, Role]] = [(anchor, said[anchor.id].role) for anchor in paper.anchors]
    kept = [(anchor, role) for anchor, role in kept if role != "excluded"]
    places = {anchor.id: at for at, (anchor, _) in enumerate(kept)}
    passages = [said[anchor.id] for anchor, _ in kept]
    titles = [tuple(dict.fromkeys(stem(word) for word in each.heading)) for each in passages]
    children: dict[int, list[int]] = {}
    for at, (anchor, _) in enumerate(kept):
        if anchor.parent in places and anchor.kind in ("section", "heading"):
            children.setdefault(places[anchor.parent], []).append(at)
    subject = subject_of(paper)
    core = _core_anchors(paper, subject)
    terms = [_terms(title, passage) for title, passage in zip(titles, passages, strict=True)]
    recurring = Counter(
        title for title, (anchor, _) in zip(titles, kept, strict=True) if title and anchor.kind == "heading"
    )
    facets = [
        anchor.kind == "heading" and recurring[title] >= 3 for title, (anchor, _) in zip(titles, kept, strict=True)
    ]
    _hand_up(terms, children, facets)
    prose = [at for at, (anchor, _) in enumerate(kept) if anchor.kind in ("section", "heading")] or list(
        range(len(kept))
    )
    rarity = _rarity([terms[at] for at in prose])
    numbers = [frozenset(each.numbers) for each in passages]
    notation = [frozenset(each.notation) for each in passages]
    telling = _telling(titles, rarity, subject)
    kin = _kin(titles, telling, [anchor for anchor, _ in kept])
    units = tuple(
        Unit(
            at=at,
            anchor=anchor,
            role=role,
            parent=places.get(anchor.parent) if anchor.parent is not None else None,
            title=MappingProxyType({word: telling[word] for word in titles[at]}),
            heading=passages[at].heading,
            children=tuple(children.get(at, ())),
            kin=kin[at],
            facet=facets[at],
            core=any(part.id in core for part in paper.path_of(anchor)),
            appendix=_in_appendix(paper, anchor),
            method=role == "method" and anchor.kind in ("section", "heading") and means_method(titles[at]),
            terms=MappingProxyType(terms[at]),
            numbers=numbers[at],
            notation=notation[at],
            formula=frozenset(latex_notation(anchor.latex)) if anchor.kind == "equation" and anchor.latex else _NOTHING,
        )
        for at, (anchor, role) in enumerate(kept)
    )
    return PaperIndex(
        paper=paper,
        units=units,
        rarity=MappingProxyType(rarity),
        postings=MappingProxyType(_postings(terms)),
        number_rarity=MappingProxyType(_rarity([dict.fromkeys(numbers[at], 1) for at in prose])),
        notation_rarity=MappingProxyType(_rarity([dict.fromkeys(each, 1) for each in notation])),
        meanings=MappingProxyType(meant_by(paper.symbols)),
        long_forms=MappingProxyType(_long_forms(paper)),
        telling=MappingProxyType(telling),
        subject=subject,
        words=MappingProxyType(_surface(passages)),
    )


def _core_anchors(paper: Paper, subject: frozenset[str]) -> frozenset[str]:
    """The sections that open the part where the method is laid out."""
    paper_title = frozenset(prose_stems(paper.title, joined=False))
    return frozenset(
        anchor.id
        for anchor in paper.anchors
        if anchor.kind == "section"
        and role_of([part.title for part in paper.path_of(anchor)]) == "method"
        and is_core(anchor.title, subject, paper_title)
    )


def _in_appendix(paper: Paper, anchor: Anchor) -> bool:
    if anchor.document:
        return True
    top = paper.path_of(anchor)[0]
    number = top.number or ""
    return number[:1].isalpha() or top.title.lower().startswith("appendi")


def _telling(
    titles: Sequence[tuple[str, ...]], rarity: Mapping[str, float], subject: frozenset[str]
) -> dict[str, float]:
    """How telling each stem is in a name: 1 for a word of one title alone, little for one of every title."""
    among = _rarity([dict.fromkeys(title, 1) for title in titles if title])
    top, most = max(among.values(), default=1.0), max(rarity.values(), default=1.0)
    found = {word: max(value / most, 0.15) for word, value in rarity.items()}
    for word, value in among.items():
        found[word] = 0.1 if is_generic(word) else 0.3 if word in subject else max(value / top, 0.15)
    return found


def _kin(
    titles: Sequence[tuple[str, ...]], telling: Mapping[str, float], anchors: Sequence[Anchor]
) -> list[tuple[int, ...]]:
    """For each heading, the others whose telling words are mostly the same, neither holding the other."""
    weights = [
        {word: telling[word] for word in title if telling[word] > 0.1} if anchor.kind in ("section", "heading") else {}
        for title, anchor in zip(titles, anchors, strict=True)
    ]
    found: list[tuple[int, ...]] = []
    for at, mine in enumerate(weights):
        alike: list[int] = []
        for other, theirs in enumerate(weights):
            if other == at or not mine or not theirs or anchors[other].parent == anchors[at].id == anchors[at].parent:
                continue
            common = sum(weight for word, weight in mine.items() if word in theirs)
            if 2 * common >= 0.7 * (sum(mine.values()) + sum(theirs.values())):
                alike.append(other)
        # A heading that recurs everywhere joins nothing.
        found.append(tuple(alike) if len(alike) <= 2 else ())
    return found


def _terms(title: Sequence[str], passage: Passage) -> Counter[str]:
    terms: Counter[str] = Counter()
    for word, count in passage.words:
        terms[stem(word)] += count
    for word in title:
        terms[word] += _TITLE_REPEATS
    return terms


def _hand_up(terms: Sequence[Counter[str]], children: Mapping[int, Sequence[int]], facets: Sequence[bool]) -> None:
    """A section says what its facets say: they are sides of its topic. Its other parts are topics of their own."""
    for at in sorted(children, reverse=True):
        for child in children[at]:
            if facets[child]:
                terms[at].update(terms[child])


def _rarity(documents: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Inverse document frequency, always positive: ln(1 + (N − n + ½) / (n + ½))."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(document.keys())
    total = len(documents)
    return {word: log(1 + (total - count + 0.5) / (count + 0.5)) for word, count in sorted(counts.items())}


def _postings(terms: Sequence[Counter[str]]) -> dict[str, tuple[tuple[int, float], ...]]:
    lengths = [max(document.total(), 1) for document in terms]
    average = sum(lengths) / max(len(lengths), 1)
    postings: dict[str, list[tuple[int, float]]] = {}
    for at, document in enumerate(terms):
        # A formula or a caption of few words is not more to the point than a paragraph that says the same.
        penalty = _K1 * (1 - _B + _B * max(lengths[at], 0.5 * average) / average)
        for word, count in document.items():
            postings.setdefault(word, []).append((at, count / (count + penalty)))
    return {word: tuple(found) for word, found in postings.items()}


def _long_forms(paper: Paper) -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for abbreviation in paper.abbreviations:
        forms.setdefault(abbreviation.short.lower(), tuple(dict.fromkeys(prose_stems(abbreviation.long, joined=False))))
    return forms


def _surface(passages: Sequence[Passage]) -> dict[str, str]:
    counts: Counter[str] = Counter()
    for passage in passages:
        for word, count in passage.words:
            counts[word] += count
    chosen: dict[str, str] = {}
    for word, _ in sorted(counts.items(), key=lambda item: (-item[1], len(item[0]), item[0])):
        chosen.setdefault(stem(word), word)
    return chosen
