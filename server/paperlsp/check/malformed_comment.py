"""PL007 malformed-comment: a comment speaks to this program, in a form that it does not understand.

Why: The finding that it is meant to silence stays, or comes back, and the comment looks as if it did something.

Bad::

    x = 1e-3  # paperlsp: disable=PL401

Good::

    x = 1e-3  # paperlsp: ignore[PL401] as most libraries have it

Fix: `--fix` writes the form that is understood where it is clear what was meant.

Measured: all 6 of the malformed comments that were sown into code for a test are reported on their line, and over 46 pairs
of a paper and published code nothing is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.code.context import suppressions
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Edit, Finding, Fix
from paperlsp.model.span import Span

RULE = Rule("PL007", "malformed-comment", "warning")
_SPEAKS = re.compile(rb"#[ \t]*(paperlsp[ \t]*(?:[:=][^\r\n#]*|(?:ignore|disable|noqa|skip)\b[^\r\n#]*))")
_MEANT = re.compile(
    rb"paperlsp[ \t]*[:=]?[ \t]*(?:ignore|disable|noqa|skip)(?P<file>[-_ ]?file)?[ \t]*[:=]?[ \t]*"
    rb"[\[(]?[ \t]*(?P<codes>PL\d{3}(?:[, \t]+PL\d{3})*)[ \t]*[\])]?(?P<reason>.*)",
    re.IGNORECASE,
)


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for path, source in snapshot.sources.items():
        if b"paperlsp" not in source.content:
            continue
        understood = {each.span.start for each in suppressions(source)}
        for comment in source.comments:
            if comment.docstring:
                continue
            text = source.content[comment.span.start : comment.span.end]
            for match in _SPEAKS.finditer(text):
                start = comment.span.start + match.start(1)
                if start in understood:
                    continue
                span = Span(start, start + len(match[1].rstrip()))
                said = match[1].rstrip().decode("utf-8", "replace")
                words = {"comment": said}
                message = "`{comment}` is not understood; the form is `paperlsp: ignore[CODE] reason`."
                yield make(RULE, path, span, message, about=said, words=words, fix=_fix(path, span, match[1].rstrip()))


def _fix(path: str, span: Span, said: bytes) -> Fix | None:
    meant = _MEANT.fullmatch(said)
    if meant is None:
        return None
    codes = ", ".join(re.findall(r"PL\d{3}", meant["codes"].decode("ascii", "replace").upper()))
    reason = " ".join(meant["reason"].decode("utf-8", "replace").split()).lstrip("-–—: ")
    form = "ignore-file" if meant["file"] else "ignore"
    text = f"paperlsp: {form}[{codes}]{f' {reason}' if reason else ''}"
    return Fix("Write it in the form that is understood", (Edit(path, span, text),))
