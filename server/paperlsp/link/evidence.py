"""A pair's witnesses → phrases that a person can check."""

from __future__ import annotations

from paperlsp.link.ranking import Ranked
from paperlsp.link.weights import AROUND
from paperlsp.link.witness_name import named_words
from paperlsp.link.witness_notation import shared_notation
from paperlsp.link.witness_value import shared_values
from paperlsp.link.witness_words import shared_words
from paperlsp.model.link import Evidence

_NEIGHBOURS = {
    "container": "the definition that holds it points here",
    "members": "its members point here",
    "callees": "what it calls points here",
    "callers": "its callers point here",
    "bases": "its base class points here",
    "file": "the rest of the file points here",
}
# A neighbour's lean below this is not worth a phrase.
_LEANS = 0.25
# Below this a match of statements and equations is as likely a coincidence.
_COMPUTES = 0.3


def describe(ranked: Ranked, at: int) -> tuple[Evidence, ...]:
    """The evidence for the link to unit ``at``, the plainest first."""
    terms, index, unit = ranked.terms, ranked.index, ranked.index.units[at]
    found: list[Evidence] = []
    named = named_words(ranked.pairs.name, unit, index)
    if named and len(named) == len(unit.title):
        found.append(Evidence("name", f"“{' '.join(named)}” is the heading"))
    elif named:
        found.append(Evidence("name", f"{_quoted(named)} in the heading"))
    if ranked.pairs.computed.get(at, 0.0) >= _COMPUTES:
        found.append(Evidence("equation", "it computes an equation that stands here"))
    words = tuple(word for word in shared_words(terms.words, unit, index) if word not in named)
    if words:
        found.append(Evidence("words", _quoted(words)))
    values = shared_values(terms.numbers, unit)
    if values:
        found.append(Evidence("value", f"{', '.join(values[:4])}, as stated"))
    notation = shared_notation(ranked.pairs.notation, unit)
    if notation:
        found.append(Evidence("notation", ", ".join(notation[:4])))
    found += [Evidence("structure", _NEIGHBOURS[kind]) for kind in pointing(ranked.around_of(at))]
    return tuple(found)


def pointing(around: tuple[float, ...]) -> list[str]:
    """The kinds of neighbours that lean to an anchor so much that it is worth a phrase."""
    return [kind for kind, lean in zip(AROUND, around, strict=True) if lean >= _LEANS and kind in _NEIGHBOURS]


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words)
