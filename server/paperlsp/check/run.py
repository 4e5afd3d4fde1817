"""All rules over one snapshot, less what is silenced: in place, per file, or for the whole folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from paperlsp.check import citation, problem, stale, uncoded, unexplained
from paperlsp.index.snapshot import Snapshot
from paperlsp.mention import find_suppressions
from paperlsp.mention.directives import Suppression
from paperlsp.model.finding import Finding
from paperlsp.model.source import SourceFile
from paperlsp.patterns import compile_patterns

RULES: tuple[Callable[[Snapshot], Iterator[Finding]], ...] = (
    problem.find,
    unexplained.find,
    uncoded.find,
    citation.find,
    stale.find,
)


def find_all(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Every finding that nobody has silenced, by file and place."""
    silenced = _Silence(snapshot)
    found = [finding for rule in RULES for finding in rule(snapshot) if not silenced.holds(finding)]
    return tuple(sorted(found, key=lambda each: (each.file, each.span.start, each.code, each.message)))


class _Silence:
    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._per_file = [(compile_patterns([pattern]), codes) for pattern, codes in snapshot.config.per_file_ignores]
        self._known: dict[str, tuple[Suppression, ...]] = {}

    def holds(self, finding: Finding) -> bool:
        if finding.code in self._snapshot.config.ignore:
            return True
        if any(finding.code in codes and spec.match_file(finding.file) for spec, codes in self._per_file):
            return True
        source = self._snapshot.sources.get(finding.file)
        return source is not None and self._in_place(source, finding)

    def _in_place(self, source: SourceFile, finding: Finding) -> bool:
        """A comment silences its own line; on a definition's first line, the findings about that definition."""
        suppressions = self._known.get(source.path)
        if suppressions is None:
            text = source.content.decode("utf-8", "replace") if b"paperlsp:" in source.content else ""
            suppressions = self._known[source.path] = find_suppressions(text)
        line = source.lines.position(finding.span.start)[0]
        for each in suppressions:
            if each.codes and finding.code not in each.codes:
                continue
            if each.whole_file or source.lines.position(each.span.start)[0] == line:
                return True
        return False
