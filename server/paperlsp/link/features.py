"""What all witnesses say of one definition → a row of numbers for each anchor that may explain it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from paperlsp.link.code_terms import SymbolTerms
from paperlsp.link.paper_index import PaperIndex, Unit
from paperlsp.link.structure import Key, Surroundings
from paperlsp.link.weights import AROUND
from paperlsp.link.witness_name import NameMatch, PaperName, name_matches, paper_name
from paperlsp.link.witness_notation import covered_share, notation_score, spelled_and_meant
from paperlsp.link.witness_value import value_score
from paperlsp.link.witness_words import words_scores

Rows = dict[int, tuple[float, ...]]
"""Unit → features in the order of ``weights.OWN``."""
Lean = Mapping[int, float]
"""Unit → share in (0, 1], adding up to 1: what a definition leans to."""

# So many anchors are looked at closely for each definition; those left out share less than any of these.
_CLOSE = 24
# The shared words of a docstring and the passage about it come to about this much.
_MUCH = 20.0
# Words that come to less than this decide nothing between passages.
_LITTLE = 1.5
_FILE = AROUND.index("file")
# Into so many steps a lean is divided before others look at it.
_STEPS = 100
_SHARES = tuple(at / _STEPS for at in range(_STEPS + 1))
"""The same few objects in all leans: of a repository's there are a million."""
# The same two objects in every row: a repository has a million of rows.
_FLAG = (0.0, 1.0)
_NO_MATCH = NameMatch(0.0, 0.0)
NOTHING = (0.0,) * len(AROUND)
"""The row of an anchor that no neighbour leans to."""


@dataclass(slots=True)
class Pairs:
    """One definition against one paper. ``row`` gives what it has with any unit; ``rows`` are those asked for so far."""

    terms: SymbolTerms
    index: PaperIndex
    name: PaperName
    words: dict[int, float]
    names: dict[int, NameMatch]
    notation: Mapping[str, float]
    computed: Mapping[int, float]
    """Unit → how surely the definition computes an equation of it."""
    best: float
    rows: Rows
    close: tuple[int, ...]
    """The units that come closest. Their rows are asked for once, for their scores, and are too many to keep."""

    @property
    def titles(self) -> dict[int, float]:
        """How well the name fits the heading of each unit, whichever were asked for: that differs from run to run."""
        return {at: match.title for at, match in self.names.items() if match.title}

    def row(self, at: int) -> tuple[float, ...]:
        """The features of the pair with unit ``at``."""
        found = self.rows.get(at)
        if found is None:
            found = self.rows[at] = self.made(at)
        return found

    def made(self, at: int) -> tuple[float, ...]:
        """The same, without keeping it."""
        return _own_row(
            self.terms,
            self.notation,
            self.index.units[at],
            self.index,
            self.words,
            self.best,
            self.names.get(at, _NO_MATCH),
            self.computed.get(at, 0.0),
        )


def own_pairs(terms: SymbolTerms, index: PaperIndex, equations: Mapping[str, float]) -> Pairs:
    """One definition's pairs, each by itself, with the anchors that its words, name and equations come closest to.

    ``equations`` says by anchor how surely the definition computes what stands there.
    """
    words = words_scores(terms.words, index)
    name = paper_name(terms.name, index)
    names = name_matches(name, index)
    best = max(words.values(), default=0.0)
    cheap = {
        unit: words.get(unit, 0.0) / (best + _LITTLE) + names.get(unit, _NO_MATCH).title
        for unit in words.keys() | names.keys()
    }
    close = set(sorted(cheap, key=lambda unit: (-cheap[unit], unit))[:_CLOSE])
    # A display shares few words with code, so it is looked at whenever its section is.
    close |= {each for at in close for each in index.displays.get(at, ())}
    computed = _with_sections(equations, index)
    close |= computed.keys()
    notation = spelled_and_meant(terms.notation, terms.identifiers, index)
    return Pairs(terms, index, name, words, names, notation, computed, best, {}, tuple(sorted(close)))


def _with_sections(equations: Mapping[str, float], index: PaperIndex) -> dict[int, float]:
    """Scores by unit, those of displays shared with what holds them: code that computes an equation implements it."""
    found: dict[int, float] = {}
    for anchor, score in equations.items():
        unit = index.by_anchor.get(anchor)
        if unit is None:
            continue
        places = [unit.at]
        if unit.anchor.kind == "equation" and unit.parent is not None:
            places.append(unit.parent)
        for at in places:
            found[at] = max(found.get(at, 0.0), score)
    return found


