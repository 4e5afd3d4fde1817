"""Cells as IPython takes them: what is no Python is put aside, and every place stays where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.code import SIZE_LIMIT, CodeCell, joined, read_cells
from paperlsp.code.magic import masked
from paperlsp.model.source import SourceFile
from paperlsp.model.span import LineIndex


def read(*cells: str) -> SourceFile:
    return read_cells("a.ipynb", "d", [CodeCell(number, text.encode()) for number, text in enumerate(cells, 1)])


def names(source: SourceFile) -> list[str]:
    return [symbol.name for symbol in source.symbols if symbol.kind not in ("module", "parameter")]


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("%matplotlib inline\nx = 1\n", "\nx = 1\n"),
        ("!pip install a \\\n  b\ny = 2", "\n\ny = 2"),
        ("if x:\n    %time f()\n    !ls\n    !l\n", "if x:\n    None\n    ...\n    ()\n"),
        ("files = !ls -l\nself.n: int = 3\nn[0], m = %env HOME", "files = None\nself.n: int = 3\nn[0], m = None"),
        ("?f\ng?\nx.y??  \nnp.*load*?", "\n\n\n"),
        ("def f():\n    return x?\n", "def f():\n    None\n"),
        (",f a b\n;f a\n/f 1", "\n\n"),
        ("%%time\ny = 3", "\ny = 3"),
        ("\n%%timeit -n 3 x = 1\ny = 3", "\n\ny = 3"),
        ('%%bash\necho "(\n', "\n\n"),
        ("%%\nx", "\n"),
        # What only looks like one is Python.
        ("a = (b\n  % c)\n", "a = (b\n  % c)\n"),
        ("a = b \\\n  % c\n", "a = b \\\n  % c\n"),
        ('s = """\n%no\n!no\n"""\nt = 1', 's = """\n%no\n!no\n"""\nt = 1'),
        ('print("what?")  # really?\n', 'print("what?")  # really?\n'),
        ("x = 7 % 3 != 1\n", "x = 7 % 3 != 1\n"),
        ('f"{a!r}" % b\n', 'f"{a!r}" % b\n'),
    ],
)
def test_what_is_no_python_is_put_aside(cell: str, python: str) -> None:
    found = masked(cell.encode()).decode()
    assert [line.rstrip(" ") for line in found.split("\n")] == python.split("\n")
    assert not read(cell).problems


PIECES = ["%m", "!l", "%%", "%%bash", "?", "??", "\n", "\r\n", "\\", "\\\n", '"', "'", '"""', "'''", "(", ")", "#", " ", "x", "=", "é", "\t", "def f(y):\n    return y\n", ",", "/", "\r", "𝑥"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_bytes_and_lines_stay_where_they_are(text: str) -> None:
    cell = text.encode()
    found = masked(cell)
    assert len(found) == len(cell)
    assert LineIndex(found).starts == LineIndex(cell).starts
    assert all(new in (old, ord(" "), *b"None.()") for old, new in zip(cell, found, strict=True))


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), max_size=4))
def test_any_cells_are_read_and_found_again(texts: list[str]) -> None:
    source = read(*texts)
    assert [source.content[cell.span.start : cell.span.end].decode() for cell in source.cells] == texts
    for cell in source.cells:
        for offset in {cell.span.start, cell.span.end}:
            assert source.cell_at(offset) == cell
    assert all(source.cell_at(symbol.span.start) is not None for symbol in source.symbols[1:])


def test_one_cell_sees_what_those_before_define() -> None:
    source = read(
        "%load_ext x\ndef f(x):\n    return x", "# See Eq. (3).\ny = f(2)?", "class A:\n    def g(self): pass"
    )
    assert names(source) == ["f", "A", "A.g"]
    assert [mention.numbers for mention in source.mentions] == [("3",)]
    assert source.content.startswith(b"%load_ext x\n")
    offset = source.content.index(b"def g")
    assert (source.line_at(offset), source.place_of(offset)) == (2, "a.ipynb:cell 3:2")
    assert source.line_in_words(offset) == "2 of cell 3"


@pytest.mark.parametrize(
    "broken",
    [
        'x = """abc\n',
        "if x",
        "class A",
        "f(",
        "def g(a, b",
        "x = [1,\n  2",
        "for i in range(3)\n  y",
        "$$ y = x $$",
        "from x import (a,",
    ],
)
def test_an_error_in_one_cell_leaves_the_others_alone(broken: str) -> None:
    source = read(
        "def a(x):\n    # Eq. (1)\n    return x", broken, "# Eq. (3)\ndef b(y):\n    # Eq. (4)\n    return y * 2"
    )
    assert [name for name in names(source) if name in ("a", "b")] == ["a", "b"]
    assert [mention.numbers[0] for mention in source.mentions] == ["1", "3", "4"]
    (problem,) = source.problems
    assert (problem.code, problem.place) == ("source-syntax", "cell 2, line 1")


def test_comments_of_two_cells_are_two_paragraphs() -> None:
    assert [comment.text for comment in read("x = 1\n# One thing,", "# and another.").comments] == [
        "One thing,",
        "and another.",
    ]


def test_too_much_code_is_a_problem() -> None:
    source = read("x = 1\n" * (SIZE_LIMIT // 6 + 1))
    assert [problem.code for problem in source.problems] == ["source-too-large"]
    assert source.content == b""


def test_a_notebook_without_code_is_empty() -> None:
    assert joined([]) == (b"", ())
    assert read().problems == ()
