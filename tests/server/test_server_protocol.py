"""Greeting and farewell, messages that cannot be read, and clients that vanish."""

from __future__ import annotations

import json
import socket
import subprocess
import sys

import pytest
from wire import PATIENCE, hand_made


@pytest.fixture
def wire(tmp_path):
    with hand_made(tmp_path / "copies") as wire:
        yield wire


def test_an_orderly_session_ends_with_0(wire, tmp_path):
    wire.initialize(tmp_path)
    assert wire.leave() == 0
    assert wire.errors() == ""


def test_exit_without_shutdown_ends_with_1(wire, tmp_path):
    wire.initialize(tmp_path)
    wire.notify("exit")
    assert wire.process.wait(PATIENCE) == 1


def test_exit_before_anything_ends_with_1(wire):
    wire.notify("exit")
    assert wire.process.wait(PATIENCE) == 1


def test_the_end_of_input_ends_the_server(wire, tmp_path):
    wire.initialize(tmp_path)
    wire.process.stdin.close()
    assert wire.process.wait(PATIENCE) == 1


def test_the_end_of_input_within_a_message_ends_the_server(wire):
    wire.send_bytes(b"Content-Length: 100\r\n\r\n{")
    wire.process.stdin.close()
    assert wire.process.wait(PATIENCE) == 1


def test_requests_before_initialize_are_refused(wire, tmp_path):
    assert wire.request("textDocument/hover", hover_params(tmp_path))["error"]["code"] == -32002
    wire.notify("textDocument/didOpen", {})
    wire.initialize(tmp_path)
    assert wire.leave() == 0


def test_a_second_initialize_is_refused(wire, tmp_path):
    wire.initialize(tmp_path)
    assert (
        wire.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})["error"]["code"] == -32600
    )


def test_requests_after_shutdown_are_refused(wire, tmp_path):
    wire.initialize(tmp_path)
    wire.result("shutdown")
    assert wire.request("textDocument/hover", hover_params(tmp_path))["error"]["code"] == -32600
    wire.notify("exit")
    assert wire.process.wait(PATIENCE) == 0


def hover_params(root):
    return {"textDocument": {"uri": (root / "m.py").as_uri()}, "position": {"line": 0, "character": 0}}


def test_requests_with_wrong_parameters_are_answered(wire, tmp_path):
    wire.initialize(tmp_path)
    wrong = [{}, None, [], "x", {"textDocument": {"uri": 3}}]
    wrong.append(hover_params(tmp_path) | {"position": {"line": -1, "character": 0}})
    for params in wrong:
        assert wire.request("textDocument/hover", params)["error"]["code"] == -32602
    assert wire.leave() == 0


def test_unknown_methods_are_answered_and_unknown_notifications_ignored(wire, tmp_path):
    wire.initialize(tmp_path)
    wire.notify("$/unknown", {"a": 1})
    wire.send({"method": "other/unknown"})
    wire.send({"id": "no-params", "method": "unknown/request"})
    assert wire.answer("no-params")["error"]["code"] == -32601
    assert wire.request("unknown/request", {"a": 1})["error"]["code"] == -32601
    assert wire.leave() == 0


def test_messages_that_cannot_be_read_get_an_answer_without_an_id(wire, tmp_path):
    wire.initialize(tmp_path)
    unreadable = {
        b"{": -32700,
        b"\xff\xfe": -32700,
        b"[" * 100_000: -32700,
        b"": -32700,
        b"[]": -32600,
        b"null": -32600,
        b'{"jsonrpc": "2.0", "id": {}, "method": "x"}': -32600,
        b"3": -32600,
        b'{"id": 1}': -32600,
        b'{"jsonrpc": "2.0"}': -32600,
    }
    for body, code in unreadable.items():
        wire.send_body(body)
        assert wire.answer(None)["error"]["code"] == code
    assert wire.leave() == 0


def test_a_request_of_another_protocol_is_answered(wire, tmp_path):
    wire.initialize(tmp_path)
    wire.send_body(b'{"jsonrpc": "1.0", "id": 77, "method": "x"}')
    assert wire.answer(77)["error"]["code"] == -32600
    assert wire.leave() == 0


def test_an_object_within_a_message_is_no_message(wire, tmp_path):
    wire.initialize(tmp_path)
    inner = {"jsonrpc": "2.0", "method": "paperlsp/papers", "id": 5, "params": 3}
    assert wire.request("unknown/request", {"inner": inner})["error"]["code"] == -32601
    assert wire.leave() == 0


def test_headers_come_in_many_spellings(wire, tmp_path):
    wire.initialize(tmp_path)
    heads = (
        b"content-length: %d\r\n\r\n",
        b"Content-Length:%d\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n",
        b"Content-Type: x\r\nCONTENT-LENGTH :  %d\r\n\r\n",
        b"Content-Length: %d\n\n",
        b"\r\n\r\nContent-Length: %d\r\n\r\n",
    )
    for number, head in enumerate(heads, 100):
        body = json.dumps({"jsonrpc": "2.0", "id": number, "method": "unknown/request"}).encode()
        for byte in (head % len(body)) + body:
            wire.send_bytes(bytes([byte]))
        assert wire.answer(number)["error"]["code"] == -32601
    assert wire.leave() == 0


