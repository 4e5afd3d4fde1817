"""Lines of code against equations, as pictures: LaTeX and Python in, what is computed out."""

from __future__ import annotations

from textwrap import dedent, indent

from hypothesis import given, settings
from hypothesis import strategies as st
from paperlsp.code import read_source
from paperlsp.conform import index_equations, match_computation
from paperlsp.conform.fingerprint import fingerprint
from paperlsp.conform.hints import agreement
from paperlsp.conform.normal import expanded, loosened, weight_of
from paperlsp.conform.renaming import find_renaming
from paperlsp.conform.signature import signature
from paperlsp.formula.expression import assignments_of, function_names
from paperlsp.formula.latex_tree import latex_tree
from paperlsp.model.arithmetic import add, apply, canonical, multiply, power
from paperlsp.model.expr import Assignment, Expr, Symbol, Unknown, number, settled, substituted
from paperlsp.model.expr_text import assignment_text, expression_text

MOMENT = r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t"
UPDATE = r"\theta_{t+1} \leftarrow \theta_t - \alpha \cdot g_{t+1}"
ATTENTION = r"\mathrm{Attention}(Q, K, V) = \mathrm{softmax}(\frac{Q K^\top}{\sqrt{d_k}}) V"


def matches(latex: str, body: str, before: str = "") -> list[str]:
    """For each line with a match, its best: kind, equations, what was changed."""
    equations = [
        (f"part {part}", each)
        for part, piece in enumerate(latex.split("\n"))
        for tree in [latex_tree(piece)]
        for each in assignments_of(tree, function_names([tree]))
    ]
    index = index_equations(equations)
    source = read_source(
        "a.py", (dedent(before) + "def f():\n" + indent(dedent(body).strip("\n"), "    ") + "\n").encode()
    )
    found: list[str] = []
    for computation in source.computations:
        for at, best in match_computation(computation, index):
            match = best[0]
            line = source.lines.position(computation.steps[at].span.start)[0] - before.count("\n")
            changed = "".join(f" but for {expression_text(each)}" for each in match.changed)
            sides = " & ".join(assignment_text(settled(equations[place][1])) for place in match.equations)
            found.append(f"{line}: {match.kind} {sides}{changed}")
    return found


def check(latex: str, body: str, *expected: str, before: str = "") -> None:
    assert matches(latex, body, before) == list(expected)


def test_an_update_in_place_is_the_papers_recurrence() -> None:
    check(MOMENT, "exp_avg.mul_(beta1).add_(1 - beta1, grad)", "1: exact m ← β₁·m′ + (1 − β₁)·g")


def test_a_recurrence_may_be_written_by_its_difference() -> None:
    check(MOMENT, "m.add_((1 - self.beta_1) * (grad - m))", "1: exact m ← β₁·m′ + (1 − β₁)·g")
    check(MOMENT, "m.lerp_(grad, 1 - beta1)", "1: exact m ← β₁·m′ + (1 − β₁)·g")


def test_one_equation_in_three_lines() -> None:
    check(
        r"\theta_t = \theta_{t-1} - \alpha \frac{m_t}{\sqrt{v_t} + \epsilon}",
        """
        root = torch.sqrt(exp_avg_sq)
        denominator = root + eps
        param.addcdiv_(exp_avg, denominator, value=-lr)
        """,
        "3: exact θ ← θ′ − α·m/(√v + ϵ)",
    )


def test_one_line_for_two_equations() -> None:
    latex = r"\begin{aligned} \hat{m}_t &= m_t / (1 - \beta_1^t) \\ \theta_t &= \theta_{t-1} - \alpha \hat{m}_t \end{aligned}"
    check(
        latex,
        "param.sub_(lr * m / (1 - beta1 ** step))",
        "1: exact θ ← θ′ − α·m̂ & m̂ ← m/(1 − β₁^t)",
    )


def test_what_the_code_adds_is_named() -> None:
    check(
        MOMENT, "m.mul_(beta1).add_(grad, alpha=1 - beta1).add_(noise)", "1: added m ← β₁·m′ + (1 − β₁)·g but for noise"
    )
    check(ATTENTION, "out = F.dropout(torch.softmax(q @ k.T / math.sqrt(d_k), -1)) @ v",
          "1: added Attention ← softmax(Q·Kᵀ/√dₖ)·V but for dropout()")  # fmt: skip


def test_what_the_code_leaves_out_is_named() -> None:
    check(
        r"u_t = \frac{m_t}{\sqrt{\beta_2 v_{t-1} + (1 - \beta_2) g_t^2} + \epsilon}",
        "u = m / torch.sqrt(beta2 * v + (1 - beta2) * grad ** 2)",
        "1: missing u ← m/(√(β₂·v + (1 − β₂)·g²) + ϵ) but for ϵ",
    )


