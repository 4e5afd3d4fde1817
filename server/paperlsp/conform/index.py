"""A paper's equations → an index by fingerprint, made once and asked for every line of code.

Beside each equation stand the forms that it takes with others of its part put in, and those that it takes without one of
its terms, so that code that does more or less in one line than the paper still meets it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from paperlsp.conform.fingerprint import Colours, fingerprint, shape_of
from paperlsp.conform.hints import agreement
from paperlsp.conform.normal import expanded, loosened, weight_of
from paperlsp.conform.removing import removals, without_weights
from paperlsp.conform.signature import Signature, signature
from paperlsp.model.expr import Add, Assignment, Expr, Multiply, Number, Symbol, parts, substituted, walk, within_bounds

LEAST_WEIGHT = 2.5
"""What an equation must say at least, in the measure of ``weight_of``."""
_MOST_PUT_IN = 6
_MOST_WITHOUT = 12
_INDICES = frozenset("ijklmn")


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A form of the paper. ``equations`` are the places of those that it is made of, the one that it belongs to first."""

    equations: tuple[int, ...]
    form: Assignment
    colours: Colours
    weight: float
    missing: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """An equation's parts by their shape, with all symbols alike, and the notation that it uses."""

    equation: int
    weight: float
    shapes: Counter[int]
    keys: frozenset[str]


@dataclass
class EquationIndex:
    """``groups`` says for each equation which part of the paper holds it."""

    groups: tuple[str, ...] = ()
    forms: dict[int, list[KnownForm]] = field(default_factory=dict[int, list[KnownForm]])
    signatures: set[Signature] = field(default_factory=set[Signature])
    sizes: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    """Counts of symbols and marks of functions alone, for what may be left of a larger form."""
    outlines: list[Outline] = field(default_factory=list[Outline])
    symbols: dict[Symbol, None] = field(default_factory=dict[Symbol, None])
    _known_names: dict[str, bool] = field(default_factory=dict[str, bool])

    def add(self, equations: tuple[int, ...], loose: Assignment, missing: tuple[Expr, ...] = ()) -> None:
        """Add a form, unless it says too little."""
        weight = weight_of(loose)
        symbols = any(isinstance(part, Symbol) for part in walk(loose.value))
        if weight < LEAST_WEIGHT or not symbols or isinstance(loose.value, Symbol):
            return
        form = Assignment(loose.target, expanded(loose.value))
        whole, colours = fingerprint(form)
        self.forms.setdefault(whole, []).append(KnownForm(equations, form, colours, weight, missing))
        self.symbols.update(dict.fromkeys(replace(symbol, time=None) for symbol in colours if symbol.key))
        signed = signature(loose)
        self.signatures.add(signed)
        self.sizes.add((signed.symbols, signed.marks))

    def knows(self, symbol: Symbol) -> bool:
        """Whether a name of code agrees with any symbol of the paper."""
        found = self._known_names.get(symbol.text)
        if found is None:
            found = self._known_names[symbol.text] = any(agreement(mine, symbol) >= 0.5 for mine in self.symbols)
        return found


def index_equations(equations: Sequence[tuple[str, Assignment]]) -> EquationIndex:
    """The index of a paper's equations, each with the part of the paper that holds it."""
    index = EquationIndex(tuple(group for group, _ in equations))
    for at, (_, assignment) in enumerate(equations):
        loose = loosened(assignment)
        index.add((at,), loose)
        outline = outline_of(at, loose)
        if outline.weight >= LEAST_WEIGHT:
            index.outlines.append(outline)
        for value, missing in _without_one(loose):
            index.add((at,), Assignment(loose.target, value), (missing,))
    for at, (group, assignment) in enumerate(equations):
        for used, composed in _composed(at, group, assignment, equations):
            index.add(used, loosened(composed))
    return index


def _without_one(loose: Assignment) -> list[tuple[Expr, Expr]]:
    """The equation without a term that is a symbol, such as ε, without a number that scales something, or without a factor
    such as 1 − β.
    """
    found: list[tuple[Expr, Expr]] = []
    for removal in (*removals(loose.value), *without_weights(loose.value)):
        removed = removal.removed
        small = (removal.kind == "term" and isinstance(removed, Symbol)) or (
            removal.kind == "factor"
            and (
                isinstance(removed, Add)
                or (isinstance(removed, Number) and removed.value > 0 and not _counts(loose.value, removed))
            )
        )
        if small:
            found.append((removal.value, removed))
        if len(found) >= _MOST_WITHOUT:
            break
    return found


def _counts(expr: Expr, number: Number) -> bool:
    """Whether a number scales an index, as in 2·i: which place is meant is counted in many ways."""
    return any(
        isinstance(part, Multiply) and number in part.factors and any(_is_index(factor) for factor in part.factors)
        for part in walk(expr)
    )


def _is_index(expr: Expr) -> bool:
    return isinstance(expr, Symbol) and expr.text in _INDICES


def _composed(
    at: int, group: str, assignment: Assignment, equations: Sequence[tuple[str, Assignment]]
) -> Iterable[tuple[tuple[int, ...], Assignment]]:
    """An equation with others of its part put in: one, and all."""
    used = {each for each in walk(assignment.value) if isinstance(each, Symbol)}
    meanings: dict[Symbol, tuple[int, Expr]] = {}
    for other, (its_group, definition) in enumerate(equations):
        target = definition.target
        if other == at or its_group != group or not isinstance(target, Symbol) or target not in used:
            continue
        # A value such as ν = 1 is one setting and no definition; and what is defined by itself goes on without end.
        if not isinstance(definition.value, (Number, Symbol)) and target not in walk(definition.value):
            meanings.setdefault(target, (other, definition.value))
    for symbol, (other, value) in list(meanings.items())[:_MOST_PUT_IN]:
        made = substituted(assignment.value, {symbol: value}.get)
        if within_bounds(made):
            yield (at, other), Assignment(assignment.target, made)
    if len(meanings) > 1:
        made = substituted(assignment.value, {symbol: value for symbol, (_, value) in meanings.items()}.get)
        if within_bounds(made):
            yield (at, *(other for other, _ in meanings.values())), Assignment(assignment.target, made)


def outline_of(equation: int, loose: Assignment) -> Outline:
    """What is compared where nothing is equal."""
    blind = {each: 7 for each in walk(loose.value) if isinstance(each, Symbol)}
    shapes = Counter(shape_of(part, blind) for part in walk(loose.value) if parts(part))
    keys = frozenset(each.key for each in walk(loose.value) if isinstance(each, Symbol) and len(each.key) > 1)
    return Outline(equation, weight_of(loose), shapes, keys)
