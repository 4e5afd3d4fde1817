"""What waiting costs: start-up, hovers beside a server that does nothing, keystrokes, memory, and how all that grows.

    python benchmarks/speed.py [--shared ../shared] [--rounds 3] [--only start,hover,keystroke,memory,scaling]

Prints the table of ``docs/performance.md``. Peers are measured in the same run, in turn with what they are compared to.
Papers are those under ``../shared/papers``; without them the fixtures' own stand in. Scaling is CPU time of this process.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import hover
import tree_sitter_python
from tree_sitter import Language, Parser

ROOT = Path(__file__).resolve().parents[1]
FIXTURE = ROOT / "fixtures" / "sam"
LINES = 1_000
IMPORT = "import paperlsp.server.app, paperlsp.server.loading, paperlsp.server.transport"
HEAVY = ("pymupdf", "numpy", "onnxruntime")
KEYSTROKES = 40
HOVERS = 300

Row = tuple[str, str, str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="start,hover,keystroke,memory,scaling")
    arguments = parser.parse_args()
    papers = sorted((arguments.shared / "papers").rglob("*.pdf")) or sorted(ROOT.glob("fixtures/*/paper.pdf"))
    parts = {"start": start, "hover": hovers, "keystroke": keystroke, "memory": memory, "scaling": scaling}
    print("| what | measured | beside | ratio or bound |\n|---|---|---|---|")
    for name in arguments.only.split(","):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["PAPERLSP_CACHE_DIR"] = str(Path(folder) / "cache")
            for row in parts[name](Path(folder).resolve(), papers, arguments.rounds):
                print("|", " | ".join(row), "|", flush=True)


def workspace(folder: Path) -> tuple[Path, Path, str]:
    """The fixture's folder with one file of at least 1,000 lines: the folder, that file, and its text."""
    root = shutil.copytree(FIXTURE, folder / "work")
    text = max((path.read_text("utf-8") for path in root.rglob("*.py")), key=len)
    whole = text
    for number in range(1, LINES):
        if whole.count("\n") >= LINES:
            break
        whole += text.replace("class ", f"class Other{number}").replace("\ndef ", f"\ndef other{number}_")
    path = root / "whole.py"
    path.write_text(whole, "utf-8")
    return root, path, whole


def started(root: Path, path: Path, text: str) -> tuple[hover.Server, dict[str, object]]:
    server = hover.Server(hover.OURS, root)
    server.send("textDocument/didOpen", {"textDocument": item(path, text)})
    identifier = {"textDocument": {"uri": path.as_uri()}}
    server.request("textDocument/diagnostic", identifier)
    return server, identifier


def item(path: Path, text: str) -> dict[str, object]:
    return {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": text}


def start(folder: Path, _papers: list[Path], rounds: int) -> Iterator[Row]:
    root, path, text = workspace(folder)
    started(root, path, text)[0].leave()
    imports, warm = [], []
    for _ in range(rounds):
        imports.append(clock(lambda: subprocess.run([sys.executable, "-c", IMPORT], check=True)))
        begun = time.perf_counter()
        server = hover.Server(hover.OURS, root)
        server.send("textDocument/didOpen", {"textDocument": item(path, text)})
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": 0, "character": 0}}
        server.request("textDocument/hover", place)
        warm.append(time.perf_counter() - begun)
        server.leave()
    probe = f"{IMPORT}; import sys, json; print(json.dumps([m for m in {HEAVY} if m in sys.modules]))"
    heavy = json.loads(subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True).stdout)
    one, other = statistics.median(warm), statistics.median(imports)
    yield (
        "warm start to first hover",
        ms(one),
        f"importing the server's modules: {ms(other)}",
        f"{one / other:.1f}, aim 2",
    )
    yield "heavy modules in the server", ", ".join(heavy) or "none", "—", "aim: none"


def hovers(folder: Path, _papers: list[Path], rounds: int) -> Iterator[Row]:
    """Idle, and while a keystroke before each hover has everything linked anew."""
    root, path, text = workspace(folder)
    ours, identifier = started(root, path, text)
    nothing = hover.Server(hover.IDLE, root)
    nothing.send("textDocument/didOpen", {"textDocument": item(path, text)})
    lines = text.split("\n")
    places = [
        {"line": at, "character": lines[at].index("def ") + 5}
        for at in range(len(lines))
        if "def " in lines[at] and lines[at].isascii()
    ]
    taken: dict[str, list[float]] = {"idle": [], "nothing": [], "relinking": []}
    for count in range(HOVERS * rounds):
        params = {**identifier, "position": places[count % len(places)]}
        taken["idle"].append(clock(lambda params=params: ours.request("textDocument/hover", params)))
        taken["nothing"].append(clock(lambda params=params: nothing.request("textDocument/hover", params)))
    for count in range(HOVERS):
        if count % 5 == 0:
            edit(ours, path, count + 2, len(lines) - 1)
            time.sleep(0.2)
        params = {**identifier, "position": places[count % len(places)]}
        taken["relinking"].append(clock(lambda params=params: ours.request("textDocument/hover", params)))
    ours.leave()
    nothing.leave()
    for name, share in (("p50", 49), ("p99", 98)):
        found = {key: statistics.quantiles(each, n=100)[share] for key, each in taken.items()}
        ratio = found["idle"] / found["nothing"]
        yield (
            f"hover {name}, no picture",
            ms(found["idle"]),
            f"do-nothing pygls: {ms(found['nothing'])}",
            f"{ratio:.2f}, aim 3",
        )
        ratio = found["relinking"] / found["idle"]
        yield (
            f"hover {name} while relinking",
            ms(found["relinking"]),
            f"idle: {ms(found['idle'])}",
            f"{ratio:.2f}, aim 2",
        )


