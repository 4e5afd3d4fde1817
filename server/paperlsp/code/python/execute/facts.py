"""A source's tree → what is known before anything runs: functions by name, classes with their methods and attributes,
imported modules and constants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tree_sitter import Node

from paperlsp.code.python.targets import slice_of

_SETTING_UP = frozenset({"__init__", "setup", "build", "__post_init__"})


@dataclass(slots=True)
class ClassFacts:
    """``attributes`` are the right-hand sides of ``self.name = …`` where an instance is set up; ``defaults`` its
    parameters' default values. ``layered`` says that one of the attributes is a linear layer.
    """

    methods: dict[str, Node] = field(default_factory=dict[str, Node])
    attributes: dict[str, Node] = field(default_factory=dict[str, Node])
    defaults: dict[str, Node] = field(default_factory=dict[str, Node])
    layered: bool = False


@dataclass(slots=True)
class FileFacts:
    """``functions`` are those of the module itself; ``definitions`` all, with their class, in order of their place."""

    content: bytes
    functions: Mapping[str, Node] = field(default_factory=dict[str, Node])
    definitions: list[tuple[Node, ClassFacts | None]] = field(default_factory=list[tuple[Node, ClassFacts | None]])
    modules: set[str] = field(default_factory=set[str])
    constants: Mapping[str, Node] = field(default_factory=dict[str, Node])


def facts_of(content: bytes, root: Node) -> FileFacts:
    """One pass without recursion, so that no depth of nesting can end it. ``root`` may be one statement of the module."""
    functions, constants = dict[str, Node](), dict[str, Node]()
    facts = FileFacts(content, functions, constants=constants)
    stack: list[tuple[Node, ClassFacts | None, bool]] = [(root, None, True)]
    while stack:
        node, owner, top = stack.pop()
        kind = node.type
        if kind == "function_definition":
            facts.definitions.append((node, owner))
            name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
            if name is not None:
                written = slice_of(content, name)
                if owner is not None:
                    owner.methods.setdefault(written, node)
                elif top:
                    functions.setdefault(written, node)
                if owner is not None and written in _SETTING_UP:
                    _set_up(content, node, owner)
            if body is not None:
                stack.append((body, None, False))
        elif kind == "class_definition":
            body = node.child_by_field_name("body")
            if body is not None:
                stack.append((body, ClassFacts(), False))
        elif kind in ("import_statement", "import_from_statement"):
            _imported(content, node, facts)
        elif kind == "assignment" and top:
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            if (
                left is not None
                and left.type == "identifier"
                and right is not None
                and right.type in ("integer", "float")
            ):
                constants[slice_of(content, left)] = right
        elif kind in _HOLDERS:
            stack.extend((child, owner, top) for child in reversed(node.named_children))
    facts.definitions.sort(key=lambda pair: pair[0].start_byte)
    return facts


_HOLDERS = frozenset(
    {
        "module", "block", "decorated_definition", "if_statement", "else_clause", "elif_clause", "try_statement", "with_statement",
        "except_clause", "finally_clause", "for_statement", "while_statement", "expression_statement", "ERROR", "match_statement",
        "case_clause",
    }
)  # fmt: skip


def _imported(content: bytes, node: Node, facts: FileFacts) -> None:
    """The names that an import binds, as far as they may be modules."""
    module = node.child_by_field_name("module_name")
    for child in node.named_children:
        if child == module:
            continue
        alias = child.child_by_field_name("alias") if child.type == "aliased_import" else child
        if alias is not None:
            facts.modules.add(slice_of(content, alias).partition(".")[0])


def _set_up(content: bytes, node: Node, owner: ClassFacts) -> None:
    """The attributes that a method sets up, the first of each name, and the defaults of its parameters."""
    parameters = node.child_by_field_name("parameters")
    for parameter in parameters.named_children if parameters is not None else ():
        if parameter.type.endswith("default_parameter"):
            name, value = parameter.child_by_field_name("name"), parameter.child_by_field_name("value")
            if name is not None and value is not None:
                owner.defaults.setdefault(slice_of(content, name), value)
    stack = [node.child_by_field_name("body")]
    while stack:
        current = stack.pop()
        if current is None or current.type in ("function_definition", "class_definition", "lambda"):
            continue
        if current.type == "assignment":
            left, right = current.child_by_field_name("left"), current.child_by_field_name("right")
            if left is not None and right is not None and left.type == "attribute":
                holder, attribute = left.child_by_field_name("object"), left.child_by_field_name("attribute")
                if holder is not None and attribute is not None and slice_of(content, holder) == "self":
                    owner.attributes.setdefault(slice_of(content, attribute), right)
                    made = slice_of(content, right)
                    owner.layered = owner.layered or "Linear(" in made or "Dense(" in made
        elif current.type in _HOLDERS:
            stack.extend(reversed(current.named_children))
