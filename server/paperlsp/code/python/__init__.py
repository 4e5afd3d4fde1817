"""UTF-8 Python source → symbols, comments and docstrings, and where it does not parse."""

from __future__ import annotations

import re

import tree_sitter_python

from paperlsp.code.outline import Outline
from paperlsp.code.parsing import grammar
from paperlsp.code.python import known
from paperlsp.code.python.execute import module, remembered
from paperlsp.code.python.execute.functions import computations_of
from paperlsp.code.python.mending import parse_mended
from paperlsp.code.python.reading import read_tree
from paperlsp.code.python.remarks import paragraphs
from paperlsp.model.problem import Problem

_LONE_RETURN = re.compile(rb"\r(?!\n)")
_CELL = "<cell>"
_FOLLOWING = b"\n\ndef following():\n    pass\n"


def read_python(path: str, content: bytes) -> Outline:
    """What can be had of the source, with one problem for NUL bytes and one for the first place that does not parse."""
    problems: list[Problem] = []
    # The grammar takes neither for what Python's own reader does; a byte for a byte, so that places stay the same.
    parsed = _LONE_RETURN.sub(b"\n", content)
    nul = parsed.find(b"\0")
    if nul >= 0:
        message = "The file holds NUL bytes, which no Python source may."
        remedy = "Remove them, or exclude the file if it is no source."
        problems.append(Problem("source-nul", message, remedy, path, f"line {_line(parsed, nul)}"))
        parsed = parsed.replace(b"\0", b" ")
    source = grammar(tree_sitter_python.language, "paperlsp.code.python")
    mended = parse_mended(source, parsed, path)
    if mended.replaced or mended.tree.root_node.has_error:
        errors = [node.start_byte for node in mended.outline.get("error", ())]
        at = min((*mended.replaced, *errors), default=0)
        message = "This is no valid Python here; what stands around it is still read."
        problems.append(Problem("source-syntax", message, "Correct the syntax.", path, f"line {_line(parsed, at)}"))
    read = read_tree(source, mended)
    remarks = sorted(
        [*read.docstrings, *paragraphs(parsed, read.comments)],
        key=lambda remark: (remark.comment.span.start, remark.comment.span.end),
    )
    names = {each.name_span.start: each.name for each in read.symbols if each.kind in ("function", "method")}
    computations = computations_of(mended.content, mended.tree.root_node, names)
    return Outline(read.symbols, tuple(remarks), tuple(problems), computations, read.values)


def forget() -> None:
    """Forget what was read before, to measure what reading costs and to compare with a fresh start."""
    known.forget()
    module.forget()
    remembered.forget()
    grammar(tree_sitter_python.language, "paperlsp.code.python").forget()


def closed(content: bytes) -> tuple[bytes, int | None]:
    """Source of which more follows elsewhere, without what would take the rest for a part of itself, such as an open
    bracket; as long as before. With it comes where its first error stands, or None.
    """
    source = grammar(tree_sitter_python.language, "paperlsp.code.python")
    alone = parse_mended(source, content, _CELL)
    errors = [*alone.replaced, *(node.start_byte for node in alone.outline.get("error", ()))]
    if not errors and not alone.tree.root_node.has_error:
        return content, None
    # Mending stops once the definitions are seen that the indentation shows; so it is shown one.
    followed = parse_mended(source, content + _FOLLOWING, _CELL)
    first = min(errors, default=0)
    starts = {
        node.start_byte for node in followed.outline.get("definition", ()) if node.parent == followed.tree.root_node
    }
    if len(content) + _FOLLOWING.index(b"def") in starts:
        return followed.content[: len(content)], first
    line = content.rfind(b"\n", 0, first) + 1
    return content[:line] + re.sub(rb"[^\r\n]", b" ", content[line:]), first


def _line(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1
