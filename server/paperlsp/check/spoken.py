"""Findings and problems → their words in a language.

A problem is told in parts, place, message and remedy, each by a template of its own; here alone they are put together.
"""

from __future__ import annotations

import re

from paperlsp.model.finding import Finding
from paperlsp.model.problem import Problem
from paperlsp.wording import ENGLISH, Language, retell, say, tell

PLACE = re.compile(r"(?:cell (?P<cell>\d+)(?:, (?=line)|$))?(?:line (?P<line>\d+))?|page (?P<page>\d+)")
"""A place in words; any other is a key or a name, and the same in every language."""


def spoken_finding(finding: Finding, language: Language) -> str:
    """The finding's message. It holds what the paper and the code say: make it plain before it is shown."""
    if finding.problem is not None:
        return spoken_problem(finding.problem, language)
    if finding.template:
        return tell(language, finding.template, dict(finding.words))
    return retell(language, finding.message)


def spoken_problem(problem: Problem, language: Language = ENGLISH, *, file: str = "") -> str:
    """The problem in one line, behind its place and, where one is given, the name of its ``file``."""
    text = " ".join(retell(language, part) for part in (problem.message, problem.remedy) if part)
    where = ", ".join(part for part in (file, _spoken_place(problem.place, language)) if part)
    return say(language, "{where}: {text}", where=where, text=text) if where else text


def _spoken_place(place: str, language: Language) -> str:
    found = PLACE.fullmatch(place)
    if found is None or not place:
        return place
    cell, line, page = found["cell"], found["line"], found["page"]
    if page is not None:
        return say(language, "page {page}", page=page)
    if cell is None:
        return say(language, "line {line_number}", line_number=line)
    return (
        say(language, "cell {cell}", cell=cell)
        if line is None
        else say(language, "cell {cell}, line {line_number}", cell=cell, line_number=line)
    )
