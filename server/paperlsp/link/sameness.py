"""A value in code and one that a paper states → what speaks for them being the same setting, and how likely they are.

A value that agrees has the number itself to speak for it, by how rare that is. One that differs has only its name and its
place, so it takes both: ``_DEMANDS`` lists what is enough, each line a kind of certainty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from paperlsp.link.numbers import COMMON
from paperlsp.link.paper_index import PaperIndex
from paperlsp.link.setting_name import SettingName, likeness
from paperlsp.link.statement import Statement, Statements
from paperlsp.link.verdict import sigmoid
from paperlsp.model.source import CodeValue

NameKind = Literal["spelled", "whole", "part"]
About = Literal["own", "open", "other"]

_SETTINGS = frozenset({"default", "constant", "field", "option", "setting"})
_NEUTRAL = frozenset({"0", "1", "-1"})
"""What switches something off, or changes nothing: a stride or a scale of one, a dropout of nothing."""
_LEAST_NAME, _HALF = 0.8, 0.55
_COVERED = 0.7
"""The same where the paper's name says all that the code's says, and something more: "decoupled weight decay"."""
_LEAST_NEAR, _SURE_NEAR = 0.3, 0.75
_AS_NEAR = 0.8
"""The share of the nearest part's nearness that is about as near."""
_KNOWN = 0.1
"""How near the nearest part must be for the code to be the paper's at all."""
_SPOKEN = 0.8
"""How near a sentence is that names the very definition."""
_MOST_RARE = 3.0
# Log odds, see ``benchmarks/values.py``: what is told by name, place, the number's rarity, and by what the sentence is about.
_BIAS = {True: -2.6, False: -3.0}
_NAME, _NEAR, _RARE, _OWN, _FOREIGN = 3.4, 1.6, 1.4, 2.2, 2.0


@dataclass(frozen=True, slots=True)
class Around:
    """The code around a value: how likely each anchor is about it, and the stems of the words in the names that hold it.

    ``innermost`` are those of the innermost definition, ``whole`` the names as one word each. ``anywhere`` is how near the
    code is to each part of the paper, where nothing more is known. ``named`` says whether its file names the paper, or is a
    run's, which uses what others made as the paper does; ``known`` whether what
    the value is given to is a definition of the repository, and is given it where things are built.
    """

    near: Mapping[str, float]
    names: frozenset[str]
    innermost: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    anywhere: float = 0.0
    named: bool = False
    known: bool = False

    @property
    def nearest(self) -> float:
        return max(self.near.values(), default=self.anywhere)


@dataclass(frozen=True, slots=True)
class Sameness:
    """What two values have in common besides their number.

    ``name`` is how alike the names are, ``kind`` whether they are one notation or several words ("spelled"), all of the one
    word that both have ("whole"), or neither. ``near`` is how likely the code is about the part that states the value,
    ``nearest`` the same of the likeliest part. ``about`` is "own" where the sentence is about what the code is named
    after, "other" where it is about another algorithm. ``kin``: the code is named after another part of the paper, one
    with a heading like that of the part that the sentence is about. ``borrowed``: it is about an algorithm of others, and
    nothing says that the code is the paper's use of it. ``covered``: all words of the code's name, two or more, stand in the
    paper's.
    """

    name: float
    kind: NameKind
    near: float
    nearest: float
    about: About
    steady: bool
    covered: bool
    extent: bool
    kin: bool
    borrowed: bool

    @property
    def is_near(self) -> bool:
        """Whether the code is as surely about the sentence's part as about any."""
        return self.near >= max(_LEAST_NEAR, _AS_NEAR * self.nearest)

    @property
    def odds(self) -> float:
        return _NAME * self.name + _NEAR * self.near - (_FOREIGN if self.about == "other" else 0.0)


@dataclass(frozen=True, slots=True)
class _Demand:
    """What is enough for a value that differs. ``share``: how near its part must be, of the nearest part's nearness."""

    kind: NameKind
    own: bool = False
    steady: bool = False
    near: float = 0.0
    share: float = 0.0