def keystroke(folder: Path, _papers: list[Path], _rounds: int) -> Iterator[Row]:
    root, path, text = workspace(folder)
    server, identifier = started(root, path, text)
    parser = Parser(Language(tree_sitter_python.language()))
    content, times, bare = text.encode(), [], []
    for version in range(2, KEYSTROKES + 2):
        edit(server, path, version, version * 11 % text.count("\n"))
        times.append(clock(lambda: server.request("textDocument/diagnostic", identifier)))
        bare.append(clock(lambda: parser.parse(content)))
    server.leave()
    for name, share in (("p50", 49), ("p95", 94)):
        one, other = (statistics.quantiles(each, n=100)[share] for each in (times, bare))
        lines = text.count("\n")
        yield (
            f"keystroke to fresh diagnostics {name}, {lines:,} lines, pause of 150 ms included",
            ms(one),
            f"bare parse: {ms(other)}",
            f"{max(0.0, one - 0.15) / other:.1f} without the pause, aim 6",
        )


def memory(folder: Path, papers: list[Path], _rounds: int) -> Iterator[Row]:
    root = folder / "ten"
    root.mkdir()
    (root / "a.py").write_text("class MaskDecoder:\n    pass\n", "utf-8")
    chosen = papers[:10]
    for number, paper in enumerate(chosen):
        shutil.copyfile(paper, root / f"paper{number}.pdf")
    listed = ", ".join(f"{{ path = 'paper{number}.pdf' }}" for number in range(len(chosen)))
    (root / "paperlsp.toml").write_text(f"papers = [{listed}]\n", "utf-8")
    for warmth in ("cold", "warm"):
        server, _ = started(root, root / "a.py", "class MaskDecoder:\n    pass\n")
        status = Path(f"/proc/{server.process.pid}/status")
        if status.exists():
            held, most = (
                next(
                    int(line.split()[1]) / 1024
                    for line in status.read_text("utf-8").split("\n")
                    if line.startswith(key)
                )
                for key in ("VmRSS", "VmHWM")
            )
            yield (
                f"server idle, {len(chosen)} papers, {warmth}",
                f"{held:.0f} MB, peak {most:.0f} MB",
                "—",
                "aim 120 MB idle",
            )
        server.leave()


def scaling(folder: Path, papers: list[Path], _rounds: int) -> Iterator[Row]:
    """Exponents of straight lines through logarithms."""
    from paperlsp.workspace import PaperReader, load_snapshot  # noqa: PLC0415 -- Other parts measure start-up.

    paper = next((each for each in papers if "sam" in each.parts), papers[0]).read_bytes()
    text = (FIXTURE / "src").is_dir() and max((FIXTURE / "src").rglob("*.py"), key=lambda path: path.stat().st_size)
    source = (
        Path(text).read_text("utf-8") if text else "class MaskDecoder:\n    def forward(self, x):\n        return x\n"
    )
    with PaperReader() as reader:
        points: list[tuple[int, float]] = []
        for count in (10, 30, 100, 300):
            root = folder / f"files{count}"
            root.mkdir()
            (root / "paper.pdf").write_bytes(paper)
            for number in range(count):
                (root / f"part{number}.py").write_text(source.replace("class ", f"class N{number}"), "utf-8")
            load_snapshot(folder / "none", extra_papers=[root / "paper.pdf"], reader=reader)
            begun = time.process_time()
            load_snapshot(root, reader=reader)
            points.append((count, time.process_time() - begun))
        yield curve("files", points)
        points = []
        for count in (1, 2, 4, 8, 16):
            root = folder / f"papers{count}"
            root.mkdir()
            (root / "a.py").write_text(source, "utf-8")
            for number in range(count):
                (root / f"p{number}.pdf").write_bytes(paper + b"\n%" + str(number).encode())
            listed = ", ".join(f"{{ path = 'p{number}.pdf' }}" for number in range(count))
            (root / "paperlsp.toml").write_text(f"papers = [{listed}]\n", "utf-8")
            load_snapshot(root, reader=reader)
            begun = time.process_time()
            load_snapshot(root, reader=reader)
            points.append((count, time.process_time() - begun))
        yield curve("papers, from the cache", points)


def curve(name: str, points: list[tuple[int, float]]) -> Row:
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    slope = statistics.linear_regression(xs, ys).slope
    shown = ", ".join(f"{x}: {y:.2f} s" for x, y in points)
    return f"indexing by number of {name}", shown, "—", f"exponent {slope:.2f}, aim 1.1"


def edit(server: hover.Server, path: Path, version: int, line: int) -> None:
    place = {"line": line, "character": 0}
    text = {"uri": path.as_uri(), "version": version}
    change = {"range": {"start": place, "end": place}, "text": "# Eq. (3)\n"}
    server.send("textDocument/didChange", {"textDocument": text, "contentChanges": [change]})


def clock(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.2f} ms" if seconds < 0.1 else f"{1000 * seconds:.0f} ms"


if __name__ == "__main__":
    main()
