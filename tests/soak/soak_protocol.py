"""A client that does all that clients may and much that they may not, beside a model of what must come of it.

    python tests/soak/soak_protocol.py [--messages 100000] [--seed 0]

Every request is answered, exactly once; texts are what the model says; the server's memory at the end is what it was after
two tenths of the messages, within 10%: it takes as long until each kind and size of message has come in each order, and the
allocator's free space has levelled off. The curve is printed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "server")]

import hypothesis.strategies as st  # noqa: E402 -- The folders of the tests' own modules come first.
from hypothesis import HealthCheck, Phase, settings  # noqa: E402
from hypothesis import seed as seeded  # noqa: E402
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test  # noqa: E402
from protocol_model import Text  # noqa: E402
from wire import Wire  # noqa: E402

BOOKS = ("n.ipynb", "deep/é.ipynb")
PIECES = ("a", "x = 1", "é", "∇𝛽", "😀", "\ud83d", "\udc00", "\n", "\r\n", "\r", "\x0c", "\u2028", "\t", " " * 40, "# Eq. (3)\n", "\x00", "def f(x):\n", "'''", "(" * 30)  # fmt: skip
NAMES = ("a.py", "a b.py", "é%25#?.py", "deep/down/c.py", "notes.md", "pyproject.toml", ".paperlsp/links.toml")
METHODS = ("hover", "definition", "declaration", "implementation", "references", "documentLink", "documentSymbol", "codeLens", "diagnostic", "codeAction")  # fmt: skip
OTHERS = ("workspace/symbol", "workspace/diagnostic", "paperlsp/papers", "paperlsp/outline", "paperlsp/files", "unknown/method", "$/unknown")  # fmt: skip
BROKEN = (b"{", b"", b"[]", b"null", b"\xff", b'{"jsonrpc": "2.0"}', b'{"id": 1}', b'{"jsonrpc": "2.0", "id": {}, "method": "x"}', b"[" * 5000)  # fmt: skip
WRONG = ({}, [], None, "x", 7, {"textDocument": None}, {"textDocument": {"uri": 5}}, {"textDocument": {"uri": "%"}, "position": {"line": -1, "character": 0}}, {"textDocument": {"uri": "file:///a.py"}, "position": {"line": 2**40, "character": 0}})  # fmt: skip

FAULTS = ("could not be handled", "Indexing", "Exception occurred", "connection broke")
"""What the log says of faults of ours. That parameters cannot be read is the client's."""

texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
places = st.tuples(st.integers(0, 12), st.integers(0, 45))
names = st.sampled_from(NAMES)
books = st.sampled_from(BOOKS)
cells = st.integers(0, 5)


class Counted(Wire):
    """Counts the messages that go out."""

    count = 0

    def send_body(self, body: bytes) -> None:
        self.count += 1
        super().send_body(body)


