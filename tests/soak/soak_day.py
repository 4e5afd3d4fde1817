"""A day's work in minutes: edits, moved files, switched branches, changed settings, questions in between.

    python tests/soak/soak_day.py [--edits 50000] [--seed 0]

Memory afterwards is what it was after the first hour (a tenth of the edits), within 10%. By then the server has met with
each kind of event, and what it keeps of the last few versions is as much as it ever will be. The curve is printed, so that
one can see whether it has levelled off. Whenever it is measured, the server holds the last version of each file and no
other; and what it says of the last text is what a fresh server says of it.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "server")]

from soak_protocol import resident  # noqa: E402 -- The folder of the tests' own modules comes first.
from wire import Wire  # noqa: E402

FIXTURE = HERE.parents[1] / "fixtures" / "qhadam"
SERVER = [sys.executable, "-c", "from paperlsp.cli import main; main()"]
COUNTING = [sys.executable, str(HERE / "counting_server.py")]
CAPABILITIES = {"textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["markdown"]}}}
TYPED = (
    "a",
    " = ",
    "\n",
    "# Eq. (3)\n",
    "# Eq. (99)\n",
    "def f(x):\n    return 0.9 * x\n",
    "beta",
    "(",
    ")",
    "é∇",
    "    ",
)
SETTINGS = ("[tool.paperlsp]\n", "[tool.paperlsp]\nthreshold = 0.8\n", "[tool.paperlsp]\nignore = ['PL201']\n", "[tool.paperlsp\n")  # fmt: skip


class Day:
    def __init__(self, root: Path, wire: Wire, chance: random.Random) -> None:
        self.root, self.wire, self.chance = root, wire, chance
        self.path = max(root.rglob("*.py"), key=lambda path: path.stat().st_size)
        self.text = self.first = self.path.read_text("utf-8")
        self.version = 1
        wire.initialize(root, CAPABILITIES)
        self.uri = wire.open(self.path, self.text)
        self.diagnostics()

    def edit(self) -> None:
        """One keystroke or one deletion, anywhere; now and then everything is undone, so that the text stays its size."""
        self.version += 1
        lines = self.text.split("\n")
        line = self.chance.randrange(len(lines))
        at = self.chance.randrange(len(lines[line]) + 1)
        if len(self.text) > 2 * len(self.first):
            change = self._undo()
        else:
            removed = self.chance.choice((0, 0, 0, 1, 5)) if lines[line].isascii() else 0
            end = min(len(lines[line]), at + removed)
            new = self.chance.choice(TYPED)
            units = [len(part.encode("utf-16-le")) // 2 for part in (lines[line][:at], lines[line][:end])]
            lines[line] = lines[line][:at] + new + lines[line][end:]
            self.text = "\n".join(lines)
            span = {"start": {"line": line, "character": units[0]}, "end": {"line": line, "character": units[1]}}
            change = {"range": span, "text": new}
        self._change(change)

    def _undo(self) -> dict:
        self.text = self.first
        return {"text": self.text}

    def _change(self, change: dict) -> None:
        text = {"uri": self.uri, "version": self.version}
        self.wire.notify("textDocument/didChange", {"textDocument": text, "contentChanges": [change]})

    def look(self) -> None:
        place = {"line": self.chance.randrange(200), "character": self.chance.randrange(20)}
        for method in ("hover", "declaration", "references"):
            params = {
                "textDocument": {"uri": self.uri},
                "position": place,
                "context": {"includeDeclaration": True},
            }
            self.wire.request(f"textDocument/{method}", params)
        self.wire.request("textDocument/codeLens", {"textDocument": {"uri": self.uri}})
        self.wire.seen.clear()

    def move(self) -> None:
        """A file gets another name, and back."""
        names = ("moved.py", "moved_again.py")
        old, new = (self.root / each for each in (names if self.chance.random() < 0.5 else names[::-1]))
        if old.exists():
            old.rename(new)
        else:
            new.write_text(self.first, "utf-8")
        self._tell(old, new)

    def switch(self) -> None:
        """Another branch: many files come, change or go at once."""
        self._branch([self.chance.randrange(len(self.first)) for _ in range(self.chance.randrange(1, 12))])

    def _branch(self, lengths: Sequence[int]) -> None:
        folder = self.root / "branch"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        paths = [folder / f"part_{number}.py" for number in range(len(lengths))]
        for number, (path, length) in enumerate(zip(paths, lengths, strict=True)):
            path.write_text(f"# As in Eq. ({number})\n{self.first[:length]}", "utf-8")
        self._tell(*paths)

    def configure(self) -> None:
        self._set(self.chance.choice(SETTINGS))

    def _set(self, settings: str) -> None:
        path = self.root / "pyproject.toml"
        path.write_text(settings, "utf-8")
        self._tell(path)

    def everything(self) -> None:
        """One of each, so that what is only once made for each is made."""
        for act in (self.edit, self.look, self.move, self.configure, self.switch, self.move, self.switch):
            act()
            self.diagnostics()
        for _ in range(2):
            # From the largest branch to the largest one, both of which are held for a moment.
            self.measure()

    def measure(self) -> float:
        """Megabytes, with the same files, settings and text each time, as large as they get; raises where the server holds
        what it has no more use for.
        """
        self.version += 1
        self._change(self._undo())
        self._set(SETTINGS[0])
        self._branch(11 * [len(self.first)])
        self.diagnostics()
        self._held()
        return resident(self.wire.process.pid)

    def _held(self) -> None:
        """The indexing thread frees what it had before, and may still be at it when its result is told."""
        end = time.monotonic() + 5
        while True:
            held = self.wire.result("soak/held", {})
            if all(count <= most for count, most in held.values()):
                return
            assert time.monotonic() < end, held
            time.sleep(0.1)

    def diagnostics(self) -> list[dict]:
        return self.wire.result("textDocument/diagnostic", {"textDocument": {"uri": self.uri}})["items"]

    def _tell(self, *paths: Path) -> None:
        changes = [{"uri": path.as_uri(), "type": 2} for path in paths]
        self.wire.notify("workspace/didChangeWatchedFiles", {"changes": changes})


def run(edits: int, seed: int, growth: float = 1.1) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 -- Repeatable is what it must be.
    with tempfile.TemporaryDirectory() as folder:
        root = shutil.copytree(FIXTURE, Path(folder).resolve() / "work")
        os.environ["PAPERLSP_CACHE_DIR"] = str(Path(folder) / "cache")
        start = time.monotonic()
        with Wire(COUNTING) as wire:
            day = Day(root, wire, chance)
            day.everything()
            curve: list[float] = []
            for count in range(edits):
                day.edit()
                for often, act in ((40, day.look), (200, day.diagnostics), (700, day.move), (900, day.configure), (1500, day.switch)):  # fmt: skip
                    if count % often == often - 1:
                        act()
                if count % (edits // 10) == edits // 10 - 1:
                    curve.append(day.measure())
            last = day.diagnostics()
            assert wire.leave() == 0
            assert "Traceback" not in wire.errors(), wire.errors()[-5000:]
        taken = time.monotonic() - start
        with Wire(SERVER) as fresh:
            fresh.initialize(root, CAPABILITIES)
            uri = fresh.open(day.path, day.text)
            assert fresh.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"] == last
            assert fresh.leave() == 0
    lines = [
        f"{edits} edits in {taken:.0f} s; resident {curve[0]:.1f} MB after a tenth, {curve[-1]:.1f} MB at the end",
        f"after each tenth: {' '.join(f'{each:.1f}' for each in curve)} MB",
    ]
    assert curve[-1] <= growth * curve[0], lines
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    print(*run(arguments.edits, arguments.seed), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
