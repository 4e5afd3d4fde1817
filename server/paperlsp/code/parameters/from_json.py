"""UTF-8 JSON → an outline: the numbers of its objects by their keys. Comments, which some write, count for nothing."""

from __future__ import annotations

import tree_sitter_json
from tree_sitter import Node as SyntaxNode

from paperlsp.code.outline import Outline
from paperlsp.code.parameters.outline import EMPTY, outline_of, prepared, text_of
from paperlsp.code.parameters.tree import DEEPEST, Entry, Listing, Mapping, Node, Scalar
from paperlsp.code.parsing import tree_of
from paperlsp.model.span import Span


def read_json(path: str, content: bytes) -> Outline:
    del path
    text = prepared(content)
    if text is None:
        return EMPTY
    root = tree_of(tree_sitter_json.language, text).root_node
    documents = [node for child in root.named_children if (node := _node(text, child, 0)) is not None]
    return outline_of(text, documents, ())


def _node(content: bytes, node: SyntaxNode, depth: int) -> Node | None:
    span = Span(node.start_byte, node.end_byte)
    if depth > DEEPEST:
        return None
    match node.type:
        case "object":
            entries = [_entry(content, child, depth) for child in node.named_children if child.type == "pair"]
            return Mapping(tuple(entry for entry in entries if entry is not None))
        case "array":
            items = [_node(content, child, depth + 1) for child in node.named_children if child.type != "comment"]
            return Listing(tuple(item for item in items if item is not None), span)
        case "string":
            return Scalar(text_of(content, node).strip('"'), span)
        case "number" | "true" | "false":
            return Scalar(text_of(content, node), span)
        case _:
            return None


def _entry(content: bytes, pair: SyntaxNode, depth: int) -> Entry | None:
    key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
    held = _node(content, value, depth + 1) if value is not None else None
    if key is None or held is None:
        return None
    return Entry(text_of(content, key).strip('"'), Span(key.start_byte, key.end_byte), held)
