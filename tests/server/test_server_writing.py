"""Completion, hints, tokens, highlights, folds, the call hierarchy, and French, on a folder made by hand."""

from __future__ import annotations

import pytest
from wire import at, hand_made

MODEL = """\
# é𝛽 α

def scale(x, alpha):
    return alpha * x


class MaskDecoder:
    def forward(self, _alpha):
        return scale(_alpha)
"""
ON = {"inlayHints": True, "semanticTokens": True}
COPY = "# Pages"


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


def whole(uri: str) -> dict:
    return {
        "textDocument": {"uri": uri},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}},
    }


def edit(wire, uri: str, version: int, line: int, text: str) -> None:
    spot = {"line": line, "character": 0}
    wire.notify(
        "textDocument/didChange",
        {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"range": {"start": spot, "end": spot}, "text": text}],
        },
    )


def test_completion_of_parts_while_they_are_written(wire, folder):
    markdown = {"textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}}}
    result = wire.initialize(folder, markdown)
    assert result["capabilities"]["completionProvider"]["resolveProvider"] is True
    uri = wire.open(folder / "model.py")
    edit(wire, uri, 2, 2, "# paper: Eq\n")
    # Not indexed yet: the answer comes from the text as it is.
    ask = {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 11}}
    answer = wire.result("textDocument/completion", ask)
    assert answer["isIncomplete"] is False
    items = answer["items"]
    # The definition below leads to the equation, which therefore comes first.
    assert [item["textEdit"]["newText"] for item in items] == ["Eq. (3)", "§1", "§2"]
    assert items[0]["detail"] == "90% · 2 Page model › Eq. (3), p. 2"
    assert items[0]["textEdit"]["range"] == {"start": {"line": 2, "character": 9}, "end": {"line": 2, "character": 11}}
    assert "documentation" not in items[0]
    resolved = wire.result("completionItem/resolve", items[0])
    assert resolved["documentation"]["kind"] == "markdown"
    assert "y = αx" in resolved["documentation"]["value"]

    edit(wire, uri, 3, 3, '# paper: §2 "The\n')
    ask["position"] = {"line": 3, "character": 16}
    (quote,) = wire.result("textDocument/completion", ask)["items"]
    assert quote["textEdit"]["newText"] == 'The mask decoder maps pages to masks."'
    assert wire.result("textDocument/completion", {**ask, "position": {"line": 4, "character": 5}}) is None
    assert wire.result("textDocument/completion", {**ask, "textDocument": {"uri": "file:///no.py"}}) is None


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 9), ("utf-16", 6), ("utf-32", 5)])
def test_highlights_of_one_notation(wire, folder, encoding, character):
    wire.initialize(folder, {"general": {"positionEncodings": [encoding]}})
    uri = wire.open(folder / "model.py")

    def ask(position):
        found = wire.result("textDocument/documentHighlight", {"textDocument": {"uri": uri}, "position": position})
        return (
            None
            if found is None
            else [(each["range"]["start"]["line"], each["range"]["start"]["character"]) for each in found]
        )

    expected = [(0, character), (2, 13), (3, 11), (7, 22), (8, 21)]
    assert ask({"line": 3, "character": 12}) == expected
    assert ask({"line": 0, "character": character}) == expected
    assert ask({"line": 2, "character": 5}) is None


def test_hints_and_tokens_are_off_until_somebody_asks(wire, folder):
    wire.initialize(folder)
    uri = wire.open(folder / "model.py")
    assert wire.result("textDocument/inlayHint", whole(uri)) is None
    assert wire.result("textDocument/semanticTokens/full", {"textDocument": {"uri": uri}}) is None


def test_hints_and_tokens(wire, folder):
    refresh = {"inlayHint": {"refreshSupport": True}, "semanticTokens": {"refreshSupport": True}}
    answer = wire.initialize(folder, {"workspace": refresh}, initializationOptions=ON)
    for method in ("workspace/inlayHint/refresh", "workspace/semanticTokens/refresh"):
        wire.wait(lambda message, method=method: message.get("method") == method)
    uri = wire.open(folder / "model.py")
    (first, second) = wire.result("textDocument/inlayHint", whole(uri))
    assert (first["label"], first["position"], first["tooltip"]) == ("α", at(MODEL, "alpha):", 5), "α: the scale")
    assert second["position"] == at(MODEL, "_alpha):", 6)
    narrow = whole(uri) | {"range": {"start": {"line": 5, "character": 0}, "end": {"line": 9, "character": 0}}}
    assert [each["position"]["line"] for each in wire.result("textDocument/inlayHint", narrow)] == [7]

    legend = answer["capabilities"]["semanticTokensProvider"]["legend"]
    data = wire.result("textDocument/semanticTokens/full", {"textDocument": {"uri": uri}})["data"]
    places, line, character = [], 0, 0
    for step, along, length, kind, modifiers in zip(*[iter(data)] * 5, strict=True):
        line, character = line + step, along + (0 if step else character)
        names = [name for bit, name in enumerate(legend["tokenModifiers"]) if modifiers >> bit & 1]
        places.append((line, character, length, legend["tokenTypes"][kind], names))
    assert places == [
        (2, 4, 5, "function", ["explained"]),
        (6, 6, 11, "class", ["explained"]),
        (7, 8, 7, "method", ["explained"]),
    ]


