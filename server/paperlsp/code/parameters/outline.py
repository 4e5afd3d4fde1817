"""The tree and the comments of a file of parameters → its outline; an empty one where it holds something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tree_sitter import Node as SyntaxNode

from paperlsp.code.outline import Outline
from paperlsp.code.parameters.kind import LARGEST, holds_parameters
from paperlsp.code.parameters.tree import Node
from paperlsp.code.parameters.values import values_in
from paperlsp.code.python.remarks import hash_comment, paragraphs

EMPTY = Outline((), ())
_LONE_RETURN = re.compile(rb"\r(?!\n)")


def prepared(content: bytes) -> bytes | None:
    """The content as the grammars take it, a byte for a byte; None where it is too long to hold parameters."""
    return None if len(content) > LARGEST else _LONE_RETURN.sub(b"\n", content).replace(b"\0", b" ")


def outline_of(content: bytes, roots: Sequence[Node], comments: Sequence[SyntaxNode]) -> Outline:
    """Without symbols: nothing is defined here that anybody could look for."""
    values = values_in(roots) if holds_parameters(roots) else ()
    if not values:
        return EMPTY
    ordered = sorted(comments, key=lambda node: node.start_byte)
    remarks = paragraphs(content, [hash_comment(content, node.start_byte, node.end_byte, "") for node in ordered])
    return Outline((), tuple(remarks), values=values)


def text_of(content: bytes, node: SyntaxNode) -> str:
    return content[node.start_byte : node.end_byte].decode("utf-8", "replace")
