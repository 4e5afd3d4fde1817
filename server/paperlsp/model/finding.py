"""What ``paperlsp --check`` and the editor report: one finding, wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from paperlsp.model.problem import Problem, Severity
from paperlsp.model.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` in place of the bytes of ``span``."""

    file: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend a finding. A ``safe`` one changes no meaning, and needs nobody to look at it."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` is stable ("PL101"), ``name`` its kebab-case name. ``file`` is relative to the workspace folder.

    ``span`` is in UTF-8 bytes of that file. ``paper`` and ``anchor`` are ids, or None. ``fingerprint`` is a hex
    digest that survives moved lines: code, file, symbol and anchor, no line number; no two findings have the same.
    ``symbol`` is the dotted name of the definition around it. ``template`` with ``words`` put into it is the message, so
    that it can be said in another language; "" where the message is nothing but itself. ``problem`` is what it tells of, for
    the rules about inputs that cannot be read. ``quote`` is the sentence of the paper that it rests on, or "".
    """

    code: str
    name: str
    severity: Severity
    file: str
    span: Span
    message: str
    paper: str | None
    anchor: str | None
    fingerprint: str
    symbol: str = ""
    template: str = ""
    words: tuple[tuple[str, str], ...] = ()
    fix: Fix | None = None
    quote: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding that the baseline holds, without a line. ``fingerprint`` is that of all findings alike in the file."""

    file: str
    symbol: str
    code: str
    fingerprint: str
