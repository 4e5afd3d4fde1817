"""UTF-8 TOML → an outline: the numbers of its tables by their keys, and its comments."""

from __future__ import annotations

import tree_sitter_toml
from tree_sitter import Node as SyntaxNode

from paperlsp.code.outline import Outline
from paperlsp.code.parameters.outline import EMPTY, outline_of, prepared, text_of
from paperlsp.code.parameters.tree import DEEPEST, Entry, Listing, Mapping, Node, Scalar
from paperlsp.code.parsing import tree_of
from paperlsp.model.span import Span

_KEYS = frozenset({"bare_key", "quoted_key", "dotted_key"})


def read_toml(path: str, content: bytes) -> Outline:
    del path
    text = prepared(content)
    if text is None:
        return EMPTY
    root = tree_of(tree_sitter_toml.language, text).root_node
    comments = [
        node for child in (root, *root.named_children) for node in child.named_children if node.type == "comment"
    ]
    return outline_of(text, [_table(text, root, 0)], comments)


def _table(content: bytes, table: SyntaxNode, depth: int) -> Mapping:
    """The pairs of a document, a table or an inline table; of a document its tables too."""
    entries: list[Entry] = []
    for child in table.named_children:
        if child.type == "pair" and len(child.named_children) > 1:
            key, value = child.named_children[0], _node(content, child.named_children[1], depth + 1)
        elif child.type in ("table", "table_array_element") and child.named_children:
            key, value = child.named_children[0], _table(content, child, depth + 1)
        else:
            continue
        if key.type in _KEYS and value is not None:
            entries.append(Entry(_name(content, key), Span(key.start_byte, key.end_byte), value))
    return Mapping(tuple(entries))


def _node(content: bytes, node: SyntaxNode, depth: int) -> Node | None:
    span = Span(node.start_byte, node.end_byte)
    if depth > DEEPEST:
        return None
    match node.type:
        case "inline_table":
            return _table(content, node, depth)
        case "array":
            items = [_node(content, child, depth + 1) for child in node.named_children if child.type != "comment"]
            return Listing(tuple(item for item in items if item is not None), span)
        case "string":
            return Scalar(text_of(content, node).strip("\"'"), span)
        case "integer" | "float" | "boolean":
            return Scalar(text_of(content, node), span)
        case _:
            return None


def _name(content: bytes, key: SyntaxNode) -> str:
    """A key as it is meant: ``optimizer."adam".lr`` without quotes."""
    return ".".join(part.strip().strip("\"'") for part in text_of(content, key).split("."))
