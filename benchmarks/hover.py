"""How long a hover takes, beside a server that does nothing: median and 99th percentile over stdio, in one run.

Usage: ``python benchmarks/hover.py [--package DIR --paper PDF] [--file NAME] [--rounds N]``

Without arguments: the installed ``segment-anything``, with ``../shared/papers/sam/paper.pdf``. The paper is read before
anything is measured. Both servers are asked for hovers at the same places, in turn, so that whatever else the machine
does meets both. Places are every identifier of the file.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = [sys.executable, "-c", "from paperlsp.cli import main; main()"]
IDLE = [sys.executable, __file__, "--serve-nothing"]
CAPABILITIES = {"textDocument": {"hover": {"contentFormat": ["markdown"]}, "diagnostic": {}}}


def serve_nothing() -> None:
    """The peer: pygls with a hover that always says the same."""
    # Imported here, because the benchmark itself needs neither.
    from lsprotocol import types  # noqa: PLC0415
    from pygls.lsp.server import LanguageServer  # noqa: PLC0415

    server = LanguageServer("nothing", "1")

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(_: types.HoverParams) -> types.Hover:
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "nothing"))

    server.start_io()


class Server:
    """One server process and the messages to it."""

    def __init__(self, command: list[str], root: Path, capabilities: dict[str, object] = CAPABILITIES) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.number = 0
        folder = {"uri": root.as_uri(), "name": root.name}
        params = {
            "processId": None,
            "rootUri": root.as_uri(),
            "capabilities": capabilities,
            "workspaceFolders": [folder],
        }
        self.request("initialize", params)
        self.send("initialized", {})

    def send(self, method: str, params: object, **more: object) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def request(self, method: str, params: object) -> object:
        self.number += 1
        self.send(method, params, id=self.number)
        while True:
            message = self.receive()
            if message.get("id") == self.number and "method" not in message:
                return message.get("result")

    def receive(self) -> dict[str, object]:
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def leave(self) -> None:
        self.request("shutdown", None)
        self.send("exit", None)
        self.process.wait(30)


def installed(root: Path) -> None:
    for file in metadata.files("segment-anything") or []:
        if file.suffix == ".py":
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), root / file)


def measure(arguments: argparse.Namespace, root: Path) -> None:
    path = next(each for each in sorted(root.rglob("*.py")) if each.as_posix().endswith(arguments.file))
    text = path.read_text("utf-8")
    places = [
        {"line": line, "character": match.start()}
        for line, content in enumerate(text.split("\n"))
        for match in re.finditer(r"[A-Za-z_]\w*", content)
        if content.isascii()
    ]
    document = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": text}
    servers = {"paperlsp": Server(OURS, root), "nothing": Server(IDLE, root)}
    every: dict[str, list[float]] = {name: [] for name in servers}
    answered: dict[str, list[float]] = {name: [] for name in servers}
    for server in servers.values():
        server.send("textDocument/didOpen", {"textDocument": document})
    # The answer comes when the paper has been read and the code linked.
    servers["paperlsp"].request("textDocument/diagnostic", {"textDocument": {"uri": path.as_uri()}})
    for _ in range(arguments.rounds):
        for place in places:
            params = {"textDocument": {"uri": path.as_uri()}, "position": place}
            taken: dict[str, float] = {}
            said: dict[str, object] = {}
            for name, server in servers.items():
                start = time.perf_counter()
                said[name] = server.request("textDocument/hover", params)
                taken[name] = time.perf_counter() - start
                every[name].append(taken[name])
            if said["paperlsp"] is not None:
                for name in servers:
                    answered[name].append(taken[name])
    for server in servers.values():
        server.leave()
    print(f"{arguments.file}, {arguments.rounds} rounds, paper cached")
    report(f"all {len(places)} places", every)
    report(f"the {len(answered['paperlsp']) // arguments.rounds} places with something to say", answered)


def report(title: str, times: dict[str, list[float]]) -> None:
    middle = {name: statistics.median(each) for name, each in times.items()}
    late = {name: statistics.quantiles(each, n=100)[98] for name, each in times.items()}
    print(f"{title}:")
    for name in times:
        print(f"  {name:>8}: median {middle[name] * 1000:.3f} ms, 99th percentile {late[name] * 1000:.3f} ms")
    ratios = [each["paperlsp"] / each["nothing"] for each in (middle, late)]
    print(f"  {'ratio':>8}: median {ratios[0]:.2f}, 99th percentile {ratios[1]:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, help="a folder of sources (default: the installed segment-anything)")
    parser.add_argument("--paper", type=Path, default=ROOT.parent / "shared" / "papers" / "sam" / "paper.pdf")
    parser.add_argument("--file", default="segment_anything/modeling/mask_decoder.py", help="the file to ask about")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--serve-nothing", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve_nothing:
        serve_nothing()
        return
    if not arguments.paper.exists():
        sys.exit(f"{arguments.paper} does not exist: name a paper with --paper")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "workspace"
        root.mkdir()
        if arguments.package is None:
            installed(root)
        else:
            shutil.copytree(arguments.package, root / arguments.package.name)
        shutil.copyfile(arguments.paper, root / "paper.pdf")
        os.environ["PAPERLSP_CACHE_DIR"] = str(Path(folder) / "cache")
        measure(arguments, root)


if __name__ == "__main__":
    main()
