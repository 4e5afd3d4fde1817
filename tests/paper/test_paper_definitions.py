r"""What the text says of its notation is found, and what it only says with it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperlsp.model.geometry import Box
from paperlsp.model.paper import Block, Inline, Paper
from paperlsp.paper.definition import meaning_at
from paperlsp.paper.definition.lookup import is_telling
from paperlsp.paper.understanding import with_meaning
from passages import paper_of


def check(picture: str, *expected: str) -> None:
    """``expected``: "notation | meaning" for each definition, in order."""
    assert [f"{each.notation} | {each.meaning}" for each in paper_of(picture).symbols] == list(expected)


def test_where() -> None:
    check(r"where $\beta_1$ is the momentum decay.", "β₁ | momentum decay")
    check(r"where $n$ is the number of rows, and $m$ is a small constant.", "n | number of rows", "m | small constant")
    check(r"where $L$ is the depth and $H$ the number of heads.", "L | depth", "H | number of heads")
    check(r"Here, $\lambda$ controls the strength of decay.", "λ | controls the strength of decay")


def test_lists_are_shared_out() -> None:
    check(r"where $W$, $b$ are the weights and biases, respectively.", "W | weights", "b | biases")
    check(r"where $x$ and $y$ are the input and the label.", "x | input", "y | label")
    check(
        r"where both $x_i$ and $y_i$ are sequences of tokens.", "xᵢ | sequences of tokens", "yᵢ | sequences of tokens"
    )


def test_let_and_denote() -> None:
    check(r"Let $g_t = \nabla f(\theta_t)$ denote the gradient.", "gₜ | gradient")
    check(r"Let $S$ be the set of tokens.", "S | set of tokens")
    check(r"We denote by $S$ the set of tokens.", "S | set of tokens")
    check(r"We denote the set of tokens by $S$.", "S | set of tokens")
    check(r"We write $\Delta$ for the update.", "Δ | update")
    check(r"We use $r$ to denote the rank of a module.", "r | rank of a module")
    check(r"We call the size of a layer $d$.", "d | size of a layer")
    check(r"the output, denoted by $y$, is small.", "y | output")


def test_names_beside_their_notation() -> None:
    check(r"We lower the learning rate $\alpha$ slowly.", "α | learning rate")
    check(r"Given a query matrix $Q$ and keys $K$, it attends.", "Q | query matrix", "K | keys")
    check(r"We tune the learning rate ($\alpha$) once.", "α | learning rate")
    check(r"It reads $x$ (the input) twice.", "x | input")
    check(r"for the number of layers $L$ only.", "L | number of layers")


def test_formulas_define_too() -> None:
    check(r"where $W \in \mathbb{R}^{d \times k}$ and so on.", "W | ∈ ℝ^(d×k)")
    check(r"the weight matrix $W \in \mathbb{R}^{d \times k}$ is kept.", "W | weight matrix ∈ ℝ^(d×k)")
    check(r"We set $h := W x$ first.", "h | = Wx")
    check(r"Let $h = W x$ at first.", "h | = Wx")


def test_names_around_their_notation() -> None:
    check(r"It has $g_t$ (momentum buffer) alone.", "gₜ | momentum buffer")
    check(r"a network with $L$ hidden layers.", "L | number of hidden layers")
    check(r"We minimise the expected loss, $R(f)$, over all.", "R(f) | expected loss")
    check(r"the probability of the data $p(x)$ is.", "p(x) | probability of the data")
    check(r"The dimensionality of the input is $d = 512$.", "d | dimensionality of the input")
    check(r"uses a rate of $p = 0.1$.", "p | rate")
    check(r"smoothing of value $\epsilon$ helps.", "ϵ | smoothing")
    check(r"the $i$th batch $D_i$ is.", "Dᵢ | ith batch")


def test_names_before_verbs_and_lists_of_them() -> None:
    check(r"The term, which we label $w_t$, grows.", "wₜ | term")
    check(
        r"the goal, value, and error are written as $r$, $y$, and $e$, respectively.",
        "r | goal",
        "y | value",
        "e | error",
    )
    check(r"With $\beta^t$ we denote $\beta$ to the power $t$.", "βᵗ | β to the power t")
    check(r"A model, parameterized by $\theta$, learns.", "θ | parameter")
    check(r"We write $L$ for the loss, and $D$ for its domain.", "L | loss", "D | domain")
    check(
        r"where $l_p$ (resp. $l_i$) denote the number of prefix (resp. infix) tokens.",
        "lₚ | number of prefix",
        "lᵢ | number of prefix",
    )


def test_only_the_subject_of_a_verb_is_defined() -> None:
    check(r"where $W$ is at layer $l$, and $\lambda$ is a weight.", "l | layer", "λ | weight")
    check(r"where $x$ is the input of $f$.", "x | input of f")
    check(r"With $\beta = 0.9$ the loss falls.")
    check(r"where $\alpha = 1$ is the default.")


def test_rows_of_requirements() -> None:
    check(r"Require: $\alpha$: Stepsize", "α | Stepsize")
    check(
        r"Require: $\beta_1, \beta_2 \in [0, 1)$: Decay rates", "β₁ | Decay rates ∈ [0, 1)", "β₂ | Decay rates ∈ [0, 1)"
    )
    check(r"• $K$: the keys that are matched", "K | keys")


def test_displays_that_words_introduce() -> None:
    check("We define the discounted loss as:\n\n$$ L_d = \\sum_i d_i l_i $$", "L_d | discounted loss")
    check("where:\n\n$$ \\chi = a + b $$", "χ | = a + b")
    check("The update becomes\n\n$$ x = a + b $$")


def test_spaces_of_several_notations() -> None:
    check(r"uses $a$, $b$, and $c \in \mathbb{R}$.", "a | ∈ ℝ", "b | ∈ ℝ", "c | ∈ ℝ")
    check(r"where $r \sim \mathcal{N}(0, 1)$.", "r | ∼ 𝒩(0, 1)")


@pytest.mark.parametrize(
    "picture",
    [
        r"at time $t = 1$ it starts.",
        r"it is close when $X$ is a cause of $Y$.",
        r"complexity $O(n^2)$ is high.",
        r"by a factor $c^2$ more.",
        r"a trainable $\beta$ helps.",
        r"The values $h$ times.",
        r"return $\theta$",
        r"We simply set $\alpha$ to it.",
        r"the default $\lambda$ sequence.",
        r"The loss falls when $\alpha$ is small.",
        r"Increasing $\beta$ decreases it.",
        r"For all $x \in \mathbb{R}^n$ this holds.",
        r"the minimizer of $f$ is a stationary point.",
        r"the $k$-dimensional space is large.",
        r"as shown in Table $a$ we see.",
        r"We minimize $f$ and sample $x$.",
        r"Here, $\alpha$ is the same.",
    ],
)
def test_these_define_nothing(picture: str) -> None:
    check(picture)


def test_a_definition_knows_its_place_and_how_it_is_made() -> None:
    paper = paper_of("# Method\n\nFirst. Then $\\alpha$ denotes the rate.")
    (found,) = paper.symbols
    block = paper.blocks[found.place.block]
    assert (found.kind, found.anchor, found.latex) == ("denote", "sec:Method", "\\alpha")
    assert block.text[found.place.start : found.place.end] == "α denotes the rate"


TWICE = r"""
# Notation

