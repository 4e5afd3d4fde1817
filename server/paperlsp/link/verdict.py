"""The ranking of a definition's anchors → the probability that the paper explains it, and that each link is right.

The two differ: when a passage and its details in an appendix share the evidence, that the paper explains the code may
be nearly certain while neither link is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from math import exp, log

from paperlsp.link.paper_index import PaperIndex
from paperlsp.link.ranking import Ranked
from paperlsp.link.steps import Steps
from paperlsp.link.structure import Key
from paperlsp.link.subject import opens_part
from paperlsp.link.weights import AROUND, CALIBRATION, OWN, Calibration
from paperlsp.link.witness_name import NameMatch, unknown_share

# No sign of plumbing is so sure that nothing could outweigh it.
_SUREST = 0.95
_PART, _MODULE = AROUND.index("part"), AROUND.index("module")
_TITLE, _COMPUTED, _COVERED = OWN.index("title"), OWN.index("computed"), OWN.index("covered")


@dataclass(frozen=True, slots=True)
class Judgement:
    """``explained`` and each of ``links`` (unit → …) are probabilities."""

    explained: float
    links: Mapping[int, float]


def judge(
    ranking: Mapping[Key, Ranked], calibration: Calibration = CALIBRATION, steps: Steps | None = None
) -> dict[Key, Judgement]:
    """The judgement on every ranked definition, what holds it first. ``steps`` as for ``rank``."""
    steps = Steps() if steps is None else steps
    odds: dict[Key, float] = {}
    found: dict[Key, Judgement] = {}
    for key, ranked in sorted(ranking.items(), key=lambda item: (item[0][0], item[0][1].count("."), item[0][1])):
        holder = ranking.get((key[0], ranked.terms.symbol.parent or key[1]), ranked)
        module = ranking.get((key[0], ""), ranked)
        above = container_fact(ranked, odds)
        odds[key], found[key] = steps.get(
            (key, "judged"),
            (ranked.pairs, ranked.own, ranked.around, ranked.shares, ranked.scores, holder.pairs, module.pairs, above),
            partial(_judged, ranked, ranking, above, calibration),
        )
    return found


def _judged(
    ranked: Ranked, ranking: Mapping[Key, Ranked], above: float, calibration: Calibration
) -> tuple[float, Judgement]:
    odds = calibration.explained((*explained_facts(ranked, ranking), above))
    links = {
        at: sigmoid(
            calibration.link_bias + calibration.link_explained * odds + calibration.link_share * log(max(share, 1e-9))
        )
        for at, share in ranked.lean.items()
    }
    return odds, Judgement(sigmoid(odds) if ranked.scores else 0.0, links)


def explained_facts(ranked: Ranked, ranking: Mapping[Key, Ranked]) -> tuple[float, ...]:
    """What speaks for and against an explanation, in the order of ``weights.EXPLAINED`` without its last."""
    top = max(ranked.scores, key=lambda at: (ranked.scores[at], -at), default=None)
    best = ranked.scores[top] if top is not None else 0.0
    plumbing = -log(1.0 - min(ranked.terms.plumbing.degree, _SUREST))
    holder = ranking.get((ranked.key[0], ranked.terms.symbol.parent or ranked.key[1]), ranked)
    unknown = unknown_share(holder.pairs.name, ranked.index)
    part, named = 0.0, 0.0
    if top is not None:
        row, around = ranked.pairs.row(top), ranked.around_of(top)
        part = 10.0 * around[_PART]
        named = max(row[_TITLE], holder.pairs.row(top)[_TITLE], around[_MODULE], row[_COMPUTED] + row[_COVERED])
    module = ranking.get((ranked.key[0], ""))
    elsewhere = named_elsewhere(module.pairs.names, ranked.index) if module is not None else 0.0
    return best, plumbing, unknown, part, named, elsewhere


def named_elsewhere(names: Mapping[int, NameMatch], index: PaperIndex) -> float:
    """How much better a name fits a heading outside of the method, of an experiment say, than any within.

    A heading that only says which part of a paper it opens ("Experiments") names nothing that the code could be.
    """
    within, outside = 0.0, 0.0
    for at, match in names.items():
        if index.units[at].role == "method":
            within = max(within, match.title)
        elif not opens_part(index.units[at].title):
            outside = max(outside, match.title)
    return max(outside - within, 0.0)


def container_fact(ranked: Ranked, odds: Mapping[Key, float]) -> float:
    """How surely what holds the definition is explained: from −1 to 1, 0 for what nothing holds."""
    parent = ranked.terms.symbol.parent
    above = odds.get((ranked.key[0], parent)) if parent else None
    return 0.0 if above is None else 2.0 * sigmoid(above) - 1.0


def sigmoid(z: float) -> float:
    """Log odds → probability."""
    return 1.0 / (1.0 + exp(-max(min(z, 30.0), -30.0)))
