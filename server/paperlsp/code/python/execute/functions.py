"""A Python source's tree → what each of its functions computes, statement by statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tree_sitter import Node

from paperlsp.code.python.execute.facts import ClassFacts, FileFacts
from paperlsp.code.python.execute.module import Module
from paperlsp.code.python.execute.operations import OPERATIONS
from paperlsp.code.python.execute.remembered import (
    Remembered,
    Together,
    digest_of,
    functions,
    names_in,
    statements,
)
from paperlsp.code.python.execute.statements import Run
from paperlsp.code.python.execute.storage import notation_key
from paperlsp.code.python.targets import parameters_of, slice_of
from paperlsp.memo import holding
from paperlsp.model.expr import (
    KNOWN,
    Add,
    Apply,
    Assignment,
    Cases,
    Expr,
    Multiply,
    Number,
    Power,
    Symbol,
    Unknown,
    substituted,
    symbols_of,
    walk,
)
from paperlsp.model.source import Computation, Step
from paperlsp.model.span import Span

_MOST_WORK = 150_000
"""Nodes of one source that are looked at; in a longer one the functions at its end are not executed."""
_MOST_INLINED = 1500
"""Nodes that calls into the same file may cost one function."""
_MOST_DEPTH = 3
_KEY = re.compile(r"""\[['"]([A-Za-z_]\w*)['"]\]\Z""")
_LONGEST = 40
"""Statements of a function that is worth following."""


class _Machine:
    def __init__(self, facts: FileFacts) -> None:
        self.facts = facts
        self.work = _MOST_WORK
        self.inlining = 0
        self.following: list[int] = []

    def spend(self) -> bool:
        self.work -= 1
        if self.following:
            self.inlining -= 1
            return self.inlining > 0 and self.work > 0
        return self.work > 0

    def inlined(
        self, function: Node, owner: ClassFacts | None, values: Sequence[Expr], keywords: Mapping[str, Expr], depth: int
    ) -> Expr | None:
        body, listed = function.child_by_field_name("body"), function.child_by_field_name("parameters")
        long = body is None or body.named_child_count > _LONGEST
        if body is None or long or depth >= _MOST_DEPTH or function.start_byte in self.following or self.inlining <= 0:
            return None
        parameters = [] if listed is None else parameters_of(self.facts.content, listed)
        if owner is not None and parameters and parameters[0].name in ("self", "cls"):
            parameters = parameters[1:]
        run = Run(self, owner, depth + 1, "", recording=False)
        for parameter, value in zip(parameters, values, strict=False):
            run.storage.bind(parameter.name, value)
        for parameter in parameters:
            if parameter.name in keywords:
                run.storage.bind(parameter.name, keywords[parameter.name])
        self.following.append(function.start_byte)
        run.block(body)
        self.following.pop()
        values = [value for value in run.returned if not isinstance(value, Unknown)]
        if not values:
            return None
        return values[0] if len(values) == 1 else Cases(tuple((value, None) for value in values[:4]))

    def computation(self, function: Node, owner: ClassFacts | None, symbol: str) -> Computation:
        """What one function computes; without steps where it computes nothing."""
        body = function.child_by_field_name("body")
        self.inlining = _MOST_INLINED
        run = Run(self, owner, 0, symbol.rpartition(".")[2].partition("~")[0], recording=True)
        if body is not None:
            run.block(body)
        steps = [] if run.steps is None else run.steps
        given = self._given(steps, owner)
        return Computation(symbol, _renamed(steps, run.aliases), given)

    def _given(self, steps: Sequence[Step], owner: ClassFacts | None) -> tuple[Assignment, ...]:
        """What the attributes that a method uses were set to where the instance was made."""
        if owner is None:
            return ()
        names = {
            each.text: each
            for step in steps
            for each in symbols_of(step.assignment.value)
            if each.text.startswith("self.") and each.time == 0
        }
        found: list[Assignment] = []
        for text, used in names.items():
            node = owner.attributes.get(text.removeprefix("self."))
            if node is not None and node.type in (
                "binary_operator",
                "call",
                "unary_operator",
                "parenthesized_expression",
            ):
                value = Run(self, owner, 1, "", recording=False).evaluator.evaluate(node)
                if not isinstance(value, (Symbol, Number, Unknown)) and not (
                    isinstance(value, Apply) and value.function not in KNOWN
                ):
                    found.append(Assignment(used, value))
        return tuple(found)


def computations_of(content: bytes, root: Node, names: Mapping[int, str]) -> tuple[Computation, ...]:
    """The functions that compute something, by place. ``names`` gives a definition's dotted name by where its name begins.

    A statement of the module whose text and surroundings are known from an earlier reading is not executed again; nor is
    a function in one that has changed.
    """
    module = Module(content, root)
    machine = _Machine(FileFacts(content))
    found: list[Computation] = []
    for statement, part in module.statements:
        if not part.defines or machine.work <= 0:
            continue
        digest = module.digest(statement)
        known = None if digest is None else statements.get(digest)
        before, start = machine.work, statement.start_byte
        # What would not have been executed to its end has to come out the same with a memory and without.
        if known is not None and known.work < before:
            machine.work -= known.work
            found += [
                _moved(made, symbol, start - known.start)
                for at, made in known.computations
                if (symbol := names.get(start + at)) is not None
            ]
            continue
        machine.facts = module.facts(statement)
        with holding() as held:
            here = list(_executed(machine, names))
        found += [made for _, made in here]
        if digest is not None and machine.work > 0:
            placed = tuple((at - start, made) for at, made in here)
            statements.put(digest, Together(placed, start, before - machine.work, held()))
    return tuple(found)


def _executed(machine: _Machine, names: Mapping[int, str]) -> Iterator[tuple[int, Computation]]:
    """What the functions of one statement compute, each with the place of its name."""
    for node, owner in machine.facts.definitions:
        identifier = node.child_by_field_name("name")
        symbol = None if identifier is None else names.get(identifier.start_byte)
        if identifier is not None and symbol is not None and machine.work > 0:
            made = _remembered(node, owner, symbol, machine)
            if made is not None:
                yield identifier.start_byte, made


def _remembered(node: Node, owner: ClassFacts | None, symbol: str, machine: _Machine) -> Computation | None:
    """What a function computes, None for nothing; executed where it is new."""
    digest = digest_of(node, owner, machine.facts)
    known = None if digest is None else functions.get(digest)
    before = machine.work
    # What would not have been executed to its end has to come out the same with a memory and without.
    if known is not None and known.work < before:
        machine.work -= known.work
        return None if known.computation is None else _moved(known.computation, symbol, node.start_byte - known.start)
    made = None
    if _may_compute(slice_of(machine.facts.content, node), machine.facts, owner):
        made = machine.computation(node, owner, symbol)
        made = made if _computes(made.steps) else None
    if digest is not None and machine.work > 0:
        functions.put(digest, Remembered(made, node.start_byte, before - machine.work))
    return made


def _moved(computation: Computation, symbol: str, by: int) -> Computation:
    """The same computation of a function that stands ``by`` bytes further on, under its name of now."""
    if by == 0 and symbol == computation.symbol:
        return computation
    steps = tuple(Step(Span(step.span.start + by, step.span.end + by), step.assignment) for step in computation.steps)
    return Computation(symbol, steps, computation.given)


_SIGNS = ("*", "+", "/", "-=", " - ", "@", "_(")
_CALLED = re.compile(rf"\b(?:{'|'.join(sorted(OPERATIONS))})_?\(")


def _may_compute(text: str, facts: FileFacts, owner: ClassFacts | None) -> bool:
    """A quick look at the text of a function: whether anything in it can be arithmetic, or leads to some."""
    return (
        any(sign in text for sign in _SIGNS)
        or _CALLED.search(text) is not None
        or (owner is not None and owner.layered and "self." in text)
        or any(name in facts.functions and f"{name}(" in text for name in names_in(text.encode()))
    )


def _computes(steps: Sequence[Step]) -> bool:
    """Whether anything is computed, and not only handed on."""
    return any(
        isinstance(part, (Add, Multiply, Power)) or (isinstance(part, Apply) and part.function in KNOWN)
        for step in steps
        for part in walk(step.assignment.value)
    )


def _renamed(steps: Sequence[Step], aliases: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps with short names for paths: the name that the source gives them, or the key at their end.

    Two things never get one name.
    """
    texts = dict.fromkeys(each.text for step in steps for part in _sides(step) for each in symbols_of(part))
    short: dict[str, str] = {}
    taken = set(texts)
    for text in texts:
        name = aliases.get(text) or _last_key(text)
        if name and name not in taken:
            short[text] = name
            taken.add(name)

    def renamed(symbol: Symbol) -> Expr | None:
        name = short.get(symbol.text)
        return None if name is None else Symbol(name, notation_key(name) or symbol.key, symbol.time)

    if not short:
        return tuple(steps)
    return tuple(Step(step.span, Assignment(*(substituted(part, renamed) for part in _sides(step)))) for step in steps)


def _last_key(path: str) -> str:
    """The key at the end of a path: ``group['eps']`` is ``eps``."""
    found = _KEY.search(path)
    return found[1] if found else ""


def _sides(step: Step) -> tuple[Expr, Expr]:
    target = step.assignment.target
    return (target if target is not None else step.assignment.value), step.assignment.value
