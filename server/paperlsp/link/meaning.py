"""What a paper's symbols mean, and what a docstring says that parameters are → the notation that an identifier stands for.

Code spells few symbols out: it writes ``learning_rate`` where the paper writes α. Two things tell which symbol is meant:
what the paper says that α is, and a docstring that puts the symbol beside the parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from paperlsp.model.paper import SymbolDefinition
from paperlsp.notation import (
    CODE_STOP_WORDS,
    STOP_WORDS,
    expand,
    identifier_words,
    latex_notation,
    prose_words,
    stem,
    text_notation,
    word_set,
)

MATHS = re.compile(r"\$\$?([^$]{1,400})\$\$?|:math:`([^`]{1,400})`|\\\[(.{1,400}?)\\\]", re.DOTALL)
"""Mathematics within a docstring or a comment; the one group that matched holds it."""
_ENTRY = re.compile(r"^\s*(?:[-*]\s+|:param\s+)?[`*]{0,2}(\w+)[`*]{0,2}\s*(?:\([^)\n]*\)\s*)?(?::|\bis\b|–|—)(.*)$")
# What nearly any symbol may be said to be.
_KINDS = frozenset(
    stem(word)
    for word in word_set(
        "vector vectors matrix matrices dimension dimensionality number constant scalar term factor set sequence element "
        "index step time distribution model quantity real positive current total initial final whole each given"
    )
)
# Two namings share at least so much of their words when they mean one thing.
_ALIKE = 0.75


def meant_by(symbols: Iterable[SymbolDefinition]) -> dict[frozenset[str], tuple[str, ...]]:
    """The telling stems of each meaning that a paper gives → the keys of the symbols that have it."""
    found: dict[frozenset[str], list[str]] = {}
    for symbol in symbols:
        if symbol.kind in ("space", "equation"):
            continue
        keys = latex_notation(symbol.latex) if symbol.latex else text_notation(symbol.notation)
        words = _telling(prose_words(symbol.meaning.partition("∈")[0]))
        # Of several symbols, as in f(x), none is meant by itself.
        if len(keys) == 1 and words:
            found.setdefault(words, []).append(keys[0])
    return {words: tuple(dict.fromkeys(keys)) for words, keys in found.items()}


def notation_meant(name: str, meanings: Mapping[frozenset[str], Sequence[str]]) -> dict[str, float]:
    """The keys that an identifier stands for by what the paper says they mean, each with a share in (0, 1]."""
    words: list[str] = []
    for word in identifier_words(name):
        words += expand(word) or (word,)
    wanted = _telling(words)
    found: dict[str, float] = {}
    if not wanted:
        return found
    for meaning, keys in meanings.items():
        alike = 2 * len(wanted & meaning) / (len(wanted) + len(meaning))
        if alike >= _ALIKE:
            for key in keys:
                found[key] = max(found.get(key, 0.0), alike)
    return found


def roles_of(docstring: str) -> dict[str, str]:
    r"""Parameter → the one symbol that the docstring's entry for it names: ``lr (float): learning rate (:math:`\alpha`)``."""
    found: dict[str, str] = {}
    name, said = "", ""
    for line in (*docstring.split("\n"), ""):
        entry = _ENTRY.match(line)
        if entry is None and line.strip():
            said += f"\n{line}"
            continue
        if name and (keys := list(dict.fromkeys(keys_in(said)))) and len(keys) == 1:
            found.setdefault(name, keys[0])
        name, said = (entry.group(1), entry.group(2)) if entry is not None else ("", "")
    return found


def keys_in(text: str) -> list[str]:
    """The keys of all mathematics in a docstring or a comment, Unicode or LaTeX."""
    keys: list[str] = []
    for match in MATHS.finditer(text):
        keys += latex_notation(next(group for group in match.groups() if group is not None))
    if not text.isascii():
        keys += text_notation(text)
    return keys


def _telling(words: Iterable[str]) -> frozenset[str]:
    kept = [word for word in words if word not in STOP_WORDS and word not in CODE_STOP_WORDS and len(word) > 1]
    return frozenset(stem(word) for word in kept) - _KINDS
