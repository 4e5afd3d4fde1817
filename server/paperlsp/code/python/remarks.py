"""Comments and docstrings in the order of the file → remarks; full-line comments of one paragraph become one."""

from __future__ import annotations

import inspect
import re
from typing import NamedTuple

from tree_sitter import Node

from paperlsp.code.outline import Remark
from paperlsp.code.prose import Prose
from paperlsp.code.python.literals import add_comment, add_string, string_prefix
from paperlsp.model.source import Comment
from paperlsp.model.span import Span

# Words to a tool, which are never part of a paragraph.
_DIRECTIVE = re.compile(
    r"!|(?:paperlsp|paper|noqa|type|pyright|basedpyright|pylint|mypy|ruff|flake8|fmt|isort|pragma|nosec|yapf)\b\s*[:=]?"
    r"|.{0,40}coding[:=]",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w")


class HashComment(NamedTuple):
    """A ``#`` comment on one line. ``column`` is in bytes, or -1 behind code."""

    start: int
    end: int
    column: int
    symbol: str


def hash_comment(content: bytes, start: int, end: int, symbol: str) -> HashComment:
    """``content`` has no lone carriage returns, so that a line begins behind a line feed."""
    line = content.rfind(b"\n", 0, start) + 1
    column = start - line if not content[line:start].strip() else -1
    return HashComment(start, start + len(content[start:end].rstrip()), column, symbol)


def paragraphs(content: bytes, comments: list[HashComment]) -> list[Remark]:
    """``comments`` in the order of the file. Those with no text are left out."""
    remarks: list[Remark] = []
    group: list[HashComment] = []
    for comment in comments:
        if group and not _continues(content, group[-1], comment):
            remarks.extend(_joined(content, group))
            group = []
        group.append(comment)
    remarks.extend(_joined(content, group))
    return remarks


def docstring(content: bytes, node: Node, symbol: str) -> Remark | None:
    """The remark for a string, or for several side by side, that stands as a statement of its own.

    None for bytes and for formatted strings, which Python keeps no docstring of.
    """
    joined = node.type == "concatenated_string"
    strings = [child for child in node.named_children if child.type == "string"] if joined else [node]
    if any(set(string_prefix(content, string.start_byte)) & {"b", "f", "t"} for string in strings):
        return None
    prose = Prose()
    for string in strings:
        add_string(prose, content, string.start_byte, string.end_byte)
    text = inspect.cleandoc(prose.text)
    return Remark(Comment(Span(node.start_byte, node.end_byte), text, symbol, docstring=True), prose)


def _continues(content: bytes, previous: HashComment, comment: HashComment) -> bool:
    """Whether two comments are lines of one paragraph."""
    if previous.column < 0 or comment.column != previous.column or comment.symbol != previous.symbol:
        return False
    between = content[previous.end : comment.start]
    if between.count(b"\n") != 1 or between.strip():
        return False
    return not any(_stands_alone(content, each) for each in (previous, comment))


def _stands_alone(content: bytes, comment: HashComment) -> bool:
    text = content[comment.start : comment.end].decode("utf-8", "replace").lstrip("#: \t")
    return bool(_DIRECTIVE.match(text)) or not _WORDS.search(text)


def _joined(content: bytes, group: list[HashComment]) -> list[Remark]:
    prose = Prose()
    for position, comment in enumerate(group):
        if position:
            prose.add("\n", group[position - 1].end, comment.start)
        add_comment(prose, content, comment.start, comment.end)
    text = prose.text
    if not text.strip():
        return []
    return [Remark(Comment(Span(group[0].start, group[-1].end), text, group[0].symbol), prose)]
