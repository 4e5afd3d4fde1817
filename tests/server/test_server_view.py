"""What clients that show the paper itself are told, on a folder whose paper and links are made by hand."""

from __future__ import annotations

import pytest
from wire import at, hand_made

MODEL = """\
class MaskDecoder:
    \"\"\"As in Eq. (3).\"\"\"

    def forward(self, x):
        return scale(x)


def scale(x):
    return x
"""
VIEW = {"experimental": {"paperlsp": {"view": True}}, "workspace": {"codeLens": {"refreshSupport": True}}}
BOX = [72.0, 72.0, 540.0, 84.0]


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "a folder é"
    root.mkdir()
    (root / "model.py").write_text(MODEL)
    return root


@pytest.fixture
def wire(tmp_path):
    with hand_made(tmp_path / "copies") as wire:
        yield wire
        assert wire.leave() == 0
        assert wire.errors() == ""


def one(answer, name):
    assert len(answer["folders"]) == 1
    return answer["folders"][0][name]


def test_papers_with_their_parts(wire, folder):
    wire.initialize(folder, VIEW)
    paper = one(wire.result("paperlsp/papers"), "papers")[0]
    assert (paper["id"], paper["uri"], paper["pages"]) == ("pages", (folder / "paper.pdf").as_uri(), 3)
    # The paper of this folder has no running text.
    assert paper["text"] is None
    equation = paper["anchors"][2]
    assert (equation["label"], equation["page"], equation["box"], equation["latex"]) == (
        "Eq. (3)",
        2,
        BOX,
        r"y = \alpha x",
    )
    assert (equation["code"], paper["anchors"][1]["below"], paper["anchors"][0]["below"]) == (1, 3, 0)
    assert wire.result("paperlsp/papers", {"folder": folder.as_uri()}) == wire.result("paperlsp/papers", {})
    assert wire.result("paperlsp/papers", {"folder": "file:///nowhere"}) == {"folders": []}


def test_outline_and_files(wire, folder):
    wire.initialize(folder, VIEW)
    answer = wire.result("paperlsp/outline", {})
    assert one(answer, "summary") == {
        "explained": 3,
        "unexplained": 0,
        "trivial": 0,
        "percent": 100,
        "expected": 1,
        "expectedWithCode": 1,
    }
    introduction, model = one(answer, "papers")[0]["parts"]
    assert (introduction["label"], introduction["below"]) == ("1 Introduction", 0)
    assert [code["symbol"] for code in model["code"]] == ["MaskDecoder", "MaskDecoder.forward"]
    assert [child["anchor"] for child in model["children"]] == ["eq:3"]
    file = one(wire.result("paperlsp/files", {}), "files")[0]
    assert (file["path"], file["explained"], file["unexplained"]) == ("model.py", 3, 0)
    assert [row["symbol"] for row in file["definitions"]] == ["MaskDecoder", "MaskDecoder.forward", "scale"]
    assert file["definitions"][2]["links"][0]["label"] == "Eq. (3)"


def test_code_of_a_part(wire, folder):
    wire.initialize(folder, VIEW)
    code = wire.result("paperlsp/codeOf", {"paper": "pages", "anchor": "eq:3"})["code"]
    assert [(each["symbol"], each["kind"], each["percent"]) for each in code] == [
        ("scale", "function", 90),
        ("Eq. (3)", "mention", None),
    ]
    assert code[0]["preview"] == "def scale(x):\n    return x"
    assert code[0]["selectionRange"]["start"] == at(MODEL, "scale(x):")
    assert wire.result("paperlsp/codeOf", {"paper": "pages", "anchor": "eq:99"}) == {"code": []}
    assert wire.result("paperlsp/codeOf", {"paper": "other", "anchor": "eq:3"}) == {"code": []}


def test_the_card_of_an_equation(wire, folder):
    wire.initialize(folder, VIEW)
    found = wire.result("paperlsp/equation", {"paper": "pages", "anchor": "eq:3"})
    shown = [(each["notation"], each["meaning"], each["page"], each["code"]) for each in found["symbols"]]
    assert shown == [("α", "the scale", 2, []), ("x", "", None, ["x"])]
    assert found["lines"] == []
    assert wire.result("paperlsp/equation", {"paper": "pages", "anchor": "sec:1"}) is None
    assert wire.result("paperlsp/equation", {"paper": "other", "anchor": "eq:3"}) is None


