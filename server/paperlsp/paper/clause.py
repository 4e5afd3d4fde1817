r"""The LaTeX of a formula → what it says: "β₁, β₂ ∈ [0, 1)" says of two notations where they lie."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from paperlsp.formula.latex import to_latex
from paperlsp.formula.latex_tree import latex_tree
from paperlsp.formula.plain import to_text
from paperlsp.formula.symbols import kind_of
from paperlsp.formula.tree import Accent, Fenced, Limits, Lines, Node, Row, Scripts, Space, Symbol, Word, row_of

_DEFINING = frozenset(("=", "≔", "≜", "←", "≡", ":="))
_DOTS = ("…", "⋯")
_LOOSE_WORD = re.compile(r"([_^])\((\w{2,})\)(?![\w(])")


@dataclass(frozen=True)
class Part:
    """A piece of a formula; ``pieces`` are those that commas part. It is written out when that is asked for."""

    nodes: tuple[Node, ...]
    pieces: tuple[Part, ...] = ()

    @cached_property
    def text(self) -> str:
        """Its Unicode."""
        return ", ".join(each.text for each in self.pieces) or readable(to_text(row_of(list(self.nodes))))

    @cached_property
    def latex(self) -> str:
        return ", ".join(each.latex for each in self.pieces) or to_latex(row_of(list(self.nodes)))

    @property
    def bare(self) -> bool:
        """Whether this is one notation: a letter with its scripts, accents and arguments, and nothing else."""
        return is_bare(self.nodes)


@dataclass(frozen=True, slots=True)
class Clause:
    """``subjects`` stand in ``relation`` to ``rest``. Without a relation, ``relation`` is empty and ``rest`` None.

    Of a chain such as "a = b = 8" all but the last are subjects.
    """

    subjects: tuple[Part, ...]
    relation: str
    rest: Part | None

    @property
    def defining(self) -> bool:
        return self.relation in _DEFINING


@lru_cache(maxsize=4096)
def clauses_of(latex: str) -> tuple[Clause, ...]:
    """The clauses of a formula in order: parted by commas that no bracket encloses, each with its relations."""
    items = _items(latex_tree(latex))
    chunks = [_chunk(each) for each in _split_commas(items)]
    clauses: list[Clause] = []
    waiting: list[Part] = []
    for nodes, relations in chunks:
        parts = [_part(each) for each in nodes]
        if not relations:
            if clauses and clauses[-1].relation and not waiting and clauses[-1].rest is not None:
                # "i = 1, …, n": what follows a relation goes on with its right side.
                last = clauses[-1]
                if last.relation in ("=", "∈", "≤", "<") and _is_enumeration(last.rest, parts[0]):
                    joined = _joined(last.rest, parts[0]) if last.rest is not None else parts[0]
                    clauses[-1] = Clause(last.subjects, last.relation, joined)
                    continue
            waiting += parts
            continue
        if relations[0] == ":" and "→" in relations:
            # "f : X → Y" says between which spaces a function maps.
            clauses.append(Clause((*waiting, parts[0]), ":", _part_of_chain(nodes[1:], relations[1:])))
            waiting = []
            continue
        subjects, rest = (*waiting, *parts[:-1]), parts[-1]
        waiting = []
        kinds = set(relations)
        relation = relations[-1]
        if len(kinds) > 1:
            # "λ = ϵμ > 0": the first relation says what is meant, the others what follows.
            relation = relations[0]
            subjects, rest = (*subjects[: len(subjects) - len(relations) + 1],), parts[1]
        clauses.append(Clause(subjects, relation, rest))
    if waiting:
        clauses.append(Clause(_enumerated(waiting), "", None))
    return tuple(clauses)


def _part_of_chain(sides: Sequence[Sequence[Node]], relations: Sequence[str]) -> Part:
    nodes: list[Node] = list(sides[0])
    for relation, side in zip(relations, sides[1:], strict=True):
        nodes += [Symbol(relation), *side]
    return _part(nodes)


def _enumerated(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts around an ellipsis as one: x₁, …, xₙ is one notation."""
    if not any(part.text in _DOTS for part in parts):
        return tuple(parts)
    joined = parts[0]
    for part in parts[1:]:
        joined = _joined(joined, part)
    return (joined,)