def test_a_client_asks_again_only_for_what_is_on_or_was_on_until_now(wire, folder):
    methods = [f"workspace/{each}/refresh" for each in ("codeLens", "inlayHint", "semanticTokens")]
    lenses, hints, tokens = methods
    able = {"refreshSupport": True}
    wire.initialize(folder, {"workspace": {"codeLens": able, "inlayHint": able, "semanticTokens": able}})

    def told(method: str) -> None:
        wire.wait(lambda message: message.get("method") == method)

    def untold() -> set[str]:
        wire.result("workspace/symbol", {"query": ""})
        return {message["method"] for message in wire.seen if message.get("method") in methods}

    told(lenses)
    assert hints not in untold()
    assert tokens not in untold()
    wire.notify("workspace/didChangeConfiguration", {"settings": {"paperlsp": {"inlayHints": True, "lenses": 0}}})
    told(lenses)
    # Once for the settings, and once when the folder has been read with them.
    told(hints)
    told(hints)
    assert untold() == set()
    wire.notify("workspace/didChangeConfiguration", {"settings": {"paperlsp": {"lenses": 0}}})
    told(hints)
    assert untold() == set()


def test_the_reading_copy_folds_by_parts(wire, folder, tmp_path):
    wire.initialize(folder)
    wire.result("workspace/symbol", {"query": ""})
    uri = (tmp_path / "copies" / "pages.md").as_uri()
    folds = wire.result("textDocument/foldingRange", {"textDocument": {"uri": uri}})
    assert [(each["startLine"], each["endLine"]) for each in folds] == [(2, 5), (6, 10)]
    code = wire.open(folder / "model.py")
    assert wire.result("textDocument/foldingRange", {"textDocument": {"uri": code}}) is None


def test_the_call_hierarchy_crosses_from_paper_to_code(wire, folder, tmp_path):
    wire.initialize(folder)
    wire.result("workspace/symbol", {"query": ""})
    uri = (tmp_path / "copies" / "pages.md").as_uri()

    def prepare(line):
        ask = {"textDocument": {"uri": uri}, "position": {"line": line, "character": 0}}
        return wire.result("textDocument/prepareCallHierarchy", ask)

    (equation,) = prepare(10)
    assert (equation["name"], equation["detail"]) == ("Eq. (3): y = αx", "Pages, p. 2")
    (call,) = wire.result("callHierarchy/outgoingCalls", {"item": equation})
    assert (call["to"]["name"], call["to"]["uri"]) == ("scale", (folder / "model.py").as_uri())
    assert call["to"]["selectionRange"]["start"] == at(MODEL, "scale(x,")
    (back,) = wire.result("callHierarchy/incomingCalls", {"item": call["to"]})
    assert back["from"]["name"] == equation["name"]
    (by,) = wire.result("callHierarchy/incomingCalls", {"item": equation})
    assert by["from"]["name"] == "1 Introduction"
    assert by["fromRanges"] == [{"start": {"line": 4, "character": 19}, "end": {"line": 4, "character": 26}}]
    (introduction,) = prepare(2)
    assert [each["to"]["name"] for each in wire.result("callHierarchy/outgoingCalls", {"item": introduction})] == [
        "Eq. (3): y = αx"
    ]
    code = wire.open(folder / "model.py")
    ask = {"textDocument": {"uri": code}, "position": at(MODEL, "scale(x,")}
    assert wire.result("textDocument/prepareCallHierarchy", ask) is None
    assert wire.result("callHierarchy/outgoingCalls", {"item": {**equation, "data": None}}) is None


def test_a_french_client_reads_french(tmp_path, folder):
    with hand_made(tmp_path / "copies") as wire:
        wire.initialize(folder, locale="fr-FR", initializationOptions={"lenses": 99})
        told = wire.notification("window/logMessage")
        assert told["message"] == "Le réglage paperlsp.lenses doit être un nombre entier de 0 à 9."
        uri = wire.open(folder / "model.py")
        context = {"context": {"diagnostics": []}}
        ask = {"textDocument": {"uri": uri}, "range": {"start": at(MODEL, "scale(x,"), "end": at(MODEL, "scale(x,")}}
        titles = [action["title"] for action in wire.result("textDocument/codeAction", ask | context)]
        assert "Confirmer : 2 Page model › Eq. (3), p. 2" in titles
        assert "Étranger à l’article : ingénierie" in titles
        answer = wire.result(
            "workspace/executeCommand",
            {"command": "paperlsp.confirm", "arguments": [{"uri": uri, "symbol": "nothing", "paper": "pages"}]},
        )
        assert answer == {"done": False, "reason": "model.py n’a pas de définition nothing."}
        assert wire.leave() == 0


def test_the_page_of_the_pdf_for_clients_without_a_view(wire, folder):
    actions = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": [""]}}}
    can = {"window": {"showDocument": {"support": True}}, "textDocument": {"codeAction": actions}}
    wire.initialize(folder, can)
    uri = wire.open(folder / "model.py")

    def pages(mark, only=None):
        here = at(MODEL, mark)
        context = {"diagnostics": []} | ({"only": only} if only else {})
        ask = {"textDocument": {"uri": uri}, "range": {"start": here, "end": here}, "context": context}
        return [each for each in wire.result("textDocument/codeAction", ask) if each["kind"] == "paperlsp.page"]

    (action,) = pages("scale(_alpha)")
    assert action["title"] == "Open the PDF at Eq. (3), p. 2"
    assert pages("return alpha") == pages("scale(_alpha)", ["quickfix"]) == []
    command = action["command"]
    number = wire.ask("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
    shown = wire.wait(lambda message: message.get("method") == "window/showDocument")
    assert shown["params"] == {"uri": f"{(folder / 'paper.pdf').as_uri()}#page=2", "external": True}
    wire.send({"id": shown["id"], "result": {"success": True}})
    assert "error" not in wire.answer(number)
