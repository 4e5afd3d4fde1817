"""What the server answers, on a folder whose paper and links are made by hand."""

from __future__ import annotations

import pytest
from wire import at, hand_made

MODEL = """\
class MaskDecoder:
    \"\"\"As in Eq. (3).\"\"\"

    def forward(self, x):
        return scale(x)


def scale(x):  # é∇𝛽 see Eq. (99)
    return x
"""
OTHER = "def scale_fast(x):\n    return x\n"

PULL = {
    "textDocument": {
        "diagnostic": {},
        "documentLink": {"tooltipSupport": True},
        "hover": {"contentFormat": ["markdown"]},
    }
}
LINKS = {"textDocument": {method: {"linkSupport": True} for method in ("declaration", "definition", "implementation")}}


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "a folder é"
    root.mkdir()
    (root / "model.py").write_text(MODEL)
    (root / "other.py").write_text(OTHER)
    return root


@pytest.fixture
def wire(tmp_path):
    with hand_made(tmp_path / "copies") as wire:
        yield wire
        assert wire.leave() == 0
        assert wire.errors() == ""


def place(uri, mark, plus=0, text=MODEL):
    return {"textDocument": {"uri": uri}, "position": at(text, mark, plus)}


def lines_of(locations) -> list[tuple[str, int]]:
    return [(each["uri"].rpartition("/")[2], each["range"]["start"]["line"]) for each in locations]


def test_hover_and_jumps_from_code(wire, folder, tmp_path):
    wire.initialize(folder, PULL)
    uri = wire.open(folder / "model.py")
    copy = (tmp_path / "copies" / "pages.md").as_uri()

    hover = wire.result("textDocument/hover", place(uri, "MaskDecoder"))
    assert hover["contents"]["kind"] == "markdown"
    assert "**2 Page model** · p. 2" in hover["contents"]["value"]
    assert hover["range"] == {"start": {"line": 0, "character": 6}, "end": {"line": 0, "character": 17}}
    assert wire.result("textDocument/hover", place(uri, "return x")) is None

    declaration = wire.result("textDocument/declaration", place(uri, "MaskDecoder"))
    assert declaration == [
        {"uri": copy, "range": {"start": {"line": 6, "character": 0}, "end": {"line": 6, "character": 0}}}
    ]
    assert wire.result("textDocument/definition", place(uri, "MaskDecoder")) is None
    assert lines_of(wire.result("textDocument/definition", place(uri, "Eq. (3)"))) == [("pages.md", 10)]
    assert wire.result("textDocument/definition", place(uri, "Eq. (99)")) is None
    assert (
        wire.result("textDocument/references", place(uri, "MaskDecoder") | {"context": {"includeDeclaration": True}})
        is None
    )
    references = wire.result(
        "textDocument/references", place(uri, "Eq. (3)") | {"context": {"includeDeclaration": True}}
    )
    assert lines_of(references) == [("model.py", 7), ("other.py", 0), ("model.py", 1)]
    assert lines_of(wire.result("textDocument/implementation", place(uri, "scale(x):"))) == [("other.py", 0)]

    links = wire.result("textDocument/documentLink", {"textDocument": {"uri": uri}})
    assert [(link["target"], link["tooltip"]) for link in links] == [
        (f"{copy}#L11", "Pages › 2 Page model › Eq. (3), p. 2")
    ]
    assert wire.result("textDocument/documentSymbol", {"textDocument": {"uri": uri}}) is None


def test_clients_with_links_learn_what_was_under_the_caret(wire, folder):
    wire.initialize(folder, LINKS)
    uri = wire.open(folder / "model.py")
    (link,) = wire.result("textDocument/declaration", place(uri, "scale(x)", 2))
    assert link["originSelectionRange"] == {"start": {"line": 4, "character": 15}, "end": {"line": 4, "character": 20}}
    assert link["targetRange"]["start"]["line"] == 10


def test_a_client_without_markdown_gets_plain_text(wire, folder):
    wire.initialize(folder)
    uri = wire.open(folder / "model.py")
    assert wire.result("textDocument/hover", place(uri, "MaskDecoder"))["contents"]["kind"] == "plaintext"


@pytest.mark.parametrize("opened", [True, False])
def test_from_the_reading_copy_back_to_the_code(wire, folder, tmp_path, opened):
    wire.initialize(folder, PULL | {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}})
    code = wire.open(folder / "model.py")
    wire.result("textDocument/hover", place(code, "MaskDecoder"))
    path = tmp_path / "copies" / "pages.md"
    uri = wire.open(path, language="markdown") if opened else path.as_uri()
    text = path.read_text()

    hover = wire.result("textDocument/hover", place(uri, "The mask", text=text))
    assert "`MaskDecoder` (class), `model.py:1`" in hover["contents"]["value"].replace(
        "MaskDecoder (class), model.py:1", "`MaskDecoder` (class), `model.py:1`"
    )
    context = {"context": {"includeDeclaration": False}}
    assert lines_of(wire.result("textDocument/references", place(uri, "$$y", text=text) | context)) == [
        ("model.py", 7),
        ("other.py", 0),
        ("model.py", 1),
    ]
    assert lines_of(wire.result("textDocument/implementation", place(uri, "## 2", text=text))) == [
        ("model.py", 0),
        ("model.py", 3),
        ("model.py", 7),
        ("other.py", 0),
    ]
    assert wire.result("textDocument/references", place(uri, "# Pages", text=text) | context) is None
    assert lines_of(wire.result("textDocument/definition", place(uri, "Eq. (3)", text=text))) == [("pages.md", 10)]
    assert wire.result("textDocument/definition", place(uri, "We read", text=text)) is None

    tree = wire.result("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [(item["name"], [child["name"] for child in item["children"]]) for item in tree] == [
        ("1 Introduction", []),
        ("2 Page model", ["Eq. (3): y = αx"]),
    ]


