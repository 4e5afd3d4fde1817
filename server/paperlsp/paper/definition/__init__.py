"""Blocks of text → what the paper's notation means, where it says so, and where that holds."""

from paperlsp.paper.definition.find import find_definitions
from paperlsp.paper.definition.lookup import meaning_at

__all__ = ["find_definitions", "meaning_at"]
