"""The statements of one function, in the order in which they run → steps: each assignment with the symbol it gives.

A branch is a copy of the storage; where two branches meet, what differs becomes a symbol with both values. A loop runs
once. A call into the same file runs without steps of its own, and gives back an expression.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tree_sitter import Node

from paperlsp.code.python.execute.evaluate import Evaluator, combined
from paperlsp.code.python.execute.facts import ClassFacts
from paperlsp.code.python.execute.machine import Machine
from paperlsp.code.python.execute.storage import Storage, Versions
from paperlsp.model.expr import Apply, Assignment, Cases, Expr, Symbol, Unknown, within_bounds
from paperlsp.model.source import Step
from paperlsp.model.span import Span

_MOST_STEPS = 400
_DEEPEST = 24
"""Levels of nested statements."""
_PATHS = frozenset({"identifier", "attribute", "subscript"})
_PATTERNS = frozenset({"pattern_list", "tuple_pattern", "list_pattern"})


class Run:
    """One function while it runs. ``steps`` is None within a call: then names hold expressions, not symbols."""

    def __init__(self, machine: Machine, owner: ClassFacts | None, depth: int, name: str, *, recording: bool) -> None:
        self.machine = machine
        self.steps: list[Step] | None = [] if recording else None
        self.name = name
        self.storage = Storage(Versions())
        self.evaluator = Evaluator(machine, self.storage, owner, depth, self._changed)
        self.aliases: dict[str, str] = {}
        """Paths that got a shorter name: ``p.grad`` → ``d_p``."""
        self.returned: list[Expr] = []
        self.level = 0
        self._span = Span(0, 0)
        self._cases: dict[str, Callable[[Node], bool]] = {
            "expression_statement": self._expression_statement,
            "return_statement": self._return,
            "if_statement": self._if,
            "for_statement": self._for,
            "while_statement": self._loop,
            "with_statement": self._loop,
            "try_statement": self._try,
            "function_definition": self._function,
            "decorated_definition": self._decorated,
            "match_statement": self._match,
            "raise_statement": self._leave,
            "break_statement": self._leave,
            "continue_statement": self._leave,
        }

    def block(self, node: Node) -> bool:
        """Run a block; the result is whether its end is reached."""
        if self.level >= _DEEPEST:
            return True
        self.level += 1
        goes_on = True
        for statement in node.named_children:
            case = self._cases.get(statement.type)
            if case is not None and self.machine.spend() and not case(statement):
                goes_on = False
                break
        self.level -= 1
        return goes_on

    def text(self, node: Node) -> str:
        return self.evaluator.text(node)

    # Assignments.

    def _expression_statement(self, node: Node) -> bool:
        self._span = Span(node.start_byte, node.end_byte)
        for child in node.named_children:
            if child.type == "assignment":
                self._assignment(child)
            elif child.type == "augmented_assignment":
                self._augmented(child)
            elif child.type in ("call", "await", "named_expression"):
                self.evaluator.evaluate(child)
        return True

    def _assignment(self, node: Node) -> None:
        targets: list[Node] = []
        value: Node | None = node
        while value is not None and value.type == "assignment" and len(targets) < 8:
            left = value.child_by_field_name("left")
            if left is not None:
                targets.append(left)
            value = value.child_by_field_name("right")
        if value is None or value.type == "assignment":
            return
        for target in targets:
            self._assign(target, value)

    def _assign(self, target: Node, value: Node) -> None:
        if target.type in _PATTERNS:
            self._unpack(target, value)
            return
        if target.type not in _PATHS:
            return
        if value.type == "lambda" and target.type == "identifier":
            self.evaluator.calls.local[self.text(target)] = value
            return
        if target.type == "identifier" and self._alias(self.text(target), value):
            return
        self._store(target, self.evaluator.evaluate(value))

    def _alias(self, name: str, value: Node) -> bool:
        """Let a name share the place of the path that it is assigned, or that a call changes and gives back."""
        storage = self.evaluator.storage
        changed = self.evaluator.calls.in_place_call(value) if value.type == "call" else None
        if changed is not None:
            self._changed(*changed)
            storage.share(name, changed[0])
            return True
        path = self.evaluator.path(value)
        if path is None or path in self.machine.facts.constants or path in ("None", "True", "False", "self"):
            return False
        if path == name:
            return True
        place = storage.place(path)
        held = storage.values[place]
        storage.share(name, place)
        if self.steps is not None and isinstance(held, Symbol) and not held.text.isidentifier():
            self.aliases.setdefault(held.text, name)
        return True

    def _unpack(self, target: Node, value: Node) -> None:
        names = [child for child in target.named_children if child.type != "comment"]
        if value.type in ("expression_list", "tuple", "list"):
            values = [child for child in value.named_children if child.type != "comment"]
            if len(values) == len(names):
                # All values are taken before any name changes.
                taken = [
                    (None if (p := self._shared(each)) is None else p, self.evaluator.evaluate(each)) for each in values
                ]
                for name, (place, found) in zip(names, taken, strict=True):
                    if place is not None and name.type == "identifier":
                        self.evaluator.storage.share(self.text(name), place)
                    elif name.type in _PATHS:
                        self._store(name, found)
                return
        found = self.evaluator.evaluate(value)
        several = (
            found.arguments
            if isinstance(found, Apply) and found.function == "tuple" and len(found.arguments) == len(names)
            else None
        )
        for at, name in enumerate(names):
            if name.type not in _PATHS:
                continue
            if several is not None:
                self._store(name, several[at])
            else:
                # What a name is given of something unknown is what the name says.
                self._bind_leaf(name)

    def _shared(self, value: Node) -> int | None:
        path = self.evaluator.path(value) if value.type in _PATHS else None
        return (
            None
            if path is None or path in self.machine.facts.constants or path == "None"
            else self.evaluator.storage.place(path)
        )

    def _bind_leaf(self, name: Node) -> None:
        path = self.evaluator.path(name)
        if path is not None:
            storage = self.evaluator.storage
            fresh = path not in storage.places
            storage.bind(path, storage.versions.leaf(path) if fresh else storage.versions.fresh(path))

    def _store(self, target: Node, value: Expr) -> None:
        """Give a target its value, as a symbol with a step where steps are kept."""
        path = self.evaluator.path(target)
        if path is None:
            path = " ".join(self.text(target).split())[:60]
        elif target.type == "subscript" and path == self.evaluator.path(target.child_by_field_name("value") or target):
            # Storing into the whole of a thing changes the thing.
            self._changed(self.evaluator.storage.place(path), value)
            return
        storage = self.evaluator.storage
        if isinstance(value, Unknown) or not within_bounds(value):
            self._bind_leaf(target)
        elif self.steps is None or isinstance(value, Symbol):
            storage.bind(path, value)
        else:
            symbol = storage.versions.fresh(path)
            self._record(symbol, value)
            storage.bind(path, symbol)

    def _changed(self, place: int, value: Expr) -> Expr:
        """Change what a place holds; all names that share it see the change."""
        storage = self.evaluator.storage
        old = storage.values.get(place)
        value = value if within_bounds(value) else Unknown("…")
        if self.steps is None or isinstance(value, Unknown):
            text = old.text if isinstance(old, Symbol) else "…"
            storage.values[place] = storage.versions.fresh(text) if isinstance(value, Unknown) else value
            return storage.values[place]
        text = (
            old.text
            if isinstance(old, Symbol)
            else next((path for path, at in storage.places.items() if at == place), "…")
        )
        symbol = storage.versions.fresh(text)
        self._record(symbol, value)
        storage.values[place] = symbol
        return symbol

    def _record(self, symbol: Symbol, value: Expr) -> None:
        if self.steps is not None and len(self.steps) < _MOST_STEPS:
            self.steps.append(Step(self._span, Assignment(symbol, value)))

    def _augmented(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        path = None if left is None else self.evaluator.path(left)
        if path is None or right is None or operator is None:
            return
        value = self.evaluator.evaluate(right)
        place = self.evaluator.storage.place(path)
        found = combined(operator.type, self.evaluator.storage.values[place], value)
        self._changed(place, Unknown("…") if found is None else found)

    # Control.

    def _return(self, node: Node) -> bool:
        self._span = Span(node.start_byte, node.end_byte)
        value = next((child for child in node.named_children if child.type != "comment"), None)
        if value is not None:
            found = self.evaluator.evaluate(value)
            found = found if within_bounds(found) else Unknown("…")
            self.returned.append(found)
            parts = found.arguments if isinstance(found, Apply) and found.function == "tuple" else (found,)
            for part in parts:
                if not isinstance(part, (Symbol, Unknown)):
                    self._record(self.storage.versions.fresh(self.name), part)
        return False

    def _leave(self, node: Node) -> bool:
        del node
        return False

    def _if(self, node: Node) -> bool:
        condition, body = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
        alternatives = node.children_by_field_name("alternative")
        if body is None:
            return True
        branches: list[tuple[Node | None, Node | None]] = [(condition, body)]
        for alternative in alternatives:
            inner = alternative.child_by_field_name("consequence") or alternative.child_by_field_name("body")
            branches.append((alternative.child_by_field_name("condition"), inner))
        return self._branches(
            branches,
            Span(node.start_byte, body.start_byte),
            exhaustive=any(each.type == "else_clause" for each in alternatives),
        )

    def _branches(self, branches: Sequence[tuple[Node | None, Node | None]], span: Span, *, exhaustive: bool) -> bool:
        """Run each branch on a copy and join those whose ends are reached."""
        start = self.evaluator.storage
        ends: list[tuple[Storage, Expr | None]] = []
        for condition, body in branches:
            self.evaluator.places.storage = start.copy()
            said = None if condition is None else self.evaluator.evaluate(condition)
            if body is None or self.block(body):
                ends.append((self.evaluator.storage, said))
        if not exhaustive:
            ends.append((start, None))
        if not ends:
            self.evaluator.places.storage = start
            return False
        joined = ends[0][0]
        for (_, said), (other, _) in zip(ends, ends[1:], strict=False):
            self._span = span
            for _place, symbol, cases in joined.merged(other, said):
                self._record(symbol, cases)
                if self.steps is None:
                    joined.values[_place] = _one_of(cases)
        self.evaluator.places.storage = joined
        return True

    def _for(self, node: Node) -> bool:
        left = node.child_by_field_name("left")
        for name in left.named_children if left is not None and left.type in _PATTERNS else (left,):
            if name is not None and name.type in _PATHS:
                self._bind_leaf(name)
        return self._loop(node)

    def _loop(self, node: Node) -> bool:
        body = node.child_by_field_name("body")
        if body is not None:
            self.block(body)
        return True

    def _try(self, node: Node) -> bool:
        for child in node.named_children:
            block = child if child.type == "block" else None
            if child.type in ("else_clause", "finally_clause"):
                block = next((each for each in child.named_children if each.type == "block"), None)
            if block is not None:
                self.block(block)
        return True

    def _match(self, node: Node) -> bool:
        body = node.child_by_field_name("body")
        cases = [] if body is None else [each for each in body.named_children if each.type == "case_clause"]
        branches = [(None, each.child_by_field_name("consequence")) for each in cases[:16]]
        return not branches or self._branches(branches, Span(node.start_byte, node.start_byte), exhaustive=False)

    def _function(self, node: Node) -> bool:
        name = node.child_by_field_name("name")
        if name is not None:
            self.evaluator.calls.local[self.text(name)] = node
        return True

    def _decorated(self, node: Node) -> bool:
        definition = node.child_by_field_name("definition")
        return definition is None or definition.type != "function_definition" or self._function(definition)


def _one_of(cases: Cases) -> Expr:
    """Two values of a branch as one expression; the first where both are too long."""
    return cases if within_bounds(cases) else cases.branches[0][0]
