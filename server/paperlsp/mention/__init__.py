"""Text → mentions of parts of papers, words that name another paper, and directives to the product itself."""

from paperlsp.mention.arxiv import find_arxiv
from paperlsp.mention.context import foreign_context
from paperlsp.mention.directives import Annotation, Suppression, find_annotations, find_suppressions
from paperlsp.mention.grammar import find_mentions
from paperlsp.mention.numbers import without_part

__all__ = [
    "Annotation",
    "Suppression",
    "find_annotations",
    "find_arxiv",
    "find_mentions",
    "find_suppressions",
    "foreign_context",
    "without_part",
]
