"""The values that code states × those that a paper states → which of them are the same setting, and whether they agree.

A value of the code means one of the paper when their names do, when the code around it belongs to the part that states
it, and, where both are equal, by how rare the number is. A value that differs has only its name and its place to speak
for it, so it takes both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from paperlsp.link.numbers import COMMON, canonical
from paperlsp.link.paper_index import PaperIndex
from paperlsp.link.steps import Steps
from paperlsp.link.verdict import sigmoid
from paperlsp.model.link import Link, ValueLink
from paperlsp.model.paper import StatedValue
from paperlsp.model.source import CodeValue, SourceFile, Symbol
from paperlsp.notation import (
    expand,
    identifier_notation,
    identifier_words,
    latex_notation,
    prose_stems,
    prose_words,
    stem,
    text_notation,
    word_set,
)

_PLACE = re.compile(r"\[(\d+)\]$")
# Words by which code says that something is a quantity, and of which kind: they name nothing.
_QUANTITIES = frozenset(
    stem(word)
    for word in word_set(
        "n num number nb total count size value default init initial max min maximum minimum per in out amount rate "
        "unit use used set learned additional"
    )
)
# Words that many settings of a model share: two of them may well have different widths.
_EXTENTS = frozenset(
    stem(word) for word in word_set("dim dims dimension dimensions dimensional width height hidden depth layer")
)
_RATES = frozenset({"learn", "decay", "dropout"})
# Hand-set log odds: how much the name, the place and the number itself tell, from what each is worth on its own.
_EQUAL, _NAME, _NEAR, _RARE = -2.6, 3.4, 1.6, 1.4
_DIFFERENT, _LEAST_NAME, _LEAST_NEAR = -3.0, 0.8, 0.3
_SETTINGS = frozenset({"default", "constant", "field", "option"})
_FOREIGN, _MOST_RARE = 2.0, 3.0
_OWN, _SURE_NEAR = 2.2, 0.75
_LEAST = 0.5
_HALF = 0.55
"""How far names must agree that are to stand on their own."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a value's name asks for: its stems, its notation's key or None."""

    words: frozenset[str]
    notation: str | None


@dataclass(frozen=True)
class Statements:
    """What a paper states, each with what its name asks for, and where each stem and each notation occurs.

    ``algorithms`` holds for each the stems of the other algorithm that its sentence is about, one with a heading of its
    own elsewhere; empty where it is about no other. ``repeated`` are the settings that the paper states more than once
    under the same words, each time with the same value.
    """

    index: PaperIndex
    named: tuple[tuple[StatedValue, Wanted], ...]
    by_key: Mapping[str, tuple[int, ...]]
    algorithms: tuple[frozenset[str], ...]
    repeated: frozenset[int] = frozenset()


def index_statements(index: PaperIndex) -> Statements:
    """The stated values of a paper by the words and notation of their names."""
    meanings: dict[str, list[str]] = {}
    for symbol in index.paper.symbols:
        if symbol.kind not in ("equation", "space"):
            meanings.setdefault(symbol.notation, []).append(symbol.meaning)
    named = tuple((value, _said(value, meanings.get(value.notation or "", ()))) for value in index.paper.values)
    by_key: dict[str, list[int]] = {}
    for at, (_, wanted) in enumerate(named):
        for key in _keys(wanted):
            by_key.setdefault(key, []).append(at)
    algorithms = tuple(_algorithm(value, index) for value in index.paper.values)
    return Statements(
        index, named, {key: tuple(places) for key, places in by_key.items()}, algorithms, _repeated(named)
    )


def _repeated(named: Sequence[tuple[StatedValue, Wanted]]) -> frozenset[int]:
    places: dict[frozenset[str], list[int]] = {}
    for at, (said, wanted) in enumerate(named):
        if said.role == "setting" and wanted.words and said.notation is None:
            places.setdefault(wanted.words, []).append(at)
    alike = (found for found in places.values() if len(found) > 1 and len({named[at][0].value for at in found}) == 1)
    return frozenset(at for found in alike for at in found)


def _algorithm(said: StatedValue, index: PaperIndex) -> frozenset[str]:
    """The stems of the algorithm that a sentence is about, where the paper has a heading for it and the sentence does
    not stand below that.
    """
    stems = frozenset(prose_stems(said.subject)) if said.subject is not None else frozenset[str]()
    if not any(word in unit.title for unit in index.units for word in stems):
        return frozenset()
    titles = index.paper.path_of(index.paper.by_id[said.anchor]) if said.anchor in index.paper.by_id else ()
    return frozenset() if any(said.subject == part.title for part in titles) else stems


def _keys(wanted: Wanted) -> list[str]:
    return [*sorted(wanted.words), *([f"notation {wanted.notation}"] if wanted.notation is not None else [])]


