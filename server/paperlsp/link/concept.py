"""An identifier's words → concepts, each with the ways in which a paper may put it: ``lr`` → "lr" or "learning rate"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from paperlsp.notation import CODE_STOP_WORDS, STOP_WORDS, expand, joined_words, stem, word_set

# Names by which frameworks call code; they tell the role of a method, not what it is about.
_PROTOCOL = word_set(
    "init forward call apply build main run new post setup configure update compute process calc calculate make create set "
    "get is has do handle perform step reset train eval fit backward extra prepare finish execute use"
)
# What a class is called beside what it is about.
_SUFFIX = word_set(
    "model models module layer layers block blocks net network optimizer base wrapper impl helper function fn op ops "
    "head unit cell mixin generic custom simple"
)
_PROTOCOL_WEIGHT, _SUFFIX_WEIGHT = 0.15, 0.4


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a name names. ``ways`` are tuples of stems, any of which puts it; ``weight`` is at most 1."""

    weight: float
    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name's concepts in order, and what its neighbouring words make when written together, each with its place."""

    concepts: tuple[Concept, ...]
    words: tuple[str, ...]
    joined: tuple[str, ...]


def name_of(words: Iterable[str], *, echo: bool = False) -> Name:
    """The concepts of an identifier's lower-case words; digits, stop words and words of any code left out.

    ``echo`` is for a class named like the one that it extends (``class Linear(nn.Linear)``): its name says where it
    comes from more than what it is about.
    """
    kept = tuple(
        word
        for word in words
        if len(word) > 1 and not word.isdigit() and word not in STOP_WORDS and word not in CODE_STOP_WORDS
    )
    return Name(tuple(_concept(word, echo=echo) for word in kept), kept, joined_words(kept))


def _concept(word: str, *, echo: bool) -> Concept:
    ways: list[tuple[str, ...]] = [(stem(word),)]
    if long := tuple(stem(part) for part in expand(word)):
        ways.append(long)
    weight = _PROTOCOL_WEIGHT if word in _PROTOCOL else _SUFFIX_WEIGHT if echo or word in _SUFFIX else 1.0
    return Concept(weight, tuple(ways))
