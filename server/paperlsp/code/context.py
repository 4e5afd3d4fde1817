"""A source → what its comments say to the product, and for a mention in it the words that name another paper.

All spans are in bytes of the source.
"""

import re
from bisect import bisect_right
from dataclasses import replace

from paperlsp.mention import Annotation, Suppression, find_annotations, find_suppressions, foreign_context
from paperlsp.model.source import Comment, Mention, SourceFile
from paperlsp.model.span import Span

_REACH = 6000
"""Bytes on either side of the mention that are looked at, however long the comment is."""
_MARKS = re.compile(rb"(?m)^[ \t]*#+:?")


def comment_at(source: SourceFile, offset: int) -> Comment | None:
    """The comment or docstring that holds the byte at ``offset``."""
    at = bisect_right(source.comments, offset, key=lambda comment: comment.span.start) - 1
    if at < 0 or source.comments[at].span.end <= offset:
        return None
    return source.comments[at]


def foreign_words(source: SourceFile, mention: Mention) -> str | None:
    """``mention.foreign_context`` for a mention of a source: see there for what the words may be."""
    comment = comment_at(source, mention.span.start)
    if comment is None:
        return None
    start = max(comment.span.start, mention.span.start - _REACH)
    end = min(comment.span.end, mention.span.end + _REACH)
    before = source.content[start : mention.span.start]
    behind = source.content[mention.span.start : end]
    if not comment.docstring:
        # Blank the marks of a comment's lines, so that what reads the text sees a paragraph.
        before, behind = _blanked(before), _blanked(behind)
    text = before.decode("utf-8", "ignore")
    at = len(text.encode())
    span = Span(at, at + mention.span.end - mention.span.start)
    return foreign_context(text + behind.decode("utf-8", "ignore"), replace(mention, span=span))


def suppressions(source: SourceFile) -> tuple[Suppression, ...]:
    """The suppressions in the source's comments, none from its strings."""
    return tuple(
        replace(found, span=_moved(found.span, comment.span.start))
        for comment in source.comments
        if not comment.docstring
        for found in find_suppressions(_text(source, comment))
    )


def annotations(source: SourceFile) -> tuple[Annotation, ...]:
    """The annotations in the source's comments, none from its strings."""
    return tuple(
        replace(
            found,
            span=_moved(found.span, comment.span.start),
            mentions=tuple(replace(each, span=_moved(each.span, comment.span.start)) for each in found.mentions),
        )
        for comment in source.comments
        if not comment.docstring
        for found in find_annotations(_text(source, comment))
    )


def _text(source: SourceFile, comment: Comment) -> str:
    return source.content[comment.span.start : comment.span.end].decode("utf-8", "replace")


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _blanked(content: bytes) -> bytes:
    return _MARKS.sub(lambda mark: b" " * len(mark[0]), content)
