"""Sources × one paper's index → for each definition, the anchors that may explain it, scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, TypeVar

from paperlsp.link.code_terms import SymbolTerms, file_terms
from paperlsp.link.features import (
    NOTHING,
    Lean,
    Pairs,
    Rows,
    around_rows,
    lean_of,
    mean_lean,
    own_pairs,
    shared_out,
    with_file,
)
from paperlsp.link.paper_index import PaperIndex
from paperlsp.link.steps import Steps
from paperlsp.link.structure import Key, Surroundings, find_structure, neighbours_outside
from paperlsp.link.weights import WEIGHTS, Weights
from paperlsp.link.witness_equation import equation_scores, witness_of
from paperlsp.memo import Memo
from paperlsp.model.link import LineLink
from paperlsp.model.paper import Paper
from paperlsp.model.source import SourceFile

# Neighbours lean on each other, so their leans are found in rounds; a third changes next to nothing.
_ROUNDS = 2
_WORTH_A_LOOK = 0.1

Around: TypeAlias = Mapping[int, tuple[float, ...]]
"""Unit → features in the order of ``weights.AROUND``, where there are any beside the file's."""

Value = TypeVar("Value")

_NONE: Mapping[str, float] = MappingProxyType({})
_terms: Memo[SourceFile, dict[str, SymbolTerms]] = Memo("terms")


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
    shares: Lean
    """What the rest of the file leans to."""
    scores: Mapping[int, float]
    lean: Lean
    """The scores as shares of one."""

    @property
    def rows(self) -> Rows:
        """What each anchor that was looked at says by itself."""
        return {at: self.pairs.row(at) for at in self.own}

    def around_of(self, at: int) -> tuple[float, ...]:
        """What neighbours and file say of an anchor; in the order of ``weights.AROUND``."""
        return with_file(self.around.get(at, NOTHING), self.shares.get(at, 0.0))


class ByFile(Mapping[Key, Value]):
    """One mapping out of one for each file, none of which is copied."""

    def __init__(self, files: Mapping[str, Mapping[Key, Value]]) -> None:
        self._files = files

    def __getitem__(self, key: Key) -> Value:
        return self._files[key[0]][key]

    def __iter__(self) -> Iterator[Key]:
        return (key for inside in self._files.values() for key in inside)

    def __len__(self) -> int:
        return sum(len(inside) for inside in self._files.values())


def rank(
    index: PaperIndex,
    sources: Sequence[SourceFile],
    *,
    weights: Weights = WEIGHTS,
    steps: Steps | None = None,
    cancelled: Callable[[], bool] = never,
) -> list[Ranked]:
    """Every definition of the sources against one paper, by file and place. The rest is as for ``rank_files``."""
    ranked = rank_files(index, sources, weights=weights, steps=steps, cancelled=cancelled)
    return [each for inside in ranked.values() for each in inside.values()]


def rank_files(
    index: PaperIndex,
    sources: Sequence[SourceFile],
    *,
    weights: Weights = WEIGHTS,
    steps: Steps | None = None,
    cancelled: Callable[[], bool] = never,
) -> dict[str, dict[Key, Ranked]]:
    """For each file its definitions against one paper, by place.

    ``steps`` holds the results of an earlier run with the same paper and weights, and takes those of this one.
    """
    steps = Steps() if steps is None else steps
    structure = find_structure(sources, steps)
    outside = steps.get("outside", (structure,), partial(neighbours_outside, structure))
    alone: dict[str, dict[Key, Alone]] = {}
    states: dict[str, dict[Key, State]] = {}
    for source in sources:
        if cancelled():
            raise Cancelled
        path, lines = source.path, equation_lines(index.paper, source, steps)
        alone[path] = steps.get(
            (path, "alone"), (source, lines), partial(_file_alone, source, lines, index, weights, steps)
        )
        states[path] = steps.get((path, "start"), (alone[path],), partial(_start_of, alone[path]))
    for at in range(_ROUNDS):
        if cancelled():
            raise Cancelled
        seen = ByFile(
            {
                path: steps.get((path, "seen", at), (by_key,), partial(_seen_of, by_key))
                for path, by_key in states.items()
            }
        )
        around = Round(at, ByFile(alone), seen, structure, index, weights, steps)
        # A file's definitions come out as before where it and what its neighbours in other files lean to are the same.
        states = {
            path: steps.get(
                (path, "round", at),
                # A definition's pairs answer for anchors, too, that only its neighbours lean to, and of which no state tells yet.
                (alone[path], by_key, *_leans_of(outside.get(path, ()), seen)),
                partial(around.of_file, path, by_key),
            )
            for path, by_key in states.items()
        }
    return {
        path: steps.get(
            (path, "ranked"),
            (source, alone[path], states[path]),
            partial(_ranked, source, index, alone[path], states[path]),
        )
        for source in sources
        for path in (source.path,)
    }


def _ranked(
    source: SourceFile, index: PaperIndex, alone: Mapping[Key, Alone], states: Mapping[Key, State]
) -> dict[Key, Ranked]:
    terms = terms_of(source)
    return {key: Ranked(key, terms[key[1]], index, alone[key].pairs, *state[:-1]) for key, state in states.items()}


class Alone(NamedTuple):
    """What a definition says by itself: its pairs, their scores, what it leans to, and that as others see it."""

    pairs: Pairs
    own: Lean
    lean: Lean
    seen: Lean


