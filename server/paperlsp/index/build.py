"""Papers and sources → the next snapshot; links are made anew only when something that they rest on has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from pathspec import GitIgnoreSpec

from paperlsp.config import Config
from paperlsp.index.snapshot import PaperEntry, Snapshot
from paperlsp.link import build_graph
from paperlsp.model.problem import Problem
from paperlsp.model.source import SourceFile


def build_snapshot(
    previous: Snapshot | None,
    config: Config,
    papers: tuple[PaperEntry, ...],
    sources: Mapping[str, SourceFile],
    problems: tuple[Problem, ...],
    cancelled: Callable[[], bool],
) -> Snapshot:
    """The snapshot after ``previous``. Raises what ``build_graph`` raises when it is cancelled."""
    revision = previous.revision + 1 if previous else 1
    unchanged = (
        previous is not None
        and previous.papers == papers
        and previous.config == config
        and previous.sources.keys() == sources.keys()
        and all(previous.sources[name] is sources[name] for name in sources)
    )
    if unchanged and previous is not None:
        graph = previous.graph
    else:
        scopes = _scopes(papers, list(sources))
        values = [sources[name] for name in sorted(sources)]
        graph = build_graph([entry.paper for entry in papers], values, scopes, config.threshold, cancelled)
    ordered = MappingProxyType({name: sources[name] for name in sorted(sources)})
    return Snapshot(revision, config, papers, ordered, graph, tuple(sorted(problems, key=_place)))


def _scopes(papers: Sequence[PaperEntry], paths: Sequence[str]) -> dict[str, frozenset[str]]:
    """Which sources each paper speaks for, by its patterns; a paper without patterns speaks for all."""
    scopes: dict[str, frozenset[str]] = {}
    for entry in papers:
        if entry.code:
            spec = GitIgnoreSpec.from_lines(entry.code)
            scopes[entry.paper.id] = frozenset(path for path in paths if spec.match_file(path))
    return scopes


def _place(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.place, problem.code