_DEMANDS = (
    _Demand("spelled", own=True),
    _Demand("spelled", near=_LEAST_NEAR, share=_AS_NEAR),
    _Demand("whole", own=True, near=_LEAST_NEAR),
    _Demand("whole", steady=True, near=_LEAST_NEAR),
    _Demand("whole", near=_SURE_NEAR, share=_AS_NEAR),
)


def compare(asked: SettingName, said: Statement, around: Around, statements: Statements) -> Sameness:
    """What a value with this name, in this code, has in common with a statement."""
    near = around.near.get(said.value.anchor or "", around.anywhere)
    spoken = len(around.innermost) > 1 and around.innermost <= said.words and around.nearest >= _SPOKEN
    foreign = bool(said.algorithm) and said.algorithm.isdisjoint(around.names)
    own = bool(said.subject) and (said.subject <= around.names or bool(said.spelled & around.innermost))
    # The columns of a table may be about an algorithm each, and the row about all of them.
    about: About = "other" if foreign else "own" if own and not said.in_table else "open"
    shared = asked.words & said.name.words
    spelled = asked.is_spelled_as(said.name)
    whole = bool(shared) and asked.words == said.name.words
    return Sameness(
        name=likeness(asked, said.name, statements.index),
        kind="spelled" if spelled or len(shared) > 1 else "whole" if whole else "part",
        near=max(near, _SPOKEN) if spoken else near,
        nearest=around.nearest,
        about=about,
        steady=said.steady,
        covered=len(shared) > 1 and asked.words == shared,
        extent=asked.is_extent(said.name) and not spelled,
        kin=not spoken and _is_a_sibling_s(said, around, statements),
        borrowed=said.borrowed and not around.named,
    )


def _is_a_sibling_s(said: Statement, around: Around, statements: Statements) -> bool:
    """Whether the code is named after another part of the paper than the sentence is about, one of a kin name."""
    subject, names = said.subject, around.names
    if not subject or subject <= names:
        return False
    # Names of one word, such as that of a whole family of methods, are shared too often.
    return any(
        title <= names
        and len(title) > len(subject & names)
        and (title & subject or (len(title) > 1 and subject in statements.headings))
        for title in statements.headings
    )


def agreeing(value: CodeValue, same: Sameness, said: Statement, index: PaperIndex) -> float | None:
    """How likely a value that equals a statement's is the one that is meant; None where that is a coincidence."""
    common = value.value in COMMON
    if same.name < _HALF and (same.near < _LEAST_NEAR or common or "x" in said.value.value):
        # Half a name, far from what the paper says it of, or a number that stands everywhere.
        return None
    rarity = min(index.number_rarity.get(value.value, index.top_rarity) / _MOST_RARE, 1.0)
    return sigmoid(_BIAS[True] + same.odds + (0.0 if common else _RARE * rarity))


def differing(value: CodeValue, same: Sameness, said: Statement, around: Around) -> float | None:
    """How likely a value that differs from a statement's is meant to be the same; None where too little says so."""
    # An argument is a setting where a model is put together of what this repository defines.
    setting = value.kind in _SETTINGS or (value.kind == "argument" and around.known)
    least = _COVERED if same.covered and same.about == "own" else _LEAST_NAME
    if not setting or said.value.role != "setting" or same.name < least or same.about == "other":
        return None
    if said.is_special or said.is_one_of_several or value.value in _NEUTRAL or same.kin or same.borrowed:
        return None
    if same.extent and (
        value.kind == "argument" or (same.about != "own" and same.near < max(same.nearest, _SURE_NEAR))
    ):
        # Each part of a model has a width of its own, so it takes the part itself; and what builds a model of another size
        # gives other widths.
        return None
    if same.nearest < _KNOWN or not any(_met(each, same) for each in _DEMANDS):
        return None
    return sigmoid(_BIAS[False] + same.odds + (_OWN if same.about == "own" else 0.0))


def _met(demand: _Demand, same: Sameness) -> bool:
    return (
        (same.kind == demand.kind or (same.kind == "spelled" and demand.kind == "whole"))
        and (same.about == "own" or not demand.own)
        and (same.steady or not demand.steady)
        and same.near >= max(demand.near, demand.share * same.nearest)
    )
