"""Glyphs of running text → text in which each formula is clean Unicode, and where the formulas stand."""

from paperlsp.paper.inline.text import InlineText

__all__ = ["InlineText"]
