"""An equation of a paper → its symbols with what they mean and what code calls them, and the statements that compute it.

The symbols come in the order in which the equation has them. One about which neither paper nor code says anything is
left out. Where the paper does not say what a symbol means, it is told where it is used first, and of one with a number
as its index what the same letter without it means.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from paperlsp.formula.latex_tree import latex_tree
from paperlsp.formula.plain import to_text
from paperlsp.ide.first_use import Use, bare, first_use
from paperlsp.ide.part import anchor_of, code_of_part
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.geometry import Box
from paperlsp.model.link import LineLink
from paperlsp.model.paper import Anchor, Paper, SymbolDefinition
from paperlsp.notation import identifier_notation, latex_notation, latin_key
from paperlsp.paper.definition.lookup import is_telling, meaning_at

_NAMES = 3
"""Code names of one symbol that are shown."""
_LINES = 6
_WORDS = re.compile(
    r"\^(?:T|\{T\}|\\top|\{\\top\})(?![A-Za-z])|\\(?:begin|end|operatorname\*?|text[a-z]*|mathrm|mathsf)\{[^{}]*\}|'"
)
"""Transposes and words in a formula, whose letters are no symbols, and primes, which part a symbol from its index."""
_HEAD = re.compile(r"\\(?:mathcal|mathbb|mathfrak|mathscr)\{[A-Za-z]\}|\\[A-Za-z]+|[A-Za-z]")
_INDEXED = re.compile(rf"(?P<head>{_HEAD.pattern})\}}*(?P<index>_(?:\{{[^{{}}]*\}}|\\[A-Za-z]+|[A-Za-z0-9]))?")
"""A letter of a formula with its index; the brace is that of an accent which the letter wears."""
_NUMBERED = re.compile(r"(\w)[₀-₉]+")
_RUNNING = ("t", "i", "j")
_ACCENTS = frozenset(
    rf"\{each}"
    for each in [
        "hat",
        "widehat",
        "bar",
        "overline",
        "tilde",
        "widetilde",
        "vec",
        "dot",
        "ddot",
        "mathbf",
        "boldsymbol",
        "bm",
        "mathit",
    ]
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Where the paper says what a symbol means. ``box`` is that of the paragraph."""

    text: str
    page: int
    box: Box | None
    document: int = 0


@dataclass(frozen=True, slots=True)
class EquationSymbol:
    """A symbol in Unicode. ``code`` are the names that it has in the code which computes or implements the equation.

    Where ``meaning`` says nothing, ``akin`` is the same letter without its number, and what that means; where there is
    no meaning at all, ``first`` is where the paper uses the symbol first, if that is not the equation itself.
    """

    notation: str
    meaning: Meaning | None
    code: tuple[str, ...]
    akin: tuple[str, Meaning] | None = None
    first: Use | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """``lines`` are the statements that compute it, the surest first; those that are only alike in shape are left out."""

    anchor: Anchor
    symbols: tuple[EquationSymbol, ...]
    lines: tuple[LineLink, ...]


def equation(snapshot: Snapshot, paper_id: str, anchor_id: str) -> Equation | None:
    """None for what is no equation, or no algorithm, of a paper of ours."""
    found = anchor_of(snapshot, paper_id, anchor_id)
    if found is None or found[1].kind not in ("equation", "algorithm"):
        return None
    paper, anchor = found
    lines = sorted(
        (
            line
            for line in snapshot.graph.lines
            if line.kind != "similar" and line.paper == paper_id and anchor_id in (line.anchor, *line.also)
        ),
        key=lambda line: (line.kind != "exact", line.anchor != anchor_id, -line.strength, line.file, line.span.start),
    )
    return Equation(anchor, _symbols(snapshot, paper, anchor, lines), tuple(lines[:_LINES]))


def _symbols(snapshot: Snapshot, paper: Paper, anchor: Anchor, lines: list[LineLink]) -> tuple[EquationSymbol, ...]:
    defined = _definitions(paper, anchor)
    spelled = _names_in_lines(lines, {bare(each.notation): key for key, each in defined.items()})
    implementing = _names_in_definitions(snapshot, paper, anchor)
    written = _written(anchor.latex)
    rows: list[EquationSymbol] = []
    for key in dict.fromkeys((*latex_notation(_without_words(anchor.latex)), *spelled)):
        notation, names = spelled.get(key, ("", ()))
        definition = defined.get(key) or (meaning_at(paper, notation, anchor.id) if notation else None)
        names = names or implementing.get(key, ())
        if definition is not None:
            # The paper's own spelling tells more than that of a formula whose running indices were taken off.
            meaning, akin = _meaning(paper, definition), _akin(paper, definition, anchor)
            rows.append(EquationSymbol(definition.notation, meaning, names[:_NAMES], akin))
        elif names:
            notation = notation or written.get(key, key)
            rows.append(EquationSymbol(notation, None, names[:_NAMES], first=first_use(paper, notation, anchor.id)))
    return tuple(rows)