def test_what_a_function_computes_is_no_small_thing_to_leave_out() -> None:
    check(UPDATE, "scale = a * b + c\nparam.sub_(lr * grad * scale)")


def test_branches_are_looked_through() -> None:
    check(
        MOMENT,
        """
        if decay != 0:
            grad = grad + decay * p
        if len(state) == 0:
            state["m"] = torch.zeros_like(p)
        m = state["m"]
        m.mul_(beta1).add_(grad, alpha=1 - beta1)
        """,
        "6: exact m ← β₁·m′ + (1 − β₁)·g",
    )


def test_layers_are_the_products_that_papers_write() -> None:
    source = read_source(
        "a.py",
        dedent(
            """
            class FeedForward(nn.Module):
                def __init__(self, d, hidden):
                    self.layer1 = nn.Linear(d, hidden)
                    self.layer2 = nn.Linear(hidden, d)

                def forward(self, x):
                    h = F.relu(self.layer1(x))
                    return self.layer2(h)
            """
        ).encode(),
    )
    tree = latex_tree(r"\mathrm{FFN}(x) = \max(0, x W_1 + b_1) W_2 + b_2")
    index = index_equations([("", each) for each in assignments_of(tree)])
    (forward,) = [each for each in source.computations if each.symbol == "FeedForward.forward"]
    ((at, (match, *_)),) = match_computation(forward, index)
    assert (at, match.kind) == (1, "exact")
    assert ("W₂", "self.layer2.weight") in [(mine.text, theirs.text) for mine, theirs in match.pairs]


def test_little_is_claimed_without_names() -> None:
    check(UPDATE, "a = b - c * d")
    check(MOMENT, "z = mask * x + (1 - mask) * y")
    check(r"y = F(x) + x", "out = self.block(h) + h")


def test_names_that_say_otherwise_are_doubts() -> None:
    check(MOMENT, "average = exp_avg * nu1 + (1 - nu1) * grad")
    check(MOMENT, "x = (1 - beta1) * grad + beta1 * m")


def test_a_neighbour_makes_up_for_doubts() -> None:
    latex = (
        r"\rho = \frac{\omega (1 - \beta_1)(1 + \beta_1)}{2} \qquad \nu = 1 - \frac{1 - \beta_1}{\beta_1} \cdot \beta_2"
    )
    doubted = "rate = alpha * (1 - beta1) * (1 + beta1) / 2"
    check(latex, doubted)
    check(
        latex,
        f"{doubted}\nnu = 1 - (1 - beta1) / beta1 * beta2",
        "1: exact ρ ← 0.5·ω·(1 − β₁)·(1 + β₁)",
        "2: exact ν ← 1 − (1 − β₁)·β₂/β₁",
    )


def test_of_two_alike_the_names_choose() -> None:
    latex = MOMENT + "\n" + r"u_t = \beta_2 u_{t-1} + (1 - \beta_2) g_t"
    check(latex, "u = beta2 * u + (1 - beta2) * grad", "1: exact u ← β₂·u′ + (1 − β₂)·g")


def test_an_edit_elsewhere_changes_nothing() -> None:
    one = matches(MOMENT, "m.mul_(beta1).add_(grad, alpha=1 - beta1)")
    other = matches(MOMENT, "m.mul_(beta1).add_(grad, alpha=1 - beta1)", before="# a remark\n\nX = 3\n")
    assert one == other != []


def test_names_agree_by_spelling_by_custom_and_by_first_letter() -> None:
    def said(paper: str, key: str, code: str, code_key: str) -> float:
        return agreement(Symbol(paper, key), Symbol(code, code_key))

    assert said("β₁", "beta1", "self.beta_1", "beta1") == 1.0
    assert said("β₁", "beta1", "b1", "b1") > 0.5
    assert said("β₁", "beta1", "beta1_adj", "beta1adj") > said("β", "beta", "beta1_adj", "beta1adj") > 0
    assert said("α", "alpha", "lr", "") > 0.5
    assert said("m", "m", "state['exp_avg']", "") > 0.5
    assert said("β₁", "beta1", "beta2", "beta2") == -1.0
    assert said("β", "beta", "nu1", "nu1") == -1.0
    assert said("β", "beta", "thing", "") == 0.0


NAMES = [Symbol(name, "", 0) for name in "abcd"]
LEAVES = st.one_of(st.sampled_from(NAMES), st.integers(-3, 3).map(number))


