"""What kept an input from being read → findings of the four rules that tell of it."""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.check.spoken import PLACE, spoken_problem
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.problem import Problem
from paperlsp.model.span import Span

_CODES = {
    "no-paper": "PL003",
    "several-papers": "PL004",
    "many-papers": "PL004",
    "no-paper-in-pdf": "PL004",
    "perhaps-supplement": "PL004",
    "other-paper": "PL008",
}


def find_problems(snapshot: Snapshot, rule: Rule) -> Iterator[Finding]:
    """The problems that one of the rules tells of; each problem belongs to exactly one."""
    for problem in snapshot.problems:
        if _code_of(problem) == rule.code:
            yield make(
                rule,
                problem.file,
                _span(snapshot, problem),
                spoken_problem(problem),
                about=f"{problem.code} {problem.place}",
                severity=problem.severity,
                problem=problem,
            )


def _code_of(problem: Problem) -> str:
    return "PL002" if problem.code.startswith("config-") else _CODES.get(problem.code, "PL001")


def _span(snapshot: Snapshot, problem: Problem) -> Span:
    """The line that the problem names, in a source; the beginning of the file elsewhere."""
    source = snapshot.sources.get(problem.file)
    place = PLACE.fullmatch(problem.place)
    if source is None or place is None or place["line"] is None:
        return Span(0, 0)
    cell = next((each for each in source.cells if place["cell"] and each.number == int(place["cell"])), None)
    first = source.lines.position(cell.span.start)[0] if cell is not None else 0
    return source.lines.line_span(first + int(place["line"]) - 1)
