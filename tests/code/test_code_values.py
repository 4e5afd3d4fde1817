"""The numbers that code states under a name."""

from __future__ import annotations

import pytest
from code_pictures import read
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.code import read_source


def check(text: str, *expected: str) -> None:
    source = read(text)
    assert [
        f"{each.kind} {each.name} = {each.value}" + (f" in {each.symbol}" if each.symbol else "")
        for each in source.values
    ] == list(expected)
    for each in source.values:
        assert source.content[each.span.start : each.span.end].strip()


def test_defaults() -> None:
    check("def f(lr=1e-3, n: int = 10_000): ...", "default lr = 0.001 in f", "default n = 10000 in f")
    check("def f(betas=(0.9, 0.999)): ...", "default betas[0] = 0.9 in f", "default betas[1] = 0.999 in f")
    check(
        "def f(size=(32, 32)): ...",
        "default size = 32x32 in f",
        "default size[0] = 32 in f",
        "default size[1] = 32 in f",
    )


def test_numbers_that_are_computed_of_numbers() -> None:
    check("X = 512 / 1500", "constant X = 0.341333333333")
    check("X = -(2 ** 16)", "constant X = -65536")
    check("X = 5 * N")


def test_constants_fields_attributes_and_variables() -> None:
    check(
        """
        EPS = 1e-8

        class C:
            heads: int = 8
            WIDTH = 64

            def __init__(self):
                self.depth = 6
                local = 3
        """,
        "constant EPS = 1e-08",
        "field heads = 8 in C",
        "constant WIDTH = 64 in C",
        "attribute depth = 6 in C.__init__",
        "local local = 3 in C.__init__",
    )


def test_arguments_by_name_and_by_place() -> None:
    check("model = build(depth=32, dropout=nn.Dropout(0.1))", "argument depth = 32", "argument Dropout[0] = 0.1")


def test_options_and_look_ups() -> None:
    check('parser.add_argument("-l", "--learning-rate", type=float, default=3e-4)', "option learning_rate = 0.0003")
    check('@click.option("--steps", default=100)\ndef main(steps): ...', "option steps = 100 in main")
    check('flags.DEFINE_float("lr", 0.1, "the rate")', "option lr = 0.1")
    check('x = config.get("warmup", 4000)', "default warmup = 4000")
    check('config = {"lr": 0.1, 3: 4}', "item lr = 0.1")
    check('state["step"] = 0', "item step = 0")


def test_fields_with_factories() -> None:
    check("class C:\n    size: int = field(default=7)\n", "field size = 7 in C")


def test_indices_and_arithmetic_state_nothing() -> None:
    check("y = x[0] + 2 * x[1:3]")
    check("if x > 3: pass")


@pytest.mark.parametrize(
    "text", ["X = [" + "1, " * 5000 + "]", "X = " + "-" * 3000 + "1", "X = 1e400 ** 9", "X = 10 ** 100000"]
)
def test_tables_and_giants(text: str) -> None:
    assert len(read(text).values) <= 4


@given(st.text(alphabet="x=1.e-(),[]{}:+*/ \n\"'def", max_size=80))
def test_no_source_raises(text: str) -> None:
    source = read_source("a.py", text.encode())
    assert source.values == read_source("a.py", text.encode()).values
