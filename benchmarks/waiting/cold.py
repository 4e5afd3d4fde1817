"""What the first index of a paper and its code costs beside bare PyMuPDF and bare tree-sitter, and ``--check`` cold and warm."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import tree_sitter_python
from tree_sitter import Language, Parser

from waiting.client import workspace
from waiting.row import Machine, Row, ms

FLAGS = pymupdf.TEXTFLAGS_RAWDICT & ~pymupdf.TEXT_PRESERVE_IMAGES
CHECK = [sys.executable, "-m", "paperlsp.cli", "--check", "--exit-zero", "--statistics"]
EMPTY = [sys.executable, "-c", "import paperlsp.cli"]


def cold(machine: Machine) -> Iterator[Row]:
    """CPU time of the whole command, children included, less that of starting Python with the package."""
    root = workspace(machine.folder / "cold").parent
    paper = next((each for each in machine.papers if "sam" in each.parts), root / "paper.pdf")
    if paper != root / "paper.pdf":
        shutil.copyfile(paper, root / "paper.pdf")
    sources = [path.read_bytes() for path in sorted(root.rglob("*.py"))]
    cache = Path(os.environ["PAPERLSP_CACHE_DIR"])
    parser = Parser(Language(tree_sitter_python.language()))
    spent: dict[str, list[tuple[float, float]]] = {"cold": [], "warm": [], "empty": []}
    bare_paper, bare_code = [], []
    for _ in range(machine.rounds):
        shutil.rmtree(cache, ignore_errors=True)
        spent["cold"].append(command([*CHECK, str(root)]))
        spent["warm"].append(command([*CHECK, str(root)]))
        spent["empty"].append(command(EMPTY))
        bare_paper.append(processor(lambda: rawdict(paper)))
        bare_code.append(processor(lambda: [parser.parse(source) for source in sources]))
    middle = {
        name: tuple(statistics.median(each) for each in zip(*times, strict=True)) for name, times in spent.items()
    }
    indexing = middle["cold"][1] - middle["empty"][1]
    peer = statistics.median(bare_paper) + statistics.median(bare_code)
    lines = sum(source.count(b"\n") for source in sources)
    yield Row(
        f"first index of a paper and {lines:,} lines, CPU",
        ms(indexing),
        f"bare PyMuPDF: {ms(statistics.median(bare_paper))}, bare tree-sitter: {ms(statistics.median(bare_code))}",
        f"{indexing / peer:.1f}",
    )
    for name in ("cold", "warm"):
        wall, cpu = middle[name]
        beside = f"starting Python with the package: {ms(middle['empty'][0])}"
        yield Row(f"`--check`, {name}", f"{ms(wall)}, CPU {ms(cpu)}", beside, f"{wall / middle['empty'][0]:.1f}")


def command(words: list[str]) -> tuple[float, float]:
    """Seconds on the wall, and of the processor with children."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def processor(run: object) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


def rawdict(path: Path) -> None:
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text("rawdict", flags=FLAGS)
