"""Glyph geometry → the presentation tree of a formula → LaTeX and Unicode text."""

from __future__ import annotations

from paperlsp.formula.meaning import glyph_text
from paperlsp.formula.reader import Formula, read_formula

__all__ = ["Formula", "glyph_text", "read_formula"]
