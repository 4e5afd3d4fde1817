"""A text of words → the set of them: how the word lists of this package and of those above it are written down."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, which are set apart by any white space."""
    return frozenset(text.split())
