"""Source bytes → ``SourceFile``: symbols with what their bodies do, comments, docstrings and the mentions in them."""

from paperlsp.code.context import comment_at, foreign_words
from paperlsp.code.reader import SIZE_LIMIT, read_source
from paperlsp.code.registry import SUFFIXES

__all__ = ["SIZE_LIMIT", "SUFFIXES", "comment_at", "foreign_words", "read_source"]
