"""The text of a baseline ↔ the findings that it holds. One finding a line, sorted, so that merges are easy to read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import cast

from paperlsp.model.finding import Known
from paperlsp.model.problem import Problem

BASELINE_FILE = ".paperlsp/baseline.json"
_KEYS = ("file", "symbol", "code", "fingerprint")


def parse_baseline(text: str) -> tuple[tuple[Known, ...], tuple[Problem, ...]]:
    """What the text holds; an entry that is none is a problem, and the rest holds."""
    if not text.strip():
        return (), ()
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        return (), (_broken(f"It is not valid JSON: {error}."),)
    listed = cast("dict[str, object]", value).get("findings") if isinstance(value, dict) else None
    if not isinstance(listed, list):
        return (), (_broken("It holds no list of findings."),)
    found: list[Known] = []
    wrong = 0
    for each in cast("list[object]", listed):
        fields = [cast("dict[str, object]", each).get(key) for key in _KEYS] if isinstance(each, dict) else []
        texts = [field for field in fields if isinstance(field, str)]
        if len(texts) == len(_KEYS):
            found.append(Known(*texts))
        else:
            wrong += 1
    problems = (_broken(f"{wrong} of its findings lack {', '.join(_KEYS)}."),) if wrong else ()
    return tuple(sorted(found)), problems


def print_baseline(known: Iterable[Known]) -> str:
    lines = [json.dumps({key: getattr(each, key) for key in _KEYS}, ensure_ascii=True) for each in sorted(known)]
    return '{"schema": 1, "findings": [\n' + ",\n".join(lines) + ("\n" if lines else "") + "]}\n"


def _broken(message: str) -> Problem:
    remedy = "Write it anew: `paperlsp --check --write-baseline`."
    return Problem("baseline-broken", message, remedy, BASELINE_FILE)
