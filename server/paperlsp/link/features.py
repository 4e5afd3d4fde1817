"""What all witnesses say of one definition → a row of numbers for each anchor that may explain it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from paperlsp.link.code_terms import SymbolTerms
from paperlsp.link.paper_index import PaperIndex, Unit
from paperlsp.link.structure import Key, Surroundings
from paperlsp.link.witness_name import NameMatch, name_matches, paper_name
from paperlsp.link.witness_notation import notation_score
from paperlsp.link.witness_value import value_score
from paperlsp.link.witness_words import words_scores

Rows = dict[int, tuple[float, ...]]
"""Unit → features in the order of ``weights.OWN``."""
Lean = Mapping[int, float]
"""Unit → share in (0, 1], adding up to 1: what a definition leans to."""

# So many anchors are looked at closely for each definition; those left out share less than any of these.
_CLOSE = 24
_NO_MATCH = NameMatch(0.0, 0.0)


def own_rows(terms: SymbolTerms, index: PaperIndex) -> Rows:
    """The features of one definition's pairs, each by itself."""
    words = words_scores(terms.words, index)
    names = name_matches(paper_name(terms.name, terms.joined, index), index)
    if not words and not names:
        return {}
    best = max(words.values(), default=0.0)
    cheap = {
        unit: (words.get(unit, 0.0) / best if best else 0.0) + names.get(unit, _NO_MATCH).title
        for unit in words.keys() | names.keys()
    }
    close = set(sorted(cheap, key=lambda unit: (-cheap[unit], unit))[:_CLOSE])
    # A display shares few words with code, so it is looked at whenever its section is.
    close |= {unit.at for unit in index.units if unit.anchor.kind == "equation" and unit.parent in close}
    return {
        at: _own_row(terms, index.units[at], index, words.get(at, 0.0), best, names.get(at, _NO_MATCH))
        for at in sorted(close)
    }


def _own_row(
    terms: SymbolTerms, unit: Unit, index: PaperIndex, words: float, best: float, name: NameMatch
) -> tuple[float, ...]:
    kind = unit.anchor.kind
    operators = log(1 + terms.symbol.body.operators)
    return (
        words / best if best else 0.0,
        name.title,
        name.text,
        value_score(terms.numbers, unit, index),
        notation_score(terms.notation, unit, index),
        float(unit.role == "background"),
        float(unit.role == "experiment"),
        float(kind in ("figure", "table")),
        float(kind == "equation"),
        operators / 3 if kind == "equation" else 0.0,
        float(kind == "algorithm"),
        float(kind == "heading"),
    )


def lean_of(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores → shares: the softmax."""
    if not scores:
        return {}
    top = max(scores.values())
    weights = {unit: exp(score - top) for unit, score in scores.items()}
    total = sum(weights.values())
    return {unit: weight / total for unit, weight in weights.items()}


def around_row(
    at: int, place: Surroundings, leans: Mapping[Key, Lean], file_lean: Lean, own: Lean, index: PaperIndex
) -> tuple[float, ...]:
    """What a definition's neighbours, and the anchor's, lean to; in the order of ``weights.AROUND``."""
    unit = index.units[at]
    family = own.get(unit.parent, 0.0) if unit.parent is not None else 0.0
    return (
        leans.get(place.container, {}).get(at, 0.0) if place.container is not None else 0.0,
        _mean(place.members, leans, at),
        _mean(place.callees, leans, at),
        _mean(place.callers, leans, at),
        _mean(place.bases, leans, at),
        file_lean.get(at, 0.0),
        family,
    )


def _mean(keys: Sequence[Key], leans: Mapping[Key, Lean], at: int) -> float:
    found = [leans[key].get(at, 0.0) for key in keys if key in leans]
    return sum(found) / len(found) if found else 0.0


def mean_lean(leans: Sequence[Lean]) -> dict[int, float]:
    """The average of several leans."""
    total: dict[int, float] = {}
    for lean in leans:
        for unit, share in lean.items():
            total[unit] = total.get(unit, 0.0) + share / len(leans)
    return total
