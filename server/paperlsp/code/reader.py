"""A path and the bytes of a file → ``SourceFile``. Never raises: what cannot be read is a problem in the result."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache

from paperlsp.code.decoding import decode
from paperlsp.code.python.blocks import blocks_of
from paperlsp.code.registry import PROGRAMS, SUFFIXES, Language, language_of
from paperlsp.memo import Recent, holding
from paperlsp.mention import find_mentions
from paperlsp.model.problem import Problem
from paperlsp.model.source import Block, Mention, SourceFile, Symbol
from paperlsp.model.span import Span

_LONG, _LEAST_LINES = 20, 6
"""Lines of a function of which the blocks are read, and of such a block."""
_REGION = "<region>.py"
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
        return _unread(path, digest, language.name, _too_large(path, len(content)))
    text, problems = decode(path, content, encoding)
    return _read(path, digest, language, text, text, problems)


def read_text(path: str, digest: str, language: str, text: bytes, parsed: bytes) -> SourceFile:
    """Read UTF-8 that some reader has made out of a file. ``parsed`` is what the language's reader is given instead of
    ``text``: as long, with everything that is kept where it stands there.
    """
    known = next(each for each in PROGRAMS if each.name == language)
    if len(text) > SIZE_LIMIT:
        return _unread(path, digest, language, _too_large(path, len(text)))
    return _read(path, digest, known, text, parsed, ())


def _read(
    path: str, digest: str, language: Language, text: bytes, parsed: bytes, problems: tuple[Problem, ...]
) -> SourceFile:
    with holding() as held:
        outline = language.read(path, parsed)
        blocks = _blocks(parsed, outline.symbols) if path != _REGION else ()
    mentions: list[Mention] = []
    for remark in outline.remarks:
        for mention in _mentions_in(remark.prose.text):
            span = remark.prose.file_span(mention.span)
            mentions.append(replace(mention, span=span))
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
        blocks=blocks,
        kept=held(),
    )


@lru_cache(maxsize=1024)
def _mentions_in(text: str) -> tuple[Mention, ...]:
    """A comment that an edit left alone is not searched again."""
    return tuple(find_mentions(text))


def _too_large(path: str, size: int) -> Problem:
    message = f"The file is {size / 1e6:.1f} MB long, more than the {SIZE_LIMIT / 1e6:.0f} MB that are read."
    return Problem("source-too-large", message, "Exclude it if it is generated, or split it.", path)


def _blocks(text: bytes, symbols: tuple[Symbol, ...]) -> tuple[Block, ...]:
    """The blocks of the long functions that are long enough to stand for themselves."""
    found: list[Block] = []
    for symbol in symbols:
        if symbol.kind in ("function", "method"):
            start = symbol.span.start
            own = text[start : symbol.span.end]
            if own.count(b"\n") + 1 >= _LONG:
                known = _known_readings.get(own) or _known_readings.put(own, _Readings(_read_blocks(own)))
                found += [
                    Block(symbol.name, Span(start + span.start, start + span.end), reading)
                    for span, reading in known.blocks
                ]
    return tuple(found)


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class _Readings:
    """The blocks of a function, each read as a function of its own; spans are within the function."""

    blocks: tuple[tuple[Span, SourceFile], ...]


_known_readings: Recent[bytes, _Readings] = Recent(16)
"""By the function's text."""


def _read_blocks(text: bytes) -> tuple[tuple[Span, SourceFile], ...]:
    found: list[tuple[Span, SourceFile]] = []
    for span in blocks_of(text):
        start = text.rfind(b"\n", 0, span.start) + 1
        body = text[start : span.end]
        if body.count(b"\n") + 1 < _LEAST_LINES:
            continue
        # A clause such as ``else:`` stands on its own as a statement that always runs.
        head, _, rest = body.partition(b"\n")
        lead = head[: len(head) - len(head.lstrip())]
        if head.lstrip().startswith((b"else", b"elif", b"except", b"case")):
            body = lead + b"if True:\n" + rest
        reading = read_source(_REGION, b"def region():\n" + body + b"\n", "utf-8")
        if not reading.problems:
            found.append((span, reading))
    return tuple(found)


def _unread(path: str, digest: str, language: str, problem: Problem) -> SourceFile:
    return SourceFile(path, digest, language, b"", (), (), (), (problem,))
