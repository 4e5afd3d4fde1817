"""Calls → what they compute: numeric functions by name, methods that work in place, layers, functions of the same file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from tree_sitter import Node

from paperlsp.code.python.execute.facts import ClassFacts
from paperlsp.code.python.execute.machine import Machine
from paperlsp.code.python.execute.operations import (
    ASSIGNING,
    MAPPING,
    NAMED_LAYERS,
    OPERATIONS,
    PASSED,
    Arguments,
    in_place,
)
from paperlsp.code.python.execute.places import MOST_TEXT, Places
from paperlsp.model.arithmetic import add
from paperlsp.model.expr import Apply, Bind, Expr, Symbol, Unknown, within_bounds

_LAYERS = frozenset({"Linear", "Dense", "LazyLinear"})
_DEEPEST = 32


class Values(Protocol):
    """What gives the value of an expression."""

    def evaluate(self, node: Node) -> Expr:
        """The value of an expression."""
        ...

    def opaque(self, node: Node) -> Expr:
        """An expression that nobody looks into."""
        ...


class Calls:
    """The calls of one function. ``commit`` is told of what is assigned within an expression."""

    def __init__(
        self,
        machine: Machine,
        places: Places,
        values: Values,
        owner: ClassFacts | None,
        depth: int,
        commit: Callable[[int, Expr], Expr],
    ) -> None:
        self.machine = machine
        self.places = places
        self.values = values
        self.owner = owner
        self.depth = depth
        self.commit = commit
        self.local: dict[str, Node] = {}
        """Functions that the function itself defines."""
        self.level = 0

    def _method(self, node: Node) -> tuple[Node | None, str]:
        """The receiver and the name of a method call; a function of a module has no receiver."""
        function = node.child_by_field_name("function")
        if function is None or function.type != "attribute":
            return None, "" if function is None else self.places.text(function)
        receiver, name = function.child_by_field_name("object"), function.child_by_field_name("attribute")
        if receiver is None or name is None:
            return None, ""
        if self.places.is_module(receiver):
            return None, self.places.text(name)
        if self.places.text(receiver) in ("self", "cls"):
            return None, f"self.{self.places.text(name)}"
        return receiver, self.places.text(name)

    def arguments(self, node: Node) -> tuple[list[Node], dict[str, Node]]:
        """The nodes of a call's arguments; starred ones are left out."""
        listed = node.child_by_field_name("arguments")
        values: list[Node] = []
        keywords: dict[str, Node] = {}
        if listed is not None and listed.type == "generator_expression":
            return [listed], {}
        for child in listed.named_children if listed is not None else ():
            if child.type == "keyword_argument":
                name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
                if name is not None and value is not None:
                    keywords[self.places.text(name)] = value
            elif child.type not in ("comment", "list_splat", "dictionary_splat"):
                values.append(child)
        return values, keywords

    def in_place_call(self, node: Node) -> tuple[int, Expr] | None:
        """The place that a chain of calls changes and its new value, not committed; None for any other call."""
        receiver, name = self._method(node)
        values, keywords = self.arguments(node)
        if name.rpartition(".")[2] in ASSIGNING and len(values) >= 2:
            # A function that assigns is given what it changes; whatever it hangs on is a library.
            receiver, values = values[0], values[1:]
            name = name.rpartition(".")[2]
        if receiver is None and name.startswith("_foreach_") and name.endswith("_") and values:
            receiver, values, name = values[0], values[1:], name.removeprefix("_foreach_")
        operation = in_place(name)
        if receiver is None or not (operation or name in ASSIGNING) or self.level >= _DEEPEST:
            return None
        self.level += 1
        target = self._changed(receiver)
        self.level -= 1
        if target is None:
            return None
        place, old = target
        given = [self.values.evaluate(value) for value in values]
        named = {key: self.values.evaluate(value) for key, value in keywords.items()}
        if name in ASSIGNING and given:
            new: Expr | None = ASSIGNING[name](old, given[0])
        elif operation in ("normal", "uniform"):
            new = Unknown(name)
        else:
            new = OPERATIONS[operation](Arguments((old, *given), named)) if operation else None
        return place, self.values.opaque(node) if new is None or not within_bounds(new) else new

    def _changed(self, receiver: Node) -> tuple[int, Expr] | None:
        if receiver.type == "call":
            found = self.in_place_call(receiver)
            if found is not None:
                return found
        path = self.places.path(receiver)
        if path is None or path in self.machine.facts.modules:
            return None
        place = self.places.storage.place(path)
        return place, self.places.storage.values[place]

    def call(self, node: Node) -> Expr:
        changed = self.in_place_call(node)
        if changed is not None:
            return self.commit(*changed)
        receiver, name = self._method(node)
        values, keywords = self.arguments(node)
        short = name.rpartition(".")[2]
        if short in MAPPING and values and (receiver is None or values[0].type == "lambda"):
            return self._mapped(node, values)
        if short in PASSED and not name.startswith("self."):
            passed = receiver if receiver is not None else values[0] if values else None
            return self.values.opaque(node) if passed is None else self.values.evaluate(passed)
        if (
            receiver is None
            and name == "sum"
            and values
            and values[0].type in ("generator_expression", "list_comprehension")
        ):
            body = self.values.evaluate(values[0])
            return Bind("sum", body.variable, None, None, body.body) if isinstance(body, Bind) else body
        given = [self.values.evaluate(value) for value in values]
        named = {key: self.values.evaluate(value) for key, value in keywords.items()}
        if receiver is None:
            followed = self._followed(name, given, named)
            if followed is not None:
                return followed
        if receiver is None and name.startswith("self.") and "dropout" in short:
            short = "dropout"
        operation = OPERATIONS.get(in_place(short) or short.removeprefix("_foreach_"))
        if operation is not None and (not name.startswith("self.") or short in NAMED_LAYERS):
            all_values = given if receiver is None else [self.values.evaluate(receiver), *given]
            found = operation(Arguments(all_values, named, plain=receiver is None and "." not in self._written(node)))
            if found is not None:
                return found
        return self._unknown_call(node, receiver, name, given)

    def _written(self, node: Node) -> str:
        function = node.child_by_field_name("function")
        return "" if function is None else self.places.text(function)

    def _unknown_call(self, node: Node, receiver: Node | None, name: str, given: list[Expr]) -> Expr:
        if receiver is not None and receiver.type == "call" and self.places.path(receiver) is None:
            # ``Layer(…)(x)`` applies what the inner call makes; ``x.f().g()`` goes on from x.f().
            given = [self.values.evaluate(receiver), *given]
        elif receiver is not None:
            path = self.places.path(receiver)
            if path is not None and path in self.places.storage.places:
                given = [self.places.storage.read(path), *given]
            else:
                name = f"{path or '…'}.{name}"
        elif not name:
            function = node.child_by_field_name("function")
            name = "" if function is None or function.type == "lambda" else " ".join(self.places.text(function).split())
        kept = tuple(value for value in given if not isinstance(value, Unknown))
        if not name or len(name) > MOST_TEXT or "\n" in name:
            return self.values.opaque(node)
        return Apply(name, kept)

    def _followed(self, name: str, given: list[Expr], named: dict[str, Expr]) -> Expr | None:
        """What a layer or a function of the same file makes of its arguments."""
        facts = self.machine.facts
        if name.startswith("self.") and self.owner is not None:
            attribute = name.removeprefix("self.")
            if attribute in self.owner.attributes and given:
                return self._layer(name, self.owner.attributes[attribute], given)
            method = self.owner.methods.get(attribute)
            return None if method is None else self.machine.inlined(method, self.owner, given, named, self.depth)
        if name in self.local:
            function = self.local[name]
            return (
                self.applied(function, given)
                if function.type == "lambda"
                else self.machine.inlined(function, None, given, named, self.depth)
            )
        if name in facts.functions and name not in self.places.storage.places:
            return self.machine.inlined(facts.functions[name], None, given, named, self.depth)
        return None

    def _layer(self, name: str, made: Node, given: list[Expr]) -> Expr | None:
        """A layer that ``__init__`` made, applied: a linear one multiplies, an activation is its function."""
        if made.type == "identifier" and self.owner is not None:
            made = self.owner.defaults.get(self.places.text(made), made)
        function = made.child_by_field_name("function") if made.type == "call" else made
        kind = "" if function is None else self.places.text(function).rpartition(".")[2]
        if kind in _LAYERS:
            digits = name[len(name.rstrip("0123456789")) :]
            _, keywords = self.arguments(made)
            flag = keywords.get("bias") or keywords.get("use_bias")
            product = Apply("matmul", (given[0], Symbol(f"{name}.weight", f"w{digits}", 0)))
            without = flag is not None and self.places.text(flag) == "False"
            return product if without else add((product, Symbol(f"{name}.bias", f"b{digits}", 0)))
        if made.type == "lambda":
            return self.applied(made, given)
        operation = OPERATIONS.get(kind)
        return None if operation is None else operation(Arguments(given[:1], {}))

    def _mapped(self, node: Node, values: list[Node]) -> Expr:
        """``tree_map(f, a, b)`` is f(a, b), leaf by leaf."""
        function, given = values[0], [self.values.evaluate(value) for value in values[1:]]
        if function.type == "lambda":
            found = self.applied(function, given)
            return self.values.opaque(node) if found is None else found
        name = self.places.text(function)
        followed = self._followed(name, given, {})
        if followed is not None:
            return followed
        operation = OPERATIONS.get(name.rpartition(".")[2])
        found = None if operation is None else operation(Arguments(given, {}))
        return (
            Apply(name, tuple(given)) if found is None and len(name) <= MOST_TEXT else found or self.values.opaque(node)
        )

    def applied(self, function: Node, given: Sequence[Expr]) -> Expr | None:
        """The body of a lambda with its parameters standing for what it is given."""
        body, listed = function.child_by_field_name("body"), function.child_by_field_name("parameters")
        if body is None or self.level >= _DEEPEST:
            return None
        names = [
            self.places.text(child)
            for child in (listed.named_children if listed is not None else ())
            if child.type == "identifier"
        ]
        outer = self.places.storage
        self.places.storage = outer.copy()
        for name, value in zip(names, given, strict=False):
            self.places.storage.bind(name, value)
        found = self.values.evaluate(body)
        self.places.storage = outer
        return found