def _above(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(
        several.map(add),
        several.map(multiply),
        st.builds(power, parts, st.sampled_from([number(2), number(-1), Symbol("a", "", 0)])),
        st.builds(lambda part: apply("sqrt", part), parts),
        st.builds(lambda part: apply("softmax", part), parts),
        several.map(lambda values: apply("max", *values)),
    )


EXPRESSIONS = st.recursive(LEAVES, _above, max_leaves=10)


@given(EXPRESSIONS)
def test_multiplying_out_is_final(expr: Expr) -> None:
    assert expanded(expanded(expr)) == expanded(expr)


@settings(deadline=None)
@given(EXPRESSIONS, st.permutations(["p", "q", "r", "s"]), st.randoms(use_true_random=False))
def test_a_renaming_is_found_again(expr: Expr, names: list[str], random) -> None:
    """Whatever symbols are called and in whatever order terms stand, equal forms are equal under a renaming."""
    mapping = {old: Symbol(new, "", 0) for old, new in zip(NAMES, names, strict=True)}

    def shuffled(part: Expr) -> Expr:
        if type(part).__name__ in ("Add", "Multiply"):
            inner = [shuffled(each) for each in (part.terms if hasattr(part, "terms") else part.factors)]
            random.shuffle(inner)
            return type(part)(tuple(inner))
        return part

    mine = loosened(Assignment(Symbol("y", "", 0), expr))
    theirs = loosened(Assignment(Symbol("z", "", 0), shuffled(substituted(expr, mapping.get))))
    forms = [Assignment(each.target, expanded(each.value)) for each in (mine, theirs)]
    (one, colours), (other, their_colours) = fingerprint(forms[0]), fingerprint(forms[1])
    assert one == other
    assert weight_of(mine) == weight_of(theirs)
    assert signature(mine) == signature(theirs)
    assert find_renaming(forms[0], forms[1], colours, their_colours) is not None


@given(EXPRESSIONS, EXPRESSIONS)
def test_what_is_not_equal_has_no_renaming(left: Expr, right: Expr) -> None:
    forms = [Assignment(Symbol("y", "", 0), expanded(loosened(Assignment(None, each)).value)) for each in (left, right)]
    found = find_renaming(forms[0], forms[1], fingerprint(forms[0])[1], fingerprint(forms[1])[1])
    if found is not None:
        # The arguments of a maximum have an order of their names, which a renaming changes.
        assert expanded(canonical(substituted(forms[0].value, dict(found.pairs).get))) == forms[1].value


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.builds(Assignment, st.none() | st.sampled_from(NAMES), EXPRESSIONS | st.just(Unknown("?"))), max_size=4)
)
def test_no_equations_raise(equations: list[Assignment]) -> None:
    index = index_equations([("", each) for each in equations])
    source = read_source(
        "a.py", b"def f(a, b):\n    c = a * b + a\n    c += a ** 2\n    d = c / (b - a)\n    return max(d, c) * 2\n"
    )
    for computation in source.computations:
        for at, found in match_computation(computation, index):
            assert found
            assert 0 <= at < len(computation.steps)


TWO_STEPS = r"\theta_{t+1} \leftarrow \theta_t - \alpha \left[ (1 - \nu) g_t + \nu m_{t+1} \right]"


def test_what_a_later_statement_completes_is_matched_with_it() -> None:
    body = "p.add_(-lr * nu * m)\np.add_(-lr * (1 - nu) * grad)"
    momentum = r"\theta_{t+1} \leftarrow \theta_t - \alpha m_{t+1}"
    equation = "exact θ ← θ′ − α·((1 − ν)·g + ν·m)"
    check(TWO_STEPS + "\n" + momentum, body, f"1: {equation}", f"2: {equation}")
    # By itself the first half is momentum with a factor.
    check(TWO_STEPS + "\n" + momentum, body.partition("\n")[0], "1: added θ ← θ′ − α·m but for nu")


def test_what_one_branch_alone_did_before_is_no_part_of_the_equation() -> None:
    body = "if decay:\n    p.mul_(1 - lr * decay)\np.add_(-lr * nu * m)\np.add_(-lr * (1 - nu) * grad)"
    equation = "exact θ ← θ′ − α·((1 − ν)·g + ν·m)"
    check(TWO_STEPS, body, f"3: {equation}", f"4: {equation}")


def test_a_transpose_of_nothing_that_is_known_computes_nothing():
    assert matches(UPDATE, "theta = jnp.transpose(*theta)", before="import jax.numpy as jnp\n") == []


def test_a_share_that_is_left_out_is_named_where_the_code_spells_it() -> None:
    check(MOMENT, "m.mul_(beta1).add_(grad)", "1: missing m ← β₁·m′ + (1 − β₁)·g but for 1 − β₁")
    check(MOMENT, "m.mul_(momentum).add_(grad)")


def test_an_index_may_be_counted_by_other_steps() -> None:
    wave = r"p_i = \sin(x / c^{2 i / d_{model}})"
    check(wave, "p = torch.sin(x / c ** (2 * i / d_model))", "1: exact pᵢ ← sin(x/c^(2·i/d_model))")
    check(wave, "p = torch.sin(x / c ** (i / d_model))")
