"""PDFs that ended their reader, by digest, with the reason: remembered by this process, and for a day by all others.

A day only, because a machine may have been short of memory or time through no fault of the paper.
"""

from __future__ import annotations

import json
from typing import Any, cast

from paperlsp.model.problem import Problem
from paperlsp.workspace.cache import age, entry_name, load_entry, store_entry
from paperlsp.workspace.codec import decode_problem, encode_problem

LASTS = 24 * 3600.0
"""In seconds."""
_KIND = "refused"


class Refusals:
    """``stored`` is whether other processes get to know of them."""

    def __init__(self, *, stored: bool) -> None:
        self._stored = stored
        self._known: dict[str, Problem] = {}

    def of(self, digest: str) -> Problem | None:
        known = self._known.get(digest)
        if known is None and self._stored:
            known = _load(digest)
        return known

    def add(self, digest: str, problem: Problem, *, lasting: bool = True) -> None:
        self._known[digest] = problem
        if self._stored and lasting:
            store_entry(_KIND, entry_name(digest), json.dumps(encode_problem(problem)).encode())


def _load(digest: str) -> Problem | None:
    name = entry_name(digest)
    if age(_KIND, name) > LASTS:
        return None
    content = load_entry(_KIND, name)
    if content is None:
        return None
    try:
        problem = decode_problem(cast("list[Any]", json.loads(content)))
    except (ValueError, TypeError, RecursionError):
        return None
    return problem if isinstance(cast("object", problem.message), str) else None
