"""The card of an equation: its symbols, what the paper and the code call them, and the statements that compute it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ide_pictures import anchor, snapshot
from paperlsp.ide import equation
from paperlsp.ide.first_use import Use, first_use
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Block, Inline, SymbolDefinition, TextPlace

BOX = Box(72.0, 72.0, 540.0, 84.0)


def rows(one: Snapshot, name: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    found = equation(one, one.papers[0].paper.id, name)
    assert found is not None
    return {each.notation: (each.meaning.text if each.meaning else "", each.code) for each in found.symbols}


def test_symbols_have_meanings_from_the_paper_and_names_from_the_statement(qhadam: Snapshot) -> None:
    found = rows(qhadam, "eq:2")
    assert found["β"] == ("discount factor ∈ [0, 1)", ("beta",))
    assert found["g"] == ("buffer", ("buffer",))
    # What no sentence defines is there by its name in the code.
    assert found["∇L̂(θ)"] == ("", ("gradient",))
    assert next(iter(found)) == "g"


def test_the_statements_that_compute_it_come_surest_first(qhadam: Snapshot) -> None:
    found = equation(qhadam, qhadam.papers[0].paper.id, "eq:2")
    assert found is not None
    line = found.lines[0]
    assert (line.symbol, line.kind) == ("QHM.step", "exact")
    assert b"mul_(beta)" in qhadam.sources[line.file].content[line.span.start : line.span.end]


def test_a_meaning_says_where_it_stands(qhadam: Snapshot) -> None:
    found = equation(qhadam, qhadam.papers[0].paper.id, "eq:9")
    assert found is not None
    meaning = next(each.meaning for each in found.symbols if each.notation == "ρ")
    assert meaning is not None
    assert meaning.page == 5
    assert meaning.box is not None


def defined(latex: str, notation: str, meaning: str) -> SymbolDefinition:
    return SymbolDefinition(notation, latex, meaning, 2, "sec:1", None, "named", TextPlace(99, 0, 1))


def hand_made(latex: str, *symbols: SymbolDefinition, code: str = "def f(x):\n    return x\n") -> Snapshot:
    anchors = (anchor("sec:1", "section", "1", "One", 1), anchor("eq:1", "equation", "1", "", 2, "", "sec:1", latex))
    one = snapshot({"a.py": code}, {"f": [("eq:1", 0.9, "the name")]}, anchors=anchors)
    return replace(one, papers=(replace(one.papers[0], paper=replace(one.papers[0].paper, symbols=symbols)),))


def written(one: Snapshot, *blocks: Block) -> Snapshot:
    paper = replace(one.papers[0].paper, blocks=blocks)
    return replace(one, papers=(replace(one.papers[0], paper=paper),))


def text(content: str, page: int, *formulas: str) -> Block:
    """A paragraph; ``formulas`` are the parts of it that are set as mathematics."""
    starts = [content.index(each) for each in formulas]
    inline = tuple(Inline(at, at + len(each), each, 1.0) for at, each in zip(starts, formulas, strict=True))
    return Block("paragraph", content, page, Box(72.0, 100.0 * page, 540.0, 100.0 * page + 20), "sec:1", inline)


def test_a_symbol_that_nobody_defines_is_shown_where_it_is_used_first() -> None:
    one = hand_made(r"y = \nu_1 + \hat{\omega}_2", code="def f(nu1, omega2):\n    return nu1\n")
    display = Block("equation", "y = ν₁ + ω̂₂", 4, BOX, "eq:1")
    blocks = (
        text("Of ν, ν₁₂ and νₓ.", 1, "ν₁₂", "νₓ"),
        text("With ν₁ ∈ ℝ.", 3, "ν₁ ∈ ℝ"),
        display,
        text("ω₂", 5, "ω₂"),
    )
    found = equation(written(one, *blocks), "pages", "eq:1")
    assert found is not None
    rows = [(each.notation, each.meaning, each.code, each.first) for each in found.symbols]
    assert rows == [("ν₁", None, ("nu1",), Use(3, blocks[1].box)), ("ω₂", None, ("omega2",), None)]


@pytest.mark.parametrize(
    ("notation", "use"),
    [("∇L̂(θ)", "∇L̂ₜ₊₁(θₜ)"), ("w", "wⱼ"), ("k_P", "k_(P)"), ("ε", "a < ε"), ("d_model", "d_(model)")],
)
def test_a_use_is_known_by_the_bare_notation(notation: str, use: str) -> None:
    one = written(hand_made("y = x"), text(f"Here {use}.", 2, use))
    assert first_use(one.papers[0].paper, notation, "eq:1") is not None
    other = written(hand_made("y = x"), text("Here x₂.", 2, "x₂"))
    assert first_use(other.papers[0].paper, notation, "eq:1") is None


def test_of_a_numbered_symbol_without_a_meaning_the_letter_tells() -> None:
    nu, bare = defined(r"\nu", "ν", "discount factor"), defined(r"\nu_1", "ν₁", "parameter")
    found = equation(hand_made(r"y = \nu_1", nu, bare), "pages", "eq:1")
    assert found is not None
    (row,) = found.symbols
    assert row.akin is not None
    assert (row.notation, row.akin[0], row.akin[1].text) == ("ν₁", "ν", "discount factor")
    telling = equation(hand_made(r"y = \nu_1", nu, defined(r"\nu_1", "ν₁", "decay")), "pages", "eq:1")
    assert telling is not None
    assert telling.symbols[0].akin is None


def test_words_in_a_formula_are_no_symbols() -> None:
    coordinate = defined("d", "d", "coordinate")
    assert rows(hand_made(r"\begin{aligned}\operatorname{Cod}[y]\end{aligned}", coordinate), "eq:1") == {}
    assert rows(hand_made("y = d", coordinate), "eq:1") == {"d": ("coordinate", ())}


def test_a_transpose_is_no_symbol() -> None:
    code = "def f(q, k, t):\n    return q\n"
    assert list(rows(hand_made(r"y = Q K^T + k^{\top}", code=code), "eq:1")) == ["Q", "K"]
    assert list(rows(hand_made(r"y = T q", code=code), "eq:1")) == ["T", "q"]


def test_case_script_and_index_tell_symbols_apart() -> None:
    known = (defined("L", "L", "loss"), defined(r"\ell", "ℓ", "length"), defined("k_I", "k_I", "gain"))
    assert rows(hand_made("y = L_t", *known), "eq:1") == {"L": ("loss", ())}
    assert rows(hand_made(r"y = \mathcal{L} + k", *known), "eq:1") == {}


def test_parameters_that_spell_a_symbol_are_its_names() -> None:
    one = hand_made(r"y = \alpha x", defined(r"\alpha", "α", "step size"), code="def f(x, alpha):\n    return x\n")
    assert rows(one, "eq:1") == {"α": ("step size", ("alpha",)), "x": ("", ("x",))}


def test_what_is_no_equation_has_no_card(qhadam: Snapshot) -> None:
    paper = qhadam.papers[0].paper.id
    assert equation(qhadam, paper, "sec:3") is None
    assert equation(qhadam, paper, "eq:99") is None
    assert equation(qhadam, "other", "eq:2") is None
