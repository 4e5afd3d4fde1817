"""Downloads by a person's click, against a server on this machine; without a click nothing asks the network."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from paper_server import Answer, Site, site
from wire import Wire

PDF = (Path(__file__).parents[2] / "fixtures" / "qhadam" / "paper.pdf").read_bytes()
WHAT = "arxiv:2101.00001v1"
ACTIONS = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}}}
START = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}


@pytest.fixture
def here():
    with site() as found:
        yield found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "re po é"
    folder.mkdir()
    (folder / "paperlsp.toml").write_text('papers = [{ arxiv = "2101.00001v1" }]\n')
    (folder / "code.py").write_text("class QHAdam:\n    pass\n")
    return folder


@pytest.fixture
def wire(tmp_path: Path, here: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PAPERLSP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("PAPERLSP_ARXIV", here.url)
    with Wire([sys.executable, "-P", "-m", "paperlsp.cli"]) as opened:
        yield opened


def run(wire: Wire, command: str, **argument: str) -> dict:
    return wire.result("workspace/executeCommand", {"command": command, "arguments": [argument]})


def papers(wire: Wire) -> list[str]:
    return [each["path"] for each in wire.result("paperlsp/papers")["folders"][0]["papers"]]


def actions(wire: Wire, root: Path) -> list[dict]:
    diagnostic = {"range": START, "message": "", "source": "paperlsp", "code": "PL001"}
    params = {"textDocument": {"uri": (root / "paperlsp.toml").as_uri()}, "range": START}
    found = wire.result("textDocument/codeAction", params | {"context": {"diagnostics": [diagnostic]}})
    return [each for each in found or () if each["command"]["command"] == "paperlsp.fetch"]


def test_a_click_on_the_finding_s_fix_downloads_the_paper(wire, root, here):
    here.pages["/pdf/2101.00001v1"] = [Answer(PDF)]
    wire.initialize(root, ACTIONS)
    assert papers(wire) == []
    (action,) = actions(wire, root)
    assert (action["title"], action["kind"]) == (f"Download {WHAT}", "quickfix")
    assert here.asked == []
    command = action["command"]
    done = wire.result("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
    assert done == {"done": True}
    assert len(here.asked) == 1
    assert papers(wire) == ["arxiv-2101.00001v1.pdf"]
    assert actions(wire, root) == []
    # What is there already is not asked for again.
    assert run(wire, "paperlsp.fetch") == {"done": True}
    assert len(here.asked) == 1
    assert wire.leave() == 0


def test_what_nobody_has_named_is_not_downloaded(wire, root, here):
    wire.initialize(root, ACTIONS)
    for what in ("arxiv:1412.6980", f"{here.url}/evil.pdf", "file:///etc/passwd"):
        done = run(wire, "paperlsp.fetch", folder=root.as_uri(), what=what)
        assert (done["done"], what in done["reason"]) == (False, True)
    assert run(wire, "paperlsp.fetch", folder="file:///nowhere")["done"] is False
    assert here.asked == []


def test_a_failure_is_told_in_words_and_nothing_is_kept(wire, root, here, tmp_path):
    here.pages["/pdf/2101.00001v1"] = [Answer(b"<html>", kind="text/html")]
    wire.initialize(root, ACTIONS)
    done = run(wire, "paperlsp.fetch", what=WHAT)
    assert (done["done"], "is a page, not a PDF" in done["reason"]) == (False, True)
    assert list((tmp_path / "cache").glob("fetched/*")) == []


def test_a_download_that_stalls_ends_when_the_person_cancels(wire, root, here):
    here.pages["/pdf/2101.00001v1"] = [Answer(PDF[:2000], length=len(PDF), stall=True)]
    wire.initialize(root, {**ACTIONS, "window": {"workDoneProgress": True}})
    asked = wire.ask("workspace/executeCommand", {"command": "paperlsp.fetch", "arguments": [{"what": WHAT}]})
    while True:
        created = wire.wait(lambda each: each.get("method") == "window/workDoneProgress/create")
        wire.send({"id": created["id"], "result": None})
        begun = wire.notification("$/progress", lambda each: each["value"]["kind"] == "begin")
        if "downloading" in begun["value"]["title"]:
            break
    wire.notify("window/workDoneProgress/cancel", {"token": begun["token"]})
    answer = wire.answer(asked)
    assert answer["result"] == {"done": False, "reason": "The download was cancelled."}


def test_a_folder_is_looked_at_again_when_it_is_asked_for(wire, root):
    (root / "paperlsp.toml").unlink()
    wire.initialize(root)
    assert papers(wire) == []
    (root / "paper.pdf").write_bytes(PDF)
    assert run(wire, "paperlsp.lookAgain", folder=root.as_uri()) == {"done": True}
    assert papers(wire) == ["paper.pdf"]
    assert run(wire, "paperlsp.lookAgain", folder="file:///nowhere") == {"done": False}
