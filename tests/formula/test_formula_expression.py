"""Formulas as equations: what is multiplied, applied, raised, indexed, and what counts time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.formula.expression import assignments_of, function_names
from paperlsp.formula.latex import to_latex
from paperlsp.formula.latex_tree import latex_tree
from paperlsp.formula.tree import Accent, Fenced, Fraction, Lines, Node, Root, Row, Scripts, Symbol, Word
from paperlsp.model.expr import settled, within_bounds
from paperlsp.model.expr_text import assignment_text


def check(latex: str, *expected: str) -> None:
    tree = latex_tree(latex)
    found = assignments_of(tree, function_names([tree]))
    assert [assignment_text(settled(each)) for each in found] == list(expected)


def test_products_need_no_sign() -> None:
    check(r"y = 2ab(c + d) / e f", "y ← 2·a·b·(c + d)·f/e")


def test_times_are_no_part_of_a_name() -> None:
    check(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t", "m ← β₁·m′ + (1 − β₁)·g")
    check(r"x^{(k+1)} = x^{(k)} + p_k", "x ← x′ + p")
    check(r"x_{k+1} = x_k - H_k^{-1} x_{k-1}", "x ← x′ − x′′/H")


def test_what_is_raised_is_a_power_a_mark_a_name_or_turns_over() -> None:
    check(r"a = b^2 + c^{n-1}", "a ← b² + c^(n − 1)")
    check(r"a' = b^* + c^{(i)}", "a′ ← b* + cᵢ")
    check(r"S = Q K^\top W^O", "S ← Q·Kᵀ·W_O")
    check(r"r = \gamma^T x", "r ← γ^T·x")


def test_what_is_assigned_was_something_before() -> None:
    check(r"g \leftarrow \beta g + (1 - \beta) d", "g ← β·g′ + (1 − β)·d")
    check(r"x = a x + b", "x ← a·x + b")


def test_fractions_roots_and_accents() -> None:
    check(r"\hat{v} = \frac{v}{\sqrt{1 - \beta^t} + \epsilon}", "v̂ ← v/(√(1 − β^t) + ϵ)")
    check(r"y = \sqrt[3]{x}", "y ← x^(1/3)")


def test_a_letter_before_a_name_in_brackets_is_a_function() -> None:
    check(r"y = f(x) + \nu(1 - \beta)", "y ← f(x) + ν·(1 − β)")
    check(r"\theta_{t+1} \leftarrow \theta_t - \alpha \nabla \hat{L}_t(\theta_t)", "θ ← θ′ − α·∇L̂(θ′)")
    check(r"F(x) = f(x + 1) f(x)", "F ← f(x + 1)·f(x)")


def test_functions_by_name() -> None:
    check(r"y = \max(0, x W_1 + b_1) W_2", "y ← max(0, x·W₁ + b₁)·W₂")
    check(r"p = \mathrm{softmax}(\frac{QK^T}{\sqrt{d_k}}) V", "p ← softmax(Q·Kᵀ/√dₖ)·V")
    check(r"y = sin(pos / 10000^{2i})", "y ← sin(pos/10000^(2·i))")
    check(r"u = |g|^2 + \|w\|", "u ← |g|² + ‖w‖")
    check(r"\ell = -\log x", "ℓ ← −log(x)")


def test_sums_bind_the_rest_of_their_term() -> None:
    check(r"v_t = (1 - \beta) \sum_{i=1}^t \beta^{t-i} g_i^2 + z", "v ← (1 − β)·(∑[i=1…t] β^(t − i)·gᵢ²) + z")


def test_italic_words() -> None:
    check(r"lrate = step\_num^{-0.5} \cdot base", "lrate ← base/√step_num")


def test_several_equations_in_one_display() -> None:
    check(r"\begin{aligned} a &= b + c \\ &= d \cdot e \end{aligned}", "a ← b + c", "a ← d·e")
    check(r"a = x + y, \qquad b = x - y", "a ← x + y", "b ← x − y")
    check(r"\begin{aligned} a &= x & b &= y z \end{aligned}", "a ← x", "b ← y·z")
    check(r"a = x \text{ and } b = y z.", "a ← x", "b ← y·z")


def test_other_relations_state_nothing() -> None:
    check(r"a \leq b + c")
    check(r"x \in \{0, 1\}")
    check(r"a = b \leq c", "a ← b")


def test_cases() -> None:
    check(
        r"w = \begin{cases} 1 - x & \text{if } i = 0 \\ x & \text{otherwise} \end{cases}",
        "w ← {1 − x if i = 0; x}",
    )


def test_what_defines_a_function_defines_its_name() -> None:
    check(r"\mathrm{FFN}(x) = x W", "FFN ← x·W")


def test_what_cannot_be_understood_is_left_out() -> None:
    check(r"a = b + \begin{bmatrix} 1 & 2 \end{bmatrix}")
    check("")
    check(r"\frac{", *[])


def test_gaps_stand_for_lost_arrows_in_algorithms() -> None:
    tree = latex_tree(r"m_t \quad \beta m_{t-1} + g_t (\text{Update the moment})")
    assert [assignment_text(settled(each)) for each in assignments_of(tree, gaps=True)] == ["m ← β·m′ + g"]
    assert assignments_of(latex_tree(r"m_t \quad \beta m_{t-1}")) == ()


TOKENS = st.sampled_from(
    [r"\frac", r"\sqrt", r"{", r"}", r"^", r"_", r"x", r"y", r"1", r"2", r".", r",", r"=", r"\leftarrow", r"+", r"-", r"\sum_{i=1}^n", r"\left(", r"\right)", r"(", r")", r"[", r"|", r"\|", r"\max", r"\hat", r"\beta", r"\\", r"&", r"\begin{aligned}", r"\end{aligned}", r"\begin{cases}", r"\end{cases}", r"\text{if}", r"\nabla", r"\mathbb{E}", r"\quad", r"'", r"/", r"\cdot", r"T"]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=40))
def test_no_latex_raises(tokens: list[str]) -> None:
    for assignment in assignments_of(latex_tree(" ".join(tokens)), frozenset("xy"), gaps=True):
        assert within_bounds(assignment.value)
        assert assignment_text(settled(assignment))


LEAVES = st.sampled_from(
    [
        Symbol("x", "italic"),
        Symbol("β", "italic"),
        Symbol("1"),
        Symbol("2"),
        Symbol("+"),
        Symbol("−"),
        Symbol("="),
        Word("max"),
        Symbol("∑"),
    ]
)


def _above(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    rows = st.lists(parts, max_size=5).map(lambda items: Row(tuple(items)))
    maybe = st.none() | parts
    return st.one_of(
        rows,
        st.builds(Scripts, parts, maybe, maybe),
        st.builds(Fraction, rows, rows),
        st.builds(Root, rows),
        st.builds(Accent, st.just("hat"), parts),
        st.builds(Fenced, st.sampled_from("([{|"), st.just(")"), rows),
        st.lists(rows.map(lambda row: (row,)), min_size=1, max_size=3).map(lambda lines: Lines(tuple(lines))),
    )


@given(st.recursive(LEAVES, _above, max_leaves=20))
def test_no_tree_raises(tree: Node) -> None:
    for assignment in assignments_of(tree, function_names([tree]), gaps=True):
        assert assignment_text(settled(assignment))


def test_nesting_without_end() -> None:
    tree: Node = Symbol("x", "italic")
    for _ in range(3000):
        tree = Fenced("(", ")", tree)
    assert assignments_of(Row((Symbol("y", "italic"), Symbol("="), tree))) == ()
    assert latex_tree("{" * 5000 + "x" + "}" * 5000) is not None
    assert latex_tree(r"\sqrt" * 5000) is not None


@pytest.mark.parametrize(
    "latex",
    [
        r"\theta_{t+1}\leftarrow\theta_t-\alpha\left[(1-\nu)\cdot\nabla\hat{L}_t(\theta_t)+\nu\cdot g_{t+1}\right]",
        r"g'_{t+1}\leftarrow\left(1-\beta_1^{t+1}\right)^{-1}\cdot g_{t+1}",
        r"\operatorname{Attention}(Q,K,V)=\operatorname*{softmax}(\frac{QK^T}{\sqrt{d_k}})V",
        r"x=\begin{cases}1-\nu\beta & \text{if }i=0 \\ \beta^i & \text{if }i>0\end{cases}",
    ],
)
def test_what_is_written_can_be_read_again(latex: str) -> None:
    tree = latex_tree(latex)
    again = latex_tree(to_latex(tree))
    assert assignments_of(again) == assignments_of(tree) != ()
