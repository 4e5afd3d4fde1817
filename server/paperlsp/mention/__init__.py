"""Text → mentions of parts of papers, words that name another paper, and directives to the product itself."""

from paperlsp.mention.grammar import find_mentions
from paperlsp.mention.numbers import without_part

__all__ = ["find_mentions", "without_part"]
