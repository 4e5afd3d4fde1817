"""One server process, a client's messages to it, and how long its answers take."""

from __future__ import annotations

import time
from pathlib import Path

import hover

from waiting.row import FIXTURES

LINES = 1_000
HEAD = "# See Eq. (1) and Section 2.\n# paper: \n"
PULL: dict[str, object] = {
    "textDocument": {"hover": {"contentFormat": ["markdown"]}, "diagnostic": {}},
}
PICTURES: dict[str, object] = {**PULL, "experimental": {"paperlsp": {"pictures": "dark"}}}


class Client(hover.Server):
    """``text`` is the file's, kept up to date with the edits."""

    def __init__(self, command: list[str], root: Path, path: Path, capabilities: dict[str, object] = PULL) -> None:
        super().__init__(command, root, capabilities)
        self.path, self.version = path, 1
        self.text = path.read_text("utf-8")
        self.identifier = {"textDocument": {"uri": path.as_uri()}}
        item = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": self.text}
        self.send("textDocument/didOpen", {"textDocument": item})

    def ask(self, method: str, params: object) -> int:
        """Sends a request; ``answer`` waits for it."""
        self.number += 1
        self.send(method, params, id=self.number)
        return self.number

    def answers(self, *wanted: int) -> int:
        """Which of these requests is answered first."""
        while True:
            message = self.receive()
            if message.get("id") in wanted and "method" not in message:
                return int(message["id"])

    def settled(self) -> None:
        """Everything up to now is indexed. Of a server that knows no diagnostics, the answer is an error."""
        self.request("textDocument/diagnostic", self.identifier)

    def at(self, place: dict[str, int]) -> dict[str, object]:
        return {**self.identifier, "position": place}

    def timed(self, method: str, params: object) -> float:
        begun = time.perf_counter()
        self.request(method, params)
        return time.perf_counter() - begun

    def type_line(self, line: int, text: str = "# Eq. (3)\n") -> None:
        """A keystroke that adds a line."""
        self.version += 1
        place = {"line": line, "character": 0}
        change = {"range": {"start": place, "end": place}, "text": text}
        document = {"uri": self.path.as_uri(), "version": self.version}
        self.send("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})


def workspace(root: Path) -> Path:
    """A folder with the fixture's paper and code, and in it one file of at least 1,000 lines."""
    for each in sorted((FIXTURES / "sam").rglob("*")):
        if each.suffix in (".py", ".pdf", ".toml"):
            copy = root / each.relative_to(FIXTURES / "sam")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(each.read_bytes())
    text = max((path.read_text("utf-8") for path in root.rglob("*.py")), key=len)
    whole, number = HEAD + text, 1
    while whole.count("\n") < LINES:
        whole += text.replace("class ", f"class Other{number}").replace("\ndef ", f"\ndef other{number}_")
        number += 1
    path = root / "whole.py"
    path.write_text(whole, "utf-8")
    return path


def definitions(text: str) -> list[dict[str, int]]:
    """The places of all functions' names."""
    return [
        {"line": at, "character": line.index("def ") + 5}
        for at, line in enumerate(text.split("\n"))
        if "def " in line and line.isascii()
    ]
