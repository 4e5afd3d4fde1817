"""A letter with its accents and scripts → the symbol that it names, the step of time it is taken at, and its power.

Subscripts that count steps (t, t+1, k−1) are times; all other subscripts, primes, stars and letters in parentheses
belong to the name. What is raised besides is a power, or turns a matrix over.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paperlsp.formula.plain import to_text
from paperlsp.formula.tree import (
    Accent,
    Braced,
    Fenced,
    Limits,
    Node,
    Row,
    Scripts,
    Space,
    Symbol,
    Text,
    Word,
    children,
)
from paperlsp.model import expr as e
from paperlsp.notation import latin_key

_MARKS = frozenset("′″‴∗*⋆★†‡♯+−")
_MOST_KEY = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A symbol, what it is raised to (None for nothing) and whether it is turned over."""

    symbol: e.Symbol
    power: Node | None = None
    transposed: bool = False


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The nodes side by side that a node stands for."""
    if node is None:
        return ()
    return node.items if isinstance(node, Row) else (node,)


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it; iterative, so that depth cannot exhaust the stack."""
    stack: list[Node] = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(tuple(children(current))))


def time_letters(tree: Node) -> frozenset[str]:
    """The letters that count steps in a formula: t, and every letter that a subscript moves by a whole number."""
    found = {"t"}
    for node in walk(tree):
        if isinstance(node, (Scripts, Limits)):
            for script in (node.sub, node.sup) if isinstance(node, Scripts) else ():
                for component in _components(script):
                    moved = _moved(component)
                    if moved is not None and moved[1]:
                        found.add(moved[0])
    return frozenset(found)


def is_letter(node: Node) -> bool:
    """Whether a node is one letter of any alphabet, accents left aside."""
    while isinstance(node, (Accent, Braced)):
        node = node.base
    return isinstance(node, Symbol) and (node.text.isalpha() or node.text in "ℓ∅∞")


def name(node: Node, times: frozenset[str], *, prefix: str = "") -> Named:
    """What a letter or word with its scripts names. ``prefix`` is a Δ that stands in front of it."""
    subs: list[Node] = []
    marks: list[str] = []
    raised: list[Node] = []
    transposed = False
    base = node
    while True:
        if isinstance(base, Scripts):
            subs[:0] = [] if base.sub is None else [base.sub]
            scripts = items_of(base.sup)
            for part in scripts:
                alone = len(scripts) == 1 or (isinstance(part, Symbol) and part.text not in "+−")
                if isinstance(part, Symbol) and part.text in _MARKS and alone and not raised:
                    marks.append(part.text)
                elif isinstance(part, Symbol) and part.text in ("⊤", "⊺"):
                    transposed = True
                else:
                    raised.append(part)
            base = base.base
        elif isinstance(base, Accent) and isinstance(base.base, (Scripts, Accent)):
            # A hat over v with its subscript is a hat over v.
            inner = base.base
            if isinstance(inner, Scripts):
                base = Scripts(Accent(base.mark, inner.base), inner.sub, inner.sup)
            else:
                marks.append(base.mark)
                base = inner
        elif isinstance(base, Braced):
            base = base.base
        else:
            break
    time: int | None = None
    written: list[str] = []
    for component in [each for sub in subs for each in _components(sub)]:
        step = _time_of(component, times) if time is None else None
        if step is not None:
            time = step
        else:
            written.append(_compact(Row(component)))
    power, turned = _power(base, raised)
    transposed = transposed or turned
    if power is None and raised and not turned:
        inside = raised[0].body if len(raised) == 1 and isinstance(raised[0], Fenced) else Row(tuple(raised))
        step = _time_of(items_of(inside), times) if isinstance(raised[0], Fenced) and time is None else None
        if step is not None:
            time = step
        else:
            written.append(_compact(inside))
    letters = prefix + to_text(base)
    sub = ",".join(written)
    text = letters + "".join("*" if mark in "∗⋆★" else mark for mark in marks) + (_lowered(sub) if sub else "")
    return Named(e.Symbol(text, _key(letters, sub), time), power, transposed)


def _power(base: Node, raised: list[Node]) -> tuple[Node | None, bool]:
    """What is a power among the raised nodes (None for a part of the name), and whether they turn a matrix over."""
    if not raised:
        return None, False
    first = raised[0]
    greek = isinstance(base, Symbol) and "GREEK" in unicodedata.name(base.text[:1] or " ", "")
    if len(raised) == 1:
        if isinstance(first, Symbol) and first.text == "T" and not greek:
            return None, True
        if isinstance(first, (Word, Text)) or (isinstance(first, Fenced) and first.left == "("):
            return None, False
        if isinstance(first, Symbol) and first.text.isalpha() and first.text.isupper() and not greek:
            return None, False
    return Row(tuple(raised)), False


def _components(script: Node | None) -> list[tuple[Node, ...]]:
    """A script's parts between commas; those within parentheses for one that is fenced as a whole."""
    if isinstance(script, Fenced) and script.left == "(":
        script = script.body
    found: list[list[Node]] = [[]]
    for item in items_of(script):
        if isinstance(item, Symbol) and item.text in ",;":
            found.append([])
        elif not isinstance(item, Space):
            found[-1].append(item)
    return [tuple(each) for each in found if each]


def _moved(component: Sequence[Node]) -> tuple[str, int] | None:
    """The letter and the whole number that it is moved by: ``t + 1`` is ("t", 1), ``t`` is ("t", 0)."""
    texts = [item.text if isinstance(item, Symbol) else "" for item in component]
    if not texts or len(texts[0]) != 1 or not texts[0].isalpha():
        return None
    if len(texts) == 1:
        return texts[0], 0
    digits = "".join(texts[2:])
    if texts[1] in ("+", "−", "-") and digits.isdecimal() and digits.isascii() and len(digits) < 4:
        return texts[0], int(digits) if texts[1] == "+" else -int(digits)
    return None


def _time_of(component: Sequence[Node], times: frozenset[str]) -> int | None:
    moved = _moved(component)
    return moved[1] if moved is not None and moved[0] in times else None


def _compact(node: Node) -> str:
    return to_text(node).replace(" ", "")


def _lowered(sub: str) -> str:
    lowered = to_text(Scripts(Symbol("x", "italic"), sub=Text(sub)))[1:] if len(sub) <= 2 else ""
    return lowered if lowered and "_" not in lowered else f"_{sub}"


def _key(letters: str, sub: str) -> str:
    """The notation key as ``notation`` makes it from an identifier: Greek spelled out, subscript behind it."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(each))
    head = "".join(latin_key(each) for each in plain if each.isalpha())
    tail = "".join(each for each in unicodedata.normalize("NFKD", sub).lower() if each.isascii() and each.isalnum())
    return head + tail[:_MOST_KEY]
