"""Source bytes → ``SourceFile``: symbols with what their bodies do, comments, docstrings and the mentions in them."""

from paperlsp.code.cells import CodeCell, joined, read_cells
from paperlsp.code.context import annotations, comment_at, foreign_words, suppressions
from paperlsp.code.parameters import LARGEST
from paperlsp.code.reader import SIZE_LIMIT, read_source
from paperlsp.code.registry import PARAMETER_SUFFIXES, SUFFIXES, holds_parameters, language_of

__all__ = [
    "LARGEST",
    "PARAMETER_SUFFIXES",
    "SIZE_LIMIT",
    "SUFFIXES",
    "CodeCell",
    "annotations",
    "comment_at",
    "foreign_words",
    "holds_parameters",
    "joined",
    "language_of",
    "read_cells",
    "read_source",
    "suppressions",
]
