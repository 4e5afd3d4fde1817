"""Papers on disk, keyed by digests of the PDF and of the program that read it. A bad entry is a miss, never an error."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
from functools import cache
from importlib import metadata
from pathlib import Path

import platformdirs

import paperlsp
from paperlsp.model.paper import Paper
from paperlsp.paper import READER_VERSION
from paperlsp.workspace.codec import decode, encode

logger = logging.getLogger(__name__)

READING = ("model", "pdf", "mention", "notation", "formula", "paper", "workspace/codec.py")
"""What a paper is read by, in the folder of this package."""


def cache_folder() -> Path:
    """Where caches lie: ``PAPERLSP_CACHE_DIR``, or the system's place for them."""
    own = os.environ.get("PAPERLSP_CACHE_DIR")
    return Path(own) if own else Path(platformdirs.user_cache_dir("paperlsp", appauthor=False))


def write_whole(path: Path, content: bytes) -> None:
    """Write by rename, so that nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def load_paper(digest: str) -> Paper | None:
    try:
        stored = _path(digest).read_bytes()
    except OSError:
        return None
    checksum, _, content = stored.partition(b"\n")
    if checksum != hashlib.sha256(content).hexdigest().encode():
        return None
    try:
        paper = decode(content)
    except (ValueError, TypeError, KeyError):
        return None
    return paper if paper.digest == digest else None


def store_paper(paper: Paper) -> None:
    content = encode(paper)
    try:
        write_whole(_path(paper.digest), hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
    except OSError as error:
        logger.info("The cache cannot be written, so papers are read anew each time: %s", error)


def _path(digest: str) -> Path:
    return cache_folder() / "papers" / f"{digest}-{_reader_digest()}.json"


@cache
def _reader_digest() -> str:
    """The source of all that reads papers, so that nobody has to remember to raise a number after a change to it."""
    digest = hashlib.sha256(f"{paperlsp.__version__} {READER_VERSION}".encode())
    with contextlib.suppress(metadata.PackageNotFoundError):
        digest.update(metadata.version("pymupdf").encode())
    root = Path(paperlsp.__file__).parent
    for name in READING:
        place = root / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            with contextlib.suppress(OSError):
                # An installation without sources has the versions alone.
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]
