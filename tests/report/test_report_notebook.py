"""What each format says of a finding in a notebook's cell."""

import json
from types import MappingProxyType
from xml.etree import ElementTree as ET

from click import unstyle
from inline_snapshot import snapshot
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.span import Span
from paperlsp.report import (
    Checked,
    check_github,
    check_gitlab,
    check_json,
    check_junit,
    check_sarif,
    check_text,
    links_json,
)
from paperlsp.workspace import read_notebook

NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "cells": [
            {"cell_type": "markdown", "source": "text"},
            {"cell_type": "code", "source": ["%matplotlib inline\n", "é = 1\n"]},
            {"cell_type": "code", "source": ["def f(x):\n", "    # é Eq. (9)\n", "    return x"]},
        ],
    },
    indent=1,
).encode()


def checked(content: bytes = NOTEBOOK) -> Checked:
    source = read_notebook("n/a.ipynb", content)
    start = source.content.index(b"Eq. (9)") if source.content else 0
    span = Span(start, start + 7) if source.content else Span(0, 0)
    found = Finding("PL201", "missing-anchor", "warning", "n/a.ipynb", span, "Words.", None, None, "00ff", symbol="f")
    return Checked(Snapshot(sources=MappingProxyType({"n/a.ipynb": source})), (found,))


def test_people_read_the_cell_and_the_line_in_it() -> None:
    assert unstyle(check_text([checked()], full=True)) == snapshot("""\
n/a.ipynb:cell 3:2:9  PL201 missing-anchor  Words.
     2 |     # é Eq. (9)
                 ^^^^^^^

1 warning
""")
    case = ET.fromstring(check_junit([checked()]).partition("\n")[2]).find("testsuite/testcase")  # noqa: S314 -- Our own.
    assert case is not None
    assert case.get("name") == "PL201 missing-anchor n/a.ipynb:cell 3:2:9"


def test_programs_get_the_cell_beside_the_line() -> None:
    found = json.loads(check_json([checked()]))["findings"][0]
    assert [found[key] for key in ("file", "cell", "line", "column", "end_line", "end_column")] == [
        "n/a.ipynb", 3, 2, 9, 2, 16
    ]  # fmt: skip
    assert json.loads(links_json(checked().snapshot, "", 1)) == {"schema": 1, "symbols": []}


def test_services_that_know_no_cells_get_the_line_of_the_file() -> None:
    line = next(at for at, text in enumerate(NOTEBOOK.decode().split("\n"), 1) if "Eq. (9)" in text)
    words = "Cell 3, line 2: Words."
    assert check_github([checked()]) == (
        f"::warning title=PL201 missing-anchor,file=n/a.ipynb,line={line},endLine={line}::{words}\n"
    )
    (found,) = json.loads(check_gitlab([checked()]))
    assert found["location"] == {"path": "n/a.ipynb", "lines": {"begin": line, "end": line}}
    assert found["description"] == f"PL201 {words}"
    (result,) = json.loads(check_sarif([checked()]))["runs"][0]["results"]
    assert result["message"]["text"] == words
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": line, "endLine": line}
    assert location["properties"] == {"cell": 3, "line": 2, "column": 9}
    assert "Cellule 3, ligne 2 : Words." in check_github([checked()], "fr")


def test_of_a_notebook_that_cannot_be_read_the_whole_is_meant() -> None:
    assert unstyle(check_text([checked(b"{")])).splitlines()[0] == "n/a.ipynb:1:1  PL201 missing-anchor  Words."
    assert "file=n/a.ipynb,line=1,endLine=1," in check_github([checked(b"{")])
    assert json.loads(check_json([checked(b"{")]))["findings"][0]["cell"] is None
