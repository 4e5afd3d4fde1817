"""The values that code states × those that a paper states → which of them are the same setting, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from paperlsp.link.numbers import canonical
from paperlsp.link.paper_index import PaperIndex
from paperlsp.link.sameness import Around, agreeing, compare, differing
from paperlsp.link.setting_name import name_in_code
from paperlsp.link.statement import Statements, index_statements
from paperlsp.link.steps import Steps
from paperlsp.model.link import Link, ValueLink
from paperlsp.model.paper import StatedValue
from paperlsp.model.source import CodeValue, SourceFile, Symbol
from paperlsp.notation import identifier_words, stem, word_set

__all__ = ["Statements", "equal", "index_statements", "link_values"]

_LEAST = 0.5
NOTHING: Mapping[str, Sequence[Link]] = MappingProxyType({})
_OF_A_RUN = 0.5
"""How near what a run is made with is to any part of the paper."""
_OF_RUNS = frozenset({"setting", "option"})


_BUILDING = word_set("build make create assemble factory default defaults")
"""What functions are called that put a model together as it is meant; others try values out, tests most of all."""


def link_values(
    source: SourceFile,
    statements: Statements,
    links: Mapping[str, Sequence[Link]],
    steps: Steps | None = None,
    named: Mapping[str, Sequence[Link]] = NOTHING,
) -> tuple[ValueLink, ...]:
    """The values of one source that the paper states too, by place, each with the likeliest statement.

    ``links`` holds the links of the source's definitions to this paper, by dotted name, best first, and ``named`` those of
    classes and functions of any source, by their name alone. ``steps`` holds what an earlier run found for definitions
    whose values and links are still the same.
    """
    if not statements.stated:
        return ()
    steps = Steps() if steps is None else steps
    groups: dict[tuple[str, tuple[str, ...], bool], list[CodeValue]] = {}
    for value in source.values:
        groups.setdefault((value.symbol, value.within, value.kind in _OF_RUNS), []).append(value)
    found: list[ValueLink] = []
    for (name, within, of_a_run), values in groups.items():
        place = Place(source, name, within, tuple(_linked(name, source, links)), named, of_a_run)
        around = [*(links[holder] for holder in place.holders), *(named[each] for each in within if each in named)]
        said = tuple(text for value in values for text in (value.name, value.value, value.kind))
        likeliest = steps.get(
            (source.path, name, within, of_a_run, "values"),
            (*said, *around),
            partial(_likeliest, values, statements, place, links),
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
                        statements.stated[best.at].value,
                        best.agrees,
                        round(best.chance, 4),
                    )
                )
    return tuple(sorted(found, key=lambda link: (link.span, link.name)))


@dataclass(frozen=True, slots=True)
class Rated:
    """How likely a value is the one stated at ``at``, whether the two agree, and whether code and sentence name the same
    algorithm; ``near`` whether the code is as surely about the sentence's part of the paper as about any. ``own`` counts
    how surely both name one algorithm: 2 where the code's own name is the very name, 1 where it is part of it.
    """

    chance: float
    at: int
    agrees: bool
    own: int = 0
    near: bool = True
    advised: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where values stand: ``symbol`` and ``within`` as of the values, ``holders`` the definitions whose links say what they
    are about, ``named`` the links of what may be named in ``within``. ``of_a_run``: they are what
    a run is made with, from a file of parameters or the command line.
    """

    source: SourceFile
    symbol: str
    within: tuple[str, ...]
    holders: tuple[str, ...]
    named: Mapping[str, Sequence[Link]]
    of_a_run: bool


def _likeliest(
    values: Sequence[CodeValue], statements: Statements, place: Place, links: Mapping[str, Sequence[Link]]
) -> tuple[Rated | None, ...]:
    """The likeliest statement for each value of one place, None where none is likely."""
    around = _around(place, links, statements.index)
    found: list[Rated | None] = []
    for value in values:
        keys = name_in_code(value.name).keys
        places = sorted({at for key in keys for at in statements.by_key.get(key, ())})
        rated = [each for at in places if (each := _rate(value, statements, at, around)) is not None]
        best = _best(rated, statements)
        found.append(best if best is not None and best.chance >= _LEAST else None)
    return tuple(found)