def is_bare(nodes: Sequence[Node]) -> bool:
    """Whether nodes side by side are one notation."""
    rest = list(nodes)
    while rest and isinstance(rest[0], Symbol) and rest[0].text in ("Δ", "∇", "∂", "δ") and len(rest) > 1:
        rest.pop(0)
    if len(rest) == 1 and isinstance(rest[0], Symbol) and kind_of(rest[0].text) == "binary":
        return True
    if len(rest) == 1 and isinstance(rest[0], Fenced) and rest[0].left == "(" and _is_dotted(_items(rest[0].body)):
        return True
    if len(rest) >= 3 and all(
        isinstance(item, Symbol) and item.text.isascii() and item.text.islower() for item in rest
    ):
        # Letters side by side are a product, but three and more are a name set without care.
        return len(rest) <= 12
    if rest and isinstance(rest[0], Scripts) and _is_nabla(rest[0].base) and len(rest) > 1:
        rest.pop(0)
    if not rest:
        return False
    if len(rest) == 1 and isinstance(rest[0], Fenced) and rest[0].left in ("|", "‖"):
        return is_bare(_items(rest[0].body))
    if len(rest) > 2 and _is_bar(rest[0]) and _is_bar(rest[-1]):
        return is_bare(rest[1:-1])
    if len(rest) > 2 and _is_dotted(rest):
        return True
    if not _is_atom(rest[0]):
        return False
    return len(rest) == 1 or (len(rest) == 2 and _is_call(rest[1]))


def _is_bar(node: Node) -> bool:
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Symbol) and base.text in ("|", "‖")


def _is_dotted(nodes: Sequence[Node]) -> bool:
    """Whether this is "x₁, …, xₙ"."""
    return any(isinstance(node, Symbol) and node.text in _DOTS for node in nodes) and all(
        _is_atom(node) or _is_call(node) or (isinstance(node, Symbol) and node.text in (*_DOTS, ",")) for node in nodes
    )


def _is_nabla(node: Node) -> bool:
    return isinstance(node, Symbol) and node.text in ("∇", "∂")


def _is_call(node: Node) -> bool:
    if isinstance(node, Scripts):
        node = node.base
    return isinstance(node, Fenced) and node.left in ("(", "[") and node.right in (")", "]")


def _is_atom(node: Node) -> bool:
    match node:
        case Symbol(text):
            return text.isalpha() or text in ("∇", "ℓ")
        case Word(text):
            return text[:1].isalpha()
        case Scripts(base):
            return _is_atom(base)
        case Accent(_, base):
            return _is_atom(base) or (isinstance(base, Row) and is_bare(base.items))
        case Row(items):
            return len(items) == 1 and _is_atom(items[0])
        case _:
            return False


def _items(node: Node) -> tuple[Node, ...]:
    """The nodes of a formula side by side; lines one after the other, without white space."""
    if isinstance(node, Lines):
        return tuple(item for line in node.lines for part in line for item in _items(part))
    if isinstance(node, Row):
        flat: list[Node] = []
        for item in node.items:
            flat.extend(_items(item) if isinstance(item, Row) else (item,))
        return tuple(item for item in flat if not isinstance(item, Space))
    return (node,)


def _split_commas(items: Sequence[Node]) -> list[list[Node]]:
    chunks: list[list[Node]] = [[]]
    for item in items:
        if isinstance(item, Symbol) and item.text in (",", ";"):
            chunks.append([])
        else:
            chunks[-1].append(item)
    return [chunk for chunk in chunks if chunk]


def _chunk(items: Sequence[Node]) -> tuple[list[list[Node]], list[str]]:
    """The sides of the relations in a chunk, and the relations between them."""
    sides: list[list[Node]] = [[]]
    relations: list[str] = []
    for item in items:
        if isinstance(item, (Limits, Scripts)) and isinstance(item.base, Symbol) and item.base.text in "=≡":
            # "def" over an equals sign.
            item = Symbol("≜")  # noqa: PLW2901 -- The same relation, written in one character.
        if isinstance(item, Symbol) and kind_of(item.text) == "relation" and item.text not in ("⊥", "|", "∣"):
            if item.text == "=" and relations and not sides[-1] and relations[-1] == ":":
                relations[-1] = ":="
            elif sides[-1]:
                relations.append(item.text)
                sides.append([])
        else:
            sides[-1].append(item)
    if not sides[-1] and relations:
        sides.pop()
        relations.pop()
    return sides, relations


def _part(nodes: Sequence[Node]) -> Part:
    return Part(tuple(nodes))


def readable(text: str) -> str:
    """A script of several letters without its brackets, where what follows cannot be taken for a part of it."""
    return _LOOSE_WORD.sub(r"\1\2", text.replace("\n", " ")).replace(": =", ":=")


def _is_enumeration(last: Part | None, part: Part) -> bool:
    return last is not None and (part.text in _DOTS or last.text.endswith(_DOTS))


def _joined(one: Part, other: Part) -> Part:
    return Part((*one.nodes, Symbol(","), *other.nodes), (one, other))
