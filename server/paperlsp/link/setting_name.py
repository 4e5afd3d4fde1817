"""What a value is called, in code and in a paper → the words and the notation of its name, and how alike two names are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from paperlsp.link.paper_index import PaperIndex
from paperlsp.model.paper import StatedValue
from paperlsp.notation import (
    expand,
    identifier_notation,
    identifier_words,
    latex_notation,
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
_USUAL = 0.8
"""How telling a word is of which the paper's index says nothing."""
_INTERVAL = stem("every")


@dataclass(frozen=True, slots=True)
class SettingName:
    """The telling stems of a name, and its notation's key or None."""

    words: frozenset[str]
    notation: str | None

    @property
    def keys(self) -> list[str]:
        """By what a value with this name may be found."""
        return [*sorted(self.words), *([f"notation {self.notation}"] if self.notation is not None else [])]

    def is_spelled_as(self, other: SettingName) -> bool:
        """Whether both are one notation of more than a letter: β₁, which spells little else."""
        return self.notation is not None and self.notation == other.notation and len(self.notation) > 1

    def is_extent(self, other: SettingName) -> bool:
        """Whether what both say is a width, a depth or the like, of which a model has one for each of its parts."""
        shared = self.words & other.words
        return bool(shared & _EXTENTS) and len(shared - _EXTENTS) < 2


@lru_cache(maxsize=4096)
def name_in_code(name: str) -> SettingName:
    """What a name in the code says; ``betas[1]`` is the second beta, as papers count."""
    place = _PLACE.search(name)
    name = _PLACE.sub("", name)
    notation = identifier_notation(name)
    if place is not None and notation is not None and name.endswith("s"):
        notation = f"{notation}{int(place[1]) + 1}"
    elif place is not None:
        # The place of an argument within a call says nothing of what it is.
        return SettingName(frozenset(), None)
    words: list[str] = []
    for word in identifier_words(name):
        words += expand(word) or (word,)
    return SettingName(_telling_words(stem(word) for word in words), notation)


def name_in_paper(value: StatedValue, meanings: Sequence[str], *, comes_back: bool = False) -> SettingName:
    """What a stated value's name says, of one that ``comes_back`` that it is an interval; a notation is also called what the paper says that it means."""
    keys = latex_notation(value.latex) if value.latex else text_notation(value.notation or "")
    names = [value.name] if value.notation is None else meanings
    words = [stem(word) for name in names for word in _same_words(prose_words(name))]
    if value.notation is None and comes_back:
        words.append(_INTERVAL)
    return SettingName(_telling_words(words), keys[0] if keys else None)


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


def likeness(one: SettingName, other: SettingName, index: PaperIndex) -> float:
    """In [0, 1]: 1 for the same notation or the same words, less the more telling words only one of them has."""
    if one.notation is not None and one.notation == other.notation:
        return 1.0 if len(one.notation) > 1 else 0.6
    shared = one.words & other.words
    if not shared:
        return 0.0
    both = sum(index.telling.get(word, _USUAL) for word in shared)
    total = sum(index.telling.get(word, _USUAL) for name in (one, other) for word in name.words)
    return 2 * both / total
