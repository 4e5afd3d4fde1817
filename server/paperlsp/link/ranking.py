"""Sources × one paper's index → for each definition, the anchors that may explain it, scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from paperlsp.link.code_terms import SymbolTerms, file_terms
from paperlsp.link.features import Lean, Pairs, Rows, around_row, lean_of, mean_lean, own_pairs, shared_out
from paperlsp.link.memo import Memo
from paperlsp.link.paper_index import PaperIndex
from paperlsp.link.structure import Key, Surroundings, find_structure
from paperlsp.link.weights import WEIGHTS, Weights
from paperlsp.model.source import SourceFile

# Neighbours lean on each other, so their leans are found in rounds; a third changes next to nothing.
_ROUNDS = 2
_WORTH_A_LOOK = 0.1

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
    rows: Rows
    own: Mapping[int, float]
    around: Mapping[int, tuple[float, ...]]
    scores: Mapping[int, float]


def rank(
    index: PaperIndex,
    sources: Sequence[SourceFile],
    *,
    weights: Weights = WEIGHTS,
    cancelled: Callable[[], bool] = never,
) -> list[Ranked]:
    """Every definition of the sources against one paper, by file and place."""
    structure = find_structure(sources)
    pairs: dict[Key, Pairs] = {}
    for source in sources:
        if cancelled():
            raise Cancelled
        for name, said in _terms.get(source, file_terms).items():
            pairs[source.path, name] = own_pairs(said, index)
    by_file = {source.path: [key for key in pairs if key[0] == source.path and key[1]] for source in sources}
    own = {key: {at: weights.own(row) for at, row in found.rows.items()} for key, found in pairs.items()}
    leans: dict[Key, Lean] = {key: lean_of(scores) for key, scores in own.items()}
    around: dict[Key, dict[int, tuple[float, ...]]] = {}
    scores: dict[Key, dict[int, float]] = {}
    for _ in range(_ROUNDS):
        if cancelled():
            raise Cancelled
        seen = {key: shared_out(lean, index) for key, lean in leans.items()}
        files = {path: mean_lean([seen[key] for key in keys]) for path, keys in by_file.items()}
        for key, found in pairs.items():
            _look_where_neighbours_lean(found, structure[key], seen, own[key], weights)
            # A file's name says what it is about; for the module itself it is the name already.
            module = pairs[key[0], ""].rows if key[1] and (key[0], "") in pairs else {}
            around[key] = {
                at: around_row(at, structure[key], seen, files[key[0]], module, leans[key], index) for at in own[key]
            }
            scores[key] = {at: score + weights.around(around[key][at]) for at, score in own[key].items()}
        leans = {key: lean_of(each) for key, each in scores.items()}
    return [
        Ranked(key, found.terms, index, found.rows, own[key], around[key], scores[key]) for key, found in pairs.items()
    ]


def _look_where_neighbours_lean(
    pairs: Pairs, place: Surroundings, seen: Mapping[Key, Lean], own: dict[int, float], weights: Weights
) -> None:
    """Add the anchors that the neighbours of a definition lean to, though its own words may not come near them."""
    neighbours = [*place.members, *place.callees, *place.callers, *place.bases]
    if place.container is not None:
        neighbours.append(place.container)
    for key in neighbours:
        for at, share in seen.get(key, {}).items():
            if share >= _WORTH_A_LOOK and at not in own:
                own[at] = weights.own(pairs.row(at))
