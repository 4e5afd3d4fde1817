"""How long answers take: idle, with a picture, while relinking, and after a keystroke; beside servers that do less."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

import hover
import tree_sitter_python
from tree_sitter import Language, Parser

from waiting.client import PICTURES, Client, definitions, workspace
from waiting.row import Machine, Row, clock, compared, ms, quantile

IMPORT = "import paperlsp.server.app, paperlsp.server.loading, paperlsp.server.transport"
HEAVY = ("pymupdf", "numpy", "onnxruntime")
MENTION = {"line": 0, "character": 8}
"""Of an equation, in the file's first line."""
PATIENCE = 120.0
HOVERS, KEYSTROKES, ASKED, IDLE_BETWEEN = 300, 60, 100, 20


def start(machine: Machine) -> Iterator[Row]:
    """A warm start, to the first answer."""
    path = workspace(machine.folder / "start")
    root = path.parent
    first = Client(hover.OURS, root, path)
    first.settled()
    first.leave()
    imports, warm = [], []
    for _ in range(max(machine.rounds, 5)):
        imports.append(clock(lambda: subprocess.run([sys.executable, "-c", IMPORT], check=True)))
        begun = time.perf_counter()
        server = Client(hover.OURS, root, path)
        server.request("textDocument/hover", server.at({"line": 0, "character": 0}))
        warm.append(time.perf_counter() - begun)
        server.leave()
    probe = f"{IMPORT}; import sys, json; print(json.dumps([m for m in {HEAVY} if m in sys.modules]))"
    heavy = json.loads(subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True).stdout)
    one, other = statistics.median(warm), statistics.median(imports)
    yield Row(
        "warm start to first hover",
        ms(one),
        f"importing the server's modules: {ms(other)}",
        f"{one / other:.2f}, aim 2",
    )
    yield Row("heavy modules (PyMuPDF, NumPy, ONNX) in the server", ", ".join(heavy) or "none", ratio="aim: none")


def idle(machine: Machine) -> Iterator[Row]:
    """Hovers in turn with a server that does nothing, one that shows a picture, and jedi; then other questions."""
    path = workspace(machine.folder / "idle")
    root = path.parent
    servers = {
        "ours": Client(hover.OURS, root, path),
        "nothing": Client(hover.IDLE, root, path),
        "pictures": Client(hover.OURS, root, path, PICTURES),
    }
    if machine.jedi:
        servers["jedi"] = Client([machine.jedi], root, path)
    places = definitions(servers["ours"].text)
    for server in servers.values():
        server.settled()
        for place in places:
            # Jedi reads a file when it is asked about it.
            server.request("textDocument/hover", server.at(place))
    shown = servers["pictures"].at(MENTION)
    deadline = time.monotonic() + PATIENCE
    while "data:image" not in str(servers["pictures"].request("textDocument/hover", shown)):
        # Pictures are cut beside everything else, and nobody says when they are there.
        if time.monotonic() > deadline:
            raise SystemExit("The paper's pictures were not cut in time.")
        time.sleep(0.5)
    taken: dict[str, list[float]] = {name: [] for name in servers}
    for count in range(HOVERS * machine.rounds):
        for name, server in servers.items():
            place = places[count % len(places)]
            asked = MENTION if name == "pictures" else place
            taken[name].append(server.timed("textDocument/hover", server.at(asked)))
    yield from compared("hover, no picture", taken["ours"], "do-nothing pygls", taken["nothing"], "aim 3")
    yield from compared("hover with a picture", taken["pictures"], "do-nothing pygls", taken["nothing"])
    if machine.jedi:
        yield from compared("hover, no picture", taken["ours"], "jedi-language-server", taken["jedi"])
    ours = servers["ours"]
    for what, method, params in (
        ("completion behind `# paper:`", "textDocument/completion", ours.at({"line": 1, "character": 9})),
        ("definition of “Eq. (1)”", "textDocument/definition", ours.at(MENTION)),
        ("diagnostics, nothing changed", "textDocument/diagnostic", ours.identifier),
    ):
        times = [ours.timed(method, params) for _ in range(ASKED * machine.rounds)]
        yield Row(f"{what}, p50", ms(quantile(times, 50)))
        yield Row(f"{what}, p99", ms(quantile(times, 99)))
    for server in servers.values():
        server.leave()


def relinking(machine: Machine) -> Iterator[Row]:
    """Hovers while nothing else is done, and from an edit on until its diagnostics come, in turn; keystrokes alone."""
    path = workspace(machine.folder / "relinking")
    server = Client(hover.OURS, path.parent, path)
    server.settled()
    places, lines = definitions(server.text), server.text.count("\n")
    parser = Parser(Language(tree_sitter_python.language()))
    content = server.text.encode()
    quiet, busy, typed, bare = [], [], [], []
    for count in range(KEYSTROKES):
        # One keystroke with hovers on its way, and one without.
        some = (places[(count + at) % len(places)] for at in range(IDLE_BETWEEN))
        quiet += [server.timed("textDocument/hover", server.at(place)) for place in some]
        server.type_line((count * 11 + 2) % lines)
        diagnosed = server.ask("textDocument/diagnostic", server.identifier)
        at = 0
        while True:
            begun = time.perf_counter()
            asked = server.ask("textDocument/hover", server.at(places[(count * 7 + at) % len(places)]))
            # The last one is asked while relinking, too, and may be answered after it.
            done = server.answers(asked, diagnosed) == diagnosed
            if done:
                server.answers(asked)
            busy.append(time.perf_counter() - begun)
            if done:
                break
            at += 1
        server.type_line((count * 11 + 7) % lines)
        typed.append(server.timed("textDocument/diagnostic", server.identifier))
        bare.append(clock(lambda: parser.parse(content)))
    server.leave()
    yield from compared("hover while relinking", busy, "idle", quiet, "aim 2")
    what = f"keystroke to fresh diagnostics, {lines:,} lines"
    yield from compared(what, typed, "bare parse", bare, "aim 6", late=95)
