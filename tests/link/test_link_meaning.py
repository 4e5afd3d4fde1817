"""Which symbol an identifier stands for: by the paper's own definitions, and by the docstring beside it."""

from __future__ import annotations

from textwrap import dedent

import pytest
from paperlsp.code import read_source
from paperlsp.link.code_terms import file_terms
from paperlsp.link.meaning import keys_in, meant_by, notation_meant, roles_of
from paperlsp.link.paper_index import PaperIndex, index_paper
from paperlsp.link.witness_notation import covered_share, notation_score, spelled_and_meant
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Anchor, Paper, SymbolDefinition, TextPlace

BOX = Box(0, 0, 1, 1)
PLACE = TextPlace(0, 0, 1)


def symbol(notation: str, latex: str, meaning: str, kind: str = "named") -> SymbolDefinition:
    return SymbolDefinition(notation, latex, meaning, 1, "sec:2", "sec:2", kind, PLACE)  # pyright: ignore[reportArgumentType]


SYMBOLS = (
    symbol("α", r"\alpha", "learning rate ∈ ℝ"),
    symbol("κ", r"\kappa", "damping factor"),
    symbol("f(x)", "f(x)", "objective"),
    symbol("N", "N", "number"),
    symbol("W", "W", "∈ ℝ^d", "space"),
)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("learning_rate", {"alpha"}),
        ("lr", {"alpha"}),
        ("self.damping", {"kappa"}),
        ("number", set()),
        ("objective", set()),
        ("rate_of_climb", set()),
    ],
)
def test_an_identifier_stands_for_the_symbol_whose_meaning_it_says(name: str, keys: set[str]) -> None:
    assert notation_meant(name, meant_by(SYMBOLS)).keys() == keys


def test_a_docstring_says_which_symbol_a_parameter_is() -> None:
    google = "Moves.\n\nArgs:\n    pull (float, optional): how hard (:math:`\\kappa`\n        in the paper)\n    n: how often\n"
    assert roles_of(google) == {"pull": "kappa"}
    assert roles_of("* `pull` is the strength $\\kappa$\n* `both` is $a$ or $b$") == {"pull": "kappa"}
    assert roles_of(":param pull: the strength κ") == {"pull": "kappa"}


def test_mathematics_of_a_text_is_found_however_it_is_written() -> None:
    assert keys_in(r"with $\beta_1$, :math:`\nu` and ε") == ["beta1", "nu", "epsilon"]


def test_what_a_class_says_of_its_parameters_holds_in_its_methods() -> None:
    code = '''
    class Walk:
        """Walks.

        Args:
            pull (float): strength (:math:`\\kappa`)
        """

        def step(self, weight):
            return weight - self.pull * weight
    '''
    terms = file_terms(read_source("walk.py", dedent(code).encode()))
    assert terms["Walk.step"].notation["kappa"] == 0.7
    assert "pull" not in terms["Walk.step"].notation


def index() -> PaperIndex:
    return index_paper(
        Paper(
            id="walk",
            digest="0",
            title="Walking downhill",
            authors=(),
            abstract="",
            arxiv_id=None,
            pages=2,
            anchors=(
                Anchor("sec:2", "section", "2", "Walks", 1, 1, BOX, None, "We walk with a learning rate α."),
                Anchor("eq:1", "equation", "1", "", None, 1, BOX, "sec:2", "", r"\theta=\theta-\alpha\kappa g"),
                Anchor("sec:3", "section", "3", "Rests", 1, 2, BOX, None, "We rest."),
            ),
            blocks=(),
            symbols=SYMBOLS,
        )
    )


def test_symbols_that_are_meant_count_less_than_those_that_are_spelled() -> None:
    paper = index()
    spelled = spelled_and_meant({"alpha": 0.7}, ("learning_rate", "damping"), paper)
    assert spelled["alpha"] == 0.7
    assert 0.0 < spelled["kappa"] < 0.7
    display, elsewhere = paper.by_anchor["eq:1"], paper.by_anchor["sec:3"]
    assert notation_score(spelled, display, paper) > notation_score({"alpha": 0.7}, display, paper) > 0.0
    assert notation_score(spelled, elsewhere, paper) == 0.0


def test_a_formula_is_covered_by_the_symbols_that_code_names() -> None:
    paper = index()
    display = paper.by_anchor["eq:1"]
    two = covered_share({"alpha": 0.7, "kappa": 0.7}, display, paper)
    assert 0.0 < two < covered_share({"alpha": 0.7, "kappa": 0.7, "theta": 0.7, "g": 0.7}, display, paper) <= 1.0
    assert covered_share({"alpha": 0.7}, display, paper) == 0.0
    assert covered_share({"alpha": 0.7, "kappa": 0.7}, paper.by_anchor["sec:2"], paper) == 0.0
