"""Sources × one paper's index → for each definition, the anchors that may explain it, scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from paperlsp.link.code_terms import SymbolTerms, file_terms
from paperlsp.link.features import Lean, Pairs, Rows, around_row, lean_of, mean_lean, own_pairs, shared_out
from paperlsp.link.memo import Memo
from paperlsp.link.paper_index import PaperIndex
from paperlsp.link.steps import Steps
from paperlsp.link.structure import Key, Surroundings, find_structure
from paperlsp.link.weights import WEIGHTS, Weights
from paperlsp.model.source import SourceFile

# Neighbours lean on each other, so their leans are found in rounds; a third changes next to nothing.
_ROUNDS = 2
_WORTH_A_LOOK = 0.1

Around: TypeAlias = Mapping[int, tuple[float, ...]]
"""Unit → features in the order of ``weights.AROUND``."""

_terms: Memo[SourceFile, dict[str, SymbolTerms]] = Memo(8192)


class Cancelled(Exception):  # noqa: N818 - named as what it says, like asyncio.CancelledError.
    """The caller no longer wants the answer."""


def never() -> bool:
    """A ``cancelled`` that never is."""
    return False


@dataclass(frozen=True, slots=True)
class Ranked:
    """One definition against one paper: the scores of the anchors and what their neighbours lend them."""

    key: Key
    terms: SymbolTerms
    index: PaperIndex
    pairs: Pairs
    own: Mapping[int, float]
    around: Around
    scores: Mapping[int, float]
    lean: Lean
    """The scores as shares of one."""

    @property
    def rows(self) -> Rows:
        """What each anchor that was looked at says by itself."""
        return {at: self.pairs.row(at) for at in self.own}


def rank(
    index: PaperIndex,
    sources: Sequence[SourceFile],
    *,
    weights: Weights = WEIGHTS,
    steps: Steps | None = None,
    cancelled: Callable[[], bool] = never,
) -> list[Ranked]:
    """Every definition of the sources against one paper, by file and place.

    ``steps`` holds the results of an earlier run with the same paper and weights, and takes those of this one.
    """
    steps = Steps() if steps is None else steps
    structure = find_structure(sources)
    pairs: dict[Key, Pairs] = {}
    terms: dict[Key, SymbolTerms] = {}
    for source in sources:
        if cancelled():
            raise Cancelled
        for name, said in _terms.get(source, file_terms).items():
            key = source.path, name
            terms[key] = said
            pairs[key] = steps.get((key, "pairs"), (said.signature,), partial(own_pairs, said, index))
    by_file = {source.path: [key for key in pairs if key[0] == source.path and key[1]] for source in sources}
    own: dict[Key, Lean] = {
        key: steps.get((key, "own"), (found,), partial(_own_scores, found, weights)) for key, found in pairs.items()
    }
    leans = {key: steps.get((key, "lean"), (scores,), partial(lean_of, scores)) for key, scores in own.items()}
    around: dict[Key, Around] = {}
    scores: dict[Key, Lean] = {}
    for at in range(_ROUNDS):
        if cancelled():
            raise Cancelled
        seen = {
            key: steps.get((key, "seen", at), (lean,), partial(shared_out, lean, index)) for key, lean in leans.items()
        }
        files = {
            path: steps.get((path, "file", at), tuple(seen[key] for key in keys), partial(_mean_of, keys, seen))
            for path, keys in by_file.items()
        }
        for key, found in pairs.items():
            place = structure[key]
            near = _near(place, seen)
            own[key] = steps.get(
                (key, "own", at), (own[key], found, *near), partial(_with_neighbours, found, near, own[key], weights)
            )
            # A file's name says what it is about; for the module itself it is the name already.
            module = pairs[key[0], ""] if key[1] and (key[0], "") in pairs else None
            around[key] = steps.get(
                (key, "around", at),
                (own[key], module, files[key[0]], leans[key], *_by_role(place, seen)),
                partial(_around, own[key], place, seen, files[key[0]], module, leans[key], index),
            )
            scores[key] = steps.get(
                (key, "scores", at), (own[key], around[key]), partial(_summed, own[key], around[key], weights)
            )
        leans = {key: steps.get((key, "lean", at), (each,), partial(lean_of, each)) for key, each in scores.items()}
    return [
        Ranked(key, terms[key], index, found, own[key], around[key], scores[key], leans[key])
        for key, found in pairs.items()
    ]


def _own_scores(pairs: Pairs, weights: Weights) -> Mapping[int, float]:
    return {at: weights.own(row) for at, row in pairs.rows.items()}


def _mean_of(keys: Sequence[Key], seen: Mapping[Key, Lean]) -> dict[int, float]:
    return mean_lean([seen[key] for key in keys])


def _near(place: Surroundings, seen: Mapping[Key, Lean]) -> list[Lean]:
    """What the neighbours of a definition lean to, in a fixed order."""
    neighbours = [*place.members, *place.callees, *place.callers, *place.bases]
    if place.container is not None:
        neighbours.append(place.container)
    return [seen[key] for key in neighbours if key in seen]


def _by_role(place: Surroundings, seen: Mapping[Key, Lean]) -> list[Lean | str]:
    """The neighbours' leans with a mark before each role, so that no two surroundings look alike."""
    found: list[Lean | str] = []
    roles = (place.members, place.callees, place.callers, place.bases, [place.container] if place.container else [])
    for keys in roles:
        found.append("role")
        found += [seen[key] for key in keys if key in seen]
    return found


def _with_neighbours(
    pairs: Pairs, near: Sequence[Lean], own: Mapping[int, float], weights: Weights
) -> Mapping[int, float]:
    """With the anchors that the neighbours of a definition lean to, though its own words may not come near them."""
    wanted = {at for lean in near for at, share in lean.items() if share >= _WORTH_A_LOOK and at not in own}
    return {**own, **{at: weights.own(pairs.row(at)) for at in sorted(wanted)}} if wanted else own


def _around(
    own: Mapping[int, float],
    place: Surroundings,
    seen: Mapping[Key, Lean],
    file_lean: Lean,
    module: Pairs | None,
    lean: Lean,
    index: PaperIndex,
) -> Around:
    rows = module.rows if module is not None else {}
    return {at: around_row(at, place, seen, file_lean, rows, lean, index) for at in own}


def _summed(own: Mapping[int, float], around: Around, weights: Weights) -> dict[int, float]:
    return {at: score + weights.around(around[at]) for at, score in own.items()}
