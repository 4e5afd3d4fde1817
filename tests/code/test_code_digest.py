"""The digest of a definition: what it is the same for, and what changes it."""

from __future__ import annotations

from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.code import read_source
from paperlsp.code.digest import code_digest

STEP = '''\
def step(self, x, *, decay=0.9):
    """One step."""
    # Halve it.
    if x > 0:
        x = scale(x, 'half')
    return x, decay
'''


def digest(text: str, name: str = "step", file: str = "a.py") -> str:
    source = read_source(file, text.encode())
    assert source.problems == ()
    return code_digest(source, source.by_name[name])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("import os\n\n\n" + STEP + "\n\nx = 1\n", "step"),
        ("class Optimiser:\n" + indent(STEP, "    "), "Optimiser.step"),
        (STEP.replace("    ", "\t"), "step"),
        (STEP.replace("    ", "  "), "step"),
        (STEP.replace("\n", "\r\n"), "step"),
        (STEP.replace("def step", "def advance"), "advance"),
        (STEP.replace("One step", "Two steps,\n\n    with more words"), "step"),
        (STEP.replace('    """One step."""\n', ""), "step"),
        (STEP.replace("# Halve it.", "# Or double it?"), "step"),
        (STEP.replace("x > 0:", "x > 0:  # positive"), "step"),
        (STEP.replace("'half'", '"half"'), "step"),
        (STEP.replace("(x, 'half')", "(\n            x,\n            'half',\n        )"), "step"),
        (STEP.replace("x > 0", "x>0"), "step"),
        (STEP.replace("return x, decay", "return \\\n        x, decay"), "step"),
        (STEP.replace("    # Halve it.\n", "\n\n"), "step"),
    ],
    ids=[
        *("moved", "in a class", "tabs", "narrower", "line ends", "renamed", "docstring", "no docstring", "comment"),
        *("remark", "quotes", "wrapped", "spaces", "joined", "blank lines"),
    ],
)
def test_what_leaves_it_as_it_is(text: str, name: str) -> None:
    assert digest(text, name) == digest(STEP)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.9", "0.99"),
        ("x > 0", "x < 0"),
        ("decay=", "rate="),
        ("'half'", "'Half'"),
        ("'half'", "f'half'"),
        ("'half'", "'h alf'"),
        ("    return", "        return"),
        ("x, decay\n", "x, decay,\n    decay\n"),
        ("return x, decay", "return (x,), decay"),
        ("def step", "async def step"),
        ("def step", "@staticmethod\ndef step"),
    ],
)
def test_what_changes_it(old: str, new: str) -> None:
    assert old in STEP
    assert digest(STEP.replace(old, new)) != digest(STEP)


def test_a_tuple_of_one_is_no_bracket() -> None:
    assert digest("def step(x):\n    return (x,)\n") != digest("def step(x):\n    return (x)\n")


def test_its_own_name_within_it_is_its_own() -> None:
    text = "class A:\n    def f(self):\n        return super(A, self).f() + B\n"
    assert digest(text, "A") == digest(text.replace("A", "C"), "C")
    assert digest(text, "A") != digest(text.replace("B", "A"), "A")


bodies = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@given(bodies, st.integers(0, 5))
def test_where_a_definition_stands_never_matters(body: str, lines: int) -> None:
    """Whatever stands in it, read or not: the same bytes at another place give the same digest."""
    text = "def f():\n    " + body.replace("\r", " ").replace("\n", "\n    ")
    one = read_source("a.py", text.encode())
    two = read_source("b.py", ("\n" * lines + text).encode())
    if "f" not in one.by_name or "f" not in two.by_name:
        return
    first, second = one.by_name["f"], two.by_name["f"]
    if one.content[first.span.start : first.span.end] == two.content[second.span.start : second.span.end]:
        assert code_digest(one, first) == code_digest(two, second)
