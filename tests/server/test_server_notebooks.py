"""Notebooks that the client opens cell by cell: each cell is answered for like a text, in its own lines."""

from __future__ import annotations

import json

import pytest
from wire import at, hand_made

PULL = {"textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["markdown"]}}}
VIEW = {"experimental": {"paperlsp": {"view": True}}}
CELLS = (
    ("markdown", "# About Eq. (3)\n"),
    ("python", "%matplotlib inline\nfrom x import y  # é∇𝛽 see Eq. (99)\n"),
    ("python", "class MaskDecoder:\n    def forward(self, x):\n        # Eq. (3)\n        return scale(x)"),
    ("ruby", "puts 'Eq. (98)'"),
    ("python", "def scale(x):\n    return x\n"),
)


def name(cell: int) -> str:
    return f"vscode-notebook-cell:/somewhere/a%20b.ipynb#W{cell}sZmlsZQ%3D%3D"


class Editor:
    """A client that shows one notebook."""

    def __init__(self, wire, path, uri_of=name) -> None:
        self.wire, self.uri, self.uri_of = wire, path.as_uri(), uri_of
        self.version = 1

    def cell(self, number: int, language: str) -> dict:
        return {"kind": 1 if language == "markdown" else 2, "document": self.uri_of(number), "metadata": {"a": 1}}

    def text(self, number: int, language: str, text: str) -> dict:
        return {"uri": self.uri_of(number), "languageId": language, "version": 1, "text": text}

    def open(self, cells=CELLS) -> None:
        listed = [self.cell(number, language) for number, (language, _) in enumerate(cells)]
        texts = [self.text(number, *cell) for number, cell in enumerate(cells)]
        document = {"uri": self.uri, "notebookType": "jupyter-notebook", "version": 1, "cells": listed}
        self.wire.notify("notebookDocument/didOpen", {"notebookDocument": document, "cellTextDocuments": texts})

    def change(self, **cells) -> None:
        self.version += 1
        identifier = {"uri": self.uri, "version": self.version}
        self.wire.notify("notebookDocument/didChange", {"notebookDocument": identifier, "change": {"cells": cells}})

    def structure(self, start: int, delete: int, cells=(), opened=(), closed=()) -> None:
        array = {"start": start, "deleteCount": delete, "cells": list(cells)}
        closing = [{"uri": self.uri_of(number)} for number in closed]
        self.change(structure={"array": array, "didOpen": list(opened), "didClose": closing})

    def close(self) -> None:
        cells = [{"uri": self.uri_of(number)} for number in range(9)]
        self.wire.notify(
            "notebookDocument/didClose", {"notebookDocument": {"uri": self.uri}, "cellTextDocuments": cells}
        )

    def ask(self, method: str, number: int, mark: str | None = None, text: str | None = None, **more):
        params = {"textDocument": {"uri": self.uri_of(number)}, **more}
        if mark is not None:
            params["position"] = at(CELLS[number][1] if text is None else text, mark)
        return self.wire.result(method, params)

    def found(self, number: int) -> list[tuple[str, int]]:
        """What is said of a cell, with the line."""
        items = self.ask("textDocument/diagnostic", number)["items"]
        return [(each["message"], each["range"]["start"]["line"]) for each in items]


def on_disk(path, cells=CELLS) -> None:
    listed = [
        {"cell_type": "markdown", "source": text}
        if language == "markdown"
        else {"cell_type": "code", "metadata": {"vscode": {"languageId": language}}, "source": text.splitlines(True)}
        for language, text in cells
    ]
    path.write_text(json.dumps({"nbformat": 4, "cells": listed}, indent=1), "utf-8")


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "a b.ipynb"
    on_disk(path)
    (folder / "other.py").write_text("def scale_fast(x):\n    return x\n", "utf-8")
    return path


@pytest.fixture
def wire(tmp_path):
    with hand_made(tmp_path / "copies") as wire:
        yield wire
        assert wire.leave() == 0
        assert wire.errors() == ""


def test_the_server_asks_for_all_cells(wire, path):
    syncs = {"notebookDocument": {"synchronization": {}}}
    capabilities = wire.initialize(path.parent, syncs)["capabilities"]
    assert capabilities["notebookDocumentSync"] == {
        "notebookSelector": [{"notebook": "jupyter-notebook"}], "save": True
    }  # fmt: skip


@pytest.mark.parametrize("scheme", [name, lambda cell: f"untitled:cell-{cell}", "file"])
def test_a_cell_is_answered_for_in_its_own_lines(wire, path, tmp_path, scheme):
    uri_of = (lambda cell: f"{path.as_uri()}#cell{cell}") if scheme == "file" else scheme
    editor = Editor(wire, path, uri_of)
    wire.initialize(path.parent, PULL)
    editor.open()
    hover = editor.ask("textDocument/hover", 2, "MaskDecoder")
    assert "2 Page model" in hover["contents"]["value"]
    assert hover["range"] == {"start": {"line": 0, "character": 6}, "end": {"line": 0, "character": 17}}
    assert editor.ask("textDocument/hover", 4, "scale")["range"]["start"] == {"line": 0, "character": 4}
    (jump,) = editor.ask("textDocument/definition", 2, "Eq. (3)")
    assert (jump["uri"].rpartition("/")[2], jump["range"]["start"]["line"]) == ("pages.md", 10)
    assert editor.ask("textDocument/declaration", 4, "scale")
    # Of another cell, another language, or plain text there is nothing to say here.
    assert editor.ask("textDocument/hover", 3, "puts") is None
    assert editor.ask("textDocument/hover", 0, "Eq. (3)") is None
    assert [each["range"]["start"]["line"] for each in editor.ask("textDocument/codeLens", 2)] == [0]
    assert [each["range"]["start"]["line"] for each in editor.ask("textDocument/codeLens", 4)] == [0]
    assert editor.ask("textDocument/codeLens", 1) == []
    assert [each["range"]["start"]["line"] for each in editor.ask("textDocument/documentLink", 2)] == [2]
    assert editor.ask("textDocument/documentLink", 4) == []
    (other,) = editor.ask("textDocument/implementation", 4, "scale")
    assert other["uri"].endswith("other.py")


def test_what_leads_to_code_leads_to_the_cell_or_to_the_line_of_the_file(wire, path, tmp_path):
    wire.initialize(path.parent, PULL | VIEW)
    lines = path.read_text("utf-8").split("\n")
    line = next(at for at, text in enumerate(lines) if "def scale" in text)

    def code() -> dict:
        found = wire.result("paperlsp/codeOf", {"paper": "pages", "anchor": "eq:3"})["code"]
        return next(each for each in found if each["symbol"] == "scale")

    def places() -> list[tuple[str, int]]:
        copy = (tmp_path / "copies" / "pages.md").as_uri()
        params = {"textDocument": {"uri": copy}, "position": {"line": 10, "character": 0}}
        found = wire.result("textDocument/references", params | {"context": {"includeDeclaration": True}})
        return [(each["uri"], each["range"]["start"]["line"]) for each in found]

    in_cell = {"notebook": path.as_uri(), "index": 4}
    assert (code()["uri"], code()["range"]["start"]["line"]) == (path.as_uri(), line)
    assert {key: code()["cell"][key] for key in in_cell} == in_cell
    assert code()["cell"]["range"]["start"] == {"line": 0, "character": 4}
    assert (path.as_uri(), line) in places()
    editor = Editor(wire, path)
    editor.open()
    assert (name(4), 0) in places()
    assert (code()["uri"], code()["range"]["start"], code()["selectionRange"]["start"]["character"]) == (
        name(4), {"line": 0, "character": 0}, 4
    )  # fmt: skip
    assert {key: code()["cell"][key] for key in in_cell} == in_cell
    files = wire.result("paperlsp/files", None)["folders"][0]["files"]
    (file,) = (each for each in files if each["path"] == "a b.ipynb")
    assert file["uri"] == path.as_uri()
    assert [each["cell"]["index"] for each in file["definitions"] if each["symbol"].startswith("Mask")] == [2, 2]
    editor.close()
    wire.result("workspace/diagnostic", {"previousResultIds": []})
    assert (path.as_uri(), line) in places()


def test_findings_are_asked_for_by_cell(wire, path):
    wire.initialize(path.parent, PULL)
    editor = Editor(wire, path)
    editor.open()
    assert editor.found(1) == [("No Eq. (99)", 1), ("A hint", 1)]
    (found, _) = editor.ask("textDocument/diagnostic", 1)["items"]
    assert found["range"]["start"] == {"line": 1, "character": 28}
    assert [editor.found(number) for number in (0, 2, 3, 4)] == [[], [], [], []]
    report = wire.result("workspace/diagnostic", {"previousResultIds": []})
    shown = {each["uri"]: len(each["items"]) for each in report["items"]}
    assert {uri: count for uri, count in shown.items() if count} == {name(1): 2}
    assert shown[path.as_uri()] == 0
    known = [{"uri": each["uri"], "value": each["resultId"]} for each in report["items"]]
    editor.close()
    again = wire.result("workspace/diagnostic", {"previousResultIds": known})
    counts = {each["uri"]: len(each["items"]) for each in again["items"] if "items" in each}
    assert counts[path.as_uri()] == 2
    assert counts[name(1)] == 0


def test_findings_are_pushed_to_cells_and_taken_back(wire, path):
    wire.initialize(path.parent)

    def told(uri: str, count: int) -> list[int]:
        params = wire.notification(
            "textDocument/publishDiagnostics",
            lambda params: params["uri"] == uri and len(params["diagnostics"]) == count,
        )
        return [each["range"]["start"]["line"] for each in params["diagnostics"]]

    line = next(at for at, text in enumerate(path.read_text("utf-8").split("\n")) if "Eq. (99)" in text)
    assert told(path.as_uri(), 2) == [line, line]
    editor = Editor(wire, path)
    editor.open()
    assert told(name(1), 2) == [1, 1]
    told(path.as_uri(), 0)
    editor.structure(1, 1, closed=[1])
    told(name(1), 0)
    editor.structure(1, 0, [editor.cell(7, "python")], [editor.text(7, "python", "\n\n# Eq. (97)\n")])
    assert told(name(7), 2) == [2, 2]
    editor.close()
    told(name(7), 0)
    assert told(path.as_uri(), 2) == [line, line]


def test_cells_come_go_move_and_change(wire, path):
    wire.initialize(path.parent, PULL)
    editor = Editor(wire, path)
    editor.open()
    text = "x = 1\n# See Eq. (3) and Eq. (96)"
    editor.structure(2, 0, [editor.cell(5, "python")], [editor.text(5, "python", text)])
    assert editor.found(5) == [("No Eq. (96)", 1), ("A hint", 1)]
    assert editor.found(1) == [("No Eq. (99)", 1), ("A hint", 1)]
    assert editor.ask("textDocument/hover", 2, "MaskDecoder")
    # A text is edited where it stands: in its own lines, and in UTF-16.
    edit = {"range": {"start": {"line": 1, "character": 23}, "end": {"line": 1, "character": 25}}, "text": "95"}
    editor.change(textContent=[{"document": {"uri": name(5), "version": 2}, "changes": [edit]}])
    assert editor.found(5)[0] == ("No Eq. (95)", 1)
    # The new cell goes to the end, the first one away; then a cell becomes text, and code again.
    editor.structure(2, 4, [editor.cell(each, CELLS[each][0]) for each in (2, 3, 4)] + [editor.cell(5, "python")])
    editor.structure(0, 1, closed=[0])
    assert editor.found(5)[0] == ("No Eq. (95)", 1)
    assert editor.ask("textDocument/hover", 4, "scale")
    editor.change(data=[editor.cell(5, "markdown")])
    assert editor.found(5) == []
    editor.change(data=[editor.cell(5, "python")])
    assert editor.found(5)[0] == ("No Eq. (95)", 1)


def test_while_somebody_types_places_before_and_behind_keep_their_meaning(wire, path):
    wire.initialize(path.parent, PULL)
    editor = Editor(wire, path)
    editor.open()
    assert editor.ask("textDocument/hover", 4, "scale")
    for number in range(30):
        edit = {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "\n"}
        editor.change(textContent=[{"document": {"uri": name(1), "version": number + 2}, "changes": [edit]}])
        hover = editor.ask("textDocument/hover", 4, "scale")
        assert hover["range"]["start"] == {"line": 0, "character": 4}
    assert editor.found(1) == [("No Eq. (99)", 31), ("A hint", 31)]


def test_edits_go_into_the_cell(wire, path):
    applies = {"workspace": {"applyEdit": True, "workspaceEdit": {"documentChanges": True}}}
    actions = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}
    wire.initialize(path.parent, {"textDocument": {"diagnostic": {}, "codeAction": actions}, **applies})
    argument = {"uri": path.as_uri(), "symbol": "scale", "paper": "pages", "anchor": "eq:3"}
    refused = wire.result("workspace/executeCommand", {"command": "paperlsp.annotate", "arguments": [argument]})
    assert refused["done"] is False
    assert "open it" in refused["reason"]
    editor = Editor(wire, path)
    editor.open()
    place = {"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 4}}
    offered = editor.ask("textDocument/codeAction", 4, range=place, context={"diagnostics": []})
    (action,) = [each for each in offered if each["command"]["command"] == "paperlsp.annotate"][:1]
    assert action["command"]["arguments"][0]["uri"] == path.as_uri()
    asked = wire.ask("workspace/executeCommand", action["command"] | {"title": "x"})
    request = wire.wait(lambda message: message.get("method") == "workspace/applyEdit")
    (change,) = request["params"]["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": name(4), "version": 1}
    assert change["edits"] == [
        {"newText": "# paper: Eq. (3)\n", "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}}
    ]  # fmt: skip
    wire.send({"id": request["id"], "result": {"applied": True}})
    assert wire.answer(asked)["result"] == {"done": True}
    # Another cell's first line is not the head of that definition.
    assert editor.ask("textDocument/codeAction", 1, range=place, context={"diagnostics": []}) == []
    assert editor.ask("textDocument/codeAction", 0, range=place, context={"diagnostics": []}) is None


def test_parts_are_offered_behind_a_comment_in_a_cell(wire, path):
    wire.initialize(path.parent, PULL)
    editor = Editor(wire, path)
    text = "\n# paper: \ndef scale(x):\n    return x\n"
    editor.open((*CELLS[:4], ("python", text)))
    position = {"line": 1, "character": 9}
    items = editor.ask("textDocument/completion", 4, position=position)["items"]
    assert "Eq. (3)" in items[0]["label"]
    assert items[0]["textEdit"]["range"] == {"start": position, "end": position}


def test_saving_is_told_and_a_notebook_shown_as_json_has_only_findings(wire, path):
    wire.initialize(path.parent, PULL)
    uri = wire.open(path, language="json")
    line = next(at for at, text in enumerate(path.read_text("utf-8").split("\n")) if "Eq. (99)" in text)
    found = wire.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]
    assert [each["range"]["start"]["line"] for each in found] == [line, line]
    assert (
        wire.result("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": line, "character": 3}})
        is None
    )
    editor = Editor(wire, path)
    editor.open()
    wire.notify("notebookDocument/didSave", {"notebookDocument": {"uri": path.as_uri()}})
    assert editor.ask("textDocument/hover", 4, "scale")


def test_a_notebook_outside_of_every_folder_gets_one(wire, path):
    wire.initialize(None, PULL)
    editor = Editor(wire, path)
    editor.open()
    assert editor.ask("textDocument/hover", 4, "scale")
    editor.close()
    assert editor.ask("textDocument/hover", 4, "scale") is None