@pytest.mark.parametrize(
    "head", [b"Content-Length: 999999999999\r\n\r\n", b"Content-Length: -5\r\n\r\n", b"x" * 200_000]
)
def test_what_is_no_framing_ends_the_server(wire, tmp_path, head):
    wire.initialize(tmp_path)
    wire.send_bytes(head)
    assert wire.answer(None)["error"]["code"] == -32700
    assert wire.process.wait(PATIENCE) == 1


def test_answers_to_nothing_are_ignored(wire, tmp_path):
    wire.initialize(tmp_path)
    wire.send({"id": "never-asked", "result": None})
    wire.send({"id": "never-asked", "error": {"code": 1, "message": "x"}})
    wire.notify("$/cancelRequest", {"id": 99})
    wire.notify("window/workDoneProgress/cancel", {"token": "never-made"})
    assert wire.leave() == 0


def test_nothing_but_messages_comes_out(tmp_path):
    (tmp_path / "m.py").write_text("class MaskDecoder: ...\n")
    with hand_made(tmp_path / "copies", "--noisy") as wire:
        wire.initialize(tmp_path)
        uri = wire.open(tmp_path / "m.py")
        params = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 8}}
        assert wire.result("textDocument/hover", params) is not None
        assert wire.leave() == 0
        assert "a library that prints" in wire.errors()


@pytest.mark.skipif(sys.platform == "win32", reason="there, a process cannot be asked whether it lives")
def test_the_server_ends_when_the_client_process_dies_and_the_pipe_stays_open(wire, tmp_path):
    client = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        wire.initialize(tmp_path, processId=client.pid)
        assert wire.process.poll() is None
    finally:
        client.kill()
        client.wait()
        client.stdin.close()
    assert wire.process.wait(PATIENCE) == 1


def test_a_client_whose_process_is_unknown_here_is_served(wire, tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    wire.initialize(tmp_path, processId=gone.pid)
    assert wire.leave() == 0


def test_one_client_over_tcp(tmp_path):
    with hand_made(tmp_path / "copies", "--tcp") as server:
        while b"\n" not in b"".join(server._errors):
            server._error_thread.join(0.01)
        port = int(b"".join(server._errors).decode().split(":")[-1])
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as client, client.makefile("rb") as lines:
            body = json.dumps(
                {
                    "jsonrpc": "2.0",
                    "id": 1,
                    "method": "initialize",
                    "params": {"processId": None, "rootUri": None, "capabilities": {}},
                }
            )
            client.sendall(f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
            length = int(lines.readline().split(b":")[1])
            while lines.readline() != b"\r\n":
                pass
            assert "capabilities" in json.loads(lines.read(length))["result"]
            for message in ({"id": 2, "method": "shutdown"}, {"method": "exit"}):
                body = json.dumps({"jsonrpc": "2.0", **message})
                client.sendall(f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
            assert server.process.wait(PATIENCE) == 0


def test_the_capabilities_are_those_that_the_documentation_lists(wire, tmp_path):
    capabilities = wire.initialize(tmp_path)["capabilities"]
    assert sorted(name for name, value in capabilities.items() if value) == [
        "callHierarchyProvider",
        "codeActionProvider",
        "codeLensProvider",
        "completionProvider",
        "declarationProvider",
        "definitionProvider",
        "diagnosticProvider",
        "documentHighlightProvider",
        "documentLinkProvider",
        "documentSymbolProvider",
        "executeCommandProvider",
        "experimental",
        "foldingRangeProvider",
        "hoverProvider",
        "implementationProvider",
        "inlayHintProvider",
        "positionEncoding",
        "referencesProvider",
        "semanticTokensProvider",
        "textDocumentSync",
        "workspace",
        "workspaceSymbolProvider",
    ]
    assert capabilities["experimental"]["paperlsp"]["readingCopies"] == (tmp_path / "copies").as_uri()
    assert capabilities["diagnosticProvider"] == {
        "identifier": "paperlsp",
        "interFileDependencies": True,
        "workspaceDiagnostics": True,
    }
    assert capabilities["positionEncoding"] == "utf-16"


@pytest.mark.parametrize("offered", [["utf-8", "utf-16"], ["utf-32"], ["utf-16"], ["latin-1"], []])
def test_the_position_encoding_is_the_clients_first_that_we_know(wire, tmp_path, offered):
    capabilities = wire.initialize(tmp_path, {"general": {"positionEncodings": offered}})["capabilities"]
    expected = offered[0] if offered and offered[0].startswith("utf") else "utf-16"
    assert capabilities["positionEncoding"] == expected
