"""Suppressions in sources, and the settings' for files × findings → which findings nobody wants to see.

A comment silences its own line. On the head of a definition, from its first decorator to its name, it silences all of
the definition; ``ignore-file`` silences the whole file, wherever it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from paperlsp.check.selector import covers
from paperlsp.code.context import suppressions
from paperlsp.index.snapshot import Snapshot
from paperlsp.mention.directives import Suppression
from paperlsp.model.finding import Finding
from paperlsp.model.source import SourceFile
from paperlsp.patterns import compile_patterns


@dataclass(frozen=True, slots=True)
class Scope:
    """The lines, from 0 and both included, in which a suppression holds."""

    file: str
    suppression: Suppression
    first: int
    last: int


class Silence:
    """``holds`` tells what is silenced, and remembers by what; ``unused`` then tells what silenced nothing."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._per_file = [(compile_patterns([pattern]), codes) for pattern, codes in snapshot.config.per_file_ignores]
        self._scopes = {
            path: scopes_of(source) for path, source in snapshot.sources.items() if b"paperlsp" in source.content
        }
        self._used: Counter[tuple[str, int, str]] = Counter()

    def holds(self, finding: Finding) -> bool:
        return self._in_place(finding) or self.in_settings(finding)

    def in_settings(self, finding: Finding) -> bool:
        """Whether the settings silence it for its file."""
        return any(
            covers(codes, finding.code, finding.name) and spec.match_file(finding.file)
            for spec, codes in self._per_file
        )

    def unused(self) -> Iterator[tuple[Scope, tuple[str, ...]]]:
        """The suppressions that silenced nothing, by file and place, with those of their codes that did not."""
        for path, scopes in self._scopes.items():
            for scope in scopes:
                given = scope.suppression.codes or ("",)
                idle = tuple(code for code in given if not self._used[path, scope.suppression.span.start, code])
                if idle:
                    yield scope, tuple(code for code in idle if code)

    def _in_place(self, finding: Finding) -> bool:
        scopes = self._scopes.get(finding.file)
        if not scopes:
            return False
        line = self._snapshot.sources[finding.file].lines.position(finding.span.start)[0]
        # The narrowest is the one that was meant.
        for scope in sorted(scopes, key=lambda each: each.last - each.first):
            if not scope.first <= line <= scope.last:
                continue
            for code in scope.suppression.codes or ("",):
                if not code or covers((code,), finding.code, finding.name):
                    self._used[finding.file, scope.suppression.span.start, code] += 1
                    return True
        return False


def scopes_of(source: SourceFile) -> tuple[Scope, ...]:
    """The suppressions of a source with the lines in which they hold, by place."""
    return tuple(_scope(source, each) for each in suppressions(source))


def _scope(source: SourceFile, suppression: Suppression) -> Scope:
    lines = source.lines
    line = lines.position(suppression.span.start)[0]
    if suppression.whole_file:
        return Scope(source.path, suppression, 0, lines.line_count)
    for symbol in source.symbols:
        if symbol.kind in ("class", "function", "method"):
            head = lines.position(symbol.span.start)[0]
            if head <= line <= lines.position(symbol.name_span.end)[0]:
                return Scope(source.path, suppression, head, lines.position(max(symbol.span.end - 1, 0))[0])
    return Scope(source.path, suppression, line, line)