def _akin(paper: Paper, definition: SymbolDefinition, anchor: Anchor) -> tuple[str, Meaning] | None:
    """Of β₁, which is only said to lie in [0, 1): what β means."""
    numbered = _NUMBERED.fullmatch(definition.notation)
    if numbered is None or is_telling(definition):
        return None
    letter = meaning_at(paper, numbered[1], anchor.id)
    return (letter.notation, _meaning(paper, letter)) if letter is not None and is_telling(letter) else None


def _names_in_lines(lines: list[LineLink], defined: dict[str, str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each symbol's key → the symbol, and the names that stand for it in statements; earlier values are the same symbol.

    ``defined`` are the keys of what the paper defines by its bare notation.
    """
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for line in lines:
        for symbol, name in line.pairs:
            plain, code = symbol.replace("′", ""), name.rstrip("′")
            key = _key(plain)
            if key == plain:
                # What is no letter with an index may be what the paper defines, of something: ∇L of θ.
                key = defined.get(bare(plain), key)
            before, names = found.get(key, (plain, ()))
            found[key] = (before, names if code in names else (*names, code))
    return found


def _key(symbol: str) -> str:
    """As ``latex_notation`` spells a symbol; what is more than one letter with an index stands for itself."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", symbol) if not unicodedata.combining(each))
    letter, index = bare[:1], bare[1:].lstrip("_").strip("(){}")
    key = latin_key(letter)
    if not key or (index and not (index.isascii() and index.isalnum())):
        return symbol
    return key + ("" if index in _RUNNING else index.lower())


def _definitions(paper: Paper, anchor: Anchor) -> dict[str, SymbolDefinition]:
    """Each key that the paper defines → the definition that holds at the equation."""
    letters = frozenset(_heads(anchor.latex))
    found: dict[str, SymbolDefinition] = {}
    for each in paper.symbols:
        keys = latex_notation(each.latex)
        # Keys know no case and no script: L, ℓ and ℒ are three things.
        if len(keys) == 1 and keys[0] not in found and letters.issuperset(_own_letters(each.latex)):
            nearest = meaning_at(paper, each.notation, anchor.id)
            if nearest is not None and not (nearest.kind == "equation" and nearest.anchor == anchor.id):
                found[keys[0]] = nearest
    return found


def _own_letters(latex: str) -> list[str]:
    """The letter of a notation and those of its index, but for indices that run."""
    first, *index = _heads(latex) or [""]
    return [first, *(each for each in index if len(each) == 1 and each not in _RUNNING)]


def _names_in_definitions(snapshot: Snapshot, paper: Paper, anchor: Anchor) -> dict[str, tuple[str, ...]]:
    """Each key → the parameters and attributes that spell it, in the definitions which the equation explains."""
    found: dict[str, tuple[str, ...]] = {}
    for link in code_of_part(snapshot, paper.id, anchor.id):
        source = snapshot.sources.get(link.file)
        for symbol in source.symbols if source is not None else ():
            if symbol.parent != link.symbol or symbol.kind not in ("parameter", "attribute", "constant"):
                continue
            key = identifier_notation(symbol.last_name)
            if key is not None and symbol.last_name not in found.get(key, ()):
                found[key] = (*found.get(key, ()), symbol.last_name)
    return found


def _written(latex: str | None) -> dict[str, str]:
    """Each key of a formula → the symbol as the formula has it, in Unicode, without indices that run."""
    found: dict[str, str] = {}
    for match in _INDEXED.finditer(_without_words(latex)):
        head, index = match["head"], match["index"] or ""
        for key in latex_notation(head + index):
            runs = latex_notation(head) == (key,)
            found.setdefault(key, to_text(latex_tree(head if runs else head + index)))
    return found


def _without_words(latex: str | None) -> str:
    return _WORDS.sub("", latex or "")


def _heads(latex: str | None) -> list[str]:
    """The letters of a formula with their case and script, without accents."""
    return [head for head in _HEAD.findall(_without_words(latex)) if head not in _ACCENTS]


def _meaning(paper: Paper, definition: SymbolDefinition) -> Meaning:
    block = paper.blocks[definition.place.block] if 0 <= definition.place.block < len(paper.blocks) else None
    document = paper.document_of(definition.anchor)
    return Meaning(definition.meaning, definition.page, block.box if block is not None else None, document)
