"""How memory and indexing grow: the server with ten papers, one to 200 papers, ten to 10,000 files, and a keystroke among them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import hover
from paperlsp.server.loaded import Loaded, Order
from paperlsp.server.loading import Loader
from paperlsp.workspace import PaperReader, load_snapshot

from waiting.client import Client
from waiting.row import FIXTURES, Curve, Machine, Row, ms

TEN = 10
MODULE = '''"""Part {n} of a model, as in Section {m}."""


class Part{n}(Module):
    """Attends to {m} neighbours, Eq. ({m})."""

    def __init__(self, width, heads={m}):
        self.width = width
        self.scale = width**-0.5

    def forward(self, query, key, value):
        scores = query @ key.T * self.scale
        return softmax(scores) @ value
'''


def memory(machine: Machine) -> Iterator[Row]:
    root = machine.folder / "ten"
    chosen = papers_in(root, machine.papers[:TEN] or (FIXTURES / "sam" / "paper.pdf",), TEN)
    (root / "a.py").write_text("class MaskDecoder:\n    pass\n", "utf-8")
    for warmth in ("cold", "warm"):
        server = Client(hover.OURS, root, root / "a.py")
        server.settled()
        status = Path(f"/proc/{server.process.pid}/status")
        if status.exists():
            lines = status.read_text("utf-8").split("\n")
            held, most = (
                next(int(line.split()[1]) / 1024 for line in lines if line.startswith(key))
                for key in ("VmRSS", "VmHWM")
            )
            yield Row(
                f"server idle with {chosen} papers, {warmth}",
                f"{held:.0f} MB, peak {most:.0f} MB",
                ratio="aim 120 MB idle",
            )
        server.leave()


def growth(machine: Machine) -> Iterator[Row | Curve]:
    paper = FIXTURES / "sam" / "paper.pdf"
    with PaperReader() as reader:
        files: list[tuple[float, float]] = []
        typed: list[tuple[float, float]] = []
        for count in (each for each in (10, 100, 1_000, 10_000) if each <= machine.most):
            root = machine.folder / f"files{count}"
            papers_in(root, (paper,), 1)
            for number in range(count):
                path = root / f"group{number // 100}" / f"part{number}.py"
                path.parent.mkdir(exist_ok=True)
                path.write_text(MODULE.format(n=number, m=number % 7 + 1), "utf-8")
            load_snapshot(machine.folder / "none", extra_papers=[root / "paper0.pdf"], reader=reader)
            files.append((count, processor(lambda root=root: load_snapshot(root, reader=reader))))
            typed.append((count, keystroke(root)))
        yield from curve("indexing by files", "files", files, aim="exponent {:.2f}, aim 1.1")
        yield from curve("a keystroke by files", "files", typed, aim="exponent {:.2f}")
        papers: list[tuple[float, float]] = []
        for count in (each for each in (1, 5, 20, 50, 100, 200) if each <= machine.most):
            root = machine.folder / f"papers{count}"
            papers_in(root, (paper,), count)
            (root / "a.py").write_text(MODULE.format(n=1, m=2), "utf-8")
            load_snapshot(root, reader=reader)
            papers.append((count, processor(lambda root=root: load_snapshot(root, reader=reader))))
        yield from curve("indexing by papers, from the cache", "papers", papers, aim="exponent {:.2f}, aim 1.1")


def curve(name: str, unit: str, points: list[tuple[float, float]], aim: str) -> Iterator[Row | Curve]:
    found = Curve(name, unit, tuple(points))
    shown = ", ".join(f"{x:,.0f}: {ms(y)}" for x, y in points)
    yield Row(f"{name}, CPU", shown, ratio=aim.format(found.exponent))
    yield found


def papers_in(root: Path, papers: tuple[Path, ...], count: int) -> int:
    """Papers under other names, each made different by bytes behind its end; the same papers in every folder."""
    root.mkdir(parents=True)
    for number in range(count):
        content = papers[number % len(papers)].read_bytes()
        (root / f"paper{number}.pdf").write_bytes(content + b"\n%% %d\n" % number)
    listed = ", ".join(f"{{ path = 'paper{number}.pdf' }}" for number in range(count))
    (root / "paperlsp.toml").write_text(f"papers = [{listed}]\n", "utf-8")
    return count


def keystroke(root: Path) -> float:
    """Seconds of the processor from an edit to its diagnostics, the median of a few."""
    name = "group0/part0.py"
    text = (root / name).read_bytes()
    loader = Loader()
    state, spent = indexed(loader, Order(root, {name: text}), None), list[float]()
    for at in range(7):
        text += b"\n# Eq. (%d)\n" % at
        order = Order(root, {name: text}, edited=frozenset({name}))
        begun = time.process_time()
        state = indexed(loader, order, state)
        spent.append(time.process_time() - begun)
    loader.close()
    return statistics.median(spent)


def indexed(loader: Loader, order: Order, before: Loaded | None) -> Loaded:
    found = loader(order, before, lambda _done, _total, _what: None, lambda: False)
    if found is None:
        raise SystemExit("The indexing was cancelled.")
    return found


def processor(run: object) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun
