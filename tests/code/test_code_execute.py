"""What functions compute, as pictures: Python in, one line for each assignment out."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest
from code_pictures import read
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.code import read_source
from paperlsp.model.expr import settled, within_bounds
from paperlsp.model.expr_text import assignment_text
from paperlsp.model.source import SourceFile


def steps(source: SourceFile, symbol: str) -> list[str]:
    found = [each for each in source.computations if each.symbol == symbol]
    return [assignment_text(settled(step.assignment)) for each in found for step in each.steps]


def check(body: str, *expected: str, before: str = "") -> None:
    """The steps of a function with this body; ``before`` is what stands above it in the file."""
    source = read(dedent(before) + "def f():\n" + indent(dedent(body).strip("\n"), "    ") + "\n")
    assert source.problems == ()
    assert steps(source, "f") == list(expected)


def test_assignments_and_operators() -> None:
    check("y = a * x ** 2 - b / (c + 1e-8)", "y ← a·x² − b/(c + 10⁻⁸)")
    check("y = x @ w.T + b", "y ← x wᵀ + b")
    check("y = -(a // b)", "y ← −floor(a/b)")
    check("y += 2 * z", "y ← y′ + 2·z")


def test_methods_in_place() -> None:
    check("exp_avg.mul_(beta1).add_(1 - beta1, d_p)", "exp_avg ← exp_avg′·beta1 + (1 − beta1)·d_p")
    check("exp_avg.mul_(beta1).add_(d_p, alpha=1 - beta1)", "exp_avg ← exp_avg′·beta1 + (1 − beta1)·d_p")
    check("v.mul_(b).addcmul_(g, g, value=1 - b)", "v ← v′·b + (1 − b)·g·g")
    check("v.mul_(b).addcmul_(1 - b, g, g)", "v ← v′·b + (1 − b)·g·g")
    check("p.data.addcdiv_(-lr, m, d)", "p ← p′ − lr·m/d")
    check("m.lerp_(g, 1 - b)", "m ← m′ + (1 − b)·(g − m′)")
    check("d = v.sqrt().add_(eps)", "d ← √v + eps")
    check("x.zero_()\nx += y", "x ← 0", "x ← x′ + y")
    check("x.copy_(2 * y)", "x ← 2·y")
    check("torch._foreach_mul_(x, 2)", "x ← 2·x′")


def test_names_that_share_a_place_change_together() -> None:
    check(
        """
        d_p = p.grad.data
        d_p.add_(p, alpha=decay)
        p.add_(d_p, alpha=-lr)
        """,
        "d_p ← d_p′ + decay·p",
        "p ← p′ − lr·d_p",
    )


def test_what_is_kept_of_a_name_does_not_change_with_it() -> None:
    check("old = x\nx = x + 1\ny = old * x", "x ← x′ + 1", "y ← x′·x")


def test_state_keeps_short_names() -> None:
    check(
        """
        beta1, beta2 = group["betas"]
        m = state["exp_avg"]
        m.mul_(beta1).add_(g, alpha=1 - beta1)
        state["step"] += 1
        y = m / (1 - beta1 ** state["step"]) + group["eps"]
        """,
        "m ← m′·beta1 + (1 − beta1)·g",
        "step ← step′ + 1",
        "y ← m/(1 − beta1^step) + eps",
    )


def test_two_keys_of_one_name_stay_apart() -> None:
    check('y = a["w"] + b["w"]', 'y ← w + b["w"]')


def test_branches_meet_in_one_of_two_values() -> None:
    check(
        """
        y = a * x
        if decay != 0:
            y = y + decay
        z = y * 2
        """,
        "y ← a·x",
        "y ← y′ + decay",
        "y ← {y′ if decay != 0; y′′}",
        "z ← 2·y",
    )


def test_a_branch_that_leaves_does_not_meet() -> None:
    check("if x is None:\n    y = 2 * x\n    return y\nz = y * x", "y ← 2·x", "z ← y·x")


def test_state_that_is_made_once_is_either_new_or_old() -> None:
    check(
        """
        if len(state) == 0:
            state["m"] = torch.zeros_like(p)
        m = state["m"]
        m.mul_(b)
        """,
        "m ← 0",
        "m ← {m′ if len(state) == 0; m′′}",
        "m ← m′·b",
    )


def test_libraries_agree_on_names() -> None:
    check("y = ops.multiply(ops.subtract(g, m), 1 - self.beta_1)", "y ← (g − m)·(1 − self.beta_1)")
    check("self.assign_sub(v, ops.divide(m, ops.add(ops.sqrt(u), eps)))", "v ← v′ − m/(√u + eps)")
    check("v = state_ops.assign(var, b * var + 1.0)", "var ← b·var′ + 1")
    check("y = jnp.maximum(b * u, jnp.abs(g))", "y ← max(b·u, |g|)")
    check("y = F.softmax(x, dim=-1) * torch.sigmoid(z)", "y ← softmax(x)·sigmoid(z)")
    check("y = torch.clamp(x, min=0.0, max=1.0)", "y ← min(1, max(0, x))")
    check("y = np.where(x > 0, x, a * x)", "y ← {x if x > 0; a·x}")
    check("y = math.exp(-x) * np.log1p(z)", "y ← exp(−x)·log(1 + z)")
    check("y = torch.einsum('ij,jk->ik', a, b) * s", "y ← (a b)·s")
    check("y = x.mean(1) + torch.max(x, 1)", "y ← mean(x) + max(x)")
    check("y = max(x, 1)", "y ← max(x, 1)")


def test_shapes_types_and_places_do_not_matter() -> None:
    check("y = 2 * x.view(-1, 3).to(dtype).detach()", "y ← 2·x")
    check("y = tf.cast(2 * x, tf.float32)", "y ← 2·x")
    check("a = 2 * x\ny = a[:, None] + a[..., 1:]", "a ← 2·x", "y ← a + a")


def test_lambdas_over_trees() -> None:
    check("y = jax.tree.map(lambda g, m: (1 - b) * g + b * m, grads, mu)", "y ← (1 − b)·grads + b·mu")


def test_functions_of_the_same_file_are_followed() -> None:
    helper = "def scaled(x, by=2):\n    z = x * by\n    return z + 1\n"
    check("y = scaled(a, by=b)", "y ← a·b + 1", before=helper)
    check("y = 2 * again(a)", "y ← 2·again(a)", before="def again(x):\n    return again(x)\n")


def test_methods_and_layers_are_followed() -> None:
    source = read(
        """
        class Block(nn.Module):
            def __init__(self, d, activation=nn.ReLU()):
                self.layer1 = nn.Linear(d, d)
                self.layer2 = nn.Linear(d, d, bias=False)
                self.activation = activation
                self.scale = 1 / math.sqrt(d)

            def hidden(self, x):
                return self.activation(self.layer1(x))

            def forward(self, x):
                return self.layer2(self.hidden(x)) * self.scale
        """
    )
    assert steps(source, "Block.forward") == [
        "forward ← (max(0, x self.layer1.weight + self.layer1.bias) self.layer2.weight)·self.scale"
    ]
    (made,) = [each for each in source.computations if each.symbol == "Block.forward"]
    assert [assignment_text(each) for each in made.given] == ["self.scale ← 1/√d"]


def test_a_step_has_the_bytes_of_its_statement() -> None:
    source = read("def f(x):\n    y = 2 * x  # twice\n    y.add_(\n        x\n    )\n    return y * x\n")
    (made,) = source.computations
    texts = [source.content[step.span.start : step.span.end].decode() for step in made.steps]
    assert texts == ["y = 2 * x", "y.add_(\n        x\n    )", "return y * x"]


def test_notation_keys_come_with_the_names() -> None:
    source = read("def f(betas):\n    y = betas[0] * self.beta_2 * group['eps'] * m\n")
    (step,) = source.computations[0].steps
    text = str(step.assignment.value)
    assert all(f"key='{key}'" in text for key in ("beta1", "beta2", "epsilon", "m"))


def test_what_is_no_arithmetic_gives_no_steps() -> None:
    source = read("def f(path):\n    with open(path) as file:\n        return file.read()\n")
    assert source.computations == ()


@pytest.mark.parametrize(
    "body",
    [
        "x = " + "(" * 300 + "1" + ")" * 300,
        "x = " + "-" * 500 + "y",
        "x = " + " + ".join(["y"] * 2000),
        "x = f" + "(y)" * 300,
        "x = y" + ".a" * 500,
        "x = y" + ".mul_(2)" * 300,
        "x = 10 ** 10 ** 10 ** 10",
        "x = 1e999999999 * 0x" + "f" * 5000,
        "\n".join(f"x = x * x + y{at}" for at in range(500)),
        "a = b = c = d = e = f = g = h = i = j = 1 * 2",
        "a, (b, c), *d = x, y, z * 2",
        "x = lambda: x()\ny = x() * 2",
    ],
)
def test_nothing_is_too_long_or_too_deep(body: str) -> None:
    source = read_source("a.py", f"def f(y):\n{indent(body, '    ')}\n    return x * 2\n".encode())
    for made in source.computations:
        assert len(made.steps) <= 400
        assert all(within_bounds(step.assignment.value) for step in made.steps)


def test_calls_in_circles_end() -> None:
    text = "def a(x):\n    return b(x) * b(x)\n\ndef b(x):\n    return a(x) * a(x)\n"
    assert steps(read(text), "a")


PIECES = st.sampled_from(
    [
        "x = x * 2", "x.mul_(y)", "if x > 0:", "else:", "for i in x:", "return x * y", "x, y = y, x", "x[0] = y ** 2", "self.a.b[c] += 1", "(",
        ")", "def g(x):", "class C:", "lambda x: x * x", "x = g(x, y=2)", "x = [a * b for a in c]", "while True:", "try:", "except E:",
        "y: int = 3 * x", "x = (z := 2 * y)", "break", "with a as b:", "match x:", "case 1:", "x = y if z else -w", "async def h(): await x * 2",
        "del x", "x @= y", "*a, b = x * 2", "x = self.f(x) * self.f", '"""', "\\", "\x00", "x = jax.tree.map(g, x, y) * 2", "@",
    ]
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 3), PIECES), max_size=25))
def test_no_source_raises(lines: list[tuple[int, str]]) -> None:
    text = "def f(x, y):\n" + "".join(f"{'    ' * (depth + 1)}{piece}\n" for depth, piece in lines)
    source = read_source("a.py", text.encode())
    for made in source.computations:
        assert made.symbol in source.by_name
        for step in made.steps:
            assert 0 <= step.span.start <= step.span.end <= len(source.content)
            assert within_bounds(step.assignment.value)
            assert assignment_text(settled(step.assignment))
    assert read_source("a.py", text.encode()).computations == source.computations
