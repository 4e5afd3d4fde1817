"""Kills the server and its worker at random moments, again and again, and looks at what they leave behind.

    python tests/soak/soak_kills.py [--kills 200] [--seed 0]

After each kill a fresh server must read the folder, every word that was confirmed must stand in ``.paperlsp/links.toml``,
every entry of the cache must be whole or a miss, and no process may be left.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import queue
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "server")]

from paperlsp.model.record import RECORD_FILE  # noqa: E402 -- The folder of the tests' own modules comes first.
from paperlsp.record import parse_record  # noqa: E402
from paperlsp.workspace.cache import load_entry  # noqa: E402
from wire import Wire  # noqa: E402

FIXTURE = HERE.parents[1] / "fixtures" / "qhadam"
SERVER = [
    sys.executable,
    "-c",
    "import faulthandler, signal; faulthandler.register(signal.SIGUSR1); from paperlsp.cli import main; main()",
]
CAPABILITIES = {"textDocument": {"diagnostic": {}, "hover": {"contentFormat": ["markdown"]}}}
GONE = 30.0
"""Seconds in which what a killed server started must have ended."""


class Rounds:
    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.root = shutil.copytree(FIXTURE, folder / "work")
        self.cache = folder / "cache"
        os.environ["PAPERLSP_CACHE_DIR"] = str(self.cache)
        self.source = max(self.root.rglob("*.py"), key=lambda path: path.stat().st_size)
        self.chance = chance
        self.confirmed: set[tuple[str, str]] = set()
        self.killed = {"server": 0, "worker": 0}

    def once(self) -> None:
        """One server's life: it reads, takes words, and is killed, or its worker is."""
        target = self.chance.choice(("server", "worker"))
        # A worker is started for a paper that the cache does not have, and is gone soon after.
        if target == "worker" or self.chance.random() < 0.5:
            shutil.rmtree(self.cache, ignore_errors=True)
        after = self.chance.uniform(0.0, 6.0 if target == "server" else 1.5)
        with Wire(SERVER) as wire:
            process = wire.process.pid
            done = threading.Event()
            killer = threading.Thread(target=self._kill, args=(target, process, after, done), daemon=True)
            killer.start()
            with _until_gone(wire):
                self._live(wire, until=done)
            done.set()
            killer.join()
            children = descendants(process)
        self._await_end(children)
        self._look()

    def check_alive(self) -> None:
        """A server that nobody kills, after all that was left behind."""
        with Wire(SERVER) as wire:
            wire.initialize(self.root, CAPABILITIES)
            uri = wire.open(self.source)
            wire.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})
            (paper,) = _papers(wire)
            assert len(paper["anchors"]) > 10
            assert wire.leave() == 0
        assert "Traceback" not in wire.errors(), wire.errors()

    def _live(self, wire: Wire, until: threading.Event) -> None:
        wire.initialize(self.root, CAPABILITIES)
        uri = wire.open(self.source)
        wire.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        (paper,) = _papers(wire)
        parts = [anchor["id"] for anchor in paper["anchors"]]
        (folder,) = wire.result("paperlsp/files", {})["folders"]
        rows = max(folder["files"], key=lambda rows: len(rows["definitions"]))
        symbols = [row["symbol"] for row in rows["definitions"] if row["symbol"]]
        while not until.is_set() or wire.process.poll() is None:
            symbol, anchor = self.chance.choice(symbols), self.chance.choice(parts)
            argument = {"uri": rows["uri"], "symbol": symbol, "paper": paper["id"], "anchor": anchor}
            answer = wire.result("workspace/executeCommand", {"command": "paperlsp.confirm", "arguments": [argument]})
            if answer["done"]:
                self.confirmed.add((symbol, anchor))
            if until.is_set():
                # The worker was killed, and the server has outlived it.
                assert wire.leave() == 0
                return

    def _kill(self, target: str, server: int, after: float, done: threading.Event) -> None:
        while target == "worker" and not children_of(server) and not done.wait(0.01):
            # The time counts from when there is one.
            pass
        done.wait(after)
        victims = [server] if target == "server" else children_of(server)
        for process in victims:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
                self.killed[target] += 1
        done.set()

    def _look(self) -> None:
        """At the record and at the cache, as the next process would."""
        path = self.root / RECORD_FILE
        text = path.read_text("utf-8") if path.exists() else ""
        record, problems = parse_record(text, RECORD_FILE)
        assert not problems, problems
        stand = {(word.code.symbol, word.part.anchor) for word in record.words if word.kind == "confirmed"}
        assert self.confirmed <= stand, sorted(self.confirmed - stand)
        for kind in ("papers", "pictures", "refused"):
            for entry in sorted((self.cache / kind).glob("[!.]*")) if (self.cache / kind).is_dir() else []:
                assert load_entry(kind, entry.name) is not None, f"{entry} is not whole"
        assert not (self.cache / "refused").is_dir() or not list((self.cache / "refused").iterdir())

    def _await_end(self, processes: list[int]) -> None:
        deadline = time.monotonic() + GONE
        while left := [each for each in processes if runs(each)]:
            assert time.monotonic() < deadline, f"left behind: {left}"
            time.sleep(0.05)


@contextmanager
def _until_gone(wire: Wire) -> Iterator[None]:
    """A server that was killed answers no more, and that is as it should be."""
    try:
        yield
    except queue.Empty:
        # It hangs. Where, each of its threads writes to the log.
        wire.process.send_signal(signal.SIGUSR1)
        time.sleep(1)
        raise AssertionError(f"no answer: {b''.join(wire._errors).decode()}") from None
    except (AssertionError, OSError):
        if wire.process.wait(30) != -signal.SIGKILL:
            raise


def _papers(wire: Wire) -> list[dict]:
    return [paper for folder in wire.result("paperlsp/papers", {})["folders"] for paper in folder["papers"]]


def children_of(process: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            found += [int(each) for each in (task / "children").read_text("utf-8").split()]
    return found


def descendants(process: int) -> list[int]:
    direct = children_of(process)
    return [*direct, *(each for child in direct for each in descendants(child))]


def runs(process: int) -> bool:
    try:
        # The dead whom nobody has buried yet are in state Z.
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def run(kills: int, seed: int) -> list[str]:
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        rounds = Rounds(Path(folder).resolve(), random.Random(seed))  # noqa: S311 -- Repeatable is what it must be.
        for count in range(kills):
            rounds.once()
            if count % 10 == 9:
                rounds.check_alive()
        rounds.check_alive()
        return [
            (
                f"{kills} lives: server killed {rounds.killed['server']} times, worker {rounds.killed['worker']} times, "
                f"{len(rounds.confirmed)} confirmed links, none lost, in {time.monotonic() - start:.0f} s"
            )
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    print(*run(arguments.kills, arguments.seed), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
