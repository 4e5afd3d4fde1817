"""Spellings of one thing: identifiers and prose → words and stems, β₁ and ``beta1`` → one key, short forms → long ones."""

from paperlsp.notation.abbreviation import find_abbreviations
from paperlsp.notation.identifier import identifier_words, joined_words
from paperlsp.notation.shorthand import expand
from paperlsp.notation.stem import CODE_STOP_WORDS, STOP_WORDS, stem
from paperlsp.notation.symbol import identifier_notation, latex_notation, latin_key, text_notation
from paperlsp.notation.text import prose_stems, prose_words
from paperlsp.notation.word_set import word_set

__all__ = [
    "CODE_STOP_WORDS",
    "STOP_WORDS",
    "expand",
    "find_abbreviations",
    "identifier_notation",
    "identifier_words",
    "joined_words",
    "latex_notation",
    "latin_key",
    "prose_stems",
    "prose_words",
    "stem",
    "text_notation",
    "word_set",
]