def test_wrong_parameters_are_told(tmp_path, folder):
    with hand_made(tmp_path / "copies") as wire:
        wire.initialize(folder, VIEW)
        for method, params in (("codeOf", {"paper": "pages"}), ("codeOf", None), ("linksAt", {"position": 3})):
            assert wire.request(f"paperlsp/{method}", params)["error"]["code"] == -32602
        assert wire.leave() == 0


def test_what_belongs_to_a_caret(wire, folder):
    wire.initialize(folder, VIEW)
    uri = wire.open(folder / "model.py")

    def links(mark, plus=0):
        return wire.result("paperlsp/linksAt", {"textDocument": {"uri": uri}, "position": at(MODEL, mark, plus)})

    inside = links("return x", 8)
    assert inside["uri"] == uri
    assert (inside["symbol"], [link["anchor"] for link in inside["links"]]) == ("scale", ["eq:3"])
    assert inside["links"][0]["passage"] == {"page": 2, "document": 0, "box": BOX, "text": ""}
    mention = links("Eq. (3)", 2)
    assert (mention["symbol"], mention["links"][0]["percent"]) == ("", None)
    assert links("def forward", 4)["links"][0]["label"] == "§2 Page model"
    assert wire.result("paperlsp/linksAt", {"textDocument": {"uri": "file:///no.py"}, "position": at("x", "x")}) is None


def test_lenses_and_news(wire, folder):
    wire.initialize(folder, VIEW)
    assert wire.notification("paperlsp/changed") == {"folder": folder.as_uri()}
    wire.wait(lambda message: message.get("method") == "workspace/codeLens/refresh")
    uri = wire.open(folder / "model.py")
    lenses = wire.result("textDocument/codeLens", {"textDocument": {"uri": uri}})
    assert [(lens["range"]["start"]["line"], lens["command"]["title"]) for lens in lenses] == [
        (0, "§2 Page model, p. 2"),
        (7, "Eq. (3), p. 2"),
    ]
    assert lenses[0]["command"]["command"] == "paperlsp.open"
    assert lenses[0]["command"]["arguments"] == [{"folder": folder.as_uri(), "paper": "pages", "anchor": "sec:2"}]


def test_lenses_for_a_client_without_a_view_open_the_reading_copy(wire, folder, tmp_path):
    answer = wire.initialize(folder, {"window": {"showDocument": {"support": True}}})
    assert "paperlsp.showPart" in answer["capabilities"]["executeCommandProvider"]["commands"]
    uri = wire.open(folder / "model.py")
    lens = wire.result("textDocument/codeLens", {"textDocument": {"uri": uri}})[1]
    assert lens["command"]["command"] == "paperlsp.showPart"
    number = wire.ask(
        "workspace/executeCommand",
        {"command": lens["command"]["command"], "arguments": lens["command"]["arguments"]},
    )
    shown = wire.wait(lambda message: message.get("method") == "window/showDocument")
    assert shown["params"]["uri"] == (tmp_path / "copies" / "pages.md").as_uri()
    assert shown["params"]["selection"]["start"]["line"] == 10
    wire.send({"id": shown["id"], "result": {"success": True}})
    assert "error" not in wire.answer(number)
    for arguments in ([], ["x"], [{"paper": "pages"}], [None]):
        answer = wire.request("workspace/executeCommand", {"command": "paperlsp.showPart", "arguments": arguments})
        assert "result" in answer or "error" in answer


def test_a_setting_limits_the_lenses(wire, folder):
    wire.initialize(folder, VIEW, initializationOptions={"lenses": 0})
    uri = wire.open(folder / "model.py")
    assert wire.result("textDocument/codeLens", {"textDocument": {"uri": uri}}) == []


def test_hovers_show_pictures_only_to_who_asks_and_text_until_there_are_some(wire, folder):
    wire.initialize(folder, {**VIEW, "textDocument": {"hover": {"contentFormat": ["markdown"]}}})
    uri = wire.open(folder / "model.py")
    ask = {"textDocument": {"uri": uri}, "position": at(MODEL, "scale(x):", 2)}
    wire.notify("paperlsp/theme", {"kind": "dark"})
    wire.notify("paperlsp/theme", {"kind": 3})
    wire.notify("paperlsp/theme", {})
    # The paper of this folder lies nowhere, so it has no pictures.
    assert "y = αx" in wire.result("textDocument/hover", ask)["contents"]["value"]