class Client(RuleBasedStateMachine):
    """One server serves all runs, so that what one leaves behind would show in the next."""

    wire: Counted
    root: Path
    goal = 10**9
    number = 0

    def __init__(self) -> None:
        super().__init__()
        self.open: dict[str, Text] = {}
        self.versions: dict[str, int] = {}
        self.waiting: list[int] = []
        self.unreadable = 0
        self.books: dict[str, list[str]] = {}
        """The cells of each open notebook, in order."""
        self.cells: dict[str, dict[str, tuple[str, Text]]] = {}
        """Of each the texts of its cells, with their languages."""

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    @initialize(name=names, text=texts)
    def begin(self, name: str, text: str) -> None:
        self.opens(name, text)

    @rule(name=names, text=texts)
    def opens(self, name: str, text: str) -> None:
        """Also what is open already, which clients must not do, and which then holds the new text."""
        self.open[name] = Text(text)
        self.versions[name] = 1
        item = {"uri": self.uri(name), "languageId": "python", "version": 1, "text": text}
        self.wire.notify("textDocument/didOpen", {"textDocument": item})

    @rule(name=names, start=places, end=places, text=texts)
    def edits(self, name: str, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Also backwards, outside of the text, and of what is not open."""
        if name in self.open:
            self.open[name].edit(start, end, text)
        self._change(name, [{"range": {"start": _place(start), "end": _place(end)}, "text": text}])

    @rule(name=names, text=texts, burst=st.integers(1, 60), start=places)
    def types_fast(self, name: str, text: str, burst: int, start: tuple[int, int]) -> None:
        for _ in range(burst):
            self.edits(name, start, start, text)

    @rule(name=names, text=texts, more=texts)
    def replaces(self, name: str, text: str, more: str) -> None:
        if name in self.open:
            self.open[name] = Text(text)
            self.open[name].edit((0, 0), (0, 0), more)
        zero = {"start": _place((0, 0)), "end": _place((0, 0))}
        self._change(name, [{"text": text}, {"range": zero, "text": more}])

    @rule(name=names)
    def closes(self, name: str) -> None:
        self.open.pop(name, None)
        self.wire.notify("textDocument/didClose", {"textDocument": {"uri": self.uri(name)}})

    @rule(name=books, given=st.lists(st.tuples(cells, st.sampled_from(("python", "ruby")), texts), max_size=5))
    def opens_notebook(self, name: str, given: list[tuple[int, str, str]]) -> None:
        listed = [(_cell(name, number), language, text) for number, language, text in given]
        self.books[name] = list(dict.fromkeys(cell for cell, _, _ in listed))
        self.cells[name] = {cell: (language, Text(text)) for cell, language, text in listed}
        document = {"uri": self.uri(name), "notebookType": "jupyter-notebook", "version": 1}
        document["cells"] = [{"kind": 2, "document": cell} for cell, _, _ in listed]
        texts_ = [{"uri": cell, "languageId": language, "version": 1, "text": text} for cell, language, text in listed]
        self.wire.notify("notebookDocument/didOpen", {"notebookDocument": document, "cellTextDocuments": texts_})

    @rule(name=books, start=st.integers(0, 7), delete=st.integers(0, 4), number=cells, text=texts, close=cells)
    def changes_cells(self, name: str, start: int, delete: int, number: int, text: str, close: int) -> None:
        """Also where there are none, of notebooks that are not open, and with texts that stand in no cell."""
        cell, closed = _cell(name, number), _cell(name, close)
        if name in self.books:
            order, known = self.books[name], self.cells[name]
            order[start : start + delete] = [cell]
            self.books[name] = list(dict.fromkeys(order))
            known.pop(closed, None)
            known[cell] = ("python", Text(text))
        array = {"start": start, "deleteCount": delete, "cells": [{"kind": 2, "document": cell}]}
        opened = [{"uri": cell, "languageId": "python", "version": 1, "text": text}]
        self._change_notebook(name, {"structure": {"array": array, "didOpen": opened, "didClose": [{"uri": closed}]}})

    @rule(name=books, number=cells, start=places, end=places, text=texts)
    def edits_cell(self, name: str, number: int, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        cell = _cell(name, number)
        if cell in self.cells.get(name, {}):
            self.cells[name][cell][1].edit(start, end, text)
        change = {"range": {"start": _place(start), "end": _place(end)}, "text": text}
        edit = {"document": {"uri": cell, "version": 2}, "changes": [change]}
        self._change_notebook(name, {"textContent": [edit]})

    @rule(name=books)
    def closes_notebook(self, name: str) -> None:
        self.books.pop(name, None)
        self.cells.pop(name, None)
        self.wire.notify(
            "notebookDocument/didClose", {"notebookDocument": {"uri": self.uri(name)}, "cellTextDocuments": []}
        )

    @rule(name=books, number=cells, method=st.sampled_from(METHODS), place=places)
    def asks_in_cell(self, name: str, number: int, method: str, place: tuple[int, int]) -> None:
        position = _place(place)
        params = {
            "textDocument": {"uri": _cell(name, number)},
            "position": position,
            "range": {"start": position, "end": position},
            "context": {"includeDeclaration": True, "diagnostics": []},
        }
        self.waiting.append(self.wire.ask(f"textDocument/{method}", params))

    @rule(params=st.sampled_from(WRONG), method=st.sampled_from(("didOpen", "didChange", "didClose", "didSave")))
    def tells_of_notebooks_wrongly(self, params: object, method: str) -> None:
        self.wire.notify(f"notebookDocument/{method}", params)

    @rule(name=names, method=st.sampled_from(METHODS), place=places, many=st.integers(1, 20))
    def asks(self, name: str, method: str, place: tuple[int, int], many: int) -> None:
        params = {
            "textDocument": {"uri": self.uri(name)},
            "position": _place(place),
            "range": {"start": _place(place), "end": _place(place)},
            "context": {"includeDeclaration": True, "diagnostics": []},
        }
        self.waiting += [self.wire.ask(f"textDocument/{method}", params) for _ in range(many)]

    @rule(method=st.sampled_from(OTHERS))
    def asks_for_all(self, method: str) -> None:
        self.waiting.append(self.wire.ask(method, {"query": "x", "previousResultIds": []}))

    @rule(method=st.sampled_from(METHODS), params=st.sampled_from(WRONG))
    def asks_wrongly(self, method: str, params: object) -> None:
        self.waiting.append(self.wire.ask(f"textDocument/{method}", params))

    @rule(params=st.sampled_from(WRONG), method=st.sampled_from(("didOpen", "didChange", "didClose", "didSave", "x")))
    def tells_wrongly(self, params: object, method: str) -> None:
        self.wire.notify(f"textDocument/{method}", params)

    @rule(back=st.integers(0, 30), foreign=st.booleans())
    def cancels(self, back: int, foreign: bool) -> None:
        known = self.waiting[-back - 1 : len(self.waiting) - back] if not foreign else []
        self.wire.notify("$/cancelRequest", {"id": known[0] if known else "never"})

    @rule(body=st.sampled_from(BROKEN))
    def babbles(self, body: bytes) -> None:
        self.wire.send_body(body)
        self.unreadable += 1

    @rule(changes=st.lists(st.tuples(names, st.integers(1, 3)), max_size=4))
    def files_change(self, changes: list[tuple[str, int]]) -> None:
        told = [{"uri": self.uri(name), "type": kind} for name, kind in changes]
        self.wire.notify("workspace/didChangeWatchedFiles", {"changes": told})

    @rule()
    def settles(self) -> None:
        """Everything that waits is answered, and each open source is what the model says."""
        for number in self.waiting:
            answer = self.wire.answer(number)
            assert ("result" in answer) != ("error" in answer), answer
            assert answer.get("error", {}).get("code") != -32603, answer
        self.waiting.clear()
        for _ in range(self.unreadable):
            self.wire.answer(None)
        self.unreadable = 0
        for name, text in self.open.items():
            if not name.endswith(".py"):
                continue
            params = {"textDocument": {"uri": self.uri(name)}}
            (found,) = self.wire.result("textDocument/diagnostic", params)["items"]
            assert (found["message"], found["range"]["end"]) == (text.digest, text.end), (name, text.content)
        for name, order in self.books.items():
            for cell in order:
                language, text = self.cells[name].get(cell, ("", Text("")))
                found = self.wire.result("textDocument/diagnostic", {"textDocument": {"uri": cell}})["items"]
                told = [(each["message"], each["range"]["end"]) for each in found]
                assert told == ([(text.digest, text.end)] if language == "python" else []), (cell, text.content)
        assert not [each for each in self.wire.seen if "id" in each and "method" not in each], "answered twice"
        self.wire.seen.clear()

    def teardown(self) -> None:
        for name in list(self.open):
            self.closes(name)
        for name in list(self.books):
            self.closes_notebook(name)
        self.settles()

    def _change(self, name: str, changes: list[dict]) -> None:
        self.versions[name] = self.versions.get(name, 1) + 1
        text = {"uri": self.uri(name), "version": self.versions[name]}
        self.wire.notify("textDocument/didChange", {"textDocument": text, "contentChanges": changes})

    def _change_notebook(self, name: str, change: dict) -> None:
        identifier = {"uri": self.uri(name), "version": 2}
        self.wire.notify("notebookDocument/didChange", {"notebookDocument": identifier, "change": {"cells": change}})


def _cell(name: str, number: int) -> str:
    return f"vscode-notebook-cell:/{name}#W{number}"


def _place(place: tuple[int, int]) -> dict[str, int]:
    return {"line": place[0], "character": place[1]}


def resident(process: int) -> float:
    """Megabytes of a process in memory; 0 where nobody can tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def run(messages: int, first_seed: int) -> list[str]:
    """Sends at least so many messages; what there is to say about it. Raises ``AssertionError`` where the model is right."""
    lines: list[str] = []
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Counted([sys.executable, str(HERE / "soak_server.py")]) as wire:
        Client.wire, Client.root = wire, Path(folder).resolve()
        wire.initialize(Client.root, {"textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["markdown"]}}})
        once = settings(
            max_examples=20,
            stateful_step_count=60,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        chance = random.Random(first_seed)  # noqa: S311 -- Repeatable is what it must be.
        curve: list[float] = []
        while wire.count < messages:
            run_state_machine_as_test(seeded(chance.randrange(2**32))(Client), settings=once)
            if wire.count >= (len(curve) + 1) * messages // 10:
                curve.append(resident(wire.process.pid))
        warm, after = curve[min(1, len(curve) - 1)], curve[-1]
        lines.append(
            f"{wire.count} messages in {time.monotonic() - start:.0f} s, every request answered, every text right"
        )
        lines.append(f"resident after each tenth: {' '.join(f'{each:.1f}' for each in curve)} MB")
        assert wire.leave() == 0
        assert after <= 1.1 * warm + 1, lines
        errors = wire.errors()
        at = max(errors.find(each) for each in FAULTS)
        assert at < 0, errors[at : at + 3000]
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    print(*run(arguments.messages, arguments.seed), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