class State(NamedTuple):
    """A definition after a round: the same, and after the last one what its neighbours lend to each anchor."""

    own: Lean
    around: Around
    shares: Lean
    scores: Lean
    lean: Lean
    seen: Lean


def _start_of(alone: Mapping[Key, Alone]) -> dict[Key, State]:
    """The definitions of a file before any round."""
    return {key: State(each.own, {}, {}, {}, each.lean, each.seen) for key, each in alone.items()}


def _seen_of(states: Mapping[Key, State]) -> dict[Key, Lean]:
    return {key: state.seen for key, state in states.items()}


def _leans_of(neighbours: Iterable[tuple[str, Key, Key]], seen: Mapping[Key, Lean]) -> list[Lean | str]:
    """What neighbours in other files lean to, with whose neighbours they are, and in which role."""
    return [part for role, own, other in neighbours for part in (role, own[1], other[0], other[1], seen.get(other, ""))]


def _file_alone(
    source: SourceFile, lines: tuple[LineLink, ...], index: PaperIndex, weights: Weights, steps: Steps
) -> dict[Key, Alone]:
    """What each definition of a file says by itself."""
    computed = equation_scores(lines)
    found: dict[Key, Alone] = {}
    for name, said in terms_of(source).items():
        key = (source.path, name)
        equations = _NONE
        if name in computed:
            # Equal scores stay the very same value, so that what follows from them is taken over.
            equations = steps.get((key, "computed"), (source,), partial(computed.__getitem__, name))
        found[key] = steps.get(
            (key, "alone"), (said.signature, equations), partial(_alone, said, index, equations, weights)
        )
    return found


def equation_lines(paper: Paper, source: SourceFile, steps: Steps) -> tuple[LineLink, ...]:
    """The statements of a source that compute an equation of the paper, looked for once in each state of the source."""
    return steps.get((source.path, "lines"), (source,), partial(witness_of(paper).lines, source, steps))


@dataclass(frozen=True, slots=True)
class Round:
    """One round over all files, by what their definitions lean to before it."""

    at: int
    alone: Mapping[Key, Alone]
    seen: Mapping[Key, Lean]
    structure: Mapping[Key, Surroundings]
    index: PaperIndex
    weights: Weights
    steps: Steps

    def of_file(self, path: str, before: Mapping[Key, State]) -> dict[Key, State]:
        """The definitions of one file after this round."""
        seen, structure, index, weights, steps = self.seen, self.structure, self.index, self.weights, self.steps
        last = self.at == _ROUNDS - 1
        keys = [key for key in before if key[1]]
        mean = steps.get((path, "file", self.at), tuple(seen[key] for key in keys), partial(_mean_of, keys, seen))
        found: dict[Key, State] = {}
        for key, state in before.items():
            pairs = self.alone[key].pairs
            # A file's name says what it is about: for the module itself it is the name already, and what a class holds
            # hears of it from the class.
            outermost = key[1] and structure[key].container is None and (path, "") in before
            module = self.alone[path, ""].pairs if outermost else None
            own, rows, near = steps.get(
                (key, "near", self.at),
                (state.own, pairs, module, state.lean, *_by_role(structure[key], seen)),
                partial(_near, state.own, pairs, module, state.lean, structure[key], seen, index, weights, last),
            )
            found[key] = steps.get(
                (key, "around", self.at),
                (own, rows, near, mean),
                partial(_around, own, rows, near, mean, index, weights, last),
            )
        return found


def _alone(said: SymbolTerms, index: PaperIndex, equations: Mapping[str, float], weights: Weights) -> Alone:
    pairs = own_pairs(said, index, equations)
    own = {at: weights.own(pairs.made(at)) for at in pairs.close}
    lean = lean_of(own)
    return Alone(pairs, own, lean, shared_out(lean, index))


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
    last: bool,  # noqa: FBT001 -- It is always said by ``of_file``.
) -> tuple[Lean, Around, Lean]:
    """The anchors worth a look with what the neighbours say of each, and the scores with it.

    Only what the ``last`` round says of each is asked for, and there is much of it.
    """
    wanted = {
        at
        for leans in _by_role(place, seen)
        if not isinstance(leans, str)
        for at, share in leans.items()
        if share >= _WORTH_A_LOOK
    }
    # A display shares few words with code, so it is looked at whenever its section is.
    wanted |= {each for at in wanted for each in index.displays.get(at, ())}
    wanted -= own.keys()
    # A definition's own words may not come near an anchor that its neighbours lean to.
    own = {**own, **{at: weights.own(pairs.row(at)) for at in sorted(wanted)}} if wanted else own
    titles = module.titles if module is not None else {}
    rows = around_rows(own, place, seen, titles, lean, index)
    scores = {at: score + weights.around(rows[at]) if at in rows else score for at, score in own.items()}
    return own, rows if last else {}, scores


def _around(
    own: Lean,
    rows: Around,
    near: Lean,
    file_lean: Lean,
    index: PaperIndex,
    weights: Weights,
    last: bool,  # noqa: FBT001 -- It is always said by ``of_file``.
) -> State:
    """With what the rest of the file leans to: the scores, the lean, and that as others see it."""
    shares = {at: file_lean[at] for at in own if at in file_lean}
    scores = {at: score + weights.file * shares[at] if at in shares else score for at, score in near.items()}
    lean = lean_of(scores)
    seen = shared_out(lean, index)
    return State(own, rows, shares, scores, lean, seen) if last else State(own, {}, {}, {}, lean, seen)
