"""A paper put together with itself several times → the memory that reading it takes, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pymupdf

PROGRAM = r"""
import gc, json, pathlib, re, resource, sys, tracemalloc
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document
content = pathlib.Path(sys.argv[1]).read_bytes()
traced = sys.argv[2] == "traced"
if traced:
    tracemalloc.start()
paper = read_paper(read_document(content))
gc.collect()
kept, peak = tracemalloc.get_traced_memory() if traced else (0, 0)
status = pathlib.Path("/proc/self/status")
if status.exists():
    # What the system counts for a child begins with what its parent had when it was forked.
    process = 1024 * int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1])
else:
    process = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"pages": paper.pages, "peak": peak, "kept": kept, "process": process}))
"""


@dataclass(frozen=True, slots=True)
class Memory:
    """In bytes: the most that Python's objects took at once, what of that stays with the paper, the whole process."""

    pages: int
    peak: int
    kept: int
    process: int


def measure_memory(pdf: Path) -> Memory:
    """Tracing takes memory of its own, so that the process is measured in a second run."""
    traced, plain = (_run(pdf, how) for how in ("traced", "plain"))
    return Memory(traced["pages"], traced["peak"], traced["kept"], plain["process"])


def _run(pdf: Path, how: str) -> dict[str, int]:
    done = subprocess.run([sys.executable, "-c", PROGRAM, pdf, how], check=True, capture_output=True, timeout=560)
    return json.loads(done.stdout)


def repeated(pdf: Path, times: int, folder: Path) -> Path:
    """The same pages again and again, which share their fonts as the pages of one paper do."""
    path = folder / f"{times}.pdf"
    with pymupdf.open(pdf) as source, pymupdf.open() as whole:
        for _ in range(times):
            whole.insert_pdf(source)
        whole.save(path)
    return path
