"""A folder, the editor's buffers and the previous snapshot → the next snapshot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from paperlsp.code import SUFFIXES
from paperlsp.config import Config
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import Snapshot
from paperlsp.link import Cancelled
from paperlsp.model.problem import Problem
from paperlsp.workspace.discovery import discover
from paperlsp.workspace.papers import Choice, choose, read_papers
from paperlsp.workspace.reader import PaperReader
from paperlsp.workspace.record_file import read_record
from paperlsp.workspace.root import folders_around, read_config
from paperlsp.workspace.sources import read_sources

NAMED = re.compile(
    r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5})|arxiv[:\s]+(\d{4}\.\d{4,5})|eprint\s*=\s*[{\"](\d{4}\.\d{4,5})",
    re.IGNORECASE,
)

DESCRIPTIONS = ("README.md", "README.rst", "README.txt", "CITATION.cff", "CITATION.bib", "citation.bib")


def silent(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""


def never() -> bool:
    """Nobody cancels."""
    return False


def load_snapshot(
    root: Path,
    *,
    previous: Snapshot | None = None,
    overlays: Mapping[str, bytes] = MappingProxyType({}),
    extra_papers: Sequence[Path] = (),
    reader: PaperReader | None = None,
    progress: Callable[[int, int, str], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Snapshot:
    """Read what is new in the folder and link it. ``overlays`` are unsaved buffers by path. Raises only ``Cancelled``."""
    if reader is None:
        with PaperReader() as own:
            return load_snapshot(
                root,
                previous=previous,
                overlays=overlays,
                extra_papers=extra_papers,
                reader=own,
                progress=progress,
                cancelled=cancelled,
            )
    config, problems = read_config(root, overlays)
    record, record_problems = read_record(root, overlays)
    found = discover(root, SUFFIXES, config.exclude)
    gathered = [*problems, *record_problems]
    if found.cut:
        gathered.append(
            Problem("too-many-files", "The folder holds too many files; some are left out.", "Open a smaller one.")
        )
    choice = choose(root, config, found.pdfs, extra_papers, reader)
    total = len(choice.wanted) + len(found.sources)
    steps = _Steps(progress, cancelled, total)
    papers, told = read_papers(choice, config, previous, reader, steps.step)
    sources = read_sources(root, found.sources, config.exclude, overlays, previous, gathered, steps.step)
    gathered += (*choice.problems, *told)
    if not papers and all(problem.severity == "hint" for problem in (*choice.problems, *told)):
        gathered.append(_no_paper(root, config, choice))
    snapshot = build_snapshot(previous, config, papers, sources, tuple(gathered), cancelled, record)
    progress(total, total, "linked")
    return snapshot


class _Steps:
    """Counts what is done, and stops when somebody asks to."""

    def __init__(self, progress: Callable[[int, int, str], None], cancelled: Callable[[], bool], total: int) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._total = total
        self._done = 0

    def step(self, what: str) -> None:
        if self._cancelled():
            raise Cancelled
        self._progress(self._done, self._total, what)
        self._done += 1


def _no_paper(root: Path, config: Config, choice: Choice) -> Problem:
    message = "No paper was found."
    if choice.figures:
        message += (
            f" {choice.figures} PDFs of one page were taken for figures."
            if choice.figures > 1
            else (" A PDF of one page was taken for a figure.")
        )
    for path in (folder / name for folder in folders_around(root) for name in DESCRIPTIONS):
        try:
            text = path.read_text("utf-8", "replace")[:200_000]
        except OSError:
            continue
        if match := NAMED.search(text):
            number = next(group for group in match.groups() if group)
            message += f" {path.name} names arXiv {number}."
            break
    remedy = "Put the paper's PDF into the folder, name it in `[tool.paperlsp]` (`paperlsp init`), or pass --paper PAPER.pdf."
    return Problem("no-paper", message, remedy, config.source)
