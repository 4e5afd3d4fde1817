"""Papers and sources → the next snapshot; links are made anew only when something that they rest on has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from paperlsp.config import Config
from paperlsp.index.snapshot import PaperEntry, Snapshot, scopes_of
from paperlsp.link import build_graph, with_record
from paperlsp.model.problem import Problem
from paperlsp.model.record import Record
from paperlsp.model.source import SourceFile

EMPTY = Record()


def build_snapshot(
    previous: Snapshot | None,
    config: Config,
    papers: tuple[PaperEntry, ...],
    sources: Mapping[str, SourceFile],
    problems: tuple[Problem, ...],
    cancelled: Callable[[], bool],
    record: Record = EMPTY,
) -> Snapshot:
    """The snapshot after ``previous``; ``record`` is what people have said. Raises what ``build_graph`` raises when it is cancelled."""
    revision = previous.revision + 1 if previous else 1
    unchanged = (
        previous is not None
        and previous.papers == papers
        # No other setting changes a link: which papers speak for which code was compared right above.
        and previous.config.threshold == config.threshold
        and previous.sources.keys() == sources.keys()
        and all(previous.sources[name] is sources[name] for name in sources)
    )
    if unchanged and previous is not None:
        unheard = previous.unheard
    else:
        scopes = scopes_of(papers, list(sources))
        values = [sources[name] for name in sorted(sources)]
        unheard = build_graph([entry.paper for entry in papers], values, scopes, config.threshold, cancelled)
    if unchanged and previous is not None and _same(previous.record, record):
        graph = previous.graph
    else:
        graph = with_record(unheard, record, [entry.paper for entry in papers], sources, config.threshold)
    ordered = MappingProxyType({name: sources[name] for name in sorted(sources)})
    return Snapshot(revision, config, papers, ordered, graph, tuple(sorted(problems, key=_place)), record, unheard)


def _same(one: Record, other: Record) -> bool:
    """Whether the words are the same and stand on the same lines."""
    return one is other or (one == other and all(a.span == b.span for a, b in zip(one.words, other.words, strict=True)))


def _place(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.place, problem.code
