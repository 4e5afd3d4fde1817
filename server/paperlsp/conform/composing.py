"""A function's steps → for each line the expressions that it comes to: as it stands, and with what it uses put in.

One equation of a paper may take three lines of code, and one line may do what two equations state. So each line is also
looked at with the variables of its function replaced by what they were given, a few at a time. All is bounded by counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from paperlsp.model.expr import (
    KNOWN,
    Apply,
    Assignment,
    Cases,
    Expr,
    Number,
    Symbol,
    Unknown,
    substituted,
    symbols_of,
    within_bounds,
)
from paperlsp.model.source import Computation, Step

_MOST_VARIANTS = 32
_MOST_CHOICES = 4
"""Variables of one line that are put in one by one and together."""
_MOST_LAYERS = 5
_MOST_CHAINED = 12
_WAYS = (0, -1)
"""The first and the last of what a branch may give."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What a line comes to. ``through`` are the variables that were put in."""

    assignment: Assignment
    through: tuple[Symbol, ...] = ()


class Composer:
    """The definitions of one function's symbols."""

    def __init__(self, computation: Computation) -> None:
        self._values: dict[Symbol, Expr] = {}
        self._same: dict[Symbol, Symbol] = {}
        self._computed = {
            step.assignment.target.text for step in computation.steps if isinstance(step.assignment.target, Symbol)
        }
        self._meant: dict[Symbol, list[Expr]] = {}
        self._led_to: dict[tuple[Symbol, int, int], Expr | None] = {}
        for given in computation.given:
            if isinstance(given.target, Symbol):
                self._values[given.target] = given.value
        for step in computation.steps:
            if isinstance(step.assignment.target, Symbol):
                self._values[step.assignment.target] = step.assignment.value
        for symbol, value in self._values.items():
            kept = [each for each in _alternatives(value) if not isinstance(each, (Number, Unknown))]
            if isinstance(value, Cases) and len(kept) == 1 and isinstance(kept[0], Symbol):
                # State that is made new the first time is what it was, every other time.
                self._same[symbol] = kept[0]

    def is_given(self, expr: Expr) -> bool:
        """Whether an expression is of what the function is given, and of nothing that it computes."""
        return all(symbol.text not in self._computed for symbol in symbols_of(expr))

    def variants(self, step: Step) -> Iterator[Variant]:
        """The line as it stands, then with ever more put in; none twice."""
        value = step.assignment.value
        if isinstance(value, Cases) and all(isinstance(each, Symbol) for each, _ in value.branches):
            # Where branches meet nothing is computed.
            return
        if (
            isinstance(value, Apply)
            and value.function == "transpose"
            and all(isinstance(each, Symbol) for each in value.arguments[:1])
        ):
            return
        seen: set[Expr] = set()
        for variant in self._grown(step.assignment):
            if variant.assignment.value not in seen and within_bounds(variant.assignment.value):
                seen.add(variant.assignment.value)
                yield variant
                if len(seen) >= _MOST_VARIANTS:
                    return

    def _grown(self, assignment: Assignment) -> Iterator[Variant]:
        start = Variant(Assignment(assignment.target, self._named(assignment.value)))
        yield start
        starts = [start]
        if isinstance(assignment.target, Symbol):
            text = assignment.target.text
            value = start.assignment.value
            own = tuple(each for each in symbols_of(value) if each.text == text and each in self._values)
            # With the value before put in, and with all that lead to it.
            for way, most in ((_WAYS[0], 1), (_WAYS[0], _MOST_CHAINED), (_WAYS[1], _MOST_CHAINED)):
                chained = Assignment(assignment.target, self._chained(text, value, way, most))
                if all(chained != one.assignment for one in starts):
                    starts.append(Variant(chained, own))
                    yield starts[-1]
        for one in (starts[0], starts[-1]) if len(starts) > 1 else starts:
            yield from self._with_some(one)
        for way in _WAYS:
            yield from self._layers(starts[-1], way, through_state=False)
        for one in starts[1:-1]:
            yield from self._with_some(one)
        for way in _WAYS:
            yield from self._layers(starts[-1], way, through_state=True)

    def _named(self, expr: Expr) -> Expr:
        """The expression with state under one name, whether it is new or not."""
        return substituted(expr, self._same.get) if self._same else expr

    def _chained(self, text: str, value: Expr, way: int, most: int = _MOST_CHAINED) -> Expr:
        """The value with up to so many earlier values of one name put in, as far as the function computes them.

        ``way`` chooses where branches meet: what the first gives, or the last.
        """
        if most <= 0:
            return value

        def before(symbol: Symbol) -> Expr | None:
            if symbol.text != text:
                return None
            # A name that stands twice in each line would be looked at twice as often for each line before.
            key = (symbol, way, most)
            if key not in self._led_to:
                self._led_to[key] = self._value_before(symbol, way, most)
            return self._led_to[key]

        return substituted(value, before)

    def _value_before(self, symbol: Symbol, way: int, most: int) -> Expr | None:
        known = self._values.get(symbol)
        if known is None or symbol in self._same:
            return None
        chosen = _alternatives(known)[way]
        if _says_nothing(chosen):
            return None
        made = self._chained(symbol.text, self._named(chosen), way, most - 1)
        return made if within_bounds(made) else None

    def _meanings(self, symbol: Symbol) -> list[Expr]:
        """What a variable was given: one expression for each way through the branches."""
        known = self._meant.get(symbol)
        if known is None:
            value = self._values.get(symbol)
            made: list[Expr] = []
            if value is not None and symbol not in self._same:
                made = [self._chained(symbol.text, self._named(_alternatives(value)[way]), way) for way in _WAYS]
            known = self._meant[symbol] = [
                each for each in dict.fromkeys(made) if each != symbol and not _says_nothing(each)
            ]
        return known

    def _goes_on(self, symbol: Symbol) -> bool:
        """Whether a variable is made of its own value from before the function."""
        return any(each.text == symbol.text for meaning in self._meanings(symbol)[:1] for each in symbols_of(meaning))

    def _inner(self, variant: Variant) -> list[Symbol]:
        """The variables of a line that can be put in."""
        target = variant.assignment.target
        return [
            symbol for symbol in symbols_of(variant.assignment.value) if symbol != target and self._meanings(symbol)
        ]

    def _with_some(self, variant: Variant) -> Iterator[Variant]:
        """One, two or more of a line's variables put in."""
        chosen = self._inner(variant)[:_MOST_CHOICES]
        for count in range(1, len(chosen) + 1):
            for some in combinations(chosen, count):
                yield from self._put_in(variant, some)

    def _put_in(self, variant: Variant, some: Sequence[Symbol]) -> Iterator[Variant]:
        choices = [self._meanings(symbol) for symbol in some]
        for at in range(max(len(choice) for choice in choices)):
            mapping: Mapping[Symbol, Expr] = {
                symbol: choice[min(at, len(choice) - 1)] for symbol, choice in zip(some, choices, strict=True)
            }
            made = substituted(variant.assignment.value, mapping.get)
            yield Variant(Assignment(variant.assignment.target, made), (*variant.through, *some))

    def _layers(self, variant: Variant, way: int, *, through_state: bool) -> Iterator[Variant]:
        """All variables put in, then those of what was put in, and so on.

        Without ``through_state``, what is made of its own past stays a name, as papers make m̂ₜ of mₜ and not of mₜ₋₁.
        """
        for _ in range(_MOST_LAYERS):
            inner = [symbol for symbol in self._inner(variant) if through_state or not self._goes_on(symbol)]
            if not inner:
                return
            mapping = {symbol: self._meanings(symbol)[way] for symbol in inner}
            made = substituted(variant.assignment.value, mapping.get)
            if made == variant.assignment.value or not within_bounds(made):
                return
            variant = Variant(Assignment(variant.assignment.target, made), (*variant.through, *inner))
            yield variant
            if way == _WAYS[0] and not through_state:
                yield from self._with_some(variant)


def _says_nothing(value: Expr) -> bool:
    """Whether a variable's value says less than its name: a number, or what a call gives that nobody looks into."""
    return isinstance(value, (Number, Unknown)) or (
        isinstance(value, Apply) and value.function not in KNOWN and value.function != "tuple"
    )


def _alternatives(value: Expr) -> list[Expr]:
    return [each for each, _ in value.branches] if isinstance(value, Cases) else [value]
