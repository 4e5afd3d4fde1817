"""A folder, the editor's buffers and the previous snapshot → the next snapshot.

After an edit in the editor only the text that changed is read; everything else is as the last look at the folder found it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from paperlsp.code import PARAMETER_SUFFIXES
from paperlsp.config import Config
from paperlsp.index.build import build_snapshot
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.link import Cancelled
from paperlsp.model.finding import Known
from paperlsp.model.problem import Problem
from paperlsp.model.record import Record
from paperlsp.model.source import SourceFile
from paperlsp.workspace.baseline_file import read_baseline
from paperlsp.workspace.choice import Choice, choose
from paperlsp.workspace.descriptions import described_papers
from paperlsp.workspace.discovery import discover
from paperlsp.workspace.notebook import SOURCE_SUFFIXES
from paperlsp.workspace.papers import read_papers
from paperlsp.workspace.reader import PaperReader
from paperlsp.workspace.record_file import read_record
from paperlsp.workspace.root import read_config
from paperlsp.workspace.sources import list_sources, read_sources


def silent(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""


def never() -> bool:
    """Nobody cancels."""
    return False


@dataclass(frozen=True)
class Look:
    """What a look at a folder found beside its sources, so that an edit needs no other look.

    ``problems`` are those of settings, record and papers; ``unreadable`` those of sources that could not be read.
    """

    config: Config
    record: Record
    papers: tuple[PaperEntry, ...]
    problems: tuple[Problem, ...]
    unreadable: tuple[Problem, ...] = ()
    baseline: tuple[Known, ...] = ()


def load_snapshot(
    root: Path,
    *,
    previous: Snapshot | None = None,
    overlays: Mapping[str, bytes] = MappingProxyType({}),
    extra_papers: Sequence[Path] = (),
    reader: PaperReader | None = None,
    progress: Callable[[int, int, str], None] = silent,
    cancelled: Callable[[], bool] = never,
    adjust: Callable[[Config], Config] | None = None,
) -> Snapshot:
    """Read what is new in the folder and link it. ``overlays`` are unsaved buffers by path; ``adjust`` puts what a command
    says over the folder's settings. Raises only ``Cancelled``, and what ``adjust`` raises.
    """
    with contextlib.ExitStack() as stack:
        reader = stack.enter_context(PaperReader()) if reader is None else reader
        return load_folder(root, previous, overlays, extra_papers, reader, progress, cancelled, adjust)[0]


def load_folder(
    root: Path,
    previous: Snapshot | None,
    overlays: Mapping[str, bytes],
    extra_papers: Sequence[Path],
    reader: PaperReader,
    progress: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
    adjust: Callable[[Config], Config] | None = None,
) -> tuple[Snapshot, Look]:
    """The same, with what the look at the folder found."""
    found = _survey(root, previous, overlays, extra_papers, reader, progress, cancelled, adjust)
    unreadable: list[Problem] = []
    exclude = found.look.config.exclude
    sources = read_sources(root, found.sources, exclude, overlays, previous, unreadable, found.steps.step)
    look = replace(found.look, unreadable=tuple(unreadable))
    snapshot = _built(previous, look, sources, cancelled)
    progress(found.steps.total, found.steps.total, "linked")
    return snapshot, look


def list_folder(
    root: Path,
    extra_papers: Sequence[Path],
    reader: PaperReader,
    progress: Callable[[int, int, str], None] = silent,
    adjust: Callable[[Config], Config] | None = None,
) -> tuple[Look, tuple[str, ...]]:
    """What a check would look at: settings and papers, and the sources by name, which are not read. Raises what ``adjust`` raises."""
    found = _survey(root, None, {}, extra_papers, reader, progress, never, adjust)
    return found.look, tuple(list_sources(root, found.sources))


def _survey(
    root: Path,
    previous: Snapshot | None,
    overlays: Mapping[str, bytes],
    extra_papers: Sequence[Path],
    reader: PaperReader,
    progress: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
    adjust: Callable[[Config], Config] | None,
) -> _Survey:
    """Everything but the sources, which are found and not read."""
    config, problems = read_config(root, overlays)
    if adjust is not None:
        config = adjust(config)
    record, record_problems = read_record(root, overlays)
    baseline, baseline_problems = read_baseline(root, overlays)
    found = discover(root, (*SOURCE_SUFFIXES, *PARAMETER_SUFFIXES), config.exclude)
    gathered = [*problems, *record_problems, *baseline_problems]
    if found.cut:
        gathered.append(
            Problem("too-many-files", "The folder holds too many files; some are left out.", "Open a smaller one.")
        )
    # What a repository says about itself counts only where nothing else tells which paper is meant.
    alone = not (extra_papers or config.papers or found.pdfs)
    choice = choose(root, config, found.pdfs, extra_papers, reader, described_papers(root) if alone else ())
    steps = _Steps(progress, cancelled, len(choice.wanted) + len(found.sources))
    papers, told = read_papers(choice, config, previous, reader, steps.step)
    gathered += (*choice.problems, *told)
    if not papers and all(problem.severity == "hint" for problem in (*choice.problems, *told)):
        gathered.append(_no_paper(root, config, choice))
    return _Survey(Look(config, record, papers, tuple(gathered), baseline=baseline), found.sources, steps)


def load_edits(
    root: Path,
    previous: Snapshot,
    look: Look,
    edited: Collection[str],
    overlays: Mapping[str, bytes],
    cancelled: Callable[[], bool] = never,
) -> tuple[Snapshot, Look]:
    """The snapshot after some sources have changed and nothing else: no other file is looked at."""
    buffers = {name: overlays[name] for name in sorted(edited) if name in overlays}
    # Of what no look has found, only buffers can be new sources: on disk it is ignored, or the next look finds it.
    known = {*previous.sources, *(problem.file for problem in look.unreadable)}
    on_disk = [name for name in sorted(edited) if name in known]
    unreadable = [problem for problem in look.unreadable if problem.file not in edited]
    step = _Steps(silent, cancelled, len(edited)).step
    read = read_sources(root, on_disk, look.config.exclude, buffers, previous, unreadable, step)
    sources = {name: source for name, source in previous.sources.items() if name not in edited} | read
    look = replace(look, unreadable=tuple(unreadable))
    return _built(previous, look, sources, cancelled), look


def _built(
    previous: Snapshot | None, look: Look, sources: Mapping[str, SourceFile], cancelled: Callable[[], bool]
) -> Snapshot:
    problems = [*look.problems, *look.unreadable]
    for name, source in sources.items():
        problems += [replace(problem, file=name) for problem in source.problems]
    built = build_snapshot(previous, look.config, look.papers, sources, tuple(problems), cancelled, look.record)
    return replace(built, baseline=look.baseline) if look.baseline else built


class _Steps:
    """Counts what is done, and stops when somebody asks to."""

    def __init__(self, progress: Callable[[int, int, str], None], cancelled: Callable[[], bool], total: int) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self.total = total
        self._done = 0

    def step(self, what: str) -> None:
        if self._cancelled():
            raise Cancelled
        self._progress(self._done, self.total, what)
        self._done += 1


@dataclass(frozen=True)
class _Survey:
    look: Look
    sources: tuple[str, ...]
    steps: _Steps


def _no_paper(root: Path, config: Config, choice: Choice) -> Problem:
    message = "No paper was found."
    if choice.figures == 1:
        message = "No paper was found. A PDF of one page was taken for a figure."
    elif choice.figures:
        message = f"No paper was found. {choice.figures} PDFs of one page were taken for figures."
    named = next(iter(described_papers(root)), None)
    if named is None:
        remedy = "Put the paper's PDF into the folder, name it in `[tool.paperlsp]` (`paperlsp init`), or pass --paper PAPER.pdf."
        return Problem("no-paper", message, remedy, config.source)
    shown = f"arXiv {named.what.removeprefix('arxiv:')}" if named.what.startswith("arxiv:") else named.what
    remedy = (
        f"{named.file} names {shown}: run `paperlsp fetch {named.what}` to download it, or put its PDF into the folder."
    )
    return Problem("no-paper", message, remedy, config.source)
