"""Edits of cells in the file itself: it says what it should, and every byte that is not about it stays."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperlsp.model.finding import Edit
from paperlsp.model.source import SourceFile
from paperlsp.model.span import Span
from paperlsp.workspace import read_notebook
from paperlsp.workspace.notebook_edits import edited

TEXTS = st.lists(st.sampled_from(["a", "é", "𝑥", "\n", '"', "\\", "# b", "\t", "\x00", "\u2028"]), max_size=8).map(
    "".join
)
SOURCES = TEXTS | st.lists(TEXTS, max_size=4)
CELLS = st.lists(st.tuples(st.booleans(), SOURCES), min_size=1, max_size=4)


def written(cells: list[tuple[bool, object]], indent: int | None, ascii_only: bool) -> bytes:
    listed = [
        {"cell_type": "code" if code else "markdown", "metadata": {"z": "a"}, "source": source, "outputs": ["a\n"]}
        for code, source in cells
    ]
    notebook = {"cells": listed, "nbformat": 4, "metadata": {"source": ["a"]}}
    return json.dumps(notebook, indent=indent, ensure_ascii=ascii_only).encode()


def said(source: object) -> str:
    return source if isinstance(source, str) else "".join(source)


def read(content: bytes) -> SourceFile:
    return read_notebook("a.ipynb", content)


@given(st.data(), CELLS, st.sampled_from([None, 0, 1]), st.booleans())
def test_only_what_an_edit_is_about_changes(data, cells, indent, ascii_only) -> None:
    content = written(cells, indent, ascii_only)
    source = read(content)
    edits: list[Edit] = []
    wanted: list[str] = []
    for code, each in cells:
        text = said(each)
        if code:
            cell = source.cells[len([1 for is_code, _ in cells[: len(wanted)] if is_code])]
            first, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
            new = data.draw(TEXTS)
            # A list of no lines has no place for an edit, as a cell without text has none for a finding.
            if each != [] and data.draw(st.booleans()):
                span = Span(*(cell.span.start + len(text[:at].encode()) for at in (first, end)))
                edits.append(Edit("a.ipynb", span, new))
                text = text[:first] + new + text[end:]
        wanted.append(text)
    result = edited(content, source, edits)
    assert result is not None
    old, new = json.loads(content), json.loads(result)
    assert [said(cell["source"]) for cell in new["cells"]] == wanted
    for before, after in zip(old["cells"], new["cells"], strict=True):
        assert isinstance(after["source"], type(before["source"]))
        before["source"] = after["source"]
    assert list(new.items()) == list(old.items())
    if not edits:
        assert result == content
    # With the sources cut out, the bytes are the same.
    assert _around(result) == _around(content)


def _around(content: bytes) -> list[str]:
    text = content.decode()
    pieces: list[str] = []
    decoder = json.JSONDecoder()
    at = 0
    while (found := text.find('"source": ', at)) >= 0:
        found += len('"source": ')
        pieces.append(text[at:found])
        at = decoder.raw_decode(text, found)[1]
    return [*pieces, text[at:]]


def test_escapes_and_lines_stay_as_they_were_written() -> None:
    content = b'{"cells":[{"source" : ["x = \'\\u00e9\\ud835\\udc65\'  # b\\n",   "# gone\\n",\n\t"y\\/"],"cell_type":"code"}]}'
    source = read(content)

    def without(*texts: str) -> bytes | None:
        spans = [(source.content.index(text.encode()), len(text.encode())) for text in texts]
        return edited(content, source, [Edit("a.ipynb", Span(at, at + length), "") for at, length in spans])

    assert without("  # b") == content.replace(b"  # b", b"")
    assert without("# gone\n") == content.replace(b'   "# gone\\n",', b"")
    assert without("é𝑥") == content.replace(b"\\u00e9\\ud835\\udc65", b"")
    assert without("/") == content.replace(b"y\\/", b"y")
    assert without("x = 'é𝑥'  # b\n", "# gone\n", "y/") == b'{"cells":[{"source" : [""],"cell_type":"code"}]}'


def test_an_edit_may_reach_over_lines_and_to_the_end_of_its_cell() -> None:
    content = written([(True, ["a\n", "b\n", "c"]), (True, "d")], 1, ascii_only=True)
    source = read(content)
    over = edited(content, source, [Edit("a.ipynb", Span(0, 3), "é")])
    assert over is not None
    assert json.loads(over)["cells"][0]["source"] == ["é", "\n", "c"]
    # The empty line behind a cell is no part of the file.
    end = source.cells[0].span.end
    last = edited(content, source, [Edit("a.ipynb", Span(end - 1, end + 1), "")])
    assert last is not None
    assert json.loads(last)["cells"][0]["source"] == ["a\n", "b\n"]


@pytest.mark.parametrize("other", [b"{", b"{}", written([(True, "x")], 1, ascii_only=True).decode().encode("utf-16")])
def test_of_another_file_nothing_is_made(other: bytes) -> None:
    content = written([(True, "x")], 1, ascii_only=True)
    assert edited(other, read(content), [Edit("a.ipynb", Span(0, 1), "y")]) is None
