"""Nodes of Python expressions → expressions of arithmetic, by what the storage holds.

Nothing is run: a name means the symbol of its last assignment, a call what its name says it computes, and what cannot
be known becomes a symbol or an application of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from paperlsp.code.python.execute.calls import Calls
from paperlsp.code.python.execute.facts import ClassFacts
from paperlsp.code.python.execute.machine import Machine
from paperlsp.code.python.execute.operations import divided_down, raised
from paperlsp.code.python.execute.places import LIBRARIES, MOST_TEXT, SAME_THING, Places
from paperlsp.code.python.execute.storage import Storage
from paperlsp.model.arithmetic import add, apply, divide, multiply, negate, subtract
from paperlsp.model.expr import (
    Apply,
    Bind,
    Cases,
    Compare,
    Expr,
    Symbol,
    Unknown,
    parse_number,
    within_bounds,
)

_DEEPEST = 32
"""Levels of nested expressions."""
_SHORT = 100
"""Bytes of an expression that need no measuring."""
_PATHS = frozenset({"identifier", "attribute", "subscript"})


class Evaluator:
    """Evaluates within one function. ``commit`` is told of what is assigned within an expression."""

    def __init__(
        self,
        machine: Machine,
        storage: Storage,
        owner: ClassFacts | None,
        depth: int,
        commit: Callable[[int, Expr], Expr],
    ) -> None:
        self.machine = machine
        self.places = Places(machine.facts.content, machine.facts.modules, storage)
        self.calls = Calls(machine, self.places, self, owner, depth, commit)
        self.level = 0
        self._cases: dict[str, Callable[[Node], Expr]] = {
            "integer": self._number,
            "float": self._number,
            "identifier": self._place_value,
            "attribute": self._attribute,
            "subscript": self._subscript,
            "parenthesized_expression": self._inside,
            "unary_operator": self._unary,
            "binary_operator": self._binary,
            "comparison_operator": self._comparison,
            "conditional_expression": self._conditional,
            "call": self.calls.call,
            "tuple": self._tuple,
            "list": self._tuple,
            "expression_list": self._tuple,
            "generator_expression": self._generator,
            "list_comprehension": self._generator,
            "named_expression": self._walrus,
            "await": self._inside,
        }

    def evaluate(self, node: Node) -> Expr:
        """The value of an expression, never longer than the bounds of expressions."""
        case = self._cases.get(node.type)
        if case is None or self.level >= _DEEPEST or not self.machine.spend():
            return self.opaque(node)
        self.level += 1
        found = case(node)
        self.level -= 1
        if node.type != "call" and node.end_byte - node.start_byte < _SHORT:
            # Nothing so short is too long, unless a call in it gave something long; what is stored is measured again.
            return found
        return found if within_bounds(found) else self.opaque(node)

    @property
    def storage(self) -> Storage:
        return self.places.storage

    def text(self, node: Node) -> str:
        return self.places.text(node)

    def path(self, node: Node) -> str | None:
        return self.places.path(node)

    def opaque(self, node: Node) -> Expr:
        """An expression that nobody looks into, as it is written."""
        text = " ".join(self.text(node).split())
        return Unknown(text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 1] + "…")

    def _place_value(self, node: Node) -> Expr:
        path = self.path(node)
        if path is None:
            return self.opaque(node)
        if path not in self.storage.places and path in self.machine.facts.constants:
            return self._number(self.machine.facts.constants[path])
        if path in ("True", "False", "None"):
            return Unknown(path)
        return self.storage.read(path)

    def _attribute(self, node: Node) -> Expr:
        name = node.child_by_field_name("attribute")
        holder = node.child_by_field_name("object")
        if name is not None and holder is not None:
            written = self.text(name)
            if written in ("T", "mT", "H"):
                return apply("transpose", self.evaluate(holder))
            if written == "pi" and self.text(holder) in LIBRARIES:
                return Symbol("π", "pi")
            if written in SAME_THING and holder.type == "call":
                return self.evaluate(holder)
        return self._place_value(node)

    def _subscript(self, node: Node) -> Expr:
        holder = node.child_by_field_name("value")
        keys = node.children_by_field_name("subscript")
        if holder is not None and holder.type not in _PATHS:
            value = self.evaluate(holder)
            if (
                isinstance(value, Apply)
                and value.function == "tuple"
                and len(keys) == 1
                and self.text(keys[0]).isdecimal()
            ):
                at = int(self.text(keys[0])) if len(self.text(keys[0])) < 4 else len(value.arguments)
                return value.arguments[at] if at < len(value.arguments) else value
            return value
        path = None if holder is None else self.path(holder)
        value = None if path is None or path not in self.storage.places else self.storage.read(path)
        computed = value is not None and not (isinstance(value, Symbol) and value.time == 0)
        if computed and value is not None and all(key.type in ("slice", "ellipsis", "none") for key in keys):
            # A part of what was computed is computed the same way.
            return value
        return self._place_value(node)

    # Operators.

    def _number(self, node: Node) -> Expr:
        return parse_number(self.text(node)) or self.opaque(node)

    def _inside(self, node: Node) -> Expr:
        inner = next((child for child in node.named_children if child.type != "comment"), None)
        return self.opaque(node) if inner is None else self.evaluate(inner)

    def _unary(self, node: Node) -> Expr:
        operand, operator = node.child_by_field_name("argument"), node.child_by_field_name("operator")
        if operand is None or operator is None or operator.type not in ("-", "+"):
            return self.opaque(node)
        value = self.evaluate(operand)
        return negate(value) if operator.type == "-" else value

    def _binary(self, node: Node) -> Expr:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if left is None or right is None or operator is None:
            return self.opaque(node)
        found = combined(operator.type, self.evaluate(left), self.evaluate(right))
        return self.opaque(node) if found is None else found

    def _comparison(self, node: Node) -> Expr:
        operands = node.named_children
        operators = node.children_by_field_name("operators")
        if len(operands) != 2 or len(operators) != 1:
            return self.opaque(node)
        return Compare(self.text(operators[0]), self.evaluate(operands[0]), self.evaluate(operands[1]))

    def _conditional(self, node: Node) -> Expr:
        operands = [child for child in node.named_children if child.type != "comment"]
        if len(operands) != 3:
            return self.opaque(node)
        yes, condition, no = operands
        if no.type == "none":
            return self.evaluate(yes)
        if yes.type == "none":
            return self.evaluate(no)
        return Cases(((self.evaluate(yes), self.evaluate(condition)), (self.evaluate(no), None)))

    def _tuple(self, node: Node) -> Expr:
        children = [child for child in node.named_children if child.type != "comment"]
        return Apply("tuple", tuple(self.evaluate(child) for child in children[:24]))

    def _generator(self, node: Node) -> Expr:
        body = node.child_by_field_name("body")
        clause = next((child for child in node.named_children if child.type == "for_in_clause"), None)
        left = None if clause is None else clause.child_by_field_name("left")
        if body is None or left is None:
            return self.opaque(node)
        variable = Symbol(self.text(left))
        return Bind("union", variable, None, None, self.evaluate(body))

    def _walrus(self, node: Node) -> Expr:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is None or value is None:
            return self.opaque(node)
        found = self.evaluate(value)
        self.storage.bind(self.text(name), found)
        return found


def combined(operator: str, left: Expr, right: Expr) -> Expr | None:
    """What an arithmetic operator makes of its operands; None for any other operator."""
    match operator.rstrip("=") if operator not in ("==", "<=", ">=", "!=") else operator:
        case "+":
            return add((left, right))
        case "-":
            return subtract(left, right)
        case "*":
            return multiply((left, right))
        case "/":
            return divide(left, right)
        case "//":
            return divided_down(left, right)
        case "**":
            return raised(left, right)
        case "@":
            return Apply("matmul", (left, right))
        case "%":
            return Apply("mod", (left, right))
        case _:
            return None
