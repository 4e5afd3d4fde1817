"""PL204 quote-not-found: a comment quotes the paper, and the paper does not say so.

Why: A quote is there to be believed. One that was written from memory, or from another version, misleads.

Bad::

    # paper: §3 "the decoder has three layers"

Good::

    # paper: §3 "the decoder has two layers"

Fix: Take the paper's words; `--fix` does where a passage is close enough, and leaves the comment alone where none is.

Measured: all 6 of the wrong quotes that were sown into comments for a test are reported on their line; nothing is reported
of quotes that stand in the paper but for marks, hyphens and white space. Published code has no comments of this form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from paperlsp.check.finding import Rule, make
from paperlsp.index.snapshot import Snapshot
from paperlsp.link.annotation import Annotation, find_annotations
from paperlsp.link.runs import says
from paperlsp.model.finding import Edit, Finding, Fix
from paperlsp.model.source import SourceFile
from paperlsp.model.span import Span
from paperlsp.notation import prose_words, stem

RULE = Rule("PL204", "quote-not-found", "warning")
LEAST_ALIKE = 0.6
"""The share of the quote's words that must stand in the passage, in their order, for it to be the one that was meant."""
_MARKS = '"“”#'


def find(snapshot: Snapshot) -> Iterator[Finding]:
    for path, source in snapshot.sources.items():
        entries = snapshot.papers_for(path)
        if not entries or b"paper:" not in source.content:
            continue
        for each in find_annotations(source, [entry.paper for entry in entries]):
            if each.quoted is not False:
                continue
            span, quote = _quote(source, each)
            texts = [anchor.text for _, anchor in each.anchors] or [
                anchor.text for entry in entries for anchor in entry.paper.anchors
            ]
            near = nearest(quote, texts)
            fix = Fix("Quote the paper's own words", (Edit(path, span, near),)) if near else None
            if near:
                message, words = "The paper does not say “{quote}”; it says “{near}”.", {"quote": quote, "near": near}
            else:
                message, words = "The paper does not say “{quote}”.", {"quote": quote}
            yield make(RULE, path, span, message, about=quote, words=words, fix=fix, quote=near)


def _quote(source: SourceFile, annotation: Annotation) -> tuple[Span, str]:
    """The quote between its marks."""
    comment = annotation.comment.span
    text = source.content[comment.start : comment.end].decode("utf-8", "replace")
    first = min(at for mark in '"“' if (at := text.find(mark)) >= 0) + 1
    last = max(text.rfind(mark) for mark in '"”')
    start = comment.start + len(text[:first].encode())
    return Span(start, start + len(text[first:last].encode())), " ".join(text[first:last].split())


def nearest(quote: str, texts: Iterable[str]) -> str:
    """The passage of as many words that is most like the quote; "" where none is alike."""
    wanted = _stems(quote)
    count = len(quote.split())
    best, best_share = "", LEAST_ALIKE
    for text in texts:
        words = "".join(" " if mark in _MARKS else mark for mark in text).split()
        for start in _promising(words, wanted, count):
            passage = " ".join(words[start : start + count])
            share = SequenceMatcher(None, wanted, _stems(passage), autojunk=False).ratio()
            if share > best_share and says(text, passage):
                best, best_share = passage, share
    return best.strip(" ,;:.")


def _promising(words: list[str], wanted: list[str], count: int) -> list[int]:
    """Where passages begin that share the most words with the quote, whatever their order; the ten best."""
    asked = frozenset(wanted)
    known = [any(part in asked for part in _stems(word)) for word in words]
    shared: Counter[int] = Counter()
    running = sum(known[:count])
    for start in range(max(len(words) - count + 1, 1)):
        shared[start] = running
        running += (
            (known[start + count] if start + count < len(known) else 0) - known[start] if start < len(known) else 0
        )
    ranked = sorted(shared, key=lambda start: (-shared[start], start))
    return [start for start in ranked[:10] if shared[start]]


def _stems(text: str) -> list[str]:
    """All words of a text, so that one step and two steps are alike."""
    return [stem(word) for word in prose_words(text)]