We write $\alpha$ for the rate.

# Model

where $\alpha$ is the slope.

# Training

Nothing new.
"""


def test_the_nearest_definition_holds() -> None:
    paper = paper_of(TWICE)
    assert [each.scope for each in paper.symbols] == [None, "sec:Model"]
    model, training = meaning_at(paper, "α", "sec:Model"), meaning_at(paper, "α", "sec:Training")
    assert model is not None
    assert training is not None
    assert (model.meaning, training.meaning) == ("slope", "slope")
    assert meaning_at(paper, "αₜ", "sec:Model") == model
    assert meaning_at(paper, "γ", "sec:Model") is None


def test_an_appendix_keeps_its_notation_to_itself() -> None:
    paper = paper_of("# Model\n\nwhere $n$ is the depth.\n\n# Appendix\n\nwhere $n$ is the width.")
    body, appendix = meaning_at(paper, "n", "sec:Model"), meaning_at(paper, "n", "sec:Appendix")
    assert body is not None
    assert appendix is not None
    assert (body.meaning, appendix.meaning) == ("depth", "width")


WORDS = st.lists(
    st.sampled_from(
        [
            "where",
            "let",
            "denote",
            "the",
            "a",
            "of",
            "α",
            "β_1",
            "is",
            "are",
            "and",
            ",",
            ".",
            "(",
            ")",
            "-",
            "we",
            "call",
            "learning",
            "rate",
            "=",
            "0.9",
            "10",
            "%",
            "layers",
            "with",
            "by",
            "as",
            "respectively",
            "size",
            "for",
            "to",
            "set",
            "resp.",
            "i.e.",
            "“",
            "”",
            ":",
            ";",
            "×",
            "−",
            "∈",
        ]
    ),
    max_size=25,
)


@settings(deadline=None)
@given(
    WORDS,
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 9), st.sampled_from(["x", "a=1", "=", "(", r"\frac{", ""])),
        max_size=4,
    ),
)
def test_any_text_is_read_and_gives_the_same_again(words: list[str], marks: list[tuple[int, int, str]]) -> None:
    text = " ".join(words)
    inline, floor = [], 0
    for start, length, latex in sorted(marks):
        if floor <= start and start + length <= len(text):
            inline.append(Inline(start, start + length, latex, 0.9))
            floor = start + length
    block = Block("paragraph", text, 1, Box(0, 0, 1, 1), None, tuple(inline))
    paper = Paper("p", "0", "P", (), "", None, 1, (), (block,))
    once = with_meaning(paper)
    assert with_meaning(paper) == once
    for each in (*once.symbols, *once.values):
        assert 0 <= each.place.start < each.place.end <= len(text)


def test_what_a_notation_stands_for_comes_before_that_it_is_a_parameter() -> None:
    paper = paper_of(
        "# Model\n\nWe write $\\alpha$ for the rate.\n\n# Update\n\nwhere $\\alpha$ is a parameter.\n\n"
        "# Appendix\n\nwhere $\\beta$ is the slope.\n\n# More\n\nwhere $\\beta$ is a constant."
    )
    found = meaning_at(paper, "α", "sec:Update")
    assert found is not None
    assert (found.meaning, is_telling(found)) == ("rate", True)
    # Nothing but a parameter is all that there is to say.
    parameter = next(each for each in paper.symbols if each.anchor == "sec:Update")
    assert not is_telling(parameter)
