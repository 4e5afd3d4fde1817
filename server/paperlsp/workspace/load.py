"""A folder, the editor's buffers and the previous snapshot → the next snapshot."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from paperlsp.code import SUFFIXES, read_source
from paperlsp.config import Config, PaperConfig
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.link import Cancelled
from paperlsp.model.paper import Paper
from paperlsp.model.problem import Problem
from paperlsp.model.source import SourceFile
from paperlsp.workspace.discovery import Found, discover
from paperlsp.workspace.reader import PaperReader
from paperlsp.workspace.record_file import read_record
from paperlsp.workspace.root import read_config

MOST_CANDIDATES = 10
NAMED = re.compile(
    r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5})|arxiv[:\s]+(\d{4}\.\d{4,5})|eprint\s*=\s*[{\"](\d{4}\.\d{4,5})",
    re.IGNORECASE,
)


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
    config, problems = read_config(root, overlays)
    record, record_problems = read_record(root, overlays)
    found = discover(root, SUFFIXES, config.exclude)
    gathered = [*problems, *record_problems]
    if found.cut:
        gathered.append(
            Problem("too-many-files", "The folder holds too many files; some are left out.", "Open a smaller one.")
        )
    wanted = _wanted(root, config, found, extra_papers, gathered)
    total = len(wanted) + len(found.sources)
    own = reader is None
    worker = reader or PaperReader()
    try:
        entries = _read_papers(wanted, config, previous, worker, gathered, _Steps(progress, cancelled, total, 0))
    finally:
        if own:
            worker.close()
    sources = _read_sources(root, found, overlays, previous, gathered, _Steps(progress, cancelled, total, len(wanted)))
    if not entries and not any(problem.file.endswith(".pdf") for problem in gathered):
        gathered.append(_no_paper(root, config))
    snapshot = build_snapshot(previous, config, entries, sources, tuple(gathered), cancelled, record)
    progress(total, total, "linked")
    return snapshot


class _Steps:
    """Counts what is done, and stops when somebody asks to."""

    def __init__(
        self, progress: Callable[[int, int, str], None], cancelled: Callable[[], bool], total: int, done: int
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._total = total
        self._done = done

    def step(self, what: str) -> None:
        if self._cancelled():
            raise Cancelled
        self._progress(self._done, self._total, what)
        self._done += 1


def _wanted(
    root: Path, config: Config, found: Found, extra: Sequence[Path], problems: list[Problem]
) -> list[tuple[str, Path, PaperConfig | None]]:
    """The PDFs to read: those given, else those configured, else those that lie in the folder."""
    wanted: list[tuple[str, Path, PaperConfig | None]] = []
    for path in extra:
        whole = path if path.is_absolute() else root / path
        name = whole.relative_to(root).as_posix() if whole.is_relative_to(root) else whole.name
        wanted.append((name, whole, None))
    if wanted:
        return wanted
    for at, each in enumerate(config.papers):
        whole = root / each.path
        if not whole.resolve().is_relative_to(root.resolve()):
            remedy = "Put the PDF inside, or pass it with --paper."
            problems.append(
                Problem(
                    "config-outside", f"{each.path} leads out of the workspace.", remedy, config.source, f"papers[{at}]"
                )
            )
        else:
            wanted.append((each.path, whole, each))
    if config.papers:
        return wanted
    if len(found.pdfs) > MOST_CANDIDATES:
        message = f"{len(found.pdfs)} PDFs lie here; only the first {MOST_CANDIDATES} are read."
        problems.append(
            Problem("many-papers", message, "Name the papers in `[tool.paperlsp]`: `paperlsp init` writes the table.")
        )
    return [(path, root / path, None) for path in found.pdfs[:MOST_CANDIDATES]]


def _read_papers(
    wanted: Sequence[tuple[str, Path, PaperConfig | None]],
    config: Config,
    previous: Snapshot | None,
    reader: PaperReader,
    problems: list[Problem],
    steps: _Steps,
) -> tuple[PaperEntry, ...]:
    known = {entry.paper.digest: entry.paper for entry in previous.papers} if previous else {}
    entries: list[PaperEntry] = []
    ids: set[str] = set()
    for name, path, setting in wanted:
        steps.step(name)
        try:
            content = path.read_bytes()
        except OSError as error:
            reason = error.strerror or "it cannot be read"
            file, place = (config.source, f"papers: {name}") if setting else (name, "")
            problems.append(
                Problem(
                    "paper-missing",
                    f"The paper {name} cannot be opened: {reason}.",
                    "Correct the path.",
                    file,
                    place,
                    "error",
                )
            )
            continue
        digest = hashlib.sha256(content).hexdigest()
        paper = known.get(digest) or reader.read(content)
        problems += [replace(problem, file=name) for problem in paper.problems]
        if paper.anchors and (setting is not None or len(wanted) == 1 or _is_paper(paper)):
            paper = _unique(paper, ids)
            entries.append(PaperEntry(name, paper, setting.code if setting else ()))
    return tuple(entries)


def _is_paper(paper: Paper) -> bool:
    """A plot or a slide lies among PDFs as well; a paper has sections and text."""
    return sum(anchor.kind == "section" for anchor in paper.anchors) >= 3 and len(paper.blocks) >= 10


def _unique(paper: Paper, ids: set[str]) -> Paper:
    """Two papers of one title must not share an id."""
    identity = paper.id if paper.id not in ids else f"{paper.id}-{paper.digest[:8]}"
    ids.add(identity)
    return paper if identity == paper.id else replace(paper, id=identity)


def _read_sources(
    root: Path,
    found: Found,
    overlays: Mapping[str, bytes],
    previous: Snapshot | None,
    problems: list[Problem],
    steps: _Steps,
) -> dict[str, SourceFile]:
    sources: dict[str, SourceFile] = {}
    names = sorted({*found.sources, *(path for path in overlays if path.endswith(SUFFIXES))})
    for name in names:
        steps.step(name)
        content = overlays.get(name)
        if content is None:
            try:
                content = (root / name).read_bytes()
            except OSError as error:
                problems.append(
                    Problem("source-unreadable", f"It cannot be read: {error.strerror}.", "Check its rights.", name)
                )
                continue
        old = previous.sources.get(name) if previous else None
        digest = hashlib.sha256(content).hexdigest()
        source = old if old is not None and old.digest == digest else read_source(name, content)
        sources[name] = source
        problems += [replace(problem, file=name) for problem in source.problems]
    return sources


def _no_paper(root: Path, config: Config) -> Problem:
    message = "No paper was found."
    for name in ("README.md", "README.rst", "README.txt", "CITATION.cff", "CITATION.bib", "citation.bib"):
        try:
            text = (root / name).read_text("utf-8", "replace")[:200_000]
        except OSError:
            continue
        if match := NAMED.search(text):
            number = next(group for group in match.groups() if group)
            message += f" {name} names arXiv {number}."
            break
    remedy = "Put the paper's PDF into the folder, name it in `[tool.paperlsp]` (`paperlsp init`), or pass --paper PAPER.pdf."
    return Problem("no-paper", message, remedy, config.source)
