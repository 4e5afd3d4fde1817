"""Edits by the thousand, and questions that cross them on the way."""

from __future__ import annotations

import time

import pytest
from wire import PATIENCE, hand_made

PULL = {"textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["markdown"]}}}
MODEL = "class MaskDecoder:\n    def forward(self, x):\n        return x\n"
MODIFIED, CANCELLED = -32801, -32800


@pytest.fixture
def wire(tmp_path):
    with hand_made(tmp_path / "copies") as wire:
        yield wire


def change(wire, uri, version, text, line=0, character=0):
    place = {"line": line, "character": character}
    wire.notify(
        "textDocument/didChange",
        {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"range": {"start": place, "end": place}, "text": text}],
        },
    )


def test_an_answer_about_a_text_that_has_changed_is_dropped(tmp_path):
    root = tmp_path / "work"
    root.mkdir()
    (root / "m.py").write_text(MODEL)
    place = {"textDocument": {"uri": (root / "m.py").as_uri()}, "position": {"line": 0, "character": 8}}
    reading = {"textDocument": place["textDocument"]}
    with hand_made(tmp_path / "copies", "--wait-for-cancel", str(tmp_path / "started")) as wire:
        wire.initialize(root, {**PULL, "window": {"workDoneProgress": True}})
        create = wire.wait(lambda message: message.get("method") == "window/workDoneProgress/create")
        wire.send({"id": create["id"], "result": None})
        wire.notification("$/progress", lambda params: params["value"]["kind"] == "begin")
        uri = wire.open(root / "m.py")
        before, whole, gone = (
            wire.ask("textDocument/hover", place),
            wire.ask("textDocument/documentLink", reading),
            wire.ask("textDocument/hover", place),
        )
        change(wire, uri, 2, "# A line above.\n")
        after = wire.ask("textDocument/hover", place | {"position": {"line": 1, "character": 8}})
        wire.notify("$/cancelRequest", {"id": gone})
        assert wire.answer(gone)["error"]["code"] == CANCELLED
        wire.notify("window/workDoneProgress/cancel", {"token": create["params"]["token"]})
        assert wire.answer(before)["error"]["code"] == MODIFIED
        assert "Page model" in str(wire.answer(after)["result"])
        # What names no place is answered for the text as it is by then.
        assert wire.answer(whole)["result"] == []
        assert wire.leave() == 0
        assert wire.errors() == ""


def test_ten_thousand_edits_a_minute_leave_no_backlog(wire, tmp_path):
    (tmp_path / "m.py").write_text(MODEL)
    wire.initialize(tmp_path, PULL)
    uri = wire.open(tmp_path / "m.py", MODEL + "x = 1  # nothing to see\n" * 1000)
    start = time.monotonic()
    for version in range(2, 10_002):
        change(wire, uri, version, "# see Eq. (99)\n" if version == 5000 else "#")
    found = wire.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    assert time.monotonic() - start < PATIENCE
    assert [each["range"]["start"]["line"] for each in found["items"] if each["severity"] == 2] == [0]
    # As many signs stand before the sentence as were typed after it.
    assert found["items"][0]["range"]["start"]["character"] == 5001 + len("# see ")
    assert wire.leave() == 0
    assert wire.errors() == ""


def test_somebody_who_never_stops_typing_sees_diagnostics(wire, tmp_path):
    (tmp_path / "m.py").write_text(MODEL)
    wire.initialize(tmp_path)
    uri = wire.open(tmp_path / "m.py", "# see Eq. (99)\n")
    deadline = time.monotonic() + PATIENCE
    found = [{"params": {"version": 1}}]
    version = 1
    while not any(each["params"].get("version", 0) > 1 for each in found):
        assert time.monotonic() < deadline
        version += 1
        change(wire, uri, version, "#")
        time.sleep(0.03)
        while not wire._incoming.empty():
            wire.seen.append(wire._incoming.get())
        found = [each for each in wire.seen if each.get("method") == "textDocument/publishDiagnostics"]
    assert wire.leave() == 0


@pytest.mark.parametrize("text", ["", "\r", "\r\n", "x" * 2_000_000, "\n" * 300_000, "é\u2028" * 50_000])
def test_huge_and_empty_texts_are_taken(wire, tmp_path, text):
    (tmp_path / "m.py").write_text(MODEL)
    wire.initialize(tmp_path, PULL)
    uri = wire.open(tmp_path / "m.py")
    for version, new in ((2, text), (3, MODEL)):
        wire.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": new}]},
        )
        wire.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 8}}
    assert "Page model" in str(wire.result("textDocument/hover", place))
    assert wire.leave() == 0
    assert wire.errors() == ""
