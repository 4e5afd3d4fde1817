"""Workspace folders, settings, watched files, progress, and an indexing that fails or is cancelled."""

from __future__ import annotations

import pytest
from wire import hand_made

BAD = "# Eq. (99)\n"
PULL = {"textDocument": {"diagnostic": {}}}


@pytest.fixture
def wire(tmp_path):
    with hand_made(tmp_path / "copies") as wire:
        yield wire
        assert wire.leave() == 0


def make(folder, name="m.py", text=BAD):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder


def items(wire, uri) -> list[str]:
    return [item["code"] for item in wire.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]]


def test_a_file_belongs_to_the_innermost_folder(wire, tmp_path):
    outer, inner = make(tmp_path / "outer"), make(tmp_path / "outer" / "inner")
    wire.initialize(outer, PULL, workspaceFolders=[{"uri": folder.as_uri(), "name": "x"} for folder in (outer, inner)])
    reports = wire.result("workspace/diagnostic", {"previousResultIds": []})["items"]
    assert [report["uri"] for report in reports] == [(outer / "m.py").as_uri(), (inner / "m.py").as_uri()]


def test_folders_come_and_go(wire, tmp_path):
    one, two = make(tmp_path / "one"), make(tmp_path / "two")
    wire.initialize(one, PULL)
    uri = (two / "m.py").as_uri()
    assert items(wire, uri) == []
    event = {"added": [{"uri": two.as_uri(), "name": "two"}], "removed": [{"uri": one.as_uri(), "name": "one"}]}
    wire.notify("workspace/didChangeWorkspaceFolders", {"event": event})
    assert items(wire, uri) == ["PL201", "PL900"]
    assert items(wire, (one / "m.py").as_uri()) == []


def test_a_folder_within_a_project_is_part_of_it(wire, tmp_path):
    """As for the command line in that folder: settings and papers above it count, and two such folders are one."""
    project = make(tmp_path / "project", "paperlsp.toml", "")
    one, two = make(project / "one"), make(project / "two")
    named = [{"uri": folder.as_uri(), "name": folder.name} for folder in (one, two)]
    wire.initialize(one, PULL, workspaceFolders=named)
    reports = wire.result("workspace/diagnostic", {"previousResultIds": []})["items"]
    assert [report["uri"] for report in reports] == [(one / "m.py").as_uri(), (two / "m.py").as_uri()]
    for asked in (one, two):
        (answer,) = wire.result("paperlsp/papers", {"folder": asked.as_uri()})["folders"]
        assert answer["folder"] == project.as_uri()
    wire.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": named[:1]}})
    assert items(wire, (one / "m.py").as_uri()) == ["PL201", "PL900"]
    wire.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": named[1:]}})
    assert items(wire, (one / "m.py").as_uri()) == []


def test_a_folder_that_is_not_there_yet_is_not_the_one_around_it(wire, tmp_path):
    make(tmp_path / "around")
    wire.initialize(tmp_path / "around" / "new", PULL)
    assert items(wire, (tmp_path / "around" / "m.py").as_uri()) == []


def test_root_uri_and_root_path_of_old_clients(tmp_path):
    folder = make(tmp_path / "old")
    for more in ({"rootUri": folder.as_uri()}, {"rootPath": str(folder)}):
        with hand_made(tmp_path / "copies") as wire:
            wire.initialize(None, PULL, **more)
            assert items(wire, (folder / "m.py").as_uri()) == ["PL201", "PL900"]
            assert wire.leave() == 0


def test_a_single_file_has_its_own_folder_while_it_is_open(wire, tmp_path):
    folder = make(tmp_path / "loose")
    wire.initialize(None, PULL)
    uri = wire.open(folder / "m.py")
    assert items(wire, uri) == ["PL201", "PL900"]
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert items(wire, uri) == []


def test_a_file_outside_of_the_named_folders_is_left_alone(wire, tmp_path):
    wire.initialize(make(tmp_path / "named"), PULL)
    assert items(wire, wire.open(make(tmp_path / "library") / "m.py")) == []


def test_texts_without_a_file_are_left_alone(wire, tmp_path):
    wire.initialize(make(tmp_path / "named"), PULL)
    uri = "untitled:Untitled-1"
    wire.notify(
        "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "python", "version": 1, "text": BAD}}
    )
    assert items(wire, uri) == []
    params = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 3}}
    assert wire.result("textDocument/hover", params) is None


def test_a_file_that_changes_on_disk(wire, tmp_path):
    folder = make(tmp_path / "w")
    wire.initialize(folder, {**PULL, "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}})
    asked = wire.wait(lambda message: message.get("method") == "client/registerCapability")
    wire.send({"id": asked["id"], "result": None})
    (registration,) = asked["params"]["registrations"]
    patterns = [watcher["globPattern"] for watcher in registration["registerOptions"]["watchers"]]
    assert {"**/*.py", "**/*.pdf", "**/pyproject.toml", "**/paperlsp.toml", "**/.gitignore"} <= set(patterns)
    uri = (folder / "m.py").as_uri()
    assert items(wire, uri) == ["PL201", "PL900"]
    (folder / "m.py").write_text("x = 1\n")
    wire.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})
    assert items(wire, uri) == []


