"""PL205 unknown-part: a comment of the form `# paper: …` names a heading or an id that no paper has.

Why: The comment is meant to link the code to the paper, and links it to nothing.

Bad::

    # paper: Mask decodr

Good::

    # paper: Mask decoder

Fix: Write the heading as the paper has it, its number, or an id that `paperlsp outline` prints. With one heading that is
spelled nearly like that, `--fix` writes it.

Measured: all 6 of the wrong headings and ids that were sown into comments for a test are reported on their line. Published
code has no comments of this form.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.link.annotation import find_annotations
from paperlsp.mention import find_mentions
from paperlsp.model.finding import Edit, Finding, Fix
from paperlsp.model.span import Span

RULE = Rule("PL205", "unknown-part", "warning")
_ALIKE = 0.8


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for path, source in snapshot.sources.items():
        entries = snapshot.papers_for(path)
        if not entries or b"paper:" not in source.content:
            continue
        papers = [entry.paper for entry in entries]
        for each in find_annotations(source, papers):
            # What is cited by number is PL201's; without a target, the quote alone says what is meant.
            if each.anchors or not each.target or find_mentions(each.target):
                continue
            comment = each.comment.span
            at = source.content.find(each.target.encode(), comment.start, comment.end)
            span = Span(at, at + len(each.target.encode())) if at >= 0 else comment
            titles = {
                anchor.title.lower(): anchor.title for paper in papers for anchor in paper.anchors if anchor.title
            }
            near = get_close_matches(each.target.lower(), list(titles), 1, _ALIKE)
            if near:
                title = titles[near[0]]
                message, words = "No paper has a part “{part}”; one has “{near}”.", {"part": each.target, "near": title}
                fix = Fix(f"Name “{title}”", (Edit(path, span, title),)) if at >= 0 and title.isprintable() else None
            else:
                message, words, fix = "No paper has a part “{part}”.", {"part": each.target}, None
            yield make(RULE, path, span, message, about=each.target, words=words, fix=fix)
