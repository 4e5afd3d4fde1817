"""How a rule makes a finding: its fingerprint says what it is about and leaves out where it stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from paperlsp.model.finding import Finding
from paperlsp.model.problem import Severity
from paperlsp.model.span import Span


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    name: str
    severity: Severity


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
) -> Finding:
    """``about`` is what stays the same when lines move: a symbol's name, a mention's words."""
    parts = "\x1f".join((rule.code, file, about, paper or "", anchor or ""))
    # The name of a file need not be valid text; Python then holds its bytes as halves of surrogate pairs.
    fingerprint = hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Finding(rule.code, rule.name, severity or rule.severity, file, span, message, paper, anchor, fingerprint)
