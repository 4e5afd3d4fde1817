"""PDFs on disk → what can be known of them without reading them: their digest and how many pages they have.

A repository holds plots by the hundred. All but a few have one page, and the number of pages stands in the bytes of a
PDF, so that a plot is told from a paper without a reader for PDFs.
"""

from __future__ import annotations

import hashlib
import re
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LARGEST_PDF = 200 * 1024**2
"""In bytes. A paper full of photographs has 50 MB."""

_COUNT = re.compile(rb"/Count\s+(\d{1,7})")
_PACKED = re.compile(rb"/ObjStm\b")
_MOST_PACKED = 500
_LARGEST_PACKED = 2_000_000
_MOST_KIDS = 10_000
_LONGEST_KIDS = 100_000
_NEAR = 200
"""Bounds on the work for a file made on purpose; a PDF of a thousand pages stays far below them."""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """``digest`` is of the bytes, or "" for a file that is too large to be read; ``pages`` is None where nobody knows."""

    size: int
    digest: str
    pages: int | None


class PdfFiles:
    """Remembers the facts about files while the file system says that they are the same: a keystroke in a source must
    not read every PDF of the repository again.
    """

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, ...], PdfFacts]] = {}

    def facts(self, path: Path) -> PdfFacts:
        """Raises ``OSError`` for what cannot be read, and for what is no file, such as a pipe that never ends."""
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "it is no regular file")
        signature = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)
        known = self._known.get(path)
        if known is not None and known[0] == signature:
            return known[1]
        if status.st_size > LARGEST_PDF:
            facts = PdfFacts(status.st_size, "", None)
        else:
            content = path.read_bytes()
            facts = PdfFacts(len(content), hashlib.sha256(content).hexdigest(), page_count(content))
        self._known[path] = (signature, facts)
        return facts


def page_count(content: bytes) -> int | None:
    """The greatest number of pages that any node of the page tree claims; None where none can be seen."""
    counts = [count for text in _object_texts(content) for count in _counts(text)]
    return max(counts, default=None)


def _object_texts(content: bytes) -> Iterator[bytes]:
    """The file as it is, and the objects that are packed into compressed streams."""
    yield content
    for number, packed in enumerate(_PACKED.finditer(content)):
        if number == _MOST_PACKED:
            return
        start = content.find(b"stream", packed.end(), packed.end() + 2 * _NEAR)
        if start < 0:
            continue
        start += 8 if content[start + 6 : start + 8] == b"\r\n" else 7
        try:
            yield zlib.decompressobj().decompress(content[start : start + _LARGEST_PACKED], _LARGEST_PACKED)
        except zlib.error:
            continue


def _counts(text: bytes) -> Iterator[int]:
    """A node of the page tree has ``/Kids`` and ``/Count`` side by side; an outline has no kids, a form no count."""
    at = -1
    for _ in range(_MOST_KIDS):
        at = text.find(b"/Kids", at + 1)
        if at < 0:
            return
        end = text.find(b"]", at, at + _LONGEST_KIDS)
        before = text[max(0, at - _NEAR) : at].rpartition(b"obj")[2]
        after = text[end : end + _NEAR].partition(b">>")[0] if end >= 0 else b""
        for count in (*_COUNT.findall(before)[-1:], *_COUNT.findall(after)[:1]):
            yield int(count)
