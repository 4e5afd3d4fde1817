"""The presentation tree of a formula → the equations that it states, one for each relation that defines something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from paperlsp.formula.naming import items_of, time_letters, walk
from paperlsp.formula.plain import to_text
from paperlsp.formula.spelling import base_letter
from paperlsp.formula.symbols import kind_of
from paperlsp.formula.terms import expression
from paperlsp.formula.tree import Accent, Fenced, Lines, Node, Row, Scripts, Space, Symbol, Text, Word, row_of
from paperlsp.model import expr as e

_DEFINING = frozenset(("=", "←", "⟵", "≔", "≡", "≜", "≐", "⇐"))
_ASSIGNING = frozenset(("←", "⟵", "≔", "⇐"))
_OPERATORS = frozenset(("∇", "∂", "E", "Var", "Cov", "Pr", "P", "V"))
"""What is applied to things that are defined, without being defined itself."""
_PUNCTUATION = frozenset(",;.")


def function_names(trees: Iterable[Node]) -> frozenset[str]:
    """The letters that a paper uses as functions: those that stand before a bracketed name or a list more often than not.

    f(x) and L̂ₜ(θₜ) are applications; what only ever stands before sums, as in β(1 − ν), is multiplied.
    """
    applied: Counter[str] = Counter()
    multiplied: Counter[str] = Counter()
    for tree in trees:
        for node in walk(tree):
            items = items_of(node) if isinstance(node, Row) else ()
            for item, following in zip(items, items[1:], strict=False):
                letter = base_letter(item)
                if isinstance(item, (Symbol, Scripts, Accent)) and (letter.isalpha() or "^" in letter):
                    inside = _inside(following)
                    if inside is not None:
                        (applied if _is_argument(inside) else multiplied)[letter] += 1
    return frozenset(letter for letter, count in applied.items() if count >= multiplied[letter])


def _inside(node: Node) -> tuple[Node, ...] | None:
    """What stands within round brackets behind a letter."""
    fenced = node.base if isinstance(node, Scripts) and node.sub is None else node
    return items_of(fenced.body) if isinstance(fenced, Fenced) and fenced.left == "(" else None


def _is_argument(items: Sequence[Node]) -> bool:
    return bool(items) and (
        len(items) == 1 or any(isinstance(item, Symbol) and item.text in (",", ";", "|", "∣") for item in items)
    )


def assignments_of(
    tree: Node, functions: frozenset[str] = frozenset(), *, gaps: bool = False
) -> tuple[e.Assignment, ...]:
    """The equations of one formula, in reading order, without those that could not be understood. Never raises.

    A line that begins with its relation goes on from the line above. With ``gaps``, a wide gap behind a lone symbol
    counts as the arrow that some papers' algorithms lose.
    """
    times = time_letters(tree)
    lines = _lines(tree)
    found: list[e.Assignment] = []
    target: Sequence[Node] = ()
    for line in lines:
        for statement in _statements(line, gaps=gaps):
            segments, relations = _segments(statement)
            if not relations:
                if len(lines) == 1 and len(segments[0]) > 2 and not found:
                    found.append(e.Assignment(None, expression(segments[0], times, functions)))
                continue
            target = segments[0] or target
            shown = _target(target, times, functions) if target else None
            for relation, segment in zip(relations, segments[1:], strict=True):
                if relation not in _DEFINING:
                    break
                if segment:
                    value = expression(segment, times, functions)
                    found.append(e.Assignment(shown, _before(shown, value) if relation in _ASSIGNING else value))
    return tuple(each for each in found if not any(isinstance(part, e.Unknown) for part in e.walk(each.value)))


def _before(target: e.Expr | None, value: e.Expr) -> e.Expr:
    """In θ ← θ − α·g the θ on the right is the one before."""
    if not isinstance(target, e.Symbol) or target.time is not None:
        return value
    return e.substituted(value, {target: e.Symbol(target.text, target.key, -1)}.get)


def _lines(tree: Node) -> list[list[Node]]:
    """The lines of a display; where one holds several equations side by side, each pair of columns by itself."""
    if not isinstance(tree, Lines):
        return [list(items_of(tree))]
    lines: list[list[Node]] = []
    for line in tree.lines:
        columns = [line[at : at + 2] for at in range(0, len(line), 2)] if len(line) > 2 else [line]
        lines.extend([item for part in column for item in items_of(part)] for column in columns)
    return lines


def _target(items: Sequence[Node], times: frozenset[str], functions: frozenset[str]) -> e.Expr:
    """What is defined: a name; several letters without scripts side by side are one (``lrate``, ``PE``)."""
    letters = [base_letter(item) for item in items]
    if len(items) > 1 and all(len(letter) == 1 and letter.isascii() and letter.isalpha() for letter in letters):
        return e.Symbol(to_text(row_of(list(items))), "".join(letters).lower())
    found = expression(items, times, functions)
    if isinstance(found, e.Apply) and found.function not in e.KNOWN and found.function not in _OPERATORS:
        # Defining f(x) defines f.
        return e.Symbol(
            found.function, "".join(each for each in found.function.lower() if each.isascii() and each.isalnum())
        )
    if isinstance(items[0], Word) and isinstance(found, (e.Multiply, e.Unknown)):
        return e.Symbol(items[0].text, items[0].text.lower())
    return found


def _statements(line: Sequence[Node], *, gaps: bool) -> list[list[Node]]:
    """A line cut at words, gaps, commas and final stops; a piece without a relation goes on from the one before."""
    line = list(line)
    while line and isinstance(line[-1], Symbol) and line[-1].text in _PUNCTUATION:
        line.pop()
    if gaps and len(line) > 2 and isinstance(line[1], Space) and not any(_relation(item) for item in line):
        line[1] = Symbol("←")
    if gaps:
        # A gap behind an arrow is none.
        line = [
            item for at, item in enumerate(line) if not (isinstance(item, Space) and at and _relation(line[at - 1]))
        ]
    pieces: list[list[Node]] = [[]]
    # Words end a statement for good; a gap or a comma only does when another statement follows.
    soft: list[bool] = [False]
    for item in line:
        if isinstance(item, Text) or (isinstance(item, Fenced) and isinstance(item.body, Text)):
            pieces.append([])
            soft.append(False)
        elif isinstance(item, Space) or (isinstance(item, Symbol) and item.text in ",;"):
            pieces.append([])
            soft.append(isinstance(item, Space))
        else:
            pieces[-1].append(item)
    joined: list[list[Node]] = []
    open_to_more = False
    for piece, is_soft in zip(pieces, soft, strict=True):
        if not piece:
            open_to_more = open_to_more and is_soft
            continue
        relation = any(_relation(item) for item in piece)
        if joined and is_soft and not relation and open_to_more:
            if _digit(joined[-1][-1]) and _digit(piece[0]):
                # Two numbers side by side stand in a table.
                open_to_more = False
            else:
                joined[-1].extend(piece)
        elif relation or not joined:
            joined.append(piece)
            open_to_more = relation
        else:
            open_to_more = False
    return joined


def _digit(node: Node) -> bool:
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Symbol) and base.text.isdecimal()


def _relation(item: Node) -> str:
    """The relation that an item is, "" for none."""
    if isinstance(item, Symbol) and kind_of(item.text) == "relation" and item.text not in ("|", "∣", ":"):
        return item.text
    return ""


def _segments(items: Sequence[Node]) -> tuple[list[list[Node]], list[str]]:
    """The items between the relations, and the relations; ``:=`` is one."""
    segments: list[list[Node]] = [[]]
    relations: list[str] = []
    for item in items:
        relation = _relation(item)
        if relation:
            if segments[-1] and isinstance(segments[-1][-1], Symbol) and segments[-1][-1].text == ":":
                segments[-1].pop()
            relations.append(relation)
            segments.append([])
        else:
            segments[-1].append(item)
    return segments, relations
