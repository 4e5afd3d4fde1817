"""A paper's equations × the lines of a function → which line computes which equation, and how exactly.

A match is ``exact`` when one renaming of symbols makes both sides equal, multiplied out; ``added`` when that holds once
something that can be named is left out of the code, ``missing`` when of the paper; ``similar`` when much of the shape and
the notation is shared. What little an equation says must be made up for by the names, or by another line of the same
function that computes its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from paperlsp.conform.completing import completed
from paperlsp.conform.composing import Composer, Variant
from paperlsp.conform.fingerprint import fingerprint
from paperlsp.conform.hints import agreement
from paperlsp.conform.index import LEAST_WEIGHT, EquationIndex, outline_of
from paperlsp.conform.matching import Match, MatchKind
from paperlsp.conform.normal import expanded, loosened, weight_of
from paperlsp.conform.removing import removals, without_wrappers, wrappers_of
from paperlsp.conform.renaming import Renaming, find_renaming
from paperlsp.conform.signature import may_meet_smaller, signature
from paperlsp.model.expr import Add, Assignment, Expr, Symbol, symbols_of
from paperlsp.model.source import Computation, Step

_NAMES = 1.5
"""What one pair of agreeing names is worth, beside what an equation says."""
_ENOUGH: Mapping[str, float] = {"exact": 6.5, "added": 8.0, "missing": 8.0}
"""What equation and names must come to together."""
_AGREEING = 0.4
"""How far the names must agree on average, with 1 for those that are spelled alike."""
_SHARE = 0.7
"""How many of the names must agree at all: all three, or three of four."""
_LEAST_SHARE = 0.5
"""The same for a long equation."""
_HALF = 0.5
"""The same where something was left out."""
_SPELLED = 0.9
"""What a name in code must say of a symbol to spell it."""
_LONG = 8.0
_PER_WEIGHT = 0.3
"""Beyond that weight, each unit makes up for so much agreement."""
_SUPPORTED = 4.5
"""What is enough where another line of the function computes an equation of the same part, with the same names."""
_LEAST_LIKENESS = 0.7
_LEAST_ALIKE = 5.0
"""What both sides must say for a likeness to mean anything."""
_MOST_REMOVALS = 24
_MOST_SECOND = 10
_KNOWN_NAMES = 2
"""Names of a line that the paper must know before anything is left out of it."""


def match_computation(computation: Computation, index: EquationIndex) -> tuple[tuple[int, tuple[Match, ...]], ...]:
    """The places of the steps that compute equations, each with its matches, the best first.

    No place in the source takes part, so that an edit elsewhere in the file changes nothing.
    """
    if not index.forms:
        return ()
    composer = Composer(computation)
    found = [(step, _match_line(composer, step, index)) for step in computation.steps]
    settled = completed(computation.steps, _settled(found, index))
    return tuple((at, matches) for at, matches in enumerate(settled) if matches)


def _match_line(composer: Composer, step: Step, index: EquationIndex) -> list[Match]:
    """All that a line may compute, for each equation its best match."""
    best: dict[int, Match] = {}
    kept: list[Variant] = []
    for variant in composer.variants(step):
        kept.append(variant)
        for bare, wrapped in _bare(variant.assignment):
            if signature(bare) in index.signatures:
                loose, weight = _prepared(bare)
                if weight >= LEAST_WEIGHT:
                    for match in _looked_up(loose, wrapped, variant, index):
                        _keep(best, match)
    if any(match.kind == "exact" and match.strength >= _ENOUGH["exact"] for match in best.values()):
        return list(best.values())
    for variant in _worth_removing(kept):
        loose, weight = _prepared(variant.assignment)
        if weight >= LEAST_WEIGHT and sum(map(index.knows, symbols_of(loose.value))) >= _KNOWN_NAMES:
            for value, removed in _left_out(loose, index):
                if not all(map(composer.is_given, removed)):
                    # What a function computes is no small thing to leave out.
                    continue
                for match in _looked_up(Assignment(loose.target, value), removed, variant, index):
                    _keep(best, match)
    if not best:
        for variant in kept[:2]:
            for match in _similar(variant, index):
                _keep(best, match)
    return list(best.values())


def _bare(assignment: Assignment) -> Iterator[tuple[Assignment, tuple[Expr, ...]]]:
    """The line, and the line without its dropouts and masks."""
    yield assignment, ()
    wrapped = wrappers_of(assignment.value)
    if wrapped:
        yield Assignment(assignment.target, without_wrappers(assignment.value)), wrapped


def _keep(best: dict[int, Match], match: Match) -> None:
    known = best.get(match.equations[0])
    if known is None or match.order < known.order:
        best[match.equations[0]] = match


@lru_cache(maxsize=512)
def _prepared(assignment: Assignment) -> tuple[Assignment, float]:
    loose = loosened(assignment)
    return loose, weight_of(loose)


def _looked_up(loose: Assignment, removed: tuple[Expr, ...], variant: Variant, index: EquationIndex) -> Iterator[Match]:
    """The equations that equal a form under a renaming that says enough."""
    form = Assignment(loose.target, expanded(loose.value))
    whole, colours = fingerprint(form)
    for known in index.forms.get(whole, ()):
        if removed and (known.missing or len(known.equations) > 1):
            continue
        renaming = find_renaming(known.form, form, known.colours, colours)
        if renaming is None:
            continue
        kind: MatchKind = "added" if removed else "missing" if known.missing else "exact"
        changes = len(removed) or len(known.missing)
        if kind != "exact" and (
            renaming.conflicts or renaming.least < 0 or renaming.agreement < _HALF * len(renaming.pairs)
        ):
            # Two doubts at once are one too many.
            continue
        if not all(_is_spelled(part, renaming) for part in known.missing if isinstance(part, Add)):
            # Most running means have a rate, and most have their own way with it.
            continue
        strength = known.weight + _NAMES * renaming.agreement - 0.25 * len(variant.through) - max(changes - 1, 0)
        if strength >= (_SUPPORTED if kind == "exact" else _ENOUGH[kind]):
            changed = removed or known.missing
            # The longer an equation, the less chance has a line to equal it; a short one needs names that agree.
            wanted = _AGREEING * len(renaming.pairs) - _PER_WEIGHT * max(known.weight - _LONG, 0.0)
            share = _SHARE if known.weight < _LONG + 1 / _PER_WEIGHT else _LEAST_SHARE
            foreign = renaming.agreeing < share
            doubts = renaming.conflicts + (renaming.agreement < wanted) + foreign
            yield Match(kind, known.equations, round(strength, 2), renaming.pairs, changed, variant.through, doubts)


def _is_spelled(missing: Expr, renaming: Renaming) -> bool:
    """Whether the code spells all of what it leaves out as the paper does, elsewhere in the line."""
    pairs = dict(renaming.pairs)
    return all(symbol in pairs and agreement(symbol, pairs[symbol]) >= _SPELLED for symbol in symbols_of(missing))


def _worth_removing(variants: Sequence[Variant]) -> list[Variant]:
    """The line as it stands, with its own earlier values, and with most put in."""
    most = max(variants, key=lambda variant: len(variant.through), default=None)
    return [*variants[:2], *([most] if most is not None and most not in variants[:2] else [])]


def _left_out(loose: Assignment, index: EquationIndex) -> Iterator[tuple[Expr, tuple[Expr, ...]]]:
    """What remains of a line when up to two things are left out, where the paper has a form with such symbols."""
    bare, wrapped = without_wrappers(loose.value), wrappers_of(loose.value)
    if not may_meet_smaller(signature(Assignment(None, bare)), index.sizes, fewer=3):
        return
    for removal in islice(removals(bare), _MOST_REMOVALS):
        rest = signature(Assignment(None, removal.value))
        if rest in index.signatures:
            yield removal.value, (removal.removed, *wrapped)
        if may_meet_smaller(rest, index.sizes, fewer=2):
            for second in islice(removals(removal.value), _MOST_SECOND):
                if signature(Assignment(None, second.value)) in index.signatures:
                    yield second.value, (removal.removed, second.removed, *wrapped)


def _similar(variant: Variant, index: EquationIndex) -> Iterator[Match]:
    """Equations that share most of their parts' shapes and of their notation with a line."""
    loose, weight = _prepared(variant.assignment)
    if weight < _LEAST_ALIKE:
        return
    mine = outline_of(0, loose)
    if len(mine.keys) < 2:
        return
    for other in index.outlines:
        if other.weight < _LEAST_ALIKE or len(mine.keys & other.keys) < 2:
            continue
        shared = (mine.shapes & other.shapes).total()
        likeness = 2 * shared / max(mine.shapes.total() + other.shapes.total(), 1)
        if likeness >= _LEAST_LIKENESS and 2 * len(mine.keys & other.keys) >= len(other.keys):
            yield Match("similar", (other.equation,), round(likeness, 2))