def test_a_client_that_does_not_go_with_the_server_is_told_in_the_log(wire, tmp_path):
    folder = make(tmp_path / "w")
    wire.initialize(folder, {**PULL, "experimental": {"paperlsp": {"view": True, "version": "99.0.0"}}})
    message = wire.notification("window/logMessage")
    assert (message["type"], "newer than this server" in message["message"]) == (2, True)


def test_settings_that_the_client_sends(wire, tmp_path):
    folder = make(tmp_path / "w")
    wire.initialize(folder, PULL, initializationOptions={"hints": False})
    uri = (folder / "m.py").as_uri()
    assert items(wire, uri) == ["PL201"]
    wire.notify("workspace/didChangeConfiguration", {"settings": {"paperlsp": {"hints": True, "papers": 3}}})
    assert "papers must be a list" in wire.notification("window/logMessage")["message"]
    assert items(wire, uri) == ["PL201", "PL900"]


def test_settings_that_the_client_is_asked_for(wire, tmp_path):
    folder = make(tmp_path / "w")
    wire.initialize(
        folder, {**PULL, "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}}
    )
    asked = wire.wait(lambda message: message.get("method") == "client/registerCapability")
    assert asked["params"]["registrations"][0]["method"] == "workspace/didChangeConfiguration"
    wire.send({"id": asked["id"], "result": None})
    asked = wire.wait(lambda message: message.get("method") == "workspace/configuration")
    assert asked["params"]["items"] == [{"scopeUri": folder.as_uri(), "section": "paperlsp"}]
    wire.send({"id": asked["id"], "result": [{"hints": False, "papers": ["locked.pdf"]}]})
    # A paper that cannot be read is something that a person must act on.
    shown = wire.notification("window/showMessage")
    assert shown["message"] == "paperlsp: locked.pdf: The PDF is encrypted. Give an open one."
    assert items(wire, (folder / "m.py").as_uri()) == ["PL201"]


def test_an_indexing_that_fails_keeps_the_last_result(tmp_path):
    folder = make(tmp_path / "w")
    with hand_made(tmp_path / "copies") as wire:
        wire.initialize(folder, PULL)
        uri = wire.open(folder / "m.py")
        assert items(wire, uri) == ["PL201", "PL900"]
        change = {
            "textDocument": {"uri": uri, "version": 2},
            "contentChanges": [{"text": BAD + "# raise-in-the-indexer\n"}],
        }
        wire.notify("textDocument/didChange", change)
        assert items(wire, uri) == ["PL201", "PL900"]
        assert wire.leave() == 0
        assert "asked to fail" in wire.errors()


def test_a_folder_that_cannot_be_indexed_gives_silence(tmp_path):
    folder = make(tmp_path / "w", text="# raise-in-the-indexer\n")
    with hand_made(tmp_path / "copies") as wire:
        wire.initialize(folder, PULL)
        assert items(wire, (folder / "m.py").as_uri()) == []
        assert wire.result("workspace/symbol", {"query": ""}) is None
        assert wire.leave() == 0


def test_progress_is_shown_and_can_be_cancelled(tmp_path):
    folder = make(tmp_path / "w")
    with hand_made(tmp_path / "copies", "--wait-for-cancel", str(tmp_path / "started")) as wire:
        wire.initialize(folder, {**PULL, "window": {"workDoneProgress": True}})
        create = wire.wait(lambda message: message.get("method") == "window/workDoneProgress/create")
        token = create["params"]["token"]
        wire.send({"id": create["id"], "result": None})
        begin = wire.notification("$/progress")
        assert begin["value"]["kind"] == "begin"
        assert begin["value"]["cancellable"] is True
        # Meanwhile a request waits, and can be cancelled by itself.
        waiting = wire.ask("textDocument/diagnostic", {"textDocument": {"uri": (folder / "m.py").as_uri()}})
        wire.notify("$/cancelRequest", {"id": waiting})
        assert wire.answer(waiting)["error"]["code"] == -32800
        wire.notify("window/workDoneProgress/cancel", {"token": token})
        assert wire.notification("$/progress", lambda params: params["value"]["kind"] == "end")["token"] == token
        assert items(wire, (folder / "m.py").as_uri()) == []
        # The next change indexes again.
        wire.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": (folder / "m.py").as_uri(), "type": 2}]})
        assert items(wire, (folder / "m.py").as_uri()) == ["PL201", "PL900"]
        assert wire.leave() == 0


def test_leaving_does_not_wait_for_an_indexing(tmp_path):
    folder = make(tmp_path / "w")
    with hand_made(tmp_path / "copies", "--wait-for-cancel", str(tmp_path / "started")) as wire:
        wire.initialize(folder, {**PULL, "window": {"workDoneProgress": True}})
        waiting = wire.ask("textDocument/diagnostic", {"textDocument": {"uri": (folder / "m.py").as_uri()}})
        wire.result("shutdown")
        assert wire.answer(waiting)["error"]["code"] == -32800
        wire.notify("exit")
        assert wire.process.wait(60) == 0