def _own_row(
    terms: SymbolTerms,
    notation: Mapping[str, float],
    unit: Unit,
    index: PaperIndex,
    words: Mapping[int, float],
    best: float,
    name: NameMatch,
    computed: float,
) -> tuple[float, ...]:
    kind = unit.anchor.kind
    score = words.get(unit.at, 0.0)
    operators = min(log(1 + terms.symbol.body.operators) / 3, 1.0)
    child = max((words.get(at, 0.0) for at in unit.children if not index.units[at].facet), default=0.0)
    return (
        score / (best + _LITTLE),
        score / (score + _MUCH),
        name.title,
        name.text,
        value_score(terms.numbers, unit, index),
        notation_score(notation, unit, index),
        _FLAG[unit.role == "background"],
        _FLAG[unit.role == "experiment"],
        _FLAG[unit.core],
        _FLAG[unit.appendix],
        _FLAG[kind in ("figure", "table")],
        _FLAG[kind == "equation"],
        operators if kind == "equation" else 0.0,
        operators if kind == "algorithm" else 0.0,
        min(child / score, 1.0) if score else 0.0,
        _FLAG[unit.facet],
        computed,
        covered_share(notation, unit, index),
    )


def lean_of(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores → shares: the softmax."""
    if not scores:
        return {}
    top = max(scores.values())
    weights = {unit: exp(score - top) for unit, score in scores.items()}
    total = sum(weights.values())
    return {unit: weight / total for unit, weight in weights.items()}


def shared_out(lean: Lean, index: PaperIndex) -> dict[int, float]:
    """A lean as its neighbours should see it.

    Units of nearly the same heading stand for each other, and a section gains what lies on several of its parts at
    once: code that calls what two parts describe belongs to what holds both.
    """
    found = dict(lean)
    for unit, share in lean.items():
        for other in index.units[unit].kin:
            found[other] = found.get(other, 0.0) + 0.7 * share
    for unit in index.units:
        parts = [lean[at] for at in unit.children if at in lean]
        if len(parts) > 1 and (beyond := sum(parts) - max(parts)) > 0.01:
            found[unit.at] = found.get(unit.at, 0.0) + beyond
    return _rounded({unit: min(share, 1.0) for unit, share in found.items()})


def around_rows(
    units: Iterable[int],
    place: Surroundings,
    leans: Mapping[Key, Lean],
    titles: Mapping[int, float],
    own: Lean,
    index: PaperIndex,
) -> dict[int, tuple[float, ...]]:
    """What a definition's neighbours, and the anchor's, lean to, for each unit of which there is anything to say; in the
    order of ``weights.AROUND``. ``titles`` says how well the file's own name fits the heading of each.

    What the rest of the file leans to is not known yet: every keystroke changes it, and ``with_file`` puts it in.
    """
    container = _mean([place.container] if place.container is not None else [], leans)
    members, callees, callers, bases = (
        _mean(keys, leans) for keys in (place.members, place.callees, place.callers, place.bases)
    )
    rows: dict[int, tuple[float, ...]] = {}
    for at in units:
        parent = index.units[at].parent
        row = (
            container.get(at, 0.0),
            members.get(at, 0.0),
            callees.get(at, 0.0),
            callers.get(at, 0.0),
            bases.get(at, 0.0),
            0.0,
            titles.get(at, 0.0),
            own.get(parent, 0.0) if parent is not None else 0.0,
        )
        if any(row):
            rows[at] = row
    return rows


def with_file(row: tuple[float, ...], share: float) -> tuple[float, ...]:
    """The row with what the rest of the file leans to."""
    return (*row[:_FILE], share, *row[_FILE + 1 :]) if share else row


def _mean(keys: Sequence[Key], leans: Mapping[Key, Lean]) -> Lean:
    """What several definitions lean to on average."""
    found = [leans[key] for key in keys if key in leans]
    if len(found) < 2:
        return found[0] if found else {}
    total: dict[int, float] = {}
    for lean in found:
        for unit, share in lean.items():
            total[unit] = total.get(unit, 0.0) + share
    return {unit: share / len(found) for unit, share in total.items()}


def mean_lean(leans: Sequence[Lean]) -> dict[int, float]:
    """The average of several leans."""
    total: dict[int, float] = {}
    for lean in leans:
        for unit, share in lean.items():
            total[unit] = total.get(unit, 0.0) + share / len(leans)
    return _rounded(total)


def _rounded(lean: Lean) -> dict[int, float]:
    """Shares in whole steps: finer differences decide nothing, and would carry every keystroke through the file."""
    return {unit: _SHARES[rounded] for unit, share in lean.items() if (rounded := round(share * _STEPS))}
