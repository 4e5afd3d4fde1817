"""How a rule makes a finding: its fingerprint says what it is about and leaves out where it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from paperlsp.model.finding import Finding, Fix
from paperlsp.model.problem import Problem, Severity
from paperlsp.model.span import Span

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rule:
    """``code`` is stable, ``name`` its kebab-case name; ``enabled`` tells whether the rule runs unless it is selected."""

    code: str
    name: str
    severity: Severity
    enabled: bool = True


def make(
    rule: Rule,
    file: str,
    span: Span,
    message: str,
    *,
    about: str,
    paper: str | None = None,
    anchor: str | None = None,
    severity: Severity | None = None,
    words: Mapping[str, str] = NOTHING,
    fix: Fix | None = None,
    quote: str = "",
    problem: Problem | None = None,
) -> Finding:
    """``about`` is what stays the same when lines move: a symbol's name, a mention's words.

    With ``words``, ``message`` is a template that they are put into, so that it can be said in other languages.
    """
    parts = "\x1f".join((rule.code, file, about, paper or "", anchor or ""))
    # The name of a file need not be valid text; Python then holds its bytes as halves of surrogate pairs.
    fingerprint = hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    said = message.format_map(words) if words else message
    return Finding(
        rule.code,
        rule.name,
        severity or rule.severity,
        file,
        span,
        said,
        paper,
        anchor,
        fingerprint,
        template=message if words else "",
        words=tuple(sorted(words.items())),
        fix=fix,
        quote=quote,
        problem=problem,
    )