# What the lines of one function say of each other.


def _settled(found: Sequence[tuple[Step, Sequence[Match]]], index: EquationIndex) -> list[tuple[Match, ...]]:
    """The matches that stand: strong by themselves, or beside a strong one of the same part with the same names.

    A line that only uses what another line computes is no match for it. Where a line may compute several equations,
    those of the part that most lines of the function compute come first.
    """
    standing = [[match for match in matches if _stands(match)] for _, matches in found]
    lines = _lines_by_group(standing, index)
    firm: list[Match] = []
    for matches in standing:
        exact = [_lifted(match, lines, index) for match in matches if match.kind == "exact"]
        if exact:
            firm.append(min(exact, key=lambda match: match.order))
    kept = [[match for match in matches if _stands(match) or _supported(match, firm, index)] for _, matches in found]
    computed: dict[Symbol, set[int]] = {}
    for (step, _), matches in zip(found, kept, strict=True):
        if isinstance(step.assignment.target, Symbol):
            computed[step.assignment.target] = {match.equations[0] for match in matches if match.kind == "exact"}
    result: list[tuple[Match, ...]] = []
    for matches in kept:
        own = [
            match
            for match in matches
            if not any(match.equations[0] in computed.get(symbol, ()) for symbol in match.through)
        ]
        ranked = [_lifted(match, lines, index) for match in own]
        result.append(tuple(sorted(ranked, key=lambda match: match.order)))
    return result


