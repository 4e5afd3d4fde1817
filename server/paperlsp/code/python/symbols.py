"""Captured nodes of a Python source, in the order of the file → symbols with their bodies, comments and docstrings.

A stack of the definitions around the current place goes along. Nothing here recurses, so that no depth of nesting can
end it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from tree_sitter import Node

from paperlsp.code.outline import Remark
from paperlsp.code.python.literals import string_inside, string_prefix
from paperlsp.code.python.mending import Mended
from paperlsp.code.python.remarks import HashComment, docstring, hash_comment
from paperlsp.code.python.scopes import Scope, is_arithmetic
from paperlsp.code.python.table import SymbolTable
from paperlsp.code.python.targets import assigned, named_child, own_attribute, parameters_of, slice_of
from paperlsp.model.source import Symbol, SymbolKind
from paperlsp.model.span import Span

_INITIALISERS = frozenset({"__init__", "__post_init__", "__attrs_post_init__", "setup", "build"})
"""Methods in which attributes are set up: Python's own, those of dataclasses, and those of Flax and Keras modules."""
_REGISTRARS = frozenset({"register_buffer", "register_parameter", "add_module", "register_module"})
"""PyTorch's calls that set an attribute whose name is a string."""
# Where several captures begin and end at one place, the outer construct comes first.
_RANK = {"decorated": 0, "definition": 1, "statement": 2, "bare": 3}
_COUNTED = {
    "branch": "branches",
    "raise": "raises",
    "assert": "asserts",
    "return": "returns",
    "operator": "operators",
    "clause": "loops",
}