def _rate(value: CodeValue, statements: Statements, at: int, around: Around) -> Rated | None:
    """How likely the value is the one stated at ``at``; None where nothing says so."""
    said = statements.stated[at]
    same = compare(name_in_code(value.name), said, around, statements)
    agrees = equal(value.value, said.value)
    chance = agreeing(value, same, said, statements.index) if agrees else differing(value, same, said, around)
    if chance is None:
        return None
    own = 0 if same.about != "own" else 2 if said.subject & around.whole else 1
    return Rated(chance, at, agrees, own, same.is_near, said.advised)


def _best(rated: Sequence[Rated], statements: Statements) -> Rated | None:
    """Where the paper gives the same name several values, one that agrees is the one that is meant, and of those the
    one that the method's own recommended setting is.

    Else a sentence about the very algorithm that the code is named after counts before all others; and where the paper
    itself gives several values, none speaks against the code.
    """
    agree = [each for each in rated if each.agrees and each.chance >= _LEAST]
    if agree:
        return max(agree, key=lambda each: (each.own, each.advised, each.chance, -each.at))
    differ = [each for each in rated if not each.agrees]
    own = [each for each in differ if each.own]
    left = [each for each in own if each.near] or own or differ
    if len({statements.stated[each.at].value.value for each in left}) > 1:
        return None
    return max(left, key=lambda each: (each.chance, -each.at), default=None)


def _holders(name: str, source: SourceFile) -> Iterator[Symbol]:
    """A definition and all that holds it, the innermost first."""
    symbol = source.by_name.get(name)
    while symbol is not None:
        yield symbol
        symbol = source.by_name.get(symbol.parent) if symbol.parent else None


def _linked(name: str, source: SourceFile, links: Mapping[str, Sequence[Link]]) -> list[str]:
    """The definitions whose links say what a value is about: those that hold it, or for one of the module all in it."""
    if name:
        return [holder.name for holder in _holders(name, source) if holder.name in links]
    return sorted(each for each in links if "." not in each)


def _names_it(source: SourceFile, index: PaperIndex) -> bool:
    """Whether a file says by title or by number which paper it is made after."""
    number = (index.paper.arxiv_id or "").partition("v")[0]
    if number and any(each.kind == "arxiv" and number in each.text for each in source.mentions):
        return True
    title = " ".join(index.paper.title.lower().split())
    return len(title.split()) > 2 and any(title in " ".join(each.text.lower().split()) for each in source.comments)


def _around(place: Place, links: Mapping[str, Sequence[Link]], index: PaperIndex) -> Around:
    """The links and the names of what holds some values and of what they are given to."""
    source = place.source
    given = [place.named[each] for each in place.within if each in place.named]
    near: dict[str, float] = {}
    # What a value is given to says more of it than the function that gives it.
    around = [] if place.of_a_run else [links[holder] for holder in place.holders]
    for each in given[-1:] or around:
        for link in each:
            near[link.anchor] = max(near.get(link.anchor, 0.0), link.score)
    path = source.path.rpartition(".")[0].split("/")
    file = path if place.of_a_run else path[-1:]
    holders = [part for part in (*place.symbol.split("."), *place.within) if part and not part.startswith("__")]
    names = [word for each in (*file, *holders) for word in (*identifier_words(each), each.lower())]
    own = holders[-1] if holders else ""
    return Around(
        near,
        frozenset(stem(word) for word in names),
        frozenset(stem(word) for word in identifier_words(own)),
        frozenset(stem(each.lower()) for each in (*file, *holders)),
        anywhere=_OF_A_RUN if place.of_a_run and not near else 0.0,
        named=place.of_a_run or _names_it(source, index),
        known=bool(given) and not _BUILDING.isdisjoint(identifier_words(place.symbol.rpartition(".")[2])),
    )


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
