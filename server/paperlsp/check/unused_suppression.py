"""PL005 unused-suppression: a comment silences a finding that is not there, or names a rule that does not exist.

Why: It hides the next finding at this place, which nobody has looked at.

Bad::

    def step(x):  # paperlsp: ignore[PL201] an older version of the paper
        return x

Good: the same without the comment, once the citation that it was about has been corrected.

Fix: Remove the comment; `paperlsp --check --fix` does. A comment about a rule that is not selected is left alone.

Measured: all 6 of the idle suppressions that were sown into code for a test are reported on their line. What was
suppressed and is no longer found is known and not estimated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paperlsp.check.finding import Rule, make
from paperlsp.check.selector import covers
from paperlsp.check.silence import Silence
from paperlsp.index.snapshot import Snapshot
from paperlsp.mention.directives import Suppression
from paperlsp.model.finding import Edit, Finding, Fix
from paperlsp.model.source import SourceFile
from paperlsp.model.span import Span

RULE = Rule("PL005", "unused-suppression", "hint")


def find(snapshot: Snapshot) -> Iterator[Finding]:
    """Nothing by itself: what silenced nothing is known only when all other rules are done."""
    del snapshot
    return iter(())


def find_unused(
    snapshot: Snapshot, silence: Silence, running: Sequence[Rule], rules: Sequence[Rule]
) -> Iterator[Finding]:
    """``running`` are the rules that ran, out of all ``rules``."""
    for scope, idle in silence.unused():
        suppression = scope.suppression
        unknown = tuple(code for code in idle if not any(covers((code,), rule.code, rule.name) for rule in rules))
        ran = {code for code in idle if any(covers((code,), rule.code, rule.name) for rule in running)}
        dead = tuple(code for code in idle if code in ran or code in unknown)
        if suppression.codes and not dead:
            continue
        source = snapshot.sources[scope.file]
        if unknown:
            message = "There is no rule {codes}."
            words = {"codes": ", ".join(unknown)}
        elif dead and len(dead) < len(suppression.codes):
            message = "{codes} silences nothing here."
            words = {"codes": ", ".join(dead)}
        else:
            message = "This suppression silences nothing{codes}."
            words = {"codes": f" ({', '.join(dead)})" if dead else ""}
        kept = tuple(code for code in suppression.codes if code not in dead)
        yield make(
            RULE, scope.file, suppression.span, message, about=" ".join(dead), words=words,
            fix=_fix(source, suppression, kept),
        )  # fmt: skip


def _fix(source: SourceFile, suppression: Suppression, kept: tuple[str, ...]) -> Fix:
    if kept:
        form = "ignore-file" if suppression.whole_file else "ignore"
        reason = f" {suppression.reason}" if suppression.reason else ""
        text = f"paperlsp: {form}[{', '.join(kept)}]{reason}"
        return Fix("Remove what silences nothing", (Edit(source.path, suppression.span, text),))
    return Fix("Remove the suppression", (Edit(source.path, _whole(source, suppression.span), ""),))


def _whole(source: SourceFile, span: Span) -> Span:
    """The directive with its mark and the space before it; the whole line where nothing else stands on it."""
    content = source.content
    start = span.start
    while start > 0 and content[start - 1 : start] in (b"#", b" ", b"\t"):
        start -= 1
    at_start = start == 0 or content[start - 1 : start] in (b"\n", b"\r")
    line = source.lines.position(span.start)[0]
    if at_start and source.lines.line_span(line).end == span.end:
        starts = source.lines.starts
        return Span(start, starts[line + 1] if line + 1 < len(starts) else len(content))
    return Span(start, span.end)