def link_values(
    source: SourceFile, statements: Statements, links: Mapping[str, Sequence[Link]], steps: Steps | None = None
) -> tuple[ValueLink, ...]:
    """The values of one source that the paper states too, by place, each with the likeliest statement.

    ``links`` holds the links of the source's definitions to this paper, by dotted name, best first. ``steps`` holds
    what an earlier run found for definitions whose values and links are still the same.
    """
    if not statements.named:
        return ()
    steps = Steps() if steps is None else steps
    by_symbol: dict[str, list[CodeValue]] = {}
    for value in source.values:
        by_symbol.setdefault(value.symbol, []).append(value)
    found: list[ValueLink] = []
    for name, values in by_symbol.items():
        around = [links[holder.name] for holder in _holders(name, source) if holder.name in links]
        said = tuple(text for value in values for text in (value.name, value.value, value.kind))
        likeliest = steps.get(
            (source.path, name, "values"),
            (*said, *around),
            partial(_likeliest, values, statements, name, links, source),
        )
        for value, best in zip(values, likeliest, strict=True):
            if best is not None:
                found.append(
                    ValueLink(
                        source.path,
                        value.span,
                        value.symbol,
                        value.name,
                        value.value,
                        statements.index.paper.id,
                        statements.named[best.at][0],
                        best.agrees,
                        round(best.chance, 4),
                    )
                )
    return tuple(sorted(found, key=lambda link: (link.span, link.name)))


@dataclass(frozen=True, slots=True)
class Rated:
    """How likely a value is the one stated at ``at``, whether the two agree, and whether code and sentence name the same
    algorithm; ``near`` whether the code is as surely about the sentence's part of the paper as about any.
    """

    chance: float
    at: int
    agrees: bool
    own: bool = False
    near: bool = True


def _likeliest(
    values: Sequence[CodeValue],
    statements: Statements,
    symbol: str,
    links: Mapping[str, Sequence[Link]],
    source: SourceFile,
) -> tuple[Rated | None, ...]:
    """The likeliest statement for each value of one definition, None where none is likely."""
    around = _around(symbol, links, source)
    found: list[Rated | None] = []
    for value in values:
        wanted = _asked(value.name)
        places = sorted({at for key in _keys(wanted) for at in statements.by_key.get(key, ())})
        rated = [each for at in places if (each := _rate(value, wanted, statements, at, around)) is not None]
        best = _best(rated, statements)
        found.append(best if best is not None and best.chance >= _LEAST else None)
    return tuple(found)


def _best(rated: Sequence[Rated], statements: Statements) -> Rated | None:
    """Where the paper gives the same name several values, one that agrees is the one that is meant.

    Else a sentence about the very algorithm that the code is named after counts before all others; and where the paper
    itself gives several values, none speaks against the code.
    """
    agreeing = [each for each in rated if each.agrees]
    own = [each for each in rated if each.own]
    left = agreeing or [each for each in own if each.near] or own or rated
    if not agreeing and len({statements.named[each.at][0].value for each in left}) > 1:
        return None
    return max(left, key=lambda each: (each.chance, -each.at), default=None)


@dataclass(frozen=True, slots=True)
class Around:
    """The code around a value: how likely each anchor is about it, and the stems of the names that hold it."""

    near: Mapping[str, float]
    names: frozenset[str]

    @property
    def least(self) -> float:
        """How near a part must be to speak against the code: about as near as the nearest one."""
        return max(_LEAST_NEAR, 0.8 * max(self.near.values(), default=0.0))


def _rate(value: CodeValue, wanted: Wanted, statements: Statements, at: int, around: Around) -> Rated | None:
    """How likely the value is the one stated at ``at``; None where nothing says so."""
    said, named = statements.named[at]
    index = statements.index
    name = _alike(wanted, named, index)
    place = around.near.get(said.anchor or "", 0.0)
    # A sentence about another algorithm of the paper than the one that the code is named after.
    other = statements.algorithms[at]
    foreign = bool(other) and other.isdisjoint(around.names)
    odds = _NAME * name + _NEAR * place - (_FOREIGN if foreign else 0.0)
    if equal(value.value, said):
        if name < _HALF and (place < _LEAST_NEAR or value.value in COMMON or "x" in said.value):
            # Half a name, far from what the paper says it of, or a number that stands everywhere: a coincidence.
            return None
        rarity = min(index.number_rarity.get(value.value, index.top_rarity) / _MOST_RARE, 1.0)
        return Rated(sigmoid(_EQUAL + odds + (0.0 if value.value in COMMON else _RARE * rarity)), at, agrees=True)
    # That a value differs is worth saying only of a setting.
    if value.kind not in _SETTINGS or said.role != "setting" or name < _LEAST_NAME or foreign:
        return None
    # Nothing and one make the special cases that a paper talks of: "Setting ν = 0 gives Eq. (1) back".
    if said.value in ("0", "1"):
        return None
    subject = frozenset(prose_stems(said.subject)) if said.subject is not None else frozenset[str]()
    sure = wanted.notation is not None and wanted.notation == named.notation and len(wanted.notation) > 1
    shared = wanted.words & named.words
    elsewhere = place < max(around.near.values(), default=0.0)
    if not sure and elsewhere and shared & _EXTENTS and len(shared - _EXTENTS) < 2:
        return None
    sure = sure or len(shared) > 1
    # The columns of a table may be about an algorithm each, and the row about all of them.
    if sure and subject and subject <= around.names and not (said.anchor or "").startswith("tab:"):
        return Rated(sigmoid(_DIFFERENT + odds + _OWN), at, agrees=False, own=True, near=place >= around.least)
    # One common word says too little, unless it is the whole name, and the code is surely about this part or the paper
    # says it again and again, always the same.
    whole = wanted.words == named.words and bool(wanted.words)
    if whole and place >= _LEAST_NEAR and at in statements.repeated:
        return Rated(sigmoid(_DIFFERENT + odds), at, agrees=False)
    if place >= around.least and (sure or (whole and place >= _SURE_NEAR)):
        return Rated(sigmoid(_DIFFERENT + odds), at, agrees=False)
    return None


