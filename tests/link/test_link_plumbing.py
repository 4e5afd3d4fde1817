"""Which definitions are plumbing, and why, as pictures of code."""

from __future__ import annotations

from textwrap import dedent

import pytest
from paperlsp.code import read_source
from paperlsp.link.computing import idle
from paperlsp.link.plumbing import plumbing_of


def degree_and_reason(code: str, name: str, path: str = "model.py") -> tuple[float, str]:
    source = read_source(path, dedent(code).encode())
    plumbing = plumbing_of(source.by_name[name], source)
    return plumbing.degree, plumbing.reason


@pytest.mark.parametrize(
    ("code", "name", "reason"),
    [
        ("class A:\n    def __repr__(self):\n        return 'A'\n", "A.__repr__", "serves Python's own protocols"),
        ("class A(Optimizer):\n    def _create_slots(self, var_list):\n        for v in var_list:\n            self.add_slot(v, 'm')\n", "A._create_slots", "does what its framework asks for"),
        ("def get_preprocess_shape(h, w, long):\n    return (h, w)\n", "get_preprocess_shape", "works out sizes"),
        ("def save_masks(masks, path):\n    np.save(path, masks)\n", "save_masks", "reads or writes files"),
        ("def f(x):\n    if x.ndim != 3:\n        raise ValueError('three dimensions are needed')\n    assert x.size\n", "f", "checks its arguments"),
        ("class A:\n    def __init__(self, rate, name):\n        super().__init__(name)\n        self.rate = rate\n", "A.__init__", "keeps its arguments"),
        ("class NadamTest(Base):\n    def run(self, p, g):\n        return p - g\n", "NadamTest", "is a test"),
        ("def swap(x, h):\n    b, n, c = x.shape\n    return x.reshape(b, n, h, c).transpose(1, 2)\n", "swap", "rearranges tensors"),
    ],
)  # fmt: skip
def test_plumbing_is_known_with_its_reason(code: str, name: str, reason: str) -> None:
    degree, said = degree_and_reason(code, name)
    assert degree >= 0.5
    assert said == reason


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("def step(p, g, lr):\n    return p - lr * g\n", "step"),
        ("def score_test(x, y):\n    return (x - y) ** 2 / y\n", "score_test"),
        ("class Attention:\n    def forward(self, q, k, v):\n        return softmax(q @ k.T / 8.0) @ v\n", "Attention.forward"),
        ("def reset_parameters(self):\n    nn.init.kaiming_uniform_(self.a, a=5 ** 0.5)\n", "reset_parameters"),
        ("class Size:\n    def area(self):\n        return self.h * self.w\n", "Size.area"),
    ],
)  # fmt: skip
def test_what_computes_is_not_plumbing(code: str, name: str) -> None:
    assert degree_and_reason(code, name)[0] < 0.5


def test_signs_of_different_kinds_add_to_each_other() -> None:
    code = "def load_shape(path):\n    return open(path).read()\n"
    one, _ = degree_and_reason("def load_text(path):\n    return path\n", "load_text")
    both, _ = degree_and_reason(code, "load_shape")
    assert both > one


def test_what_plumbing_holds_is_plumbing() -> None:
    degree, reason = degree_and_reason(
        "class MaskLogger:\n    def add(self, x):\n        self.x = x\n", "MaskLogger.add"
    )
    assert degree >= 0.5
    assert reason == "is part of code that logs or prints"


@pytest.mark.parametrize(
    ("code", "name", "reason"),
    [
        ("from a import b\nLIMIT = 3\n", "", "only holds definitions and imports"),
        ("def solve(f):\n    return f() if callable(f) else f\n", "solve", "only hands on what it is given"),
        ("def origin(x):\n    return x\n", "origin", "computes nothing by itself"),
        ("class A:\n    def __init__(self, rate):\n        self.rate = rate\n", "A.__init__", "only keeps what it is given"),
        ("class A:\n    def __init__(self, rate):\n        self.rate = rate\n", "A", "computes nothing by itself"),
        ("class A(Settings):\n    rate: float = 2 * 0.1\n    steps = field(default=3)\n", "A", "only holds fields"),
        ("class A:\n    def forward(self, x):\n        return self.proj(x)\n", "A.forward", ""),
        ("class A:\n    def forward(self, x):\n        return self.proj(x)\n", "A", ""),
        ("def solve(x, y):\n    return x - y\n", "solve", ""),
        ("def solve(x):\n    return sqrt(x)\n", "solve", ""),
        ("def solve(x):\n    a = f(x)\n    b = g(a)\n    c = h(b)\n    return c\n", "solve", ""),
    ],
)  # fmt: skip
def test_what_computes_nothing_by_itself(code: str, name: str, reason: str) -> None:
    source = read_source("model.py", code.encode())
    assert idle(source.by_name[name], source) == reason
