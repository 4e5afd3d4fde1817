"""Notebooks as they lie on disk: which cells are code, on which line of the file each stands, and what is no notebook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.workspace import load_snapshot, notebook_bytes, read_notebook
from paperlsp.workspace import notebook as module
from paperlsp.workspace.notebook_text import Piece, Pieces, located


def code(source: object, **more: object) -> dict[str, object]:
    return {"cell_type": "code", "source": source, **more}


def notebook(*cells: object, **more: object) -> bytes:
    return json.dumps({"nbformat": 4, "cells": list(cells), **more}, indent=1).encode()


def texts(content: bytes) -> list[tuple[int, str]]:
    source = read_notebook("a.ipynb", content)
    assert source.problems == ()
    return [(cell.number, source.content[cell.span.start : cell.span.end].decode()) for cell in source.cells]


def test_cells_of_python_are_read_and_nothing_else() -> None:
    content = notebook(
        {"cell_type": "markdown", "source": "See Eq. (9)."},
        code(["x = 1\n", "y = 2"], outputs=[{"text": "def no(): pass"}]),
        code("z = 'é'"),
        code("puts 1", metadata={"vscode": {"languageId": "ruby"}}),
        {"cell_type": "raw", "source": "raw"},
        code([]),
    )
    assert texts(content) == [(2, "x = 1\ny = 2"), (3, "z = 'é'"), (6, "")]


@pytest.mark.parametrize(
    ("metadata", "read"),
    [
        ({}, True),
        ({"kernelspec": {"language": "python"}}, True),
        ({"language_info": {"name": "python"}, "kernelspec": {"language": "julia"}}, True),
        ({"language_info": {"name": "R"}}, False),
        ({"kernelspec": {"language": "julia"}}, False),
        ({"language_info": 3, "kernelspec": []}, True),
    ],
)
def test_the_kernel_says_which_language_it_is(metadata: object, read: bool) -> None:
    assert bool(texts(notebook(code("x = 1"), metadata=metadata))) == read


def test_format_3_keeps_its_cells_in_worksheets() -> None:
    cells = [
        {"cell_type": "code", "input": ["a = 1\n", "b"], "language": "python"},
        {"cell_type": "code", "input": "puts", "language": "ruby"},
        {"cell_type": "heading", "source": "x"},
        {"cell_type": "code", "input": "c = 3"},
    ]
    content = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells[:2]}, {"cells": cells[2:]}]}).encode()
    assert texts(content) == [(1, "a = 1\nb"), (4, "c = 3")]


def test_each_line_knows_its_line_of_the_file() -> None:
    content = notebook(code(["x = 1\n", "y = 2\n", "z"]), code("a\nb"), code(["one ", "line\nand ", "another\n"]))
    source = read_notebook("a.ipynb", content)
    lines = content.decode().split("\n")
    for cell, line, words in [
        (0, 0, '"x = 1'),
        (0, 1, '"y = 2'),
        (0, 2, '"z"'),
        (1, 0, '"a'),
        (1, 1, '"a'),
        (2, 0, '"one'),
    ]:
        assert words in lines[source.cells[cell].file_lines[line]]
    assert 'line\\nand "' in lines[source.cells[2].file_lines[1]]


@pytest.mark.parametrize(
    ("content", "code_", "place"),
    [
        (b"", "notebook-json", "line 1"),
        (b'{"cells": [\n1,\n', "notebook-json", "line 3"),
        (b'{"cells": [{"cell_type": "code", "source": ["a",\n]}]}', "notebook-json", "line 2"),
        (b'{"cells": [{"cell_type": "code", "source": ["a" "b"]}]}', "notebook-json", "line 1"),
        (b'{"cells" []}', "notebook-json", "line 1"),
        (b'{"cells": [1 2]}', "notebook-json", "line 1"),
        (b"{1: 2}", "notebook-json", "line 1"),
        (b'{"cells": []}\nmore', "notebook-json", "line 2"),
        (b"[" * 100_000, "notebook-json", ""),
        (b'{"cells": [{"source": ' + b"[" * 100_000, "notebook-json", ""),
        (b"\xff\xfe\xff", "notebook-json", ""),
        (b'{"cells": "\xff"}', "notebook-json", ""),
        (b"[]", "notebook-format", ""),
        (b"null", "notebook-format", ""),
        (b'{"cells": 3}', "notebook-format", ""),
        (b'{"nbformat": 2, "worksheets": []}', "notebook-format", ""),
        (notebook({"cell_type": "code"}, code(3), code([1])), "notebook-cell", "cell 1"),
    ],
)
def test_what_is_no_notebook_is_one_clear_problem(content: bytes, code_: str, place: str) -> None:
    source = read_notebook("a.ipynb", content)
    (problem,) = source.problems
    assert (problem.code, problem.file, problem.place) == (code_, "a.ipynb", place)
    assert problem.remedy
    assert source.content == b""


def test_odd_cells_leave_the_others_alone() -> None:
    source = read_notebook("a.ipynb", notebook(1, None, {"source": "x"}, code(4), code("x = 1")))
    assert [(problem.code, problem.place) for problem in source.problems] == [("notebook-cell", "cell 4")]
    assert [cell.number for cell in source.cells] == [5]


def test_half_a_surrogate_pair_and_marks_of_byte_order_are_read() -> None:
    assert texts(b'{"cells": [{"cell_type": "code", "source": "\\ud800x"}]}') == [(1, "?x")]
    assert texts("\N{BOM}".encode() + notebook(code("x"))) == [(1, "x")]
    assert texts(notebook(code("é")).decode().encode("utf-16")) == [(1, "é")]


def test_a_long_notebook_asks_for_fewer_outputs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SIZE_LIMIT", 50)
    (problem,) = read_notebook("a.ipynb", notebook(code("x" * 50))).problems
    assert problem.code == "notebook-too-large"
    assert "outputs" in problem.remedy


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "cells", "source", "é"]), inner),
    max_leaves=8,
)
CELL = st.fixed_dictionaries({"source": JSON | st.text() | st.lists(st.text())}, optional={"input": JSON, "b": JSON})
NOTEBOOK = st.fixed_dictionaries({}, optional={"cells": st.lists(CELL | JSON), "worksheets": JSON, "metadata": JSON})


def same(found: object, value: object) -> bool:
    """Whether the walk's answer is the decoder's, with the strings of a source as they stand."""
    if isinstance(found, Pieces):
        return [piece.said for piece in found] == ([value] if isinstance(value, str) else value)
    if isinstance(found, dict) and isinstance(value, dict):
        return found.keys() == value.keys() and all(same(found[key], value[key]) for key in value)
    if isinstance(found, list) and isinstance(value, list):
        return len(found) == len(value) and all(map(same, found, value))
    return found == value


def pieces_in(value: object) -> list[Piece]:
    if isinstance(value, Pieces):
        return list(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [piece for each in inner for piece in pieces_in(each)]


@given(NOTEBOOK | JSON, st.sampled_from([None, 0, 1]), st.booleans())
def test_the_walk_finds_what_the_decoder_finds(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    found = located(text)
    assert same(found, json.loads(text))
    for piece in pieces_in(found):
        assert json.loads(text[piece.start : piece.end]) == piece.said


@given(st.binary(max_size=200) | NOTEBOOK.map(lambda value: json.dumps({"nbformat": 4, **value}).encode()))
def test_no_content_raises(content: bytes) -> None:
    assert read_notebook("a.ipynb", content) == read_notebook("a.ipynb", content)


@given(st.lists(st.tuples(st.none() | st.sampled_from(["python", "ruby"]), st.text())))
def test_an_editors_cells_are_read_as_if_they_lay_on_disk(cells: list[tuple[str | None, str]]) -> None:
    wanted = [
        (number, text.encode("utf-8", "replace").decode())
        for number, (language, text) in enumerate(cells, 1)
        if language == "python"
    ]
    source = read_notebook("a.ipynb", notebook_bytes(cells))
    assert [(cell.number, source.content[cell.span.start : cell.span.end].decode()) for cell in source.cells] == wanted


def test_a_folders_notebooks_are_found_unless_they_are_ignored(tmp_path: Path) -> None:
    for name in ("a.ipynb", "deep/b.ipynb", "skipped/c.ipynb", ".ipynb_checkpoints/a-checkpoint.ipynb", "d.ipynb"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(notebook(code("def f(x):\n    return x")))
    (tmp_path / "paperlsp.toml").write_text('exclude = ["skipped/"]\n', "utf-8")
    (tmp_path / ".gitignore").write_text("d.ipynb\n", "utf-8")
    (tmp_path / ".git").mkdir()
    snapshot = load_snapshot(tmp_path)
    assert list(snapshot.sources) == ["a.ipynb", "deep/b.ipynb"]
    (tmp_path / "a.ipynb").write_bytes(b"{")
    again = load_snapshot(tmp_path, previous=snapshot)
    assert again.sources["deep/b.ipynb"] is snapshot.sources["deep/b.ipynb"]
    assert [problem.code for problem in again.problems if problem.file == "a.ipynb"] == ["notebook-json"]