@lru_cache(maxsize=4096)
def _asked(name: str) -> Wanted:
    """What the name in the code asks for; ``betas[1]`` is the second beta, as papers count."""
    place = _PLACE.search(name)
    name = _PLACE.sub("", name)
    notation = identifier_notation(name)
    if place is not None and notation is not None and name.endswith("s"):
        notation = f"{notation}{int(place[1]) + 1}"
    elif place is not None:
        # The place of an argument within a call says nothing of what it is.
        return Wanted(frozenset(), None)
    words: list[str] = []
    for word in identifier_words(name):
        words += expand(word) or (word,)
    return Wanted(_telling_words(stem(word) for word in words), notation)


def _said(value: StatedValue, meanings: Sequence[str]) -> Wanted:
    """What a stated value's name asks for; a notation is also called what the paper says that it means."""
    keys = latex_notation(value.latex) if value.latex else text_notation(value.notation or "")
    names = [value.name] if value.notation is None else meanings
    words = [stem(word) for name in names for word in _same_words(prose_words(name))]
    return Wanted(_telling_words(words), keys[0] if keys else None)


def _same_words(words: Sequence[str]) -> list[str]:
    """The words with what the field calls a step's size spelled in one way."""
    text = " ".join(words).replace("step size", "learning rate").replace("stepsize", "learning rate")
    return text.split()


def _telling_words(stems: Iterable[str]) -> frozenset[str]:
    found = frozenset(stems)
    if found & _RATES:
        # The rate of learning is its name, other rates are quantities.
        return found
    return found - _QUANTITIES


def _alike(wanted: Wanted, said: Wanted, index: PaperIndex) -> float:
    """In [0, 1]: 1 for the same notation or the same words, less the more telling words only one of them has."""
    if wanted.notation is not None and wanted.notation == said.notation:
        return 1.0 if len(wanted.notation) > 1 else 0.6
    shared = wanted.words & said.words
    if not shared:
        return 0.0
    weight = index.telling.get
    both = sum(weight(word, 0.8) for word in shared)
    return 2 * both / (sum(weight(word, 0.8) for word in wanted.words) + sum(weight(word, 0.8) for word in said.words))


def _holders(name: str, source: SourceFile) -> Iterator[Symbol]:
    """A definition and all that holds it, the innermost first."""
    symbol = source.by_name.get(name)
    while symbol is not None:
        yield symbol
        symbol = source.by_name.get(symbol.parent) if symbol.parent else None


def _around(name: str, links: Mapping[str, Sequence[Link]], source: SourceFile) -> Around:
    """The links and the names of the definition around some values, and of all that holds that."""
    near: dict[str, float] = {}
    names: list[str] = [*identifier_words(source.path.rpartition("/")[2].rpartition(".")[0])]
    for symbol in _holders(name, source):
        names += [*identifier_words(symbol.last_name), symbol.last_name.lower()]
        for link in links.get(symbol.name, ()):
            near[link.anchor] = max(near.get(link.anchor, 0.0), link.score)
    return Around(near, frozenset(stem(name) for name in names))


def equal(code: str, said: StatedValue) -> bool:
    """Whether two canonical values are the same: 14 for 14×14 and 0.88 for 88 percent included."""
    parts = said.value.split("x")
    if code == said.value or (len(set(parts)) == 1 and code == parts[0]):
        return True
    try:
        number, paper = float(code), float(said.value)
    except ValueError:
        return False
    return number == paper or (0.0 < number < 1.0 and paper > 1.0 and canonical(number * 100) == canonical(paper))