class SymbolReader:
    """Reads one source; ``table``, ``comments`` and ``docstrings`` are the result."""

    def __init__(self, mended: Mended) -> None:
        content = mended.content
        self.content = content
        self._replaced = frozenset(mended.replaced)
        self.table = SymbolTable(len(content))
        self.comments: list[HashComment] = []
        self.docstrings: list[Remark] = []
        self._scopes = [Scope(0, "", "module", len(content) + 1, 0, _first_statement(mended.tree.root_node))]
        self.reached_out = -1
        """The last place where a method declared an attribute in its class."""
        self._skip_until = -1
        self._string_until = -1
        self._cases: dict[str, Callable[[Scope, Node], None]] = {
            "alias": self._alias,
            "annotation": self._annotation,
            "assignment": self._assignment,
            "bare": self._bare,
            "binary": self._binary,
            "call": self._call,
            "decorated": self._decorated,
            "definition": self._definition,
            "loop": self._loop,
            "number": self._number,
            "statement": self._statement,
            "string": self._string,
            "unary": self._unary,
        }

    def pass_over(self, captures: Mapping[str, Sequence[Node]]) -> None:
        """What a part of the file captures, which stands behind all that was passed over before."""
        events = [
            (node.start_byte, -node.end_byte, _RANK.get(name, 9), name, order, node)
            for name, nodes in captures.items()
            if name != "error"
            for order, node in enumerate(nodes)
        ]
        events.sort()
        content = self.content
        for start, end, _, name, _, node in events:
            scope = self.scope_at(start)
            if name == "comment":
                self.comments.append(hash_comment(content, start, -end, scope.name))
            elif start < self._skip_until or start < scope.body_start:
                continue
            elif name == "name":
                scope.names[content[start:-end].decode("utf-8", "replace")] = None
            elif name in _COUNTED:
                scope.count(_COUNTED[name])
            else:
                self._cases[name](scope, node)

    def scope_at(self, place: int) -> Scope:
        """The innermost definition around a place; what ends before it is done."""
        while self._scopes[-1].end <= place:
            self._close()
        return self._scopes[-1]

    def open(self, node: Node, whole: Node) -> None:
        """A function or class; ``whole`` is the node with its decorators."""
        self._open(self.scope_at(whole.start_byte), node, whole)

    def finish(self) -> None:
        """The end of the file."""
        while self._scopes:
            self._close()

    def _statement(self, scope: Scope, node: Node) -> None:
        if node.end_byte - node.start_byte != 3 or slice_of(self.content, node) != "...":
            scope.count("statements")

    def _string(self, scope: Scope, node: Node) -> None:
        # A string within an f-string is part of that one's text already.
        if node.start_byte >= self._string_until:
            self._string_until = node.end_byte
            scope.add_string(self.content, node)

    def _number(self, scope: Scope, node: Node) -> None:
        if node.start_byte not in self._replaced:
            scope.numbers.append(slice_of(self.content, node))

    def _call(self, scope: Scope, node: Node) -> None:
        function = node.child_by_field_name("function")
        if function is not None:
            scope.add_call(self.content, function)
            if scope.receiver and function.type == "attribute":
                self._registered(scope, function, node)

    def _binary(self, scope: Scope, node: Node) -> None:
        if is_arithmetic(node):
            scope.count("operators")

    def _unary(self, scope: Scope, node: Node) -> None:
        operand = node.child_by_field_name("argument")
        # The sign of a number is part of the number.
        if operand is None or operand.type not in ("integer", "float"):
            scope.count("operators")

    def _annotation(self, scope: Scope, node: Node) -> None:  # noqa: ARG002 - one signature for all cases
        self._skip_until = node.end_byte

    def _loop(self, scope: Scope, node: Node) -> None:
        scope.count("loops")
        scope.loops_until = max(scope.loops_until, node.end_byte)

    def _decorated(self, scope: Scope, node: Node) -> None:
        definition = node.child_by_field_name("definition")
        if definition is not None:
            self._open(scope, definition, node)

    def _definition(self, scope: Scope, node: Node) -> None:
        self._open(scope, node, node)

    def _open(self, outer: Scope, node: Node, whole: Node) -> None:
        """Begin a function or class; ``whole`` is the node with its decorators."""
        identifier = node.child_by_field_name("name")
        body = node.child_by_field_name("body")
        if identifier is None:
            return
        written = slice_of(self.content, identifier)
        kind: Literal["class", "function", "method"] = "class"
        if node.type == "function_definition":
            kind = "method" if outer.kind == "class" else "function"
        name = self.table.unique(outer.name, written)
        decorators = (
            tuple(
                self._written(child).removeprefix("@").strip()
                for child in whole.named_children
                if child.type == "decorator"
            )
            if whole is not node
            else ()
        )
        annotation = node.child_by_field_name("return_type")
        listed = node.child_by_field_name("parameters")
        parameters = parameters_of(self.content, listed) if listed is not None else []
        receiver = ""
        if (
            kind == "method"
            and parameters
            and "staticmethod" not in decorators
            and (parameters[0].plain or parameters[0].name in ("self", "cls"))
        ):
            receiver = parameters.pop(0).name
        index = self.table.add(
            Symbol(
                name,
                kind,
                Span(whole.start_byte, node.end_byte),
                Span(identifier.start_byte, identifier.end_byte),
                outer.name,
                annotation=self._written(annotation) if annotation is not None else None,
                bases=self._bases(node) if kind == "class" else (),
                decorators=decorators,
                parameters=tuple(parameter.name for parameter in parameters),
            )
        )
        scope = Scope(
            index,
            name,
            kind,
            node.end_byte,
            body.start_byte if body is not None else node.end_byte,
            _first_statement(body) if body is not None else -1,
            receiver if written in _INITIALISERS else "",
        )
        for parameter in parameters:
            self.table.add(
                Symbol(
                    self.table.unique(name, parameter.name),
                    "parameter",
                    parameter.span,
                    parameter.name_span,
                    name,
                    value=parameter.default,
                    annotation=parameter.annotation,
                )
            )
        self._scopes.append(scope)

    def _close(self) -> None:
        scope = self._scopes.pop()
        self.table.finish(scope.index, scope.docstring, scope.body())

    def _bases(self, node: Node) -> tuple[str, ...]:
        superclasses = node.child_by_field_name("superclasses")
        if superclasses is None:
            return ()
        unwanted = ("keyword_argument", "comment", "ERROR", "list_splat", "dictionary_splat")
        return tuple(self._written(child) for child in superclasses.named_children if child.type not in unwanted)

    def _assignment(self, scope: Scope, node: Node) -> None:
        annotation = node.child_by_field_name("type")
        if scope.receiver:
            for target, value in assigned(node):
                name = own_attribute(self.content, target, scope.receiver)
                if name is not None:
                    self.reached_out = node.start_byte
                    self._declare(self._scopes[-2], name, "attribute", node, value, annotation)
        elif scope.kind in ("module", "class") and node.start_byte >= scope.loops_until:
            for target, value in assigned(node):
                if target.type == "identifier":
                    self._declare(scope, target, self._kind_of(scope, target, annotation), node, value, annotation)

    def _kind_of(self, scope: Scope, target: Node, annotation: Node | None) -> SymbolKind:
        """An annotated name in a class is its instances' attribute (PEP 526), unless it says that it is constant."""
        if scope.kind != "class" or annotation is None or slice_of(self.content, target).isupper():
            return "constant"
        written = slice_of(self.content, annotation)
        return "constant" if "ClassVar" in written or "Final" in written else "attribute"

    def _declare(
        self,
        holder: Scope,
        name: Node,
        kind: SymbolKind,
        node: Node,
        value: Node | None,
        annotation: Node | None = None,
    ) -> None:
        self.table.declare(
            holder.name,
            slice_of(self.content, name),
            kind,
            Span(node.start_byte, node.end_byte),
            Span(name.start_byte, name.end_byte),
            self._written(value) if value is not None else None,
            self._written(annotation) if annotation is not None else None,
        )

    def _registered(self, scope: Scope, function: Node, call: Node) -> None:
        """``self.register_buffer("name", value)`` declares an attribute like an assignment."""
        method = own_attribute(self.content, function, scope.receiver)
        arguments = call.child_by_field_name("arguments")
        if method is None or arguments is None or slice_of(self.content, method) not in _REGISTRARS:
            return
        first, second = named_child(arguments, 0), named_child(arguments, 1)
        if first is None or first.type != "string" or string_prefix(self.content, first.start_byte):
            return
        start, end = string_inside(self.content, first.start_byte, first.end_byte)
        written = self.content[start:end].decode("utf-8", "replace")
        if written.isidentifier():
            self.reached_out = call.start_byte
            self.table.declare(
                self._scopes[-2].name,
                written,
                "attribute",
                Span(call.start_byte, call.end_byte),
                Span(start, end),
                self._written(second) if second is not None else None,
                None,
            )

    def _alias(self, scope: Scope, node: Node) -> None:
        """``type X = …`` defines a constant."""
        if scope.kind not in ("module", "class"):
            return
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        name = named_child(left) if left is not None else None
        if name is not None and name.type == "generic_type":
            name = named_child(name)
        if name is not None and name.type == "identifier":
            self._declare(scope, name, "constant", node, right)

    def _bare(self, scope: Scope, node: Node) -> None:
        """A string that stands alone: a docstring, of the definition or of the assignment before it, or a remark."""
        remark = docstring(self.content, node, scope.name)
        if remark is None:
            return
        self.docstrings.append(remark)
        self._skip_until = node.end_byte
        scope.counts["statements"] = scope.counts.get("statements", 0) - 1
        if node.start_byte == scope.first_statement:
            scope.docstring = remark.comment.text
        else:
            self.table.describe(self.content, node.start_byte, remark.comment.text)

    def _written(self, node: Node) -> str:
        return slice_of(self.content, node).strip()


def _first_statement(block: Node) -> int:
    """Where the first statement of a block begins, or -1."""
    cursor = block.walk()
    found = cursor.goto_first_child()
    while found:
        node = cursor.node
        if node is not None and node.is_named and node.type != "comment":
            return node.start_byte
        found = cursor.goto_next_sibling()
    return -1
