"""Nodes that bind names in Python (parameters, the left side of an assignment) → names with places and values."""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern
from typing import NamedTuple

from tree_sitter import Node

from paperlsp.model.span import Span

_CHAIN_LIMIT = 16
"""Assignments in one statement ("a = b = 0"); further along such a chain the value is left open."""
_SEQUENCES = frozenset({"pattern_list", "tuple_pattern", "list_pattern"})
_TUPLES = frozenset({"expression_list", "tuple", "list"})


class Parameter(NamedTuple):
    """A parameter. ``plain`` is one without star, default or annotation, such as ``self``."""

    name: str
    span: Span
    name_span: Span
    default: str | None
    annotation: str | None
    plain: bool


class Target(NamedTuple):
    """A name or attribute that an assignment binds, with the node of its value where there is one."""

    node: Node
    value: Node | None


def own_attribute(content: bytes, node: Node, receiver: str) -> Node | None:
    """The name in ``self.name``, where ``receiver`` is what the method calls its instance."""
    if node.type != "attribute":
        return None
    holder = node.child_by_field_name("object")
    if holder is None or holder.type != "identifier" or slice_of(content, holder) != receiver:
        return None
    return node.child_by_field_name("attribute")


def slice_of(content: bytes, node: Node) -> str:
    """The source of a node, mostly a name: held once, however often it is said."""
    return intern(content[node.start_byte : node.end_byte].decode("utf-8", "replace"))


def named_child(node: Node, index: int = 0) -> Node | None:
    """A named child, or None where there are not so many."""
    return node.named_child(index) if index < node.named_child_count else None


def parameters_of(content: bytes, node: Node) -> list[Parameter]:
    """The parameters in order; separators and what could not be read are left out."""
    found: list[Parameter] = []
    for child in node.named_children:
        name = child.child_by_field_name("name") if child.type.endswith("default_parameter") else child
        if name is child and child.type == "typed_parameter":
            name = named_child(child)
        if name is not None and name.type in ("list_splat_pattern", "dictionary_splat_pattern"):
            name = named_child(name)
        if name is None or name.type != "identifier":
            continue
        default = child.child_by_field_name("value")
        annotation = child.child_by_field_name("type")
        found.append(
            Parameter(
                slice_of(content, name),
                Span(child.start_byte, child.end_byte),
                Span(name.start_byte, name.end_byte),
                slice_of(content, default) if default is not None else None,
                slice_of(content, annotation) if annotation is not None else None,
                plain=child.type == "identifier",
            )
        )
    return found


def assigned_value(node: Node) -> Node | None:
    """What an assignment assigns in the end: the right-hand side, past further targets ("a = b = 0")."""
    value = node.child_by_field_name("right")
    for _ in range(_CHAIN_LIMIT):
        if value is None or value.type != "assignment":
            return value
        value = value.child_by_field_name("right")
    return None


def assigned(node: Node) -> Iterator[Target]:
    """The names and attributes that an assignment binds; those of a nested pattern are left out."""
    left = node.child_by_field_name("left")
    value = assigned_value(node)
    if left is None:
        return
    if left.type not in _SEQUENCES:
        yield Target(left, value)
        return
    targets = left.named_children
    values: list[Node] = []
    if value is not None and value.type in _TUPLES:
        values = [child for child in value.named_children if child.type != "comment"]
    paired = len(values) == len(targets) and not any(each.type.startswith("list_splat") for each in (*targets, *values))
    for position, target in enumerate(targets):
        yield Target(target, values[position] if paired else None)