def _lines_by_group(matches: Sequence[Sequence[Match]], index: EquationIndex) -> dict[str, int]:
    """How many lines of the function compute, as far as each can tell by itself, something of each part of the paper."""
    lines: dict[str, int] = {}
    for line in matches:
        exact = [match for match in line if match.kind == "exact"]
        best = max((match.strength for match in exact), default=0.0)
        groups = [index.groups[match.equations[0]] for match in exact if match.strength >= best]
        for group in dict.fromkeys(groups):
            lines[group] = lines.get(group, 0) + 1
    return lines


def _lifted(match: Match, lines: Mapping[str, int], index: EquationIndex) -> Match:
    """A match with what the other lines of the function say for its part."""
    others = lines.get(index.groups[match.equations[0]], 1) - 1
    return replace(match, strength=round(match.strength + 0.5 * min(others, 4), 2))


def _stands(match: Match) -> bool:
    return match.kind == "similar" or (match.strength >= _ENOUGH[match.kind] and match.doubts == 0)


def _supported(match: Match, firm: Sequence[Match], index: EquationIndex) -> bool:
    """Whether firm matches of other equations of the same part use the same names, and none of this part others."""
    group = index.groups[match.equations[0]]
    beside = [other for other in firm if index.groups[other.equations[0]] == group]
    if match.kind != "exact" or all(other.equations[0] == match.equations[0] for other in beside):
        return False
    known: dict[str, str] = {}
    for other in beside:
        known |= {mine.text: theirs.text for mine, theirs in other.pairs}
    shared = [(mine.text, theirs.text) for mine, theirs in match.pairs if mine.text in known]
    return bool(shared) and all(known[mine] == theirs for mine, theirs in shared)
