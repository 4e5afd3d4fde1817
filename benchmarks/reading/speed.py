"""CPU time of reading a paper whole, and of what PyMuPDF needs for its bare text and drawings, on the same pages."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

import pymupdf
from paperlsp.model.paper import Paper
from paperlsp.paper import read_paper
from paperlsp.pdf import read_document


def read_timed(pdf: Path) -> tuple[Paper, float]:
    """The paper, and the CPU seconds from its bytes to it."""
    content = pdf.read_bytes()
    gc.collect()
    start = time.process_time()
    paper = read_paper(read_document(content))
    return paper, time.process_time() - start


def bare_time(pdf: Path) -> float:
    """CPU seconds for ``rawdict`` without images and ``get_drawings`` over every page."""
    content = pdf.read_bytes()
    flags = pymupdf.TEXTFLAGS_RAWDICT & ~pymupdf.TEXT_PRESERVE_IMAGES
    gc.collect()
    start = time.process_time()
    with pymupdf.open(stream=content, filetype="pdf") as document:
        for page in document:
            page.get_text("rawdict", flags=flags)
            page.get_drawings()
    return time.process_time() - start


def timed_in_turns(pdf: Path, times: int) -> tuple[int, float, float]:
    """The number of pages, our CPU seconds and the bare ones, the best of several, taken in turns."""
    ours: list[float] = []
    bare: list[float] = []
    pages = 1
    for _ in range(times):
        _forget()
        paper, spent = read_timed(pdf)
        pages = max(paper.pages, 1)
        del paper
        ours.append(spent)
        bare.append(bare_time(pdf))
    return pages, min(ours), min(bare)


def _forget() -> None:
    """Empty what functions remember, so that a second reading finds no formula of the first."""
    for name, module in sorted(sys.modules.items()):
        if name.startswith("paperlsp"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
