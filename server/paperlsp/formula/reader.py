"""The glyphs and rules of one formula → its LaTeX, its Unicode text, its tree, and how sure the reading is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paperlsp.formula.glyphs import read_items
from paperlsp.formula.latex import to_latex
from paperlsp.formula.layout import Reading
from paperlsp.formula.meaning import UNKNOWN
from paperlsp.formula.plain import to_text
from paperlsp.formula.symbols import ACCENTS, kind_of
from paperlsp.formula.tree import Node, Row, Symbol, leaves
from paperlsp.model.page import Glyph, Rule

# A display of a paper has a few hundred glyphs; more than this is a page that was taken for one.
MOST_GLYPHS = 3000

HOLED = 0.7
"""The most confidence in a formula with a sign that cannot be read: its picture is shown."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, read. ``text`` has one line for each line of the display; ``confidence`` is in [0, 1]."""

    latex: str
    text: str
    confidence: float
    tree: Node


def read_formula(glyphs: Sequence[Glyph], rules: Sequence[Rule] = ()) -> Formula:
    """Read one formula: a display of one or more lines, or a formula within text, without its number.

    Never raises: what cannot be read lowers ``confidence``, down to 0 for nothing at all.
    """
    taken = glyphs[:MOST_GLYPHS]
    items = read_items(taken, rules)
    if not items:
        return Formula("", "", 0.0, Row(()))
    reading = Reading()
    try:
        tree = reading.read(items, rules)
        latex, text = to_latex(tree), to_text(tree)
    except RecursionError:  # Only a drawing that is no formula nests so deeply.
        tree = Row(tuple(item.node for item in items))
        return Formula(to_latex(tree), to_text(tree), 0.0, tree)
    return Formula(latex, text, _confidence(tree, reading, len(taken), cut=len(taken) < len(glyphs)), tree)


def _confidence(tree: Node, reading: Reading, glyphs: int, *, cut: bool) -> float:
    """1 less what speaks against the reading: unknown characters, loose accents, delimiters without a partner."""
    unknown = loose = unbalanced = count = 0
    for leaf in leaves(tree):
        count += 1
        if isinstance(leaf, Symbol):
            unknown += leaf.text == UNKNOWN or 0xE000 <= ord(leaf.text[0]) < 0xF900
            loose += leaf.text in ACCENTS or leaf.text in ("√", "⏞", "⏟")
            unbalanced += kind_of(leaf.text) in ("open", "close")
    if cut or count == 0:
        return 0.0
    wrong = 3.0 * unknown + 2.0 * loose + 0.7 * unbalanced + reading.leftovers
    sure = max(0.0, 1.0 - 1.6 * wrong / (glyphs + 4.0))
    # However long the formula: what is missing may be the one sign that matters.
    return round(min(sure, HOLED) if unknown else sure, 3)
