"""What words and letters of formulas stand for: functions under their names, sums by their signs, letters under accents."""

from __future__ import annotations

from collections.abc import Sequence

from paperlsp.formula.tree import Accent, Braced, Fenced, Limits, Node, Scripts, Symbol, Word
from paperlsp.model import expr as e

BINDERS: dict[str, e.BinderKind] = {"∑": "sum", "∏": "product", "∫": "integral", "⋃": "union"}
BOUND_WORDS: dict[str, e.BinderKind] = {
    "lim": "limit", "sup": "best", "inf": "best", "arg max": "best", "arg min": "best", "argmax": "best", "argmin": "best",
}  # fmt: skip
_AVERAGE_WORDS = frozenset(("E", "𝔼", "Var", "Cov", "Pr", "ℙ"))
_SAME = {
    "ln": "log", "arg max": "argmax", "arg min": "argmin", "sgn": "sign", "tr": "trace", "concat": "concat",
    "sigm": "sigmoid", "mean": "mean", "average": "mean", "clamp": "clip", "abs": "abs", "std": "std",
}  # fmt: skip


def known_name(word: str) -> str:
    """The name under which a function is known; the word in lower case for any other."""
    return _SAME.get(word, _SAME.get(word.lower(), word.lower()))


def is_average(node: Node, following: Node | None) -> bool:
    """Whether a letter in front of brackets is an expectation, a probability or a variance."""
    if isinstance(node, Word):
        return node.text in _AVERAGE_WORDS and isinstance(following, Fenced)
    shown = isinstance(node, Symbol) and node.text in ("E", "P", "V") and node.style in ("blackboard", "roman", "sans")
    return shown and isinstance(following, Fenced)


def spelled(items: Sequence[Node], at: int) -> int:
    """How many nodes from ``at`` on spell one word in italics: three letters with a vowel, or joined by underscores."""
    letters = ""
    place = at
    while place < len(items):
        node = items[place]
        base = node.base if isinstance(node, Scripts) else node
        plain = isinstance(base, Symbol) and base.style in ("italic", "slanted", "roman", "text")
        if not plain or not _spells(base_letter(base)):
            break
        letters += base_letter(base)
        place += 1
        if isinstance(node, Scripts):
            break
    word = letters.strip("_")
    return place - at if len(word) >= 3 and ("_" in word or set(word) & set("aeiou")) else 0


def base_letter(node: Node) -> str:
    """The letter under all accents and scripts, with its accents."""
    while isinstance(node, (Scripts, Limits, Braced)):
        node = node.base
    if isinstance(node, Accent):
        inner = base_letter(node.base)
        return f"{inner}^{node.mark}" if inner else ""
    return node.text if isinstance(node, (Symbol, Word)) else ""


def letter_of(node: Node) -> str:
    base = node.base if isinstance(node, Scripts) else node
    return base.text if isinstance(base, Symbol) else ""


def _spells(text: str) -> bool:
    return text == "_" or (text.isascii() and text.isalpha() and text.islower())


def is_dots(node: Node) -> bool:
    return isinstance(node, Symbol) and node.text in "….⋯"


def is_comma(node: Node) -> bool:
    return isinstance(node, Symbol) and node.text in ",;"
