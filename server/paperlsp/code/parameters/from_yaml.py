"""UTF-8 YAML → an outline: the numbers of all its documents by their keys, and its comments."""

from __future__ import annotations

import tree_sitter_yaml
from tree_sitter import Node as SyntaxNode

from paperlsp.code.outline import Outline
from paperlsp.code.parameters.outline import EMPTY, outline_of, prepared, text_of
from paperlsp.code.parameters.tree import DEEPEST, Entry, Listing, Mapping, Node, Scalar
from paperlsp.code.parsing import tree_of
from paperlsp.model.span import Span

_AROUND = frozenset({"block_node", "flow_node", "block_sequence_item", "document"})
_BESIDE = frozenset({"anchor", "tag", "comment", "alias", "yaml_directive", "tag_directive", "reserved_directive"})
_QUOTED = frozenset({"double_quote_scalar", "single_quote_scalar"})


def read_yaml(path: str, content: bytes) -> Outline:
    del path
    text = prepared(content)
    if text is None:
        return EMPTY
    root = tree_of(tree_sitter_yaml.language, text).root_node
    documents = [node for child in root.named_children if (node := _node(text, child, 0)) is not None]
    return outline_of(text, documents, _comments(root))


def _node(content: bytes, node: SyntaxNode, depth: int) -> Node | None:
    """What a node holds; None for what is neither mapping, list nor scalar."""
    steps = 0
    while node.type in _AROUND and steps < DEEPEST:
        inner = [child for child in node.named_children if child.type not in _BESIDE]
        if not inner:
            return None
        node = inner[-1]
        steps += 1
    if depth > DEEPEST:
        return None
    span = Span(node.start_byte, node.end_byte)
    match node.type:
        case "block_mapping" | "flow_mapping":
            entries = [_entry(content, child, depth) for child in node.named_children]
            return Mapping(tuple(entry for entry in entries if entry is not None))
        case "block_sequence" | "flow_sequence":
            items = [_node(content, child, depth + 1) for child in node.named_children if child.type not in _BESIDE]
            return Listing(tuple(item for item in items if item is not None), span)
        case "plain_scalar":
            return Scalar(text_of(content, node), span)
        case kind if kind in _QUOTED:
            return Scalar(text_of(content, node)[1:-1], span)
        case _:
            return None


def _entry(content: bytes, pair: SyntaxNode, depth: int) -> Entry | None:
    key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
    if key is None or value is None:
        return None
    name, held = _node(content, key, depth), _node(content, value, depth + 1)
    if not isinstance(name, Scalar) or held is None:
        return None
    return Entry(name.text, name.span, held)


def _comments(root: SyntaxNode) -> list[SyntaxNode]:
    found: list[SyntaxNode] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type == "comment":
            found.append(node)
        waiting += node.named_children
    return found
