"""PL001 unreadable-input, PL002 wrong-setting, PL003 no-paper and PL004 which-papers: what kept an input from being read,
and what a person should decide.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.problem import Problem
from paperlsp.model.span import Span

UNREADABLE = Rule("PL001", "unreadable-input", "warning")
SETTING = Rule("PL002", "wrong-setting", "warning")
NO_PAPER = Rule("PL003", "no-paper", "warning")
WHICH_PAPERS = Rule("PL004", "which-papers", "hint")
_RULES = {
    "no-paper": NO_PAPER,
    "several-papers": WHICH_PAPERS,
    "many-papers": WHICH_PAPERS,
    "no-paper-in-pdf": WHICH_PAPERS,
}


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for problem in snapshot.problems:
        rule = SETTING if problem.code.startswith("config-") else _RULES.get(problem.code, UNREADABLE)
        span = _span(snapshot, problem)
        place = f"{problem.place}: " if problem.place else ""
        message = f"{place}{problem.message} {problem.remedy}".strip()
        yield make(
            rule, problem.file, span, message, about=f"{problem.code} {problem.place}", severity=problem.severity
        )


def _span(snapshot: Snapshot, problem: Problem) -> Span:
    """The line that the problem names, in a source; the beginning of the file elsewhere."""
    source = snapshot.sources.get(problem.file)
    number = problem.place.removeprefix("line ")
    if source is None or not number.isdigit():
        return Span(0, 0)
    return source.lines.line_span(int(number) - 1)
