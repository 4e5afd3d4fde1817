"""A client that writes and reads single LSP messages, so that a test can send what no library would."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

HERE = Path(__file__).parent
PATIENCE = 60.0
"""Seconds until a test gives up on a message that should have come at once."""


class Wire:
    """A server process with its messages. ``seen`` are all that it sent, in order."""

    def __init__(self, command: list[str], **more) -> None:
        environment = os.environ | {"PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **more
        )
        self.seen: list[dict] = []
        self._incoming: queue.Queue[dict | None] = queue.Queue()
        self._number = 0
        threading.Thread(target=self._read, daemon=True).start()
        self._errors: list[bytes] = []
        self._error_thread = threading.Thread(target=self._read_errors, daemon=True)
        self._error_thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError):
                stream.close()

    def send_bytes(self, content: bytes) -> None:
        self.process.stdin.write(content)
        self.process.stdin.flush()

    def send_body(self, body: bytes) -> None:
        self.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def send(self, message: dict) -> None:
        self.send_body(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method: str, params: object = None) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: object = None) -> int:
        """Sends a request and returns its id without waiting."""
        self._number += 1
        self.send({"id": self._number, "method": method, "params": params})
        return self._number

    def request(self, method: str, params: object = None) -> dict:
        """The whole answer to a request."""
        return self.answer(self.ask(method, params))

    def result(self, method: str, params: object = None):
        answer = self.request(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def answer(self, number: object) -> dict:
        return self.wait(lambda message: message.get("id") == number and "method" not in message)

    def notification(self, method: str, fits=lambda _: True) -> dict:
        return self.wait(lambda message: message.get("method") == method and fits(message.get("params")))["params"]

    def wait(self, fits) -> dict:
        """The first message that fits, whether it came already or not; it is taken out of ``seen``."""
        for at, message in enumerate(self.seen):
            if fits(message):
                return self.seen.pop(at)
        while True:
            message = self._incoming.get(timeout=PATIENCE)
            assert message is not None, f"the server has gone: {self.errors()}"
            if fits(message):
                return message
            self.seen.append(message)

    def initialize(self, root: Path | None, capabilities: dict | None = None, **more) -> dict:
        folders = None if root is None else [{"uri": root.as_uri(), "name": root.name}]
        result = self.result(
            "initialize",
            {
                "processId": None,
                "rootUri": None,
                "capabilities": capabilities or {},
                "workspaceFolders": folders,
                **more,
            },
        )
        self.notify("initialized", {})
        return result

    def open(self, path: Path, text: str | None = None, language: str = "python") -> str:
        text = path.read_text() if text is None else text
        uri = path.as_uri()
        self.notify(
            "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}
        )
        return uri

    def leave(self) -> int:
        self.result("shutdown")
        self.notify("exit")
        return self.process.wait(PATIENCE)

    def errors(self) -> str:
        self._error_thread.join(1)
        return b"".join(self._errors).decode()

    def _read(self) -> None:
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                assert value, f"not a header: {line!r}"
                if name.lower() == b"content-length":
                    length = int(value)
            if line == b"":
                self._incoming.put(None)
                return
            self._incoming.put(json.loads(stream.read(length)))

    def _read_errors(self) -> None:
        with contextlib.suppress(ValueError):
            # The stream is closed under this thread when the test ends first.
            while block := self.process.stderr.read1(4096):
                self._errors.append(block)


def hand_made(copies: Path, *arguments: str) -> Wire:
    return Wire([sys.executable, str(HERE / "hand_made.py"), str(copies), *arguments])


def at(text: str, mark: str, plus: int = 0) -> dict:
    """The position (in ASCII text) of the first place where ``mark`` stands."""
    before = text[: text.index(mark) + plus]
    return {"line": before.count("\n"), "character": len(before) - (before.rfind("\n") + 1)}
