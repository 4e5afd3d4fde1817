"""The source of a function → the blocks of its statements that branch or repeat, by their bytes."""

from __future__ import annotations

import tree_sitter_python
from tree_sitter import Node

from paperlsp.code.parsing import grammar
from paperlsp.model.span import Span

_HOLDERS = frozenset(
    {
        "if_statement", "elif_clause", "else_clause", "for_statement", "while_statement", "except_clause",
        "match_statement", "case_clause",
    }
)  # fmt: skip
_AROUND = frozenset({"with_statement", "try_statement", "finally_clause"})
"""What a body is wrapped in: a context or a guard neither chooses nor repeats, and is no block by itself."""
_DEEPEST = 24


def blocks_of(text: bytes) -> tuple[Span, ...]:
    """The spans of all blocks within the outermost function, from the line of their head, an outer one before what it holds.

    What a nested function or class holds belongs to that one. A text that does not parse has none.
    """
    root = grammar(tree_sitter_python.language, "paperlsp.code.python").parse(text).root_node
    if root.has_error or root.named_child_count == 0:
        return ()
    function = root.named_children[0]
    if function.type == "decorated_definition":
        function = function.child_by_field_name("definition") or function
    body = function.child_by_field_name("body")
    found: list[Span] = []
    if body is not None:
        _gather(body, found, 0)
    return tuple(found)


def _gather(node: Node, found: list[Span], depth: int) -> None:
    if depth > _DEEPEST:
        return
    for child in node.named_children:
        if child.type == "block":
            if node.type in _HOLDERS:
                found.append(Span(node.start_byte, child.end_byte))
            _gather(child, found, depth + 1)
        elif child.type in _HOLDERS or child.type in _AROUND:
            _gather(child, found, depth + 1)
