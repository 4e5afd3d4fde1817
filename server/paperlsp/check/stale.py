"""PL310 stale-link: what a person said about code and paper in the record, where one of the two has changed since.

Why: Where both are still there the word counts until a person looks at it, because nobody else can tell whether it still
holds: a hint. Where the code or the passage is gone, the word says nothing any more: a warning.

Bad: a confirmed link from `QHAdam.step` to Eq. (14), and a `step` that has been rewritten since.

Good: the link confirmed again, rejected, or taken out of the record.

Fix: `paperlsp confirm`, `paperlsp reject` or `paperlsp forget`, or the quick fix.

Measured: It compares digests that were kept with the person's word and estimates nothing; tests hold changed, moved and
vanished code and passages against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.model.finding import Finding
from paperlsp.model.record import RECORD_FILE, Standing

RULE = Rule("PL310", "stale-link", "hint")

_SAID = {
    "confirmed": "The confirmed link to {part}",
    "rejected": "The rejected link to {part}",
    "marked": "The mark on {code} as not from the paper",
    "note": "The note on {code}",
}
_NUMBERED = {"section": "§{}", "equation": "Eq. ({})", "figure": "Fig. {}"}
"""How a part is named by its number; others are named after their kind."""


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for each in snapshot.graph.words:
        if each.changes:
            yield _finding(snapshot, each)


def _finding(snapshot: Snapshot, each: Standing) -> Finding:
    word = each.word
    source = snapshot.sources.get(each.file)
    symbol = source.by_name.get(each.symbol) if source is not None else None
    said = _SAID[word.kind].format(part=_name(snapshot, each), code=each.symbol or each.file)
    about = " ".join(word.key)
    if source is None or symbol is None or "code-gone" in each.changes:
        message = "{said} is about code that is gone: {symbol} of {file}."
        words = {"said": said, "symbol": word.code.symbol or "the module", "file": word.code.file}
        return make(RULE, RECORD_FILE, word.span, message, about=about, severity="warning", words=words)
    if "passage-gone" in each.changes:
        message = "{said} leads to a part that the paper no longer has."
        return make(RULE, each.file, symbol.name_span, message, about=about, severity="warning", words={"said": said})
    changed = "the code"
    if "passage-changed" in each.changes:
        code_as_well = "code-changed" in each.changes
        changed = "the code and the passage in the paper" if code_as_well else "the passage in the paper"
    return make(
        RULE,
        each.file,
        symbol.name_span,
        "{said} was said before {changed} changed: say it again, or take it back.",
        about=about,
        paper=each.paper or None,
        anchor=each.anchor or None,
        words={"said": said, "changed": changed},
    )


def _name(snapshot: Snapshot, each: Standing) -> str:
    entry = snapshot.paper_by_id.get(each.paper)
    anchor = entry.paper.by_id.get(each.anchor) if entry is not None else None
    if anchor is None:
        return each.anchor
    if anchor.number is None:
        return anchor.title or anchor.id
    return _NUMBERED.get(anchor.kind, f"{anchor.kind.capitalize()} {{}}").format(anchor.number)
