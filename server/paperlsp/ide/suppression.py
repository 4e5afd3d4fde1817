"""A suppression under the caret → what the rules report that it silences, and why that matters."""

from __future__ import annotations

from paperlsp.check import RULES
from paperlsp.check.selector import covers
from paperlsp.code.context import comment_at, suppressions
from paperlsp.ide.card import Hover, RuleCard
from paperlsp.index.snapshot import Snapshot
from paperlsp.mention import Suppression
from paperlsp.model.span import Span

_MOST = 5
"""Rules that one hover explains; a selector such as PL2 means more, and their list says enough of the rest."""


def suppression_hover(snapshot: Snapshot, file: str, offset: int) -> Hover | None:
    """The rule whose code is under the caret, or all of the suppression around it; None where there is none."""
    source = snapshot.sources.get(file)
    comment = comment_at(source, offset) if source is not None else None
    if source is None or comment is None or comment.docstring:
        return None
    found = next((each for each in suppressions(source) if each.span.start <= offset < each.span.end), None)
    if found is None:
        return None
    codes, span = _under(source.content, found, offset)
    rules = [each for each in RULES if covers(codes, each.rule.code, each.rule.name)]
    cards = tuple(
        RuleCard(each.rule.code, each.rule.name, each.page.what, dict(each.page.sections).get("Why", ""))
        for each in rules[:_MOST]
    )
    return Hover(span, cards) if cards else None


def _under(content: bytes, found: Suppression, offset: int) -> tuple[tuple[str, ...], Span]:
    """The codes that are asked about and where they stand: one, or all of the suppression."""
    at = found.span.start
    for code in found.codes:
        at = content.find(code.encode(), at, found.span.end)
        if at < 0:
            break
        end = at + len(code.encode())
        if at <= offset < end:
            return (code,), Span(at, end)
        at = end
    return found.codes, found.span
