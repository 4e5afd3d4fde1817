"""A path and the bytes of a file → ``SourceFile``. Never raises: what cannot be read is a problem in the result."""

from __future__ import annotations

import hashlib

from paperlsp.code.decoding import decode
from paperlsp.code.registry import SUFFIXES, language_of
from paperlsp.mention import find_mentions
from paperlsp.model.problem import Problem
from paperlsp.model.source import Mention, SourceFile

SIZE_LIMIT = 2_000_000
"""Bytes. A longer file was generated, and is not read: no hand-written source comes near."""

MOST_MENTIONS = 2_000
"""What a file may mention of papers. Each mention is looked at with all that stands around it; nobody writes as many."""


def read_source(path: str, content: bytes, encoding: str | None = None) -> SourceFile:
    """Read one source. ``path`` is POSIX and relative; its suffix chooses the language.

    ``digest`` is of ``content`` as given; the result's own content is UTF-8, and empty for a file above the limit or
    of an unknown language. ``encoding`` overrides the one that the content declares: pass "utf-8" for the text of an
    editor's buffer, which has been decoded already.
    """
    digest = hashlib.sha256(content).hexdigest()
    language = language_of(path)
    if language is None:
        message = f"No reader for this kind of file; these are read: {', '.join(SUFFIXES)}."
        return _unread(path, digest, "", Problem("source-language", message, "Leave it out of the code to read.", path))
    if len(content) > SIZE_LIMIT:
        message = (
            f"The file is {len(content) / 1e6:.1f} MB long, more than the {SIZE_LIMIT / 1e6:.0f} MB that are read."
        )
        remedy = "Exclude it if it is generated, or split it."
        return _unread(path, digest, language.name, Problem("source-too-large", message, remedy, path))
    text, problems = decode(path, content, encoding)
    outline = language.read(path, text)
    mentions: list[Mention] = []
    for remark in outline.remarks:
        for mention in find_mentions(remark.prose.text):
            span = remark.prose.file_span(mention.span)
            mentions.append(Mention(mention.kind, mention.numbers, span, mention.text))
        if len(mentions) > MOST_MENTIONS:
            message = f"The file mentions parts of papers more than {MOST_MENTIONS} times; the rest is passed over."
            problems = (*problems, Problem("source-too-many-mentions", message, "Exclude it if it is generated.", path))
            del mentions[MOST_MENTIONS:]
            break
    return SourceFile(
        path=path,
        digest=digest,
        language=language.name,
        content=text,
        symbols=outline.symbols,
        comments=tuple(remark.comment for remark in outline.remarks),
        mentions=tuple(mentions),
        problems=(*problems, *outline.problems),
        computations=outline.computations,
        values=outline.values,
    )


def _unread(path: str, digest: str, language: str, problem: Problem) -> SourceFile:
    return SourceFile(path, digest, language, b"", (), (), (), (problem,))
