"""A paper → its units (the anchors that code may be linked to) and how rare each word, number and symbol is in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from types import MappingProxyType

from paperlsp.link.meaning import meant_by
from paperlsp.link.numbers import stated_numbers
from paperlsp.link.role import Role, role_of
from paperlsp.link.subject import is_core, is_generic, means_method, subject_of
from paperlsp.model.paper import Anchor, Paper
from paperlsp.notation import STOP_WORDS, latex_notation, prose_stems, prose_words, stem, text_notation

# How strongly a repeated word counts (k1) and a long passage is held against it (b), as usual for BM25.
_K1 = 1.2
_B = 0.6
# A word of the title counts as much as this many in the text below it.
_TITLE_REPEATS = 3
# How much of the running text on either side of a display explains it, in characters.
_CONTEXT = 400
_NOTHING: frozenset[str] = frozenset()
_LABEL = re.compile(
    r"^\s*(?:fig(?:ure|\.)?|tab(?:le|\.)?|alg(?:orithm|\.)?|procedure)\s*[\w.]*\s*[.:|–—-]?\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class Unit:
    """One anchor as the witnesses see it. ``at`` is its place in ``PaperIndex.units``; ``parent`` likewise, or None."""

    at: int
    anchor: Anchor
    role: Role
    parent: int | None
    title: Mapping[str, float]
    """Stem of a title word → how telling it is among this paper's titles, in (0, 1]."""
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
    def top_rarity(self) -> float:
        """The rarity of a word that the paper never says."""
        return max(self.rarity.values(), default=1.0)


def index_paper(paper: Paper) -> PaperIndex:
    """The units of a paper: every anchor but those of excluded parts, in the paper's own order."""
    kept: list[tuple[Anchor, Role]] = [(anchor, _role(anchor, paper)) for anchor in paper.anchors]
    kept = [(anchor, role) for anchor, role in kept if role != "excluded"]
    places = {anchor.id: at for at, (anchor, _) in enumerate(kept)}
    around = _contexts(paper)
    texts = [_text_of(anchor, paper, around) for anchor, _ in kept]
    titles = [tuple(dict.fromkeys(prose_stems(_short_title(anchor), joined=False))) for anchor, _ in kept]
    children: dict[int, list[int]] = {}
    for at, (anchor, _) in enumerate(kept):
        if anchor.parent in places and anchor.kind in ("section", "heading"):
            children.setdefault(places[anchor.parent], []).append(at)
    subject = subject_of(paper)
    core = _core_anchors(paper, subject)
    terms = [_terms(title, text) for title, text in zip(titles, texts, strict=True)]
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
    numbers = [frozenset(stated_numbers(text)) for text in texts]
    notation = [_notation(anchor, text) for (anchor, _), text in zip(kept, texts, strict=True)]
    telling = _telling(titles, rarity, subject)
    kin = _kin(titles, telling, [anchor for anchor, _ in kept])
    units = tuple(
        Unit(
            at=at,
            anchor=anchor,
            role=role,
            parent=places.get(anchor.parent) if anchor.parent is not None else None,
            title=MappingProxyType({word: telling[word] for word in titles[at]}),
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
        words=MappingProxyType(_surface(texts)),
    )


def _role(anchor: Anchor, paper: Paper) -> Role:
    """A float stands where there is room for it, so where it stands tells little of its role."""
    titles = [part.title for part in paper.path_of(anchor)]
    if anchor.kind == "algorithm":
        return "method"
    if anchor.kind in ("figure", "table"):
        return (
            "excluded"
            if role_of(titles) == "excluded"
            else "experiment"
            if role_of([anchor.title]) == "experiment"
            else "method"
        )
    return role_of(titles)


def _short_title(anchor: Anchor) -> str:
    """The title of a heading, or what a caption says first, up to a comma or a stop."""
    if anchor.kind in ("section", "heading", "theorem"):
        return anchor.title
    if anchor.kind == "equation":
        return ""
    title = _LABEL.sub("", anchor.title)
    return re.split(r"[.,;:(]", title, maxsplit=1)[0] if len(title) < 400 else ""


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


def _contexts(paper: Paper) -> dict[str, str]:
    """For each display, what the text says right before and right after it."""
    found: dict[str, str] = {}
    prose = {"paragraph", "heading"}
    for at, block in enumerate(paper.blocks):
        if block.kind != "equation" or block.anchor is None:
            continue
        before = next((each.text for each in reversed(paper.blocks[max(0, at - 6) : at]) if each.kind in prose), "")
        after = next((each.text for each in paper.blocks[at + 1 : at + 7] if each.kind in prose), "")
        found[block.anchor] = f"{before[-_CONTEXT:]} {after[:_CONTEXT]}"
    return found


def _text_of(anchor: Anchor, paper: Paper, around: Mapping[str, str]) -> str:  # noqa: ARG001 -- The signature is shared with its siblings.
    """The words that an anchor stands for: its own, and for a display those around it."""
    if anchor.kind != "equation":
        return anchor.text
    return f"{around.get(anchor.id, '')} {anchor.text}"


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


def _terms(title: Sequence[str], text: str) -> Counter[str]:
    terms = Counter(prose_stems(text))
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


def _notation(anchor: Anchor, text: str) -> frozenset[str]:
    keys = list(text_notation(text))
    if anchor.latex:
        keys += latex_notation(anchor.latex)
    return frozenset(keys)


def _long_forms(paper: Paper) -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for abbreviation in paper.abbreviations:
        forms.setdefault(abbreviation.short.lower(), tuple(dict.fromkeys(prose_stems(abbreviation.long, joined=False))))
    return forms


def _surface(texts: Sequence[str]) -> dict[str, str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word for word in prose_words(text) if word not in STOP_WORDS)
    chosen: dict[str, str] = {}
    for word, _ in sorted(counts.items(), key=lambda item: (-item[1], len(item[0]), item[0])):
        chosen.setdefault(stem(word), word)
    return chosen