def test_the_outline_for_clients_without_trees(wire, folder, tmp_path):
    wire.initialize(folder)
    wire.result("workspace/symbol", {"query": ""})
    items = wire.result(
        "textDocument/documentSymbol", {"textDocument": {"uri": (tmp_path / "copies" / "pages.md").as_uri()}}
    )
    assert [(item["name"], item.get("containerName")) for item in items] == [
        ("1 Introduction", None),
        ("2 Page model", None),
        ("Eq. (3): y = αx", "2 Page model"),
    ]


def test_workspace_symbols(wire, folder):
    wire.initialize(folder)
    symbols = wire.result("workspace/symbol", {"query": "model"})
    assert [(each["name"], each["containerName"], each["location"]["range"]["start"]["line"]) for each in symbols] == [
        ("2 Page model", "Pages", 6)
    ]
    assert wire.result("workspace/symbol", {"query": "zzz"}) is None


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 31), ("utf-16", 26), ("utf-32", 25)])
def test_pulled_diagnostics_come_and_go_with_edits(wire, folder, encoding, start):
    wire.initialize(folder, PULL | {"general": {"positionEncodings": [encoding]}})
    uri = wire.open(folder / "model.py")
    document = {"textDocument": {"uri": uri}}
    report = wire.result("textDocument/diagnostic", document)
    assert [(item["code"], item["severity"], item["message"]) for item in report["items"]] == [
        ("PL201", 2, "No Eq. (99)"),
        ("PL900", 4, "A hint"),
    ]
    assert report["items"][0]["range"]["start"] == {"line": 7, "character": start}
    again = wire.result("textDocument/diagnostic", document | {"previousResultId": report["resultId"]})
    assert again == {"kind": "unchanged", "resultId": report["resultId"]}

    number = {"line": 7, "character": start + 5}
    edit = {"range": {"start": number, "end": number | {"character": start + 7}}, "text": "3"}
    wire.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [edit]})
    cleared = wire.result("textDocument/diagnostic", document | {"previousResultId": report["resultId"]})
    assert cleared["items"] == []
    whole = wire.result("workspace/diagnostic", {"previousResultIds": [{"uri": uri, "value": report["resultId"]}]})
    assert [(each["uri"], each["items"], each["version"]) for each in whole["items"]] == [(uri, [], 2)]


def test_closing_a_text_brings_back_the_one_on_disk(wire, folder):
    wire.initialize(folder, PULL)
    uri = wire.open(folder / "model.py", "x = 1\n")
    assert wire.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"] == []
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert len(wire.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]) == 2


def test_workspace_diagnostics(wire, folder):
    wire.initialize(folder, PULL)
    (report,) = wire.result("workspace/diagnostic", {"previousResultIds": []})["items"]
    assert report["uri"] == (folder / "model.py").as_uri()
    assert report["kind"] == "full"
    previous = [{"uri": report["uri"], "value": report["resultId"]}, {"uri": "file:///elsewhere.py", "value": "x"}]
    (again,) = wire.result("workspace/diagnostic", {"previousResultIds": previous})["items"]
    assert again["kind"] == "unchanged"


def test_pushed_diagnostics_for_clients_that_do_not_ask(wire, folder):
    wire.initialize(folder)
    uri = wire.open(folder / "model.py")
    pushed = wire.notification("textDocument/publishDiagnostics")
    assert (pushed["uri"], len(pushed["diagnostics"])) == (uri, 2)
    wire.notify(
        "textDocument/didChange", {"textDocument": {"uri": uri, "version": 7}, "contentChanges": [{"text": "x = 1\n"}]}
    )
    cleared = wire.notification("textDocument/publishDiagnostics")
    assert cleared == {"uri": uri, "diagnostics": [], "version": 7}


def test_clients_that_can_are_told_to_ask_again(wire, folder):
    wire.initialize(
        folder, {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
    )
    refresh = wire.wait(lambda message: message.get("method") == "workspace/diagnostic/refresh")
    wire.send({"id": refresh["id"], "result": None})
    uri = wire.open(folder / "model.py")
    wire.notify(
        "textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": "x = 1\n"}]}
    )
    wire.wait(lambda message: message.get("method") == "workspace/diagnostic/refresh")


def test_questions_between_a_keystroke_and_the_next_indexing(wire, folder):
    """The server answers at once from what it knows, at the places that the edit has moved."""
    wire.initialize(folder, PULL)
    uri = wire.open(folder / "model.py")
    wire.result("textDocument/hover", place(uri, "MaskDecoder"))
    moved = "\n\nimport x\n" + MODEL
    start = {"line": 0, "character": 0}
    wire.notify(
        "textDocument/didChange",
        {
            "textDocument": {"uri": uri, "version": 2},
            "contentChanges": [{"range": {"start": start, "end": start}, "text": "\n\nimport x\n"}],
        },
    )
    hover = wire.result("textDocument/hover", place(uri, "MaskDecoder", text=moved))
    assert hover["range"]["start"] == {"line": 3, "character": 6}
    assert wire.result("textDocument/hover", place(uri, "import", text=moved)) is None


def test_related_information_leads_into_the_paper(wire, folder):
    wire.initialize(folder, {"textDocument": {"diagnostic": {"relatedInformation": True}}})
    report = wire.result("textDocument/diagnostic", {"textDocument": {"uri": wire.open(folder / "model.py")}})
    (related,) = report["items"][0]["relatedInformation"]
    assert related["message"] == "Pages › 1 Introduction, p. 1"
    assert lines_of([related["location"]]) == [("pages.md", 2)]
