"""Sources × one paper's index → for each definition, the anchors that may explain it, scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from paperlsp.link.code_terms import SymbolTerms, file_terms
from paperlsp.link.features import Lean, Pairs, Rows, around_rows, lean_of, mean_lean, own_pairs, shared_out, with_file
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


def terms_of(source: SourceFile) -> dict[str, SymbolTerms]:
    """What each definition of a source says, by dotted name."""
    return _terms.get(source, file_terms)


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
    terms: dict[Key, SymbolTerms] = {}
    pairs: dict[Key, Pairs] = {}
    own: dict[Key, Lean] = {}
    leans: dict[Key, Lean] = {}
    seen: dict[Key, Lean] = {}
    for source in sources:
        if cancelled():
            raise Cancelled
        for name, said in terms_of(source).items():
            key = source.path, name
            terms[key] = said
            pairs[key], own[key], leans[key], seen[key] = steps.get(
                (key, "alone"), (said.signature,), partial(_alone, said, index, weights)
            )
    by_file = {source.path: [key for key in pairs if key[0] == source.path and key[1]] for source in sources}
    around: dict[Key, Around] = {}
    scores: dict[Key, Lean] = {}
    for at in range(_ROUNDS):
        if cancelled():
            raise Cancelled
        files = {
            path: steps.get((path, "file", at), tuple(seen[key] for key in keys), partial(_mean_of, keys, seen))
            for path, keys in by_file.items()
        }
        before = seen
        seen = {}
        for key, found in pairs.items():
            # A file's name says what it is about; for the module itself it is the name already.
            module = pairs[key[0], ""] if key[1] and (key[0], "") in pairs else None
            own[key], rows, near = steps.get(
                (key, "near", at),
                (own[key], found, module, leans[key], *_by_role(structure[key], before)),
                partial(_near, own[key], found, module, leans[key], structure[key], before, index, weights),
            )
            around[key], scores[key], leans[key], seen[key] = steps.get(
                (key, "around", at),
                (rows, near, files[key[0]]),
                partial(_around, rows, near, files[key[0]], index, weights),
            )
    return [
        Ranked(key, terms[key], index, found, own[key], around[key], scores[key], leans[key])
        for key, found in pairs.items()
    ]


def _alone(said: SymbolTerms, index: PaperIndex, weights: Weights) -> tuple[Pairs, Lean, Lean, Lean]:
    """What a definition says by itself: its pairs, their scores, what it leans to, and that as others see it."""
    pairs = own_pairs(said, index)
    own = {at: weights.own(row) for at, row in pairs.rows.items()}
    lean = lean_of(own)
    return pairs, own, lean, shared_out(lean, index)


def _mean_of(keys: Sequence[Key], seen: Mapping[Key, Lean]) -> dict[int, float]:
    return mean_lean([seen[key] for key in keys])


def _by_role(place: Surroundings, seen: Mapping[Key, Lean]) -> list[Lean | str]:
    """The neighbours' leans with a mark before each role, so that no two surroundings look alike."""
    found: list[Lean | str] = []
    roles = (place.members, place.callees, place.callers, place.bases, [place.container] if place.container else [])
    for keys in roles:
        found.append("role")
        found += [seen[key] for key in keys if key in seen]
    return found


def _near(
    own: Lean,
    pairs: Pairs,
    module: Pairs | None,
    lean: Lean,
    place: Surroundings,
    seen: Mapping[Key, Lean],
    index: PaperIndex,
    weights: Weights,
) -> tuple[Lean, Around, Lean]:
    """The anchors worth a look with what the neighbours say of each, and the scores with it."""
    wanted = {
        at
        for leans in _by_role(place, seen)
        if not isinstance(leans, str)
        for at, share in leans.items()
        if share >= _WORTH_A_LOOK and at not in own
    }
    # A definition's own words may not come near an anchor that its neighbours lean to.
    own = {**own, **{at: weights.own(pairs.row(at)) for at in sorted(wanted)}} if wanted else own
    titles = module.rows if module is not None else {}
    rows = around_rows(own, place, seen, titles, lean, index)
    return own, rows, {at: score + weights.around(rows[at]) for at, score in own.items()}


def _around(
    rows: Around, near: Lean, file_lean: Lean, index: PaperIndex, weights: Weights
) -> tuple[Around, Lean, Lean, Lean]:
    """With what the rest of the file leans to: the features, the scores, the lean, and that as others see it."""
    shares = {at: file_lean.get(at, 0.0) for at in rows}
    scores = {at: score + weights.file * shares[at] for at, score in near.items()}
    lean = lean_of(scores)
    return {at: with_file(row, shares[at]) for at, row in rows.items()}, scores, lean, shared_out(lean, index)
