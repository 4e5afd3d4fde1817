"""Number literals of a Python source → the values that the code states: whose they are, and in one form with the paper's.

A number counts where something has it by name: a parameter's default, a constant or variable, an attribute or field, a keyword
argument, an entry of a dictionary, an option of the command line, or an argument of a call in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tree_sitter import Node

from paperlsp.code.canonical import canonical_number
from paperlsp.code.python.literals import string_inside
from paperlsp.code.python.targets import slice_of
from paperlsp.model.arithmetic import add, divide, multiply, negate, power, subtract
from paperlsp.model.expr import Expr, Number, parse_number
from paperlsp.model.source import CodeValue, Symbol, ValueKind
from paperlsp.model.span import Span

MOST_NUMBERS = 4000
"""Numbers of one source. A source with more is a table of data, which states nothing by name."""
_HIGHEST = 24
"""Levels between a number and what has it."""
_COMPUTING = frozenset({"unary_operator", "binary_operator", "parenthesized_expression"})
_SEQUENCES = frozenset({"tuple", "list", "expression_list"})
_OPTIONS = frozenset({"add_argument", "option", "argument", "Option", "Argument"})
_FLAGS = ("DEFINE_", "flag")
_FIELDS = frozenset({"field", "Field", "ib", "attrib", "Factory"})
_PASSING = frozenset({"call", "argument_list", "keyword_argument"})
_LOOKUPS = frozenset({"get", "setdefault", "pop", "getattr"})


def values_of(content: bytes, numbers: Sequence[Node], symbols: Sequence[Symbol]) -> tuple[CodeValue, ...]:
    """The stated values by place. ``numbers`` are the number literals, ``symbols`` the definitions, both in any order."""
    if len(numbers) > MOST_NUMBERS:
        return ()
    ordered = sorted(numbers, key=lambda node: node.start_byte)
    owners = _owners([node.start_byte for node in ordered], symbols)
    found: dict[tuple[int, int, str], CodeValue] = {}
    for node, owner in zip(ordered, owners, strict=True):
        for value in _stated(content, node, owner):
            found.setdefault((value.span.start, value.span.end, value.name), value)
    return tuple(sorted(found.values(), key=lambda value: (value.span.start, value.span.end)))


def _owners(places: Iterable[int], symbols: Sequence[Symbol]) -> list[str]:
    """The innermost class or function around each place; places ascend."""
    definitions = [each for each in symbols if each.kind in ("class", "function", "method")]
    definitions.sort(key=lambda each: (each.span.start, -each.span.end))
    stack: list[Symbol] = []
    at = 0
    found: list[str] = []
    for place in places:
        while at < len(definitions) and definitions[at].span.start <= place:
            stack.append(definitions[at])
            at += 1
        while stack and stack[-1].span.end <= place:
            stack.pop()
        inside = [each for each in stack if each.span.end > place]
        found.append(inside[-1].name if inside else "")
    return found


def _stated(content: bytes, node: Node, owner: str) -> list[CodeValue]:
    """What a number states, as its holder says; nothing where it has none."""
    value, holder = _climb(node)
    suffix = ""
    shape: CodeValue | None = None
    if holder is not None and holder.type in _SEQUENCES:
        elements = [child for child in holder.named_children if child.type != "comment"]
        at = next((at for at, child in enumerate(elements) if child == value), 0)
        sequence = holder
        value, holder = _climb(sequence)
        if holder is None or len(elements) > 8:
            return []
        suffix = f"[{at}]"
        named = _name(content, holder, value, owner)
        parts = [_folded(content, child) if "." not in slice_of(content, child) else None for child in elements]
        whole = [each.value for each in parts if each is not None and each.value.denominator == 1]
        if named is not None and 2 <= len(whole) == len(elements) <= 4:
            text = "x".join(canonical_number(each) for each in whole)
            span = Span(sequence.start_byte, sequence.end_byte)
            shape = CodeValue(named[0], text, span, owner, named[1], within=_given_to(content, holder))
        value = elements[at]
        named = None if named is None else (named[0] + suffix, named[1])
    else:
        named = None if holder is None else _name(content, holder, value, owner)
    number = _folded(content, value)
    if named is None or number is None:
        return []
    within = () if holder is None else _given_to(content, holder)
    span = Span(value.start_byte, value.end_byte)
    stated = CodeValue(named[0], canonical_number(number.value), span, owner, named[1], within=within)
    return [stated] if shape is None else [stated, shape]


def _climb(node: Node) -> tuple[Node, Node | None]:
    """The whole of a computed number, and what holds it."""
    holder = node.parent
    steps = 0
    while holder is not None and holder.type in _COMPUTING and steps < _HIGHEST:
        node, holder = holder, holder.parent
        steps += 1
    return node, holder


def _folded(content: bytes, node: Node, depth: int = 0) -> Number | None:
    """The number that literals and operators alone make; None where anything else takes part."""
    if node.type in ("integer", "float"):
        return parse_number(slice_of(content, node))
    if depth > _HIGHEST:
        return None
    inner = [child for child in node.named_children if child.type != "comment"]
    if node.type == "parenthesized_expression" and len(inner) == 1:
        return _folded(content, inner[0], depth + 1)
    operator = node.child_by_field_name("operator")
    if node.type not in _COMPUTING or operator is None:
        return None
    values = [_folded(content, child, depth + 1) for child in inner]
    known = [value for value in values if value is not None]
    if len(known) != len(values):
        return None
    made: Expr | None = None
    match operator.type, known:
        case "-", [value]:
            made = negate(value)
        case "+", [left, right]:
            made = add((left, right))
        case "-", [left, right]:
            made = subtract(left, right)
        case "*", [left, right]:
            made = multiply((left, right))
        case "/", [left, right]:
            made = divide(left, right)
        case "**", [left, right]:
            made = power(left, right)
        case _:
            made = None
    return made if isinstance(made, Number) else None


def _name(content: bytes, holder: Node, value: Node, owner: str) -> tuple[str, ValueKind] | None:
    """What has the value by the node that holds it."""
    match holder.type:
        case "default_parameter" | "typed_default_parameter":
            name = holder.child_by_field_name("name")
            return None if name is None else (slice_of(content, name), "default")
        case "assignment":
            return _assigned(content, holder, value, owner)
        case "keyword_argument":
            return _keyword(content, holder)
        case "pair":
            key = holder.child_by_field_name("key")
            if key is None or key.type != "string" or holder.child_by_field_name("value") != value:
                return None
            return _word(content, key), "item"
        case "argument_list":
            return _argument(content, holder, value)
        case _:
            return None


def _assigned(content: bytes, holder: Node, value: Node, owner: str) -> tuple[str, ValueKind] | None:
    left = holder.child_by_field_name("left")
    if left is None or holder.child_by_field_name("right") != value:
        return None
    if left.type == "identifier":
        block = holder.parent.parent if holder.parent is not None else None
        around = block.parent if block is not None and block.type == "block" else block
        if around is None or around.type not in ("module", "class_definition"):
            return slice_of(content, left), "local"
        return slice_of(content, left), "field" if holder.child_by_field_name(
            "type"
        ) is not None and owner else "constant"
    if left.type == "attribute":
        name, receiver = left.child_by_field_name("attribute"), left.child_by_field_name("object")
        if name is not None and receiver is not None and receiver.type == "identifier":
            return slice_of(content, name), "attribute"
    if left.type == "subscript":
        keys = left.children_by_field_name("subscript")
        if len(keys) == 1 and keys[0].type == "string":
            return _word(content, keys[0]), "item"
    return None


def _keyword(content: bytes, holder: Node) -> tuple[str, ValueKind] | None:
    name = holder.child_by_field_name("name")
    call = holder.parent.parent if holder.parent is not None else None
    if name is None or call is None or call.type != "call":
        return None
    written = slice_of(content, name)
    callee = _callee(content, call)
    if written in ("default", "default_value"):
        if callee in _OPTIONS or callee.startswith(_FLAGS):
            option = _option(content, call)
            return None if option is None else (option, "option")
        if callee in _FIELDS:
            target = (
                call.parent.child_by_field_name("left")
                if call.parent is not None and call.parent.type == "assignment"
                else None
            )
            return None if target is None else (slice_of(content, target), "field")
    return written, "argument"


def _given_to(content: bytes, holder: Node) -> tuple[str, ...]:
    """What is called with a keyword argument, as in ``MaskDecoder(transformer=TwoWayTransformer(depth=2))``, from the
    outside in.
    """
    if holder.type != "keyword_argument":
        return ()
    found: list[str] = []
    node = holder.parent
    steps = 0
    while node is not None and node.type in _PASSING and steps < _HIGHEST:
        if node.type == "call" and (callee := _callee(content, node)):
            found.insert(0, callee)
        node = node.parent
        steps += 1
    return tuple(found)


def _argument(content: bytes, holder: Node, value: Node) -> tuple[str, ValueKind] | None:
    """An argument in its place: the default of a look-up or a flag, or the callee's own."""
    call = holder.parent
    if call is None or call.type != "call":
        return None
    callee = _callee(content, call)
    arguments = [child for child in holder.named_children if child.type not in ("comment", "keyword_argument")]
    at = next((at for at, child in enumerate(arguments) if child == value), None)
    if at is None or not callee:
        return None
    first = arguments[0]
    if first.type == "string" and at == 1 and (callee in _LOOKUPS or callee.startswith(_FLAGS)):
        return _word(content, first), "option" if callee.startswith(_FLAGS) else "default"
    return f"{callee}[{at}]", "argument"


def _option(content: bytes, call: Node) -> str | None:
    """The name of an option of the command line: the longest of its spellings."""
    listed = call.child_by_field_name("arguments")
    names = (
        [_word(content, child).lstrip("-") for child in listed.named_children if child.type == "string"]
        if listed is not None
        else []
    )
    return max(names, key=len).replace("-", "_") if names else None


def _callee(content: bytes, call: Node) -> str:
    """The last part of the name that is called."""
    function = call.child_by_field_name("function")
    if function is not None and function.type == "attribute":
        function = function.child_by_field_name("attribute")
    return slice_of(content, function) if function is not None and function.type == "identifier" else ""


def _word(content: bytes, node: Node) -> str:
    """The text between a string's quotes."""
    start, end = string_inside(content, node.start_byte, node.end_byte)
    return content[start:end].decode("utf-8", "replace")
